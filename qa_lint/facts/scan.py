"""Many strings sought in a text at once."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick_rs


class Scanner:
    """One automaton over strings; a string is known by its place in `texts`."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(texts, store_patterns=False) if texts else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """All (number, start, end), also those that overlap, in order of their ends."""
        if self._automaton is None:
            return []
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
