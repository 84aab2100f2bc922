"""The questions of a page, and the question that a place belongs to.

A repository of questions and answers is read by question, so the report counts by question too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..finding import Finding
from ..rules.headings._questions import numbered
from ..summary import PageHeading

_MARKS = ("?", "？")


class Question(NamedTuple):
    """A question: where it begins and its heading; "" for what stands before a page's first."""

    path: str
    line: int
    title: str


def questions(path: str, headings: Sequence[PageHeading]) -> list[Question]:
    """The parts of a page in order; the first is what stands before the first question.

    Questions are the numbered headings, where a page has none the headings that end with a
    question mark, else its sections. Of these only the most frequent level counts, the higher
    one when two are as frequent: steps within an answer may be numbered as well.
    """
    asked = [h for h in headings if numbered(h.text)]
    if len(asked) < 2:
        asked = [h for h in headings if h.text.rstrip().endswith(_MARKS)] or asked
    if not asked:
        asked = _sections(headings)
    if asked:
        counts = Counter(h.level for h in asked)
        level = min(counts, key=lambda name: (-counts[name], name))
        above = min(counts)
        # A lone numbered title above its numbered questions is no question.
        level = above if counts[above] > 1 and _are_asked(asked, above) else level
        asked = [h for h in asked if h.level == level]
    found = [Question(path, 1, "")]
    found += [Question(path, h.place.line, " ".join(h.text.split())) for h in asked]
    return found


def _are_asked(headings: Sequence[PageHeading], level: int) -> bool:
    """Whether at least half of the headings of a level end with a question mark."""
    texts = [h.text.rstrip() for h in headings if h.level == level]
    return sum(text.endswith(_MARKS) for text in texts) * 2 >= len(texts)


def _sections(headings: Sequence[PageHeading]) -> list[PageHeading]:
    counts = Counter(h.level for h in headings if h.text.strip())
    several = [level for level, count in counts.items() if count > 1]
    if not several:
        return []
    return [h for h in headings if h.level == min(several) and h.text.strip()]


class Index:
    """Questions of all pages, and which of them holds a line of a page."""

    def __init__(self) -> None:
        self.all: list[Question] = []
        self._starts: dict[str, tuple[int, list[int]]] = {}

    def add(self, path: str, headings: Sequence[PageHeading]) -> None:
        """Take in a page."""
        found = questions(path, headings)
        self._starts[path] = (len(self.all), [item.line for item in found])
        self.all += found

    def find(self, path: str, line: int) -> int:
        """The index of the question that holds a line; a page that is not known is taken in."""
        if path not in self._starts:
            self.add(path, ())
        first, lines = self._starts[path]
        # Of two that begin on one line the later counts: the first may be the page's own top.
        return first + max(0, bisect_right(lines, line) - 1)

    def of(self, item: Finding) -> int:
        """The index of the question that holds a finding."""
        return self.find(item.path, item.place.line)
