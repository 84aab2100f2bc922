"""Which blocks may state something: decided from hits of automatons, before a close look.

Most blocks name nothing, or name a thing without saying anything that a fact is about. Whatever is
asked here is cheap and lets everything through that the close look could find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .above import NOTHING, Above, above, scope_of
from .joined import Joined
from .keys import bits, members
from .mentions import Found
from .register import Block, Register
from .spelt import may_be_explained, may_be_spelt_out
from .wordings import Said, may_claim, wordings_in
from .words import fold

_NUMERIC = re.compile("[0-9０-９二三四五六七八九十百两]")
_NUMBER_WORD = re.compile(r"\b(?:two|three|four|five|six|seven|eight|ten|twelve|sixteen)\b")
#: The same letters anywhere, which is sought faster.
_NUMBER_LETTERS = re.compile("two|three|four|five|six|seven|eight|ten|twelve")
_YEAR = re.compile(r"(?:19[5-9]|20[0-3])[0-9](?![0-9])")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
#: What a number may end with, but for a letter.
_NUMBER_END = frozenset("0123456789零一二两三四五六七八九十百千〇万亿多余%％}⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER_WORD_END = re.compile(
    r"(?:[0-9] ?-?[bmkt]n?|illion|thousand|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty)$"
)
_NUMBER_AFTER = re.compile(
    r"(?:[^\d，,。；;！!？?\n()（）]|[，,](?=[达高约为只仅可大一通默])){0,12}[(（]?(?: ?[约为])?[0-9百]"
)
#: (start, end, key) of a name in its block.
_Hit = tuple[int, int, int]
_NO_HITS: list[_Hit] = []
_NO_NUMBERS: list[int] = []
_NOBODY: frozenset[int] = frozenset()


class Candidate(NamedTuple):
    """A block that may state something, and what it may state."""

    block: Block
    folded: str
    found: list[Found]
    above: Above
    may: May


class May(NamedTuple):
    """What a block may state of the entities in its reach."""

    explain: bool  # what a name means, which may be something else
    expand: bool  # what it stands for
    say: list[Said]  # wordings
    numbers: list[int]  # offsets of units and cues next to a number
    date: bool  # a year


def candidates(joined: Joined, register: Register, sized: bool) -> Iterator[Candidate]:
    """The blocks that may state something; `sized`: also numbers that no fact is about."""
    if not register.keys or not joined.blocks:
        return
    folds = joined.folded
    found = _found(joined, register)
    names = _Names(register, joined.blocks, found)
    entities_of, tells = register.keys.entities, register.keys.tells
    headings: tuple[str, ...] = ()
    lead = ""
    over = 0
    for number, block in enumerate(joined.blocks):
        if block.headings is not headings or block.lead is not lead:
            headings, lead = block.headings, block.lead
            over = names.inside(headings, lead)
        hits = found.get(number, _NO_HITS)
        named = 0
        for hit in hits:
            named |= entities_of[hit[2]]
        reach = over | named
        if not reach:
            continue
        start, end = joined.places[number]
        # With a character on both sides, which bound the words at the ends.
        held = folds[start - 1 : end + 1]
        said = [
            (key, at - 1, to - 1)
            for key, at, to in register.sayings(held, reach)
            if _is_word(held, at, to)
        ]
        date = False
        near = _NO_NUMBERS
        folded = held[1:-1]
        if is_numeric(folds, start, end):
            date = has_year(folds, start, end)
            near = _near(folded, register, reach, sized)
        explained = _explained(joined, start, hits, register) if hits else hits
        expand = bool(explained) and any(
            may_be_spelt_out(joined.text, start + hit[0], start + hit[1]) for hit in explained
        )
        if not (said or date or near or expand):
            continue
        # What stands above is asked for late, because it is dear.
        above = names.above(block, bool(over))
        exact = named | bits((*above.lead, *above.heading))
        if not exact:
            continue
        if exact != reach:
            said = [one for one in said if tells[one[0]] & exact]
            near = near and _near(folded, register, exact, sized)
        say = wordings_in(block.text, folded, said, exact, register) if said else []
        if not any(may_claim(one, folded, above.text, register) for one in say):
            say = []
        if say or near or date or expand:
            may = May(bool(explained), expand, say, near, date)
            yield Candidate(block, folded, [Found(*hit) for hit in hits], above, may)


class _Names:
    """What stands above blocks; remembers it by text and by place."""

    def __init__(
        self,
        register: Register,
        blocks: Sequence[Block],
        found: dict[int, list[_Hit]],
    ) -> None:
        self._register = register
        self._found = found
        #: What stands above a block is a block itself, as a rule.
        self._numbers = {block.text: number for number, block in enumerate(blocks)}
        self._by_text: dict[str, int] = {}
        self._by_place: dict[tuple[tuple[str, ...], str], int] = {}
        self._exactly: dict[tuple[tuple[str, ...], str], Above] = {}
        self._memory: dict[tuple[str, ...], tuple[int, ...]] = {}

    def inside(self, headings: tuple[str, ...], lead: str) -> int:
        """The entities whose names stand in headings and lead, whatever they do there, as bits."""
        found = self._by_place.get((headings, lead))
        if found is None:
            found = 0
            for text in [*headings, *lead.split("\n\n")] if lead else headings:
                found |= self._inside(text)
            self._by_place[(headings, lead)] = found
        return found

    def above(self, block: Block, named: bool) -> Above:
        """What the headings and the lead of a block speak of; `named`: a name stands in them."""
        place = (block.headings, block.lead)
        found = self._exactly.get(place)
        if found is None:
            if named:
                found = above(block, self._register, self._memory)
            else:
                found = NOTHING._replace(text=scope_of(block)) if any(place) else NOTHING
            self._exactly[place] = found
        return found

    def _inside(self, text: str) -> int:
        found = self._by_text.get(text)
        if found is None:
            entities = self._register.keys.entities
            number = self._numbers.get(text)
            if number is None:
                keys = [hit[0] for hit in self._register.names(fold(text))]
            else:
                keys = [hit[2] for hit in self._found.get(number, _NO_HITS)]
            found = 0
            for key in keys:
                found |= entities[key]
            self._by_text[text] = found
        return found


def _found(joined: Joined, register: Register) -> dict[int, list[_Hit]]:
    """(start, end, key) of the names in each block, but for pieces of longer Latin words."""
    found: dict[int, list[_Hit]] = {}
    number = -1
    base = last = 0
    here: list[_Hit] = []
    text, places = joined.folded, joined.places
    for key, start, end in register.names(text):
        if not _is_word(text, start, end):
            continue
        if end > last:
            while end > last:
                number += 1
                base, last = places[number]
            here = found[number] = []
        here.append((start - base, end - base, key))
    return found


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end), with a character on both sides, is no piece of a longer Latin word."""
    if text[start] < "\x80" and text[start - 1] in _LATIN:
        return False
    if text[end - 1] < "\x80" and text[end] in _LATIN:
        return text[end] == "s" and text[end + 1 : end + 2] not in _LATIN
    return True


def is_numeric(folded: str, start: int, end: int) -> bool:
    """Whether a number may stand in folded[start:end]."""
    if _NUMERIC.search(folded, start, end) is not None:
        return True
    word = _NUMBER_LETTERS.search(folded, start, end)
    return (
        word is not None
        and folded[start:end].isascii()
        and _NUMBER_WORD.search(folded, word.start(), end) is not None
    )


def has_year(folded: str, start: int, end: int) -> bool:
    """Whether a year may stand in folded[start:end]."""
    return _YEAR.search(folded, start, end) is not None


def _near(text: str, register: Register, reach: int, sized: bool) -> list[int]:
    """The offsets of the units and cues next to a number that may be said of the entities (bits)."""
    units, cues = _NOBODY, _NOBODY
    for entity in members(reach):
        of_entity = register.number_forms(entity, sized)
        units = units | of_entity[0] if units else of_entity[0]
        cues = cues | of_entity[1] if cues else of_entity[1]
    near = []
    for form, start, end in register.cue_table.find(text):
        if form in units and start and _ends_number(text, start):
            near.append(start)
        elif form in cues and _NUMBER_AFTER.match(text, end):
            near.append(end)
    return near


def _ends_number(text: str, at: int) -> bool:
    """Whether a number ends at an offset, or one character before it."""
    last = text[at - 1]
    if last in " -":
        at -= 1
        last = text[at - 1 : at]
    if last in _NUMBER_END:
        return last != "一" or text[at - 2 : at - 1] in _NUMBER_END
    return "a" <= last <= "z" and _NUMBER_WORD_END.search(text, max(0, at - 9), at) is not None


def _explained(joined: Joined, base: int, hits: Sequence[_Hit], register: Register) -> list[_Hit]:
    """The names of entities with an expansion, next to which may stand what they mean."""
    entities, expanded = register.keys.entities, register.expanded
    return [
        hit
        for hit in hits
        if expanded & entities[hit[2]]
        and may_be_explained(joined.folded, base + hit[0], base + hit[1])
    ]
