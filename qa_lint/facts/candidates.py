"""Which blocks may state something: decided from hits of automatons, before a close look.

Most blocks name nothing, or name a thing without saying anything that a fact is about. Whatever is
asked here is cheap and lets everything through that the close look could find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .above import Above
from .joined import Joined
from .keys import bits
from .mentions import Found
from .nearby import forms_in, has_year, is_numeric, near_numbers
from .reach import Name, Reach, Reached, is_word
from .register import Block, Register
from .spelt import may_be_explained, may_be_spelt_out
from .wordings import Said, may_claim, wordings_in

#: (key, start, end) of a wording.
_Saying = tuple[int, int, int]
_NOTHING: list[_Saying] = []
_NO_NUMBERS: list[int] = []


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
    reach = Reach(joined, register)
    reached = list(reach.reached())
    part = joined.part([one.number for one in reached])
    spoken = _spoken(part, reached, register)
    forms = [
        register.number_forms(one.over | one.named, sized)
        if is_numeric(part.folded, *place)
        else None
        for one, place in zip(reached, part.places, strict=True)
    ]
    counted = forms_in(part, forms, register)
    tells = register.keys.tells
    for number, one in enumerate(reached):
        block, _, names, named, over = one
        start, end = part.places[number]
        said = spoken.get(number, _NOTHING)
        date = False
        near = _NO_NUMBERS
        of_block = forms[number]
        if of_block is not None:
            date = has_year(part.folded, start, end)
            if number in counted:
                near = near_numbers(part, number, counted[number], of_block)
        explained = _explained(part, start, names, register) if names else names
        expand = bool(explained) and any(
            may_be_spelt_out(part.text, start + first, start + last) for _, first, last in explained
        )
        if not (said or date or near or expand):
            continue
        # What stands above is asked for late, because it is dear.
        above = reach.above(block, bool(over))
        exact = named | bits((*above.lead, *above.heading))
        if not exact:
            continue
        if exact != over | named:
            said = [hit for hit in said if tells[hit[0]] & exact]
            if near:
                of_block = register.number_forms(exact, sized)
                near = near_numbers(part, number, counted[number], of_block)
        folded = part.folded[start:end]
        say = wordings_in(block.text, folded, said, exact, register) if said else []
        if not any(may_claim(wording, folded, above.text, register) for wording in say):
            say = []
        if say or near or date or expand:
            may = May(bool(explained), expand, say, near, date)
            found = [Found(first, last, key) for key, first, last in names]
            yield Candidate(block, folded, found, above, may)


def _spoken(
    part: Joined, reached: Sequence[Reached], register: Register
) -> dict[int, list[_Saying]]:
    """By block the wordings that say something of the entities in its reach."""
    text, tells = part.folded, register.keys.tells
    every = 0
    for one in reached:
        every |= one.over | one.named
    hits = [hit for hit in register.sayings(text, every) if is_word(text, hit[1], hit[2])]
    found = {}
    for number, of_block in part.by_block(hits).items():
        one = reached[number]
        reach = one.over | one.named
        base, _ = part.places[number]
        kept = [
            (key, start - base, end - base) for key, start, end in of_block if tells[key] & reach
        ]
        if kept:
            found[number] = kept
    return found


def _explained(part: Joined, base: int, names: Sequence[Name], register: Register) -> list[Name]:
    """The names of entities with an expansion, next to which may stand what they mean."""
    entities, expanded = register.keys.entities, register.expanded
    return [
        name
        for name in names
        if expanded & entities[name[0]]
        and may_be_explained(part.folded, base + name[1], base + name[2])
    ]
