"""Blocks as one text, so that what is sought in all of them is sought once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from .register import Block
from .words import fold

#: (what it is, start, end)
_Hit = tuple[int, int, int]


class Joined:
    """The texts of blocks with a NUL before and behind each; `folded` has the same length."""

    def __init__(self, blocks: Sequence[Block], folded: str | None = None) -> None:
        self.blocks = blocks
        self.text = "\0" + "\0\0".join([block.text for block in blocks]) + "\0"
        self.folded = fold(self.text) if folded is None else folded
        #: Where the text of each block starts and ends.
        self.places: list[tuple[int, int]] = []
        at = 1
        for block in blocks:
            end = at + len(block.text)
            self.places.append((at, end))
            at = end + 2

    def part(self, numbers: Sequence[int]) -> Joined:
        """The blocks of some numbers, in order."""
        if len(numbers) == len(self.blocks):
            return self
        texts = [self.folded[start:end] for start, end in map(self.places.__getitem__, numbers)]
        folded = "\0" + "\0\0".join(texts) + "\0"
        return Joined([self.blocks[number] for number in numbers], folded)

    def by_block(self, hits: Iterable[_Hit]) -> dict[int, list[_Hit]]:
        """Hits in blocks, in order of their ends, by the number of the block."""
        found: dict[int, list[_Hit]] = {}
        number = -1
        last = 0
        here: list[_Hit] = []
        for hit in hits:
            if hit[2] > last:
                while hit[2] > last:
                    number += 1
                    last = self.places[number][1]
                here = found[number] = []
            here.append(hit)
        return found

    def number(self, at: int) -> int:
        """The number of the block in which an offset lies."""
        return bisect_right(self._starts, at) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.places]
