"""The visible texts of a page, made when a rule first asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..document import Heading, HtmlTag, Prose, Segment, Span
from . import prose
from .events import (
    CELL,
    HEADING,
    ITEM,
    ITEM_END,
    LIST,
    LIST_END,
    PARAGRAPH,
    QUOTE,
    QUOTE_END,
    RAW,
    ROW,
    Event,
)
from .pieces import IMAGE, LINK, TEXT, Piece
from .places import Where


class Texts(NamedTuple):
    """What the visible texts are made of; `pieces` and `markup` are by the event's index."""

    text: str
    events: Sequence[Event]
    pieces: Mapping[int, Sequence[Piece]]
    markup: Mapping[int, tuple[list[HtmlTag], list[Span]]]
    headings: Sequence[Heading]

    def write(self) -> tuple[Prose, ...]:
        """The visible texts in the order of the page."""
        return _Writer(self).write()


class _Writer:
    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.found: list[tuple[str, str, tuple[Segment, ...], int, bool]] = []
        self.items: list[int] = []  # first prose of each open list item, -1 before it
        self.leads: list[int] = []  # last prose before each open list
        self.quotes = 0
        self.row_first = -1
        self.last = -1

    def write(self) -> tuple[Prose, ...]:
        for index, event in enumerate(self.texts.events):
            kind = event[0]
            if kind <= CELL:
                self._leaf(index, event)
            elif kind == RAW:
                if event[4]:
                    tags, comments = self.texts.markup[index]
                    for writer in prose.of_html(self.texts.text, event[3], tags, comments):
                        self._add("html", writer, -1)
            elif kind == LIST:
                self.leads.append(self.items[-1] if self.items else self.last)
            elif kind == LIST_END:
                self.leads.pop()
            elif kind == ITEM:
                self.items.append(-1)
            elif kind == ITEM_END:
                self.items.pop()
            elif kind == QUOTE:
                self.quotes += 1
            elif kind == QUOTE_END:
                self.quotes -= 1
            elif kind == ROW:
                self.row_first = -1
        return self._placed()

    def _leaf(self, index: int, event: Event) -> None:
        kind, content, where = event[:3]
        pieces = self.texts.pieces.get(index)
        if pieces is None:
            writer = prose.plain(content, where)
        else:
            self._add_alts(pieces, content, where)
            writer = prose.inline(content, pieces, where)
        if kind == PARAGRAPH:
            self._add("paragraph", writer, self._parent())
        elif kind == HEADING:
            self._add("heading", writer, -1)
        else:
            self._add("cell", writer, self.row_first)

    def _add_alts(self, pieces: Sequence[Piece], src: str, where: Where) -> None:
        for piece in pieces:
            if piece[0] == LINK:
                self._add_alts(piece[4], src, where)
            elif piece[0] == IMAGE:
                inside, begin, close = piece[4], piece[8], piece[9]
                if len(inside) == 1 and inside[0] == (TEXT, 0, close - begin):
                    writer = prose.Writer()
                    writer.add(src[begin:close], where.at(begin))
                    self._add("alt", writer, -1)

    def _parent(self) -> int:
        for first in reversed(self.items):
            if first >= 0:
                return first
        return self.leads[0] if self.items and self.leads else -1

    def _add(self, kind: str, writer: prose.Writer, parent: int) -> None:
        if not writer.segments:
            return
        if kind == "paragraph" and self.items and parent == -1 and self.leads:
            parent = self.leads[-1]
        index = len(self.found)
        segments = tuple(writer.segments)
        self.found.append((kind, writer.text, segments, parent, self.quotes > 0))
        if kind == "cell" and self.row_first < 0:
            self.row_first = index
        if kind == "paragraph":
            if self.items and self.items[-1] < 0:
                self.items[-1] = index
            self.last = index
        elif kind == "heading":
            self.last = -1

    def _placed(self) -> tuple[Prose, ...]:
        """Give each prose the index of the heading above it."""
        headings = self.texts.headings
        starts = [heading.text_span.start for heading in headings]
        placed = []
        index = -1
        for kind, text, segments, parent, quoted in self.found:
            start = segments[0].source
            while index + 1 < len(starts) and starts[index + 1] <= start:
                index += 1
            while index >= 0 and starts[index] > start:
                index -= 1
            if kind == "html" and index >= 0 and start < headings[index].text_span.end:
                kind = "heading"
            placed.append(Prose(kind, text, segments, index, parent, quoted))
        return tuple(placed)
