"""How often two, three and four frequent characters stand together, and in how many folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]

#: A character's row takes so many bits of a key; row 0 is none.
BITS = 12
_MASK = np.uint64((1 << BITS) - 1)
#: In one number the folders stand above so many bits of occurrences.
_FOLDERS = 40


class Counted(NamedTuple):
    """Sorted keys of grams of one length, their occurrences, and in how many folders they stand."""

    keys: Keys
    counts: Numbers
    folders: Numbers

    def of(self, keys: Keys) -> Numbers:
        """The occurrences of some keys, 0 for what was never seen."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, self.counts[at], 0)


class Rows:
    """Characters as numbers from 1 on, and grams of them as keys."""

    def __init__(self, chars: Iterable[str]) -> None:
        self.chars = ["", *chars]
        self.numbers: Mapping[str, int] = {c: n for n, c in enumerate(self.chars) if c}
        self._table = np.zeros(0x10000, np.uint64)
        for char, number in self.numbers.items():
            self._table[ord(char)] = number

    def codes(self, text: str) -> Keys:
        """The row of each UTF-16 unit of a text."""
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
        return self._table[units]

    def key(self, gram: str) -> int:
        """The key of a gram of known characters."""
        value = 0
        for char in gram:
            value = value << BITS | self.numbers[char]
        return value

    def gram(self, key: int, length: int) -> str:
        """The gram of a key."""
        shifts = range(BITS * (length - 1), -1, -BITS)
        return "".join(self.chars[key >> shift & ((1 << BITS) - 1)] for shift in shifts)


def row_at(keys: Keys, length: int, place: int) -> NDArray[np.int64]:
    """The rows of the characters at one place of grams."""
    return ((keys >> shift(length, place)) & _MASK).astype(np.int64)


def shift(length: int, place: int, width: int = 1) -> np.uint64:
    """How far the `width` characters from `place` on lie from the end of a key."""
    return np.uint64(BITS * (length - width - place))


def count(texts: Iterable[str], rows: Rows) -> dict[int, Counted]:
    """Count grams of two to four characters; each text is what one folder holds."""
    parts: dict[int, tuple[list[Keys], list[Numbers]]] = {n: ([], []) for n in (2, 3, 4)}
    for text in texts:
        codes = rows.codes(text)
        for length, (keys, numbers) in parts.items():
            size = len(codes) - length + 1
            if size <= 0:
                continue
            key, known = np.zeros(size, np.uint64), np.ones(size, bool)
            for place in range(length):
                row = codes[place : place + size]
                key = (key << np.uint64(BITS)) | row
                known &= row > 0
            found, times = np.unique(key[known], return_counts=True)
            keys.append(found)
            numbers.append(times.astype(np.int64) + (1 << _FOLDERS))
    return {n: _reduce(np.concatenate(k), np.concatenate(v)) for n, (k, v) in parts.items()}


def _reduce(keys: Keys, numbers: Numbers) -> Counted:
    order = np.argsort(keys, kind="stable")
    keys, numbers = keys[order], numbers[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sums = np.add.reduceat(numbers, first)
    return Counted(keys[first], sums & ((1 << _FOLDERS) - 1), sums >> _FOLDERS)
