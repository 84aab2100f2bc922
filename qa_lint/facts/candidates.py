"""Which blocks may state something: decided from hits of automatons, before a close look.

Most blocks name nothing, or name a thing without saying anything that a fact is about. Whatever is
asked here is cheap and lets everything through that the close look could find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .above import NOTHING, Above, above, scope_of
from .keys import bits, members
from .mentions import Found
from .register import Block, Register
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
#: What follows a name that is expanded, behind its size: a bracket, or 全称, stands for, ….
_EXPANDED_AFTER = re.compile(
    r"[-_ a-z0-9./]{0,20}?[ \t\n”\"'’」》*]*(?:[（(\[【]|模型|算法|方法|数据集|的|里|中|，|,|:|：|是|英文|它的|其|全|完整|代表|指|意|取自|即|也就是|"
    r"这个|这一|几个|名|词|缩写|单词|术语|简称|字母|就是|含义|来自|源自|出自|展开|写全|拼写|原意|"
    r"stands?|do(?:es|esn['’]t)? |并非|不是|is |表示|来源|由来|[=＝]|, ?short|abbreviates|denotes|means|expands|in full|comes? |derives|refers|spells?|unpacks)"
)
_EXPANDED_BEFORE = re.compile(
    r"(?:[（(](?:简称|缩写|缩写为|abbreviated as|or|abbr\.?|即|又称|也称|以下简称)?|简称为?|缩写为|缩写是|简写为|"
    r"abbreviated (?:as|to)|or simply|known as)[ ：:“\"]*$"
)


_NO_HITS: list[tuple[int, int, int]] = []
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

    expand: bool  # what a name stands for
    say: list[Said]  # wordings
    numbers: list[int]  # offsets of units and cues next to a number
    date: bool  # a year


def candidates(blocks: Sequence[Block], register: Register, sized: bool) -> Iterator[Candidate]:
    """The blocks that may state something; `sized`: also numbers that no fact is about."""
    if not register.keys or not blocks:
        return
    joined = fold("\0" + "\0\0".join([block.text for block in blocks]) + "\0")
    places = _places(blocks)
    found = _found(joined, places, register)
    names = _Names(register, blocks, found)
    entities_of, tells = register.keys.entities, register.keys.tells
    headings: tuple[str, ...] = ()
    lead = ""
    over = 0
    for number, block in enumerate(blocks):
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
        start, end = places[number]
        # With a character on both sides, which bound the words at the ends.
        held = joined[start - 1 : end + 1]
        said = register.sayings(held, reach)
        numeric = is_numeric(joined, start, end)
        expand = bool(hits) and _expands(joined, start, hits, register)
        if not (said or numeric or expand):
            continue
        above = names.above(block, bool(over))
        reach = named | bits((*above.lead, *above.heading))
        if not reach:
            continue
        folded = held[1:-1]
        spoken = [
            (key, at - 1, to - 1)
            for key, at, to in said
            if tells[key] & reach and _is_word(held, at, to)
        ]
        say = wordings_in(block.text, folded, spoken, reach, register) if spoken else []
        if not any(may_claim(one, folded, above.text, register) for one in say):
            say = []
        numbers = _NO_NUMBERS
        date = False
        if numeric:
            date = has_year(folded, 0, len(folded))
            numbers = _near(folded, register, members(reach), sized)
        if say or numbers or date or expand:
            may = May(expand, say, numbers, date)
            yield Candidate(block, folded, [Found(*hit) for hit in hits], above, may)


class _Names:
    """What stands above blocks; remembers it by text and by place."""

    def __init__(
        self,
        register: Register,
        blocks: Sequence[Block],
        found: dict[int, list[tuple[int, int, int]]],
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


def _places(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where each block stands in the joined text."""
    places = []
    at = 1
    for block in blocks:
        end = at + len(block.text)
        places.append((at, end))
        at = end + 2
    return places


def _found(
    joined: str, places: Sequence[tuple[int, int]], register: Register
) -> dict[int, list[tuple[int, int, int]]]:
    """(start, end, key) of the names in each block, but for pieces of longer Latin words."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    number = -1
    base = last = 0
    here: list[tuple[int, int, int]] = []
    for key, start, end in register.names(joined):
        if not _is_word(joined, start, end):
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


def _near(text: str, register: Register, reach: Iterable[int], sized: bool) -> list[int]:
    """The offsets of the units and cues next to a number that may be said of the entities."""
    units, cues = _NOBODY, _NOBODY
    for entity in reach:
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


def _expands(
    joined: str, base: int, hits: Sequence[tuple[int, int, int]], register: Register
) -> bool:
    """Whether something next to a name may say what it stands for."""
    expanded = register.expanded
    for start, end, key in hits:
        if expanded & register.keys.entities[key]:
            if _EXPANDED_AFTER.match(joined, base + end):
                return True
            if _EXPANDED_BEFORE.search(joined, max(0, base + start - 20), base + start):
                return True
    return False
