"""Many strings sought in a text at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ahocorasick_rs

#: To make an automaton over forty thousand strings takes as long as to check twenty pages: a run
#: over one page or two does without, until it has looked through so many characters.
_WITHOUT, _MANY = 12_000, 5_000
#: How many characters a beginning has, at most.
_BEGINNING = 3


class Scanner:
    """Looks for different strings; a string is known by its place in `texts`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._rest = _WITHOUT if len(texts) > _MANY else 0
        self._beginnings: _Beginnings | None = None
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """All (number, start, end), also those that overlap, in order of their ends."""
        if self._automaton is None:
            if not self._texts:
                return []
            self._rest -= len(text)
            if self._rest >= 0:
                self._beginnings = self._beginnings or _Beginnings(self._texts)
                return self._beginnings.find(text)
            self._automaton = ahocorasick_rs.AhoCorasick(self._texts, store_patterns=False)
            self._beginnings, self._texts = None, ()
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


class _Beginnings:
    """Strings by their first characters: slower than an automaton, and soon made."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        #: The lengths of strings by their beginnings: of one character, and so on; the last are of
        #: all longer strings, too.
        self._lengths: list[dict[str, set[int]]] = [{} for _ in range(_BEGINNING)]
        for number, text in enumerate(texts):
            self._numbers[text] = number
            beginning = text[:_BEGINNING]
            known = self._lengths[len(beginning) - 1]
            if beginning in known:
                known[beginning].add(len(text))
            else:
                known[beginning] = {len(text)}

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """What `Scanner.find` gives."""
        numbers = self._numbers
        size = len(text)
        found = []
        for width, lengths in enumerate(self._lengths, 1):
            if not lengths:
                continue
            for start in range(size - width + 1):
                for length in lengths.get(text[start : start + width], ()):
                    end = start + length
                    number = numbers.get(text[start:end])
                    if number is not None and end <= size:
                        found.append((end, start, number))
        found.sort()
        return [(number, start, end) for end, start, number in found]
