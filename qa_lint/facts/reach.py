"""Which entities a block may speak of: those named in it, and those named in what stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .above import NOTHING, Above, Memory, above, scope_of
from .joined import Joined
from .register import Block, Register
from .words import fold

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
#: (key, start, end) of a name.
Name = tuple[int, int, int]
_NO_NAMES: list[Name] = []


class Reached(NamedTuple):
    """A block that an entity is in reach of; entities are bits.

    `names` stand in the block, at offsets in it; `named` may be their entities, and `over` those of
    the names that stand above it.
    """

    block: Block
    number: int
    names: list[Name]
    named: int
    over: int


class Reach:
    """The names in blocks and above them; remembers what stands above by text and by place."""

    def __init__(self, joined: Joined, register: Register) -> None:
        self._register = register
        self._blocks = joined.blocks
        text = joined.folded
        hits = [hit for hit in register.names(text) if is_word(text, hit[1], hit[2])]
        self._found = joined.by_block(hits)
        self._places = joined.places
        #: What stands above a block is a block itself, as a rule.
        self._numbers = {block.text: number for number, block in enumerate(joined.blocks)}
        self._by_text: dict[str, int] = {}
        self._by_place: dict[tuple[tuple[str, ...], str], int] = {}
        self._exactly: dict[tuple[tuple[str, ...], str], Above] = {}
        self._memory = Memory(self._names_in)

    def reached(self) -> Iterator[Reached]:
        """The blocks that an entity may be in reach of."""
        entities = self._register.keys.entities
        headings: tuple[str, ...] = ()
        lead = ""
        over = 0
        for number, block in enumerate(self._blocks):
            if block.headings is not headings or block.lead is not lead:
                headings, lead = block.headings, block.lead
                over = self._inside(headings, lead)
            hits = self._found.get(number)
            if hits is not None:
                base, _ = self._places[number]
                named = 0
                for key, _, _ in hits:
                    named |= entities[key]
                names = [(key, start - base, end - base) for key, start, end in hits]
                if over | named:
                    yield Reached(block, number, names, named, over)
            elif over:
                yield Reached(block, number, _NO_NAMES, 0, over)

    def _inside(self, headings: tuple[str, ...], lead: str) -> int:
        """The entities whose names stand in headings and lead, whatever they do there, as bits."""
        found = self._by_place.get((headings, lead))
        if found is None:
            found = 0
            for text in [*headings, *lead.split("\n\n")] if lead else headings:
                found |= self._of_text(text)
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

    def _of_text(self, text: str) -> int:
        found = self._by_text.get(text)
        if found is None:
            entities = self._register.keys.entities
            found = 0
            for key, _, _ in self._names_in(text):
                found |= entities[key]
            self._by_text[text] = found
        return found

    def _names_in(self, text: str) -> list[Name]:
        """The names in a text, which is a block as a rule."""
        number = self._numbers.get(text)
        if number is None:
            return self._register.names(fold(text))
        base, _ = self._places[number]
        hits = self._found.get(number, _NO_NAMES)
        return [(key, start - base, end - base) for key, start, end in hits]


def is_word(text: str, start: int, end: int) -> bool:
    """Whether [start, end), with a character on both sides, is no piece of a longer Latin word."""
    if text[start] < "\x80" and text[start - 1] in _LATIN:
        return False
    if text[end - 1] < "\x80" and text[end] in _LATIN:
        return text[end] == "s" and text[end + 1 : end + 2] not in _LATIN
    return True
