"""Wordings of several pieces: which of their words stand around the one that was found.

A pattern such as `{uses}…负样本` is found by one of its pieces, the anchor; the others must stand
before and behind it, with a few words of the clause between. The words of all pieces are sought with
one automaton, in blocks that have an anchor only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .scan import Scanner

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
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Piece(NamedTuple):
    """A word of a piece at [start, end); `form` is its number."""

    start: int
    end: int
    form: int


class PieceTable:
    """The words of all pieces; a piece is known by the number of its set of words."""

    def __init__(self, scanner: Scanner, pieces: Sequence[Sequence[int]]) -> None:
        """`scanner` seeks the words."""
        self._scanner = scanner
        self._pieces = pieces
        self._sets: dict[int, frozenset[int]] = {}

    def words(self, piece: int) -> frozenset[int]:
        """The numbers of the words of a piece."""
        found = self._sets.get(piece)
        if found is None:
            found = self._sets[piece] = frozenset(self._pieces[piece])
        return found

    def find(self, folded: str) -> list[Piece]:
        """The words of pieces in a folded text, in order of place, the longest first."""
        found = [
            Piece(start, end, form)
            for form, start, end in self._scanner.find(folded)
            if not (start and folded[start] in _LATIN and folded[start - 1] in _LATIN)
        ]
        found.sort(key=lambda piece: (piece.start, -piece.end))
        return found


class Pieces:
    """The words of pieces that stand in one text."""

    def __init__(self, folded: str, table: PieceTable) -> None:
        self.folded = folded
        self.table = table
        self._found = table.find(folded)
        self._starts = [piece.start for piece in self._found]
        self._forms = {piece.form for piece in self._found}
        self._present: dict[int, bool] = {}

    def hold(self, lead: Sequence[int], rest: Sequence[tuple[int, int]]) -> bool:
        """Whether a word of each of the pieces stands in the text, wherever it is."""
        return all(map(self._holds, lead)) and all(self._holds(piece) for piece, _ in rest)

    def _holds(self, piece: int) -> bool:
        known = self._present.get(piece)
        if known is None:
            words = self.table.words(piece)
            known = self._present[piece] = not words.isdisjoint(self._forms)
        return known

    def between(self, first: int, last: int) -> list[Piece]:
        """Those that begin in [first, last)."""
        return self._found[bisect_left(self._starts, first) : bisect_left(self._starts, last)]


class Around:
    """What stands around an anchor at [start, end) of a text."""

    def __init__(self, start: int, end: int, pieces: Pieces) -> None:
        self._folded = pieces.folded
        self._start = start
        self._end = end
        self._table = pieces.table
        before = pieces.between(max(0, start - _REACH), start)
        self._before = [piece for piece in before if piece.end <= start]
        self._behind = pieces.between(end, len(self._folded))
        self._forms_before = {p.form for p in self._before}
        self._stops: dict[tuple[int, int], int] = {}

    def lead(self, wanted: Sequence[int]) -> int:
        """Where the first of the pieces begins that stand before the anchor, -1 for nowhere."""
        forms = self._forms_before
        for piece in wanted:
            if self._table.words(piece).isdisjoint(forms):
                return -1
        return min(self._leads(wanted, len(wanted) - 1, self._start), default=-1)

    def _leads(self, wanted: Sequence[int], last: int, stop: int) -> Iterator[int]:
        words = self._table.words(wanted[last])
        longest, _ = GAPS[RELATION]
        opens = -1
        for piece in reversed(self._before):
            if piece.form not in words or not stop - longest <= piece.end <= stop:
                continue
            if piece.end < self._start and not self._bounded(piece):
                continue
            if opens < 0:
                opens = self._opens(stop)
            if piece.end < opens:
                continue
            if last:
                yield from self._leads(wanted, last - 1, piece.start)
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
        words = self._table.words(piece)
        limit = -1
        for found in self._behind:
            if found.form not in words or found.start < at:
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
