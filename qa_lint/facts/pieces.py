"""Wordings of several pieces: which of their words stand around the one that was found.

A pattern such as `{uses}…负样本` is found by one of its pieces, the anchor; the others must stand
before and behind it, with a few words of the clause between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import ahocorasick_rs

#: What no gap may hold: between the pieces of a relation, and of a wording that is said.
_ENDS = (
    re.compile(
        r"[，,。；;：:\n>＞不无没未非仅只]|\b(?:not|no|never|neither|nor|without|only|but|than|unlike|because)\b|n't\b|"
        r"前者|后者|区别|差别|相比|因为|由于|而|替代|取代|代替|去掉|去除|移除|取消|删除|放弃|抛弃|省去|避免|冻结|固定|难以|很难|比(?!例|较)"
    ),
    re.compile(r"[，。；\n不没未]|\b(?:not|no|never|neither|nor|without)\b|n't\b"),
)
#: Of gaps by number: the longest, and which of the patterns above ends it.
GAPS = ((24, 0), (16, 1), (40, 1))
RELATION, SAID, SAID_LATIN = 0, 1, 2
#: How far before an anchor its first piece may begin.
_REACH = 60
#: As many words are sought in the time that it takes to make an automaton.
_SOUGHT = 500
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Piece(NamedTuple):
    """A word of a piece at [start, end)."""

    start: int
    end: int


#: Words that begin alike: the shortest of them, and what each has behind it.
Family = Sequence[Any]


def families(words: Iterable[str]) -> list[Family]:
    """Words by the shortest of them that they begin with, so that those others are sought once."""
    made: list[Family] = []
    stem = ""
    for word in sorted(words):
        if not (made and word.startswith(stem)):
            stem = word
            made.append([stem, []])
        made[-1][1].append(word[len(stem) :])
    return made


class PieceTable:
    """The words of all pieces, as families; a piece is known by its number.

    A text is asked for few pieces of few words, each of which is found at once: an automaton over
    all words would find ten times as many that nobody asks for. One over the words of a piece that
    is asked for again and again tells fast that none is there.
    """

    def __init__(self, pieces: Sequence[Sequence[Family]]) -> None:
        self._pieces = pieces
        self._sought: dict[int, int] = {}
        self._automatons: dict[int, ahocorasick_rs.AhoCorasick] = {}

    def find(self, piece: int, folded: str) -> list[Piece]:
        """The words of a piece in a folded text, in order of place, the longest first."""
        automaton = self._automatons.get(piece)
        if automaton is None:
            self._count(piece)
        elif not automaton.find_matches_as_indexes(folded):
            return []
        found: list[Piece] = []
        for stem, endings in self._pieces[piece]:
            at = folded.find(stem)
            while at >= 0:
                if not (at and folded[at] in _LATIN and folded[at - 1] in _LATIN):
                    after = at + len(stem)
                    for ending in endings:
                        if folded.startswith(ending, after):
                            found.append(Piece(at, after + len(ending)))
                at = folded.find(stem, at + 1)
        if len(found) > 1:
            found.sort(key=lambda word: (word.start, -word.end))
        return found

    def _count(self, piece: int) -> None:
        """Make an automaton for a piece of which enough words have been sought."""
        stems = self._pieces[piece]
        sought = self._sought[piece] = self._sought.get(piece, 0) + len(stems)
        if sought > max(_SOUGHT, 20 * len(stems)):
            words = [stem for stem, _ in stems]
            self._automatons[piece] = ahocorasick_rs.AhoCorasick(words, store_patterns=False)


class Pieces:
    """The words of pieces that stand in one text, sought when they are asked for."""

    def __init__(self, folded: str, table: PieceTable) -> None:
        self.folded = folded
        self._table = table
        self._found: dict[int, list[Piece]] = {}

    def of(self, piece: int) -> list[Piece]:
        """The words of a piece in the text, in order of place, the longest first."""
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = self._table.find(piece, self.folded)
        return found

    def hold(self, lead: Sequence[int], rest: Sequence[tuple[int, int]]) -> bool:
        """Whether a word of each of the pieces stands in the text, wherever it is."""
        return all(map(self.of, lead)) and all(map(self.of, [piece for piece, _ in rest]))


class Around:
    """What stands around an anchor at [start, end) of a text."""

    def __init__(self, start: int, end: int, pieces: Pieces) -> None:
        self._folded = pieces.folded
        self._start = start
        self._end = end
        self._pieces = pieces
        self._stops: dict[tuple[int, int], int] = {}

    def lead(self, wanted: Sequence[int]) -> int:
        """Where the first of the pieces begins that stand before the anchor, -1 for nowhere."""
        before = [self._before(piece) for piece in wanted]
        if not all(before):
            return -1
        return min(self._leads(before, len(before) - 1, self._start), default=-1)

    def _before(self, piece: int) -> list[Piece]:
        """The words of a piece before the anchor, those next to it first."""
        first = self._start - _REACH
        words = self._pieces.of(piece)
        return [word for word in words[::-1] if first <= word.start and word.end <= self._start]

    def _leads(self, before: Sequence[Sequence[Piece]], last: int, stop: int) -> Iterator[int]:
        longest, _ = GAPS[RELATION]
        opens = -1
        for piece in before[last]:
            if not stop - longest <= piece.end <= stop:
                continue
            if piece.end < self._start and not self._bounded(piece):
                continue
            if opens < 0:
                opens = self._opens(stop)
            if piece.end < opens:
                continue
            if last:
                yield from self._leads(before, last - 1, piece.start)
            else:
                yield piece.start

    def _opens(self, stop: int) -> int:
        """How far before `stop` the gap that ends there may begin."""
        known = self._stops.get((-1, stop))
        if known is None:
            longest, kind = GAPS[RELATION]
            known = first = max(0, stop - longest)
            for match in _ENDS[kind].finditer(self._folded, first, self._start):
                if match.start() >= stop:
                    break
                known = match.start() + 1
            self._stops[(-1, stop)] = known
        return known

    def rest(self, wanted: Sequence[tuple[int, int]]) -> int:
        """Where the last of the (piece, gap) ends that stand behind the anchor, -1 for nowhere."""
        return self._rest(wanted, 0, self._end)

    def _rest(self, wanted: Sequence[tuple[int, int]], number: int, at: int) -> int:
        piece, gap = wanted[number]
        limit = -1
        for found in self._pieces.of(piece):
            if found.start < at:
                continue
            if limit < 0:
                limit = self._closes(at, gap)
            if found.start > limit:
                break
            if not self._bounded(found):
                continue
            if number + 1 == len(wanted):
                return found.end
            end = self._rest(wanted, number + 1, found.end)
            if end >= 0:
                return end
        return -1

    def _closes(self, at: int, gap: int) -> int:
        """How far the gap that begins at `at` may reach."""
        known = self._stops.get((gap, at))
        if known is None:
            longest, kind = GAPS[gap]
            match = _ENDS[kind].search(self._folded, at, at + longest + 12)
            known = at + longest
            if match is not None and match.start() < known:
                known = match.start()
            self._stops[(gap, at)] = known
        return known

    def _bounded(self, piece: Piece) -> bool:
        """Whether no Latin letter goes on behind a piece."""
        folded, end = self._folded, piece.end
        return not (end < len(folded) and folded[end] in _LATIN and folded[end - 1] in _LATIN)
