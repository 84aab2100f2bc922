"""Words that texts repeat and no dictionary has: what a maintainer may want to add, or to correct."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .english import WORD
from .lexicon import Lexicon
from .model.lattice import likeliest
from .model.tables import TABLES

_HAN = re.compile(r"[\u4e00-\u9fff]+")
#: Runs are read in pieces of this length, so that the time grows with the text alone.
_PIECE = 60
#: A character that is so frequent as a word of its own (log10 of its share) is a particle.
_PARTICLE = -3.4
_LONGEST = 4


class Unknown(NamedTuple):
    """A word, how often it stands, in how many files, and where first (file and offset)."""

    word: str
    times: int
    files: int
    first: tuple[int, int]


class Collector:
    """Gathers the unknown words of many texts."""

    def __init__(self, lexicon: Lexicon, own: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._own = own
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, number: int, text: str, place: Callable[[int], int]) -> None:
        """Read a masked text of file `number`; `place` turns its offsets into the file's."""
        for match in WORD.finditer(text):
            word = match.group()
            lower = word.lower()
            if len(word) > 3 and lower not in self._own and not self._lexicon.knows(lower):
                self._places[word].append((number, place(match.start())))
        for start, word in _chinese(text):
            if word not in self._own:
                self._places[word].append((number, place(start)))

    def words(self, least: int) -> list[Unknown]:
        """The words that stand at least `least` times, most frequent first."""
        found = [
            Unknown(word, len(places), len({number for number, _ in places}), min(places))
            for word, places in self._places.items()
            if len(places) >= least
        ]
        return sorted(found, key=lambda item: (-item.times, item.word))


def _chinese(text: str) -> Iterator[tuple[int, str]]:
    """Characters that follow one another and make no known word: (offset, characters)."""
    for run in _HAN.finditer(text):
        for piece in range(run.start(), run.end(), _PIECE):
            at = piece
            group = ""
            for word in [*likeliest(text[piece : min(run.end(), piece + _PIECE)])[1], ""]:
                if len(word) == 1 and (TABLES.share(word) or -9.0) < _PARTICLE:
                    group += word
                else:
                    if 2 <= len(group) <= _LONGEST:
                        yield at - len(group), group
                    group = ""
                at += len(word)
