"""The table of wrong forms of two and three characters, and its look-up for a whole text at once.

A text is taken as one long number with a lane of 32 bits for each character. Multiplied by a factor
of 16 bits a character stays in its lane, so that a few operations on whole texts give a hash for
each place. Part of it is the row of the table and part the mark that must stand there: all places
are compared in one pass, and Python sees only those where both agree.

garbles.bin holds 2**BITS marks of a byte, EMPTY for a row without a form; then for each BLOCK rows
how many rows before them have one, four bytes each; then a value of two bytes for each form, in
the order of the rows: which character of the form is wrong (two bits, 3 for a wrong word), two bits
of the hash, and the row of the character or the number of the word that was meant. garbles.txt has
those words, each after its place in the form.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from .tables import DATA, TABLES, map_file

BITS = 22
#: The mark of a row without a form.
EMPTY = 0xFF
#: So many rows are counted together.
BLOCK = 256
#: Lanes of a character; what is multiplied must have 16 bits.
_LANE = 32
#: For forms of each length a factor for each character.
_FACTORS = {2: (0xC2B3, 0x9E3B), 3: (0xB5C7, 0xE4D9, 0x85A5)}
#: So many characters are looked up at a time: their numbers stay near the processor.
_PIECE = 1 << 15
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_WORD = 3
_BLOCKS = (1 << BITS) // BLOCK


class Listed(NamedTuple):
    """A wrong form at `start`; its characters from `first` on were meant as `meant`."""

    start: int
    length: int
    first: int
    meant: str


def place_of(form: str) -> tuple[int, int, int]:
    """The row of a form in the table, its mark and its check; its characters have 16 bits."""
    mixed = 0
    for char, factor in zip(form, _FACTORS[len(form)], strict=True):
        mixed ^= ord(char) * factor
    row = mixed & ((1 << BITS) - 1)
    return row, mixed >> BITS & 0xFF, mixed >> (BITS + 8)


class _Table:
    """The table; read at the first use."""

    @cached_property
    def _file(self) -> memoryview:
        return memoryview(map_file("garbles.bin"))

    @cached_property
    def marks(self) -> memoryview:
        return self._file[: 1 << BITS]

    @cached_property
    def _before(self) -> memoryview:
        """How many rows before each block have a form."""
        return self._file[1 << BITS : (1 << BITS) + 4 * _BLOCKS].cast("I")

    @cached_property
    def _values(self) -> memoryview:
        return self._file[(1 << BITS) + 4 * _BLOCKS :].cast("H")

    def value(self, row: int) -> int:
        """The value of a row, 0 for none."""
        if self.marks[row] == EMPTY:
            return 0
        first = row - row % BLOCK
        empty = bytes(self.marks[first:row]).count(EMPTY)
        return int(self._values[self._before[row // BLOCK] + row - first - empty])

    @cached_property
    def words(self) -> list[tuple[int, str]]:
        """Words that are meant, each with its place in the form."""
        with open(os.path.join(DATA, "garbles.txt"), encoding="utf-8") as file:
            rows = file.read().split()
        return [(int(row[0]), row[1:]) for row in rows]

    @cached_property
    def _chars(self) -> list[str]:
        return list(TABLES.characters)

    def meant(self, form: str) -> tuple[int, str] | None:
        """What is wrong in a form: from which character on, and what was meant."""
        row, _, check = place_of(form)
        value = self.value(row)
        if not value or value >> 12 & 3 != check or not TABLES.characters.keys() >= set(form):
            return None
        place, number = value >> 14, value & 0xFFF
        if place == _WORD:
            return self.words[number]
        meant = self._chars[number]
        return (place, meant) if place < len(form) and meant != form[place] else None


TABLE = _Table()


def pack(rows: Mapping[int, tuple[int, int]]) -> bytes:
    """The bytes of garbles.bin for (mark, value) by row; a mark is not EMPTY."""
    marks = bytearray([EMPTY]) * (1 << BITS)
    values = array("H")
    for row in sorted(rows):
        marks[row], value = rows[row]
        values.append(value)
    before, count = array("I"), 0
    for first in range(0, len(marks), BLOCK):
        before.append(count)
        count += BLOCK - marks.count(EMPTY, first, first + BLOCK)
    return bytes(marks) + before.tobytes() + values.tobytes()


def find(text: str) -> Iterator[Listed]:
    """Where wrong forms stand in a text; `first` counts from the start of the form."""
    text = _WIDE.sub("\0", text)
    longest = max(_FACTORS)
    for begin in range(0, len(text), _PIECE):
        piece = text[begin : begin + _PIECE + longest - 1]
        number = int.from_bytes(piece.encode("utf-32-le", "surrogatepass"), "little")
        for length in _FACTORS:
            size = min(_PIECE, len(piece) - length + 1)
            for at in _agreeing(number, size, length):
                form = piece[at : at + length]
                if found := TABLE.meant(form):
                    yield Listed(begin + at, length, *found)


def _agreeing(number: int, size: int, length: int) -> Iterator[int]:
    """The places among the first `size` where the mark in the table is the one of the form."""
    if size <= 0:
        return
    mixed = 0
    for lane, factor in enumerate(_FACTORS[length]):
        mixed ^= (number >> (_LANE * lane)) * factor
    mixed &= (1 << _LANE * size) - 1
    width = _LANE // 8
    mask = int.from_bytes(((1 << BITS) - 1).to_bytes(width, "little") * size, "little")
    rows = memoryview((mixed & mask).to_bytes(size * width, "little")).cast("I")
    there = bytes(map(TABLE.marks.__getitem__, rows))
    here = (mixed >> BITS).to_bytes(size * width, "little")[::width]
    differ = int.from_bytes(there, "little") ^ int.from_bytes(here, "little")
    same = differ.to_bytes(size, "little")
    at = same.find(0)
    while at >= 0:
        yield at
        at = same.find(0, at + 1)
