"""Blocks that hold no others: paragraphs, headings, tables, code, raw HTML, definitions."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..document import Definition, Span
from .events import BLOCK, CELL, DEFINITION, HEADING, PARAGRAPH, RAW, ROW, TABLE_END, Event
from .places import PlaceMap, Shift, split_row
from .starts import (
    ATX,
    BLANK_LINE,
    CLOSING_MARKS,
    CODE,
    DEFINITION_LINE,
    DELIMITER,
    DELIMITERS,
    ENDS_PARAGRAPH,
    FENCE,
    INDENT,
    NO_DEFINITION,
    PARAGRAPH_TEXT,
    REST_OF_PARAGRAPH,
    SAFE_LINE,
    TITLE_BEGINS,
    UNDERLINE,
    begins_block,
    ends_paragraph,
    html_kind,
    line_end,
    may_link,
)
from .syntax import HTML_ENDS, TRIM, label


class Unsure(Exception):
    """Something that only the complete parser reads rightly."""


class View:
    """The content of a container: its text, and where each of its lines stands in the file."""

    __slots__ = ("begins", "ends", "sources", "starts", "text")

    def __init__(self) -> None:
        self.text = ""
        self.starts: list[int] = []  # of the lines in the text
        self.sources: list[int] = []  # of the lines in the file, without the container's marks
        self.begins: list[int] = []  # of the whole lines in the file
        self.ends: list[int] = []

    def line(self, offset: int) -> int:
        """Number of the line that holds `offset` of the text."""
        return bisect_right(self.starts, offset) - 1


class Leaves:
    """Reads such blocks of one page into `events`, each from where it begins to where the next does.

    Of `view`, the text of a container, only the places are looked at; None is the page itself.
    """

    def __init__(self, page: str, lean: bool) -> None:
        self.page = page
        self.lean = lean
        self.events: list[Event] = []

    def _where(self, start: int, end: int, view: View | None) -> Shift | PlaceMap:
        """The place of text[start:end]."""
        if view is None:
            return Shift(start)
        number = view.line(start)
        shift = view.sources[number] - view.starts[number]
        if number + 1 >= len(view.starts) or end <= view.starts[number + 1]:
            return Shift(start + shift)
        pieces = [(0, start + shift)]
        number += 1
        while number < len(view.starts) and view.starts[number] < end:
            pieces.append((view.starts[number] - start, view.sources[number]))
            number += 1
        return PlaceMap(pieces)

    def _lines(self, start: int, end: int, view: View | None) -> Span:
        """The whole lines in the file from that of `start` to that before `end`."""
        if view is not None:
            whole = end >= len(view.text)
            last = len(view.starts) - 1 if whole else view.line(max(start, end - 1))
            return Span(view.begins[view.line(start)], view.ends[last])
        if end > start and self.page[end - 1] == "\n":
            end -= 1
        return Span(start, end)

    def _indented(self, text: str, at: int, view: View | None) -> int:
        code = CODE.match(text, at)
        if code is None:
            raise Unsure
        self.events.append((BLOCK, "code", self._lines(at, code.end(), view), ""))
        return code.end() + 1

    def _paragraph(
        self, text: str, at: int, start: int, view: View | None, depth: int, sure: bool = True
    ) -> int:
        match = (PARAGRAPH_TEXT if sure else REST_OF_PARAGRAPH).match(text, start)
        end = match.end() if match is not None else line_end(text, start)
        length = len(text)
        while end + 1 < length:
            line = end + 1
            following = text[line]
            begin = line
            if following in " \t\n":
                indent = INDENT.match(text, line)
                assert indent is not None
                begin = indent.end()
                if begin >= length or text[begin] == "\n":
                    break
                if indent.group(2) or len(indent.group(1)) > 3:
                    end = REST_OF_PARAGRAPH.match(text, begin).end()  # type: ignore[union-attr]
                    continue
                following = text[begin]
            if following in "|:-" and DELIMITERS.match(text, begin):
                header = text.rfind("\n", start, end) + 1 or start
                if header != start:
                    indent = INDENT.match(text, header)
                    assert indent is not None
                    deep = bool(indent.group(2)) or len(indent.group(1)) > 3
                    header = -1 if deep else indent.end()
                after = self._table(text, start, header, end, begin, view) if header >= 0 else 0
                if after:
                    return after
            if following in "=-" and UNDERLINE.match(text, begin):
                return self._underlined(text, start, end, begin, view, depth)
            if ENDS_PARAGRAPH.match(text, begin) or (
                following == "<" and ends_paragraph(text, begin)
            ):
                break
            end = REST_OF_PARAGRAPH.match(text, begin).end()  # type: ignore[union-attr]
        self._text(text, start, end, view)
        return end + 1

    def _text(self, text: str, start: int, end: int, view: View | None) -> None:
        if self.lean and not may_link(text, start, end):
            return
        content = text[start:end]
        kept = content.strip(TRIM)
        if not kept:
            return
        if len(kept) != len(content):
            start += len(content) - len(content.lstrip(TRIM))
        self.events.append((PARAGRAPH, kept, self._where(start, start + len(kept), view)))

    def _underlined(
        self, text: str, start: int, end: int, underline: int, view: View | None, depth: int
    ) -> int:
        content = text[start:end]
        kept = content.strip(TRIM)
        if not kept:
            raise Unsure
        start += len(content) - len(content.lstrip(TRIM))
        where = self._where(start, start + len(kept), view)
        last = line_end(text, underline)
        lines = self._lines(start, last, view)
        level = 1 if text[underline] == "=" else 2
        self.events.append(
            (HEADING, kept, where, level, "setext", where.at(0), lines.end, view is None)
        )
        return last + 1

    def _heading(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        match = ATX.match(text, start)
        if match is None:
            return self._paragraph(text, at, start, view, depth, False)
        begin, end = match.span(2) if match.group(2) is not None else (match.end(), match.end())
        content = text[begin:end].rstrip(" \t")
        tail = CLOSING_MARKS.search(content) if content[-1:] == "#" else None
        if tail is not None:
            content = content[: tail.start()]
        kept = content.strip(TRIM)
        begin += len(content) - len(content.lstrip(TRIM))
        if not kept:
            raise Unsure
        where = self._where(begin, begin + len(kept), view)
        first = self._where(start, start + 1, view).at(0)
        lines = self._lines(start, match.end(), view)
        level = len(match.group(1))
        self.events.append((HEADING, kept, where, level, "atx", first, lines.end, view is None))
        return match.end() + 1

    def _fence(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        fence = FENCE.match(text, start)
        if fence is None:
            return self._paragraph(text, at, start, view, depth, False)
        mark = fence.group(1)
        closing = re.compile(rf"\n {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*+(?=\n|\Z)")
        closed = closing.search(text, fence.end())
        end = closed.end() if closed is not None else len(text)
        self.events.append((BLOCK, "fence", self._lines(at, end, view), fence.group(2)))
        return end + 1

    def _html(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        line = text[start : line_end(text, start)]
        number = html_kind(line)
        if number is None:
            return self._paragraph(text, at, start, view, depth, False)
        if number < 5:
            closing = HTML_ENDS[number].search(text, start)
            end = line_end(text, closing.start()) if closing is not None else len(text)
        else:
            blank = BLANK_LINE.search(text, start)
            end = blank.start() if blank is not None else len(text)
        content = text[at : end + 1]
        where = self._where(at, at + len(content), view)
        self.events.append((RAW, content, where, self._lines(at, end, view), view is None))
        return end + 1

    def _table(
        self, text: str, start: int, header: int, end: int, delimiters: int, view: View | None
    ) -> int:
        """Read a table whose header is text[header:end]; 0 when it is none."""
        first = text[header:end].strip(TRIM)
        if "|" not in first:
            return 0
        delimiter_end = line_end(text, delimiters)
        marks = text[delimiters:delimiter_end].split("|")
        count = 0
        for index, mark in enumerate(marks):
            mark = mark.strip(" \t")
            if mark:
                if not DELIMITER.fullmatch(mark):
                    return 0
                count += 1
            elif 0 < index < len(marks) - 1:
                return 0
        base = header + text[header:end].index(first)
        cells = split_row(first)
        if not cells or len(cells) != count:
            return 0
        if header > start:
            self._text(text, start, text.rindex("\n", start, header), view)
        place = len(self.events)
        self.events.append(())
        self._row(cells, base, view)
        line = delimiter_end + 1
        last = delimiter_end
        while line < len(text):
            stop = line_end(text, line)
            row = text[line:stop]
            kept = row.strip(TRIM)
            if not row.strip(" \t"):
                break
            begin = line + len(row) - len(row.lstrip(" \t"))
            if not kept or row[0] == "\t" or begin - line > 3:
                raise Unsure
            plain = text[begin] in "|[" or SAFE_LINE.match(text, begin)
            if not plain and begins_block(text, begin):
                break
            if not self.lean or may_link(kept, 0, len(kept)):
                self._row(split_row(kept)[:count], line + row.index(kept), view)
            last = stop
            line = stop + 1
        self.events.append((TABLE_END,))
        first_line = text.rfind("\n", 0, header) + 1
        self.events[place] = (BLOCK, "table", self._lines(first_line, last, view), "")
        return last + 1

    def _row(
        self,
        cells: list[tuple[int, str, list[tuple[int, int]] | None]],
        base: int,
        view: View | None,
    ) -> None:
        self.events.append((ROW,))
        for start, content, pieces in cells:
            if not content:
                continue
            at = self._where(base + start, base + start + 1, view).at(0)
            if pieces is None:
                self.events.append((CELL, content, Shift(at)))
            else:
                shifted = [(offset, at - start + source) for offset, source in pieces]
                self.events.append((CELL, content, PlaceMap(shifted)))

    def _bracket(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        if NO_DEFINITION.match(text, start) is None:
            return self._definition(text, start, view)
        return self._paragraph(text, at, start, view, depth, False)

    def _definition(self, text: str, start: int, view: View | None) -> int:
        found = DEFINITION_LINE.match(text, start)
        if found is None or view is not None:
            raise Unsure
        group = 3 if found.group(2) is None else 2
        href = found.group(group)
        name = label(found.group(1))
        after = found.end() + 1
        if not href or not name or (found.group(4) is None and TITLE_BEGINS.match(text, after)):
            raise Unsure
        span = Span(start, found.end())
        self.events.append((DEFINITION, Definition(name, href, span, Span(*found.span(group)))))
        return after

    def _other(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        return self._paragraph(text, at, start, view, depth, False)
