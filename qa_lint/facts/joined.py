"""Blocks as one text, so that what is sought in all of them is sought once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from .register import Block
from .words import fold


class Joined:
    """The texts of blocks with a NUL before and behind each; `folded` has the same length."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.text = "\0" + "\0\0".join([block.text for block in blocks]) + "\0"
        self.folded = fold(self.text)
        #: Where the text of each block starts and ends.
        self.places: list[tuple[int, int]] = []
        at = 1
        for block in blocks:
            end = at + len(block.text)
            self.places.append((at, end))
            at = end + 2

    def number(self, at: int) -> int:
        """The number of the block in which an offset lies."""
        return bisect_right(self._starts, at) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.places]
