"""Many strings sought in a text at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ahocorasick_rs

#: To make an automaton over forty thousand strings takes as long as to check twenty pages: a run
#: over one page or two does without, until it has looked through so many characters.
_WITHOUT, _MANY = 12_000, 5_000
#: How many characters a beginning has, at most.
_BEGINNING = 3

#: The lengths of the strings that begin alike, and their numbers.
Row = Sequence[Any]
#: Rows by beginnings.
Beginnings = tuple[Mapping[str, int], Sequence[Row]]


class Scanner:
    """Looks for different strings; a string is known by its place among them."""

    def __init__(
        self,
        texts: Sequence[str] | Callable[[], Sequence[str]],
        known: Beginnings | None = None,
    ) -> None:
        """`texts` may be what gives them, where their `beginnings` are `known`."""
        self._texts = texts
        self._beginnings = known
        many = callable(texts) or len(texts) > _MANY
        self._rest = _WITHOUT if many else 0
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """All (number, start, end), also those that overlap, in order of their ends."""
        if self._automaton is None:
            self._rest -= len(text)
            if self._rest >= 0:
                if self._beginnings is None:
                    self._beginnings = beginnings(self._every())
                return _find(text, *self._beginnings)
            self.prepare()
        if self._automaton is None:
            return []
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def prepare(self) -> None:
        """Make the automaton, which many texts are worth."""
        texts = self._every() if self._automaton is None else ()
        if texts:
            self._automaton = ahocorasick_rs.AhoCorasick(texts, store_patterns=False)
            self._beginnings, self._texts = None, ()

    def _every(self) -> Sequence[str]:
        return self._texts() if callable(self._texts) else self._texts


def beginnings(texts: Iterable[str]) -> tuple[dict[str, int], list[Row]]:
    """Strings by their first characters: slower than an automaton, and soon made."""
    numbers: dict[str, int] = {}
    rows: list[dict[str, int]] = []
    for number, text in enumerate(texts):
        row = numbers.setdefault(text[:_BEGINNING], len(rows))
        if row == len(rows):
            rows.append({})
        rows[row][text] = number
    return numbers, [[sorted(set(map(len, row))), row] for row in rows]


def _find(text: str, numbers: Mapping[str, int], rows: Sequence[Row]) -> list[tuple[int, int, int]]:
    """What `Scanner.find` gives."""
    found: list[tuple[int, int, int]] = []
    for width in range(1, _BEGINNING + 1):
        for start in range(len(text) - width + 1):
            number = numbers.get(text[start : start + width])
            if number is None:
                continue
            lengths, strings = rows[number]
            for length in lengths:
                end = start + length
                string = strings.get(text[start:end])
                if string is not None and end <= len(text):
                    found.append((end, start, string))
    found.sort()
    return [(number, start, end) for end, start, number in found]
