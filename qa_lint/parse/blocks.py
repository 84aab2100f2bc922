"""The block structure of a page, read by regular expressions: the common part of it.

It gives the same events as markdown-it's block parser (a test compares them), in a tenth of the
time. Paragraphs are taken in one match; the lines of a quote or a list item are cut out and read
like a page. Where it cannot be certain (tabs as indentation, lazy continuation lines, empty list
items, definitions) it leaves the block, from there to a line that certainly begins a new one at
the outermost level, to that parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from ..document import Definition, Span
from .events import (
    BLOCK,
    CELL,
    DEFINITION,
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
    TABLE_END,
    Event,
)
from .places import PlaceMap, Shift, split_row
from .syntax import HTML_ENDS, HTML_STARTS, TRIM, label

#: Containers deeper than this are left to the complete parser.
_DEEPEST = 12

#: The beginning of a line that neither begins another block nor ends a paragraph.
_SAFE = (
    r"(?:[^ \t\n#`>~+*_<\[|:=0-9-]|[0-9]++(?![.)])|[*_]++(?=[^\s*_])|[+-](?=[^\s|:-])|`{1,2}(?!`)"
    r"|~{1,2}(?!~)|\#(?=[^\s#])|:(?=[^\s|:-]))"
)
_MORE = rf"(?:\n[ \t]*+(?:{_SAFE}|\[(?!\^))[^\n]*+)*+"
_PARAGRAPH = re.compile(rf"{_SAFE}[^\n]*+{_MORE}")
_REST_OF_PARAGRAPH = re.compile(rf"[^\n]*+{_MORE}")
_SAFE_LINE = re.compile(_SAFE)
#: A bracket at the start of a paragraph that begins no definition.
_NO_DEFINITION = re.compile(r"\[(?:[^\[\]\\\n]|\\.)*+(?:\[|\](?!:))")
#: A definition on one line, without escapes or numbered characters.
_DEFINITION = re.compile(
    r"\[(?!\^)([^\[\]\\\n]++)\]:[ \t]*+(?:<([^<>\\&\n]++)>"
    r"|((?:[^ \x00-\x1f\x7f()\\&<][^ \x00-\x1f\x7f()\\&]*+)?+"
    r"(?:\([^ \x00-\x1f\x7f()\\&]*+\)[^ \x00-\x1f\x7f()\\&]*+)*+))"
    r"(?:[ \t]++(\"[^\"\\\n]*+\"|'[^'\\\n]*+'|\([^()\\\n]*+\)))?+[ \t]*+(?=\n|\Z)"
)
_TITLE_BEGINS = re.compile(r"[ \t]*+[\"'(]")
_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")
_INDENT = re.compile(r"( *+)(\t?)[ \t]*+")
_RULE = re.compile(r"([*_-])[ \t]*+(?:\1[ \t]*+){2,}+(?=\n|\Z)")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+(?=\n|\Z)")
_DELIMITERS = re.compile(r"[|:-](?:[|:-]|(?<=[|:])[ \t])[|: \t-]*+(?=\n|\Z)")
_DELIMITER = re.compile(r":?-+:?")
_HEADING = re.compile(r"(\#{1,6})(?:[ \t]++([^\n]*+))?(?=\n|\Z)")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])\#+\Z")
_FENCE = re.compile(r"(`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)([^\n]*+)")
_CODE = re.compile(
    r"(?: {4}| {0,3}\t)[ \t]*+[^ \t\n][^\n]*+"
    r"(?:\n(?:[ \t]*+\n)*+(?: {4}| {0,3}\t)[ \t]*+[^ \t\n][^\n]*+)*+"
)
_MARKER = re.compile(r"([+*-]|[0-9]{1,9}([.)]))(?=[ \t\n]|\Z)( *+)")
_QUOTED = re.compile(r" {0,3}> ?")
_BLANK_LINE = re.compile(r"\n[ \t]*+(?=\n|\Z)")
#: What ends a paragraph; a list only if its first item says something and is the first.
_ENDS_PARAGRAPH = re.compile(
    r"\#{1,6}(?=[ \t\n]|\Z)|`{3,}(?=[^`\n]*+(?:\n|\Z))|~{3,}|>"
    r"|[+*-](?=[ \t]+[^ \t\n])|0{0,8}1[.)](?=[ \t]+[^ \t\n])|\[\^[^ \]\n]+\]:"
    r"|([*_-])[ \t]*+(?:\1[ \t]*+){2,}+(?=\n|\Z)"
)
#: After a blank line, a page is certainly read anew from here, unless a fence or HTML is open.
_FRESH = re.compile(r"[^\s0-9*+-]")


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


_LINK = re.compile(r"[\[<]")
_ADDRESS = re.compile(r"://|[wW]{3}\.")
#: Without one of these a list has neither links nor headings nor raw HTML.
_STRUCTURE = re.compile(
    r"[\[<#]|://|[wW][wW][wW]\.|```|~~~|^[ \t>]*+(?:=+|-+)[ \t]*+$", re.MULTILINE
)

#: Reads text[start:end] of the page with the complete parser; False when it did not end there.
Fallback = Callable[[int, int, list[Event]], bool]


def scan(text: str, fallback: Fallback, lean: bool = False) -> list[Event]:
    """The events of a page whose lines end in LF.

    With `lean`, texts that hold no link, heading or raw HTML are left out, and whole lists of them.
    """
    last = text[text.rfind("\n") + 1 :]
    if last and not last.strip(" \t"):
        text = text[: -len(last)]  # to that parser, such an unfinished line does not exist
    reader = _Reader(text, lean)
    at = 0
    while at < len(text):
        events = reader.events
        kept = len(events)
        try:
            at = reader.block(text, at, None, 0)
        except Unsure:
            del events[kept:]
            end = _boundary(text, at)
            if not fallback(at, end, events):
                del events[kept:]
                end = len(text)
                fallback(at, end, events)
            at = end
    return reader.events


def _boundary(text: str, at: int) -> int:
    start = at
    if not at and text.startswith("---"):
        closing = re.compile(r"\n(?: {0,3}---+|\.\.\.)[ \t]*(?=\n|\Z)").search(text, at)
        if closing is not None:
            start = closing.end()
    while (line := text.find("\n", start) + 1) > 0:
        blank = _BLANK_LINES.match(text, line)
        start = blank.end()  # type: ignore[union-attr]
        if start > line and _FRESH.match(text, start):
            return start
        start = max(line, start)
    return len(text)


class _Reader:
    """Collects the events of one page."""

    def __init__(self, page: str, lean: bool) -> None:
        self.page = page
        self.lean = lean
        self.events: list[Event] = []

    def _all(self, view: View, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unsure
        text = view.text
        at = 0
        while at < len(text):
            at = self.block(text, at, view, depth)

    def block(self, text: str, at: int, view: View | None, depth: int) -> int:
        """Read the block at or after the line that begins at `at`; gives where the next begins."""
        blank = _BLANK_LINES.match(text, at)
        at = blank.end()  # type: ignore[union-attr]
        if at >= len(text):
            return at
        start = at
        char = text[at]
        if char in " \t":
            indent = _INDENT.match(text, at)
            assert indent is not None
            if indent.end() >= len(text):
                return len(text)
            if indent.group(2) or len(indent.group(1)) > 3:
                return self._indented(text, at, view)
            start = indent.end()
            char = text[start]
        step = _STEPS.get(char)
        if step is None:
            return self._paragraph(text, at, start, view, depth)
        if char.isdigit():
            char = "0"
        return step(self, text, at, start, view, depth)

    # -- places ---------------------------------------------------------------------------

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

    # -- leaves ---------------------------------------------------------------------------

    def _indented(self, text: str, at: int, view: View | None) -> int:
        code = _CODE.match(text, at)
        if code is None:
            raise Unsure
        self.events.append((BLOCK, "code", self._lines(at, code.end(), view), ""))
        return code.end() + 1

    def _paragraph(
        self, text: str, at: int, start: int, view: View | None, depth: int, sure: bool = True
    ) -> int:
        match = (_PARAGRAPH if sure else _REST_OF_PARAGRAPH).match(text, start)
        end = match.end() if match is not None else _line_end(text, start)
        length = len(text)
        while end + 1 < length:
            line = end + 1
            following = text[line]
            begin = line
            if following in " \t\n":
                indent = _INDENT.match(text, line)
                assert indent is not None
                begin = indent.end()
                if begin >= length or text[begin] == "\n":
                    break
                if indent.group(2) or len(indent.group(1)) > 3:
                    end = _REST_OF_PARAGRAPH.match(text, begin).end()  # type: ignore[union-attr]
                    continue
                following = text[begin]
            if following in "|:-" and _DELIMITERS.match(text, begin):
                header = text.rfind("\n", start, end) + 1 or start
                if header != start:
                    indent = _INDENT.match(text, header)
                    assert indent is not None
                    deep = bool(indent.group(2)) or len(indent.group(1)) > 3
                    header = -1 if deep else indent.end()
                after = self._table(text, start, header, end, begin, view) if header >= 0 else 0
                if after:
                    return after
            if following in "=-" and _UNDERLINE.match(text, begin):
                return self._underlined(text, start, end, begin, view, depth)
            if _ENDS_PARAGRAPH.match(text, begin) or (
                following == "<" and _ends_paragraph(text, begin)
            ):
                break
            end = _REST_OF_PARAGRAPH.match(text, begin).end()  # type: ignore[union-attr]
        self._text(text, start, end, view)
        return end + 1

    def _text(self, text: str, start: int, end: int, view: View | None) -> None:
        if self.lean and not _may_link(text, start, end):
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
        last = _line_end(text, underline)
        lines = self._lines(start, last, view)
        level = 1 if text[underline] == "=" else 2
        self.events.append(
            (HEADING, kept, where, level, "setext", where.at(0), lines.end, view is None)
        )
        return last + 1

    def _heading(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        match = _HEADING.match(text, start)
        if match is None:
            return self._paragraph(text, at, start, view, depth, False)
        begin, end = match.span(2) if match.group(2) is not None else (match.end(), match.end())
        content = text[begin:end].rstrip(" \t")
        tail = _CLOSING_MARKS.search(content) if content[-1:] == "#" else None
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
        fence = _FENCE.match(text, start)
        if fence is None:
            return self._paragraph(text, at, start, view, depth, False)
        mark = fence.group(1)
        closing = re.compile(rf"\n {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*+(?=\n|\Z)")
        closed = closing.search(text, fence.end())
        end = closed.end() if closed is not None else len(text)
        self.events.append((BLOCK, "fence", self._lines(at, end, view), fence.group(2)))
        return end + 1

    def _html(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        line = text[start : _line_end(text, start)]
        number = _html_kind(line)
        if number is None:
            return self._paragraph(text, at, start, view, depth, False)
        if number < 5:
            closing = HTML_ENDS[number].search(text, start)
            end = _line_end(text, closing.start()) if closing is not None else len(text)
        else:
            blank = _BLANK_LINE.search(text, start)
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
        delimiter_end = _line_end(text, delimiters)
        marks = text[delimiters:delimiter_end].split("|")
        count = 0
        for index, mark in enumerate(marks):
            mark = mark.strip(" \t")
            if mark:
                if not _DELIMITER.fullmatch(mark):
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
            stop = _line_end(text, line)
            row = text[line:stop]
            kept = row.strip(TRIM)
            if not row.strip(" \t"):
                break
            begin = line + len(row) - len(row.lstrip(" \t"))
            if not kept or row[0] == "\t" or begin - line > 3:
                raise Unsure
            plain = text[begin] in "|[" or _SAFE_LINE.match(text, begin)
            if not plain and _begins_block(text, begin):
                break
            if not self.lean or _may_link(kept, 0, len(kept)):
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

    # -- containers -----------------------------------------------------------------------

    def _rule_or_list(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        rule = _RULE.match(text, start)
        if rule is not None:
            if not start and view is None and text.startswith("---"):
                raise Unsure  # front matter
            self.events.append((BLOCK, "rule", self._lines(at, rule.end(), view), ""))
            return rule.end() + 1
        if _MARKER.match(text, start) is None:
            if not at and view is None and text.startswith("---"):
                raise Unsure
            return self._paragraph(text, at, start, view, depth, False)
        if self.lean and view is None:
            end = _boundary(text, at)
            if not _STRUCTURE.search(text, at, end):
                return end
        return self._list(text, start, view, depth)

    def _bracket(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        if _NO_DEFINITION.match(text, start) is None:
            return self._definition(text, start, view)
        return self._paragraph(text, at, start, view, depth, False)

    def _definition(self, text: str, start: int, view: View | None) -> int:
        found = _DEFINITION.match(text, start)
        if found is None or view is not None:
            raise Unsure
        group = 3 if found.group(2) is None else 2
        href = found.group(group)
        name = label(found.group(1))
        after = found.end() + 1
        if not href or not name or (found.group(4) is None and _TITLE_BEGINS.match(text, after)):
            raise Unsure
        span = Span(start, found.end())
        self.events.append((DEFINITION, Definition(name, href, span, Span(*found.span(group)))))
        return after

    def _other(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        return self._paragraph(text, at, start, view, depth, False)

    def _list(self, text: str, start: int, view: View | None, depth: int) -> int:
        marker = _MARKER.match(text, start)
        kind = marker.group(2) or marker.group(1)  # type: ignore[union-attr]
        self.events.append((LIST,))
        line = text.rfind("\n", 0, start) + 1
        while True:
            line = self._item(text, line, view, depth)
            if line >= len(text):
                break
            begin = line
            if text[line] in " \t":
                indent = _INDENT.match(text, line)
                assert indent is not None
                if indent.group(2) or len(indent.group(1)) > 3:
                    raise Unsure
                begin = indent.end()
            marker = _MARKER.match(text, begin)
            if marker is None or (marker.group(2) or marker.group(1)) != kind:
                break
            if kind in "*-" and _RULE.match(text, begin):
                break
        self.events.append((LIST_END,))
        return line

    def _item(self, text: str, line: int, view: View | None, depth: int) -> int:
        """Read the list item whose line begins at `line`; gives where the line after it begins."""
        begin = line
        while text[begin] == " ":
            begin += 1
        marker = _MARKER.match(text, begin)
        assert marker is not None
        blanks = len(marker.group(3))
        first = marker.end()
        stop = _line_end(text, first)
        if not 0 < blanks < 5 or first >= stop or text[first] == "\t":
            raise Unsure
        width = first - line
        lines = [(first, stop)]
        at = stop + 1
        blank = False
        alone = True
        length = len(text)
        while at < length:
            indent = _INDENT.match(text, at)
            assert indent is not None
            if indent.end() >= length or text[indent.end()] == "\n":
                stop = min(indent.end(), length)
                lines.append((min(at + width, stop), stop))
                blank = True
                at = stop + 1
                continue
            if indent.group(2):
                raise Unsure
            deep = len(indent.group(1))
            if deep < width:
                if not blank and (deep > 3 or not _begins_block(text, at + deep)):
                    raise Unsure
                break
            stop = _line_end(text, at)
            lines.append((at + width, stop))
            blank = alone = False
            at = stop + 1
        self.events.append((ITEM,))
        if alone and (_SAFE_LINE.match(text, first) or _NO_DEFINITION.match(text, first)):
            self._text(text, first, lines[0][1], view)
        else:
            self._all(self._cut(text, lines, view), depth + 1)
        self.events.append((ITEM_END,))
        return at

    def _quote(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        lines = []
        empty = False
        line = at
        while line < len(text):
            mark = _QUOTED.match(text, line)
            stop = _line_end(text, line)
            if mark is None:
                row = text[line:stop]
                begin = line + len(row) - len(row.lstrip(" \t"))
                if text[begin : begin + 1] == ">":
                    raise Unsure
                if begin >= stop or empty:
                    break
                deep = begin - line > 3 or "\t" in text[line:begin]
                if deep or text[begin] == "[" or not _begins_block(text, begin):
                    raise Unsure
                break
            rest = text[mark.end() : stop]
            kept = rest.lstrip(" \t")
            if "\t" in rest[: len(rest) - len(kept)]:
                raise Unsure
            empty = not kept
            lines.append((min(mark.end(), stop), stop))
            line = stop + 1
        self.events.append((QUOTE,))
        self._all(self._cut(text, lines, view), depth + 1)
        self.events.append((QUOTE_END,))
        return line

    def _cut(self, text: str, lines: list[tuple[int, int]], view: View | None) -> View:
        """A view of parts of lines of `text`."""
        made = View()
        parts = []
        at = 0
        number = view.line(lines[0][0]) if view is not None else 0
        page = self.page
        for start, end in lines:
            made.starts.append(at)
            if view is None:
                made.sources.append(start)
                made.begins.append(page.rfind("\n", 0, start) + 1)
                made.ends.append(end)
            else:
                made.sources.append(start + view.sources[number] - view.starts[number])
                made.begins.append(view.begins[number])
                made.ends.append(view.ends[number])
                number += 1
            parts.append(text[start:end])
            at += end - start + 1
        # A blank line at the end counts: a fence that is not closed before reaches over it.
        made.text = "\n".join(parts) + ("" if parts[-1] else "\n")
        return made


_STEPS = {
    "#": _Reader._heading,
    "`": _Reader._fence,
    "~": _Reader._fence,
    "<": _Reader._html,
    "-": _Reader._rule_or_list,
    "+": _Reader._rule_or_list,
    "*": _Reader._rule_or_list,
    "_": _Reader._rule_or_list,
    "[": _Reader._bracket,
    ">": _Reader._quote,
    **dict.fromkeys("0123456789", _Reader._rule_or_list),
    **dict.fromkeys("|:=", _Reader._other),
}


def _may_link(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can hold a link, a picture or raw HTML."""
    if _LINK.search(text, start, end):
        return True
    # One look for each is much faster than a pattern for both.
    if text.find("://", start, end) < 0 and text.find("ww.", start, end) < 0:
        return text.find("W.", start, end) >= 0
    return bool(_ADDRESS.search(text, start, end))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _ends_paragraph(text: str, begin: int) -> bool:
    """Whether raw HTML at `begin` ends a paragraph."""
    line = text[begin : _line_end(text, begin)]
    return _html_kind(line) in (0, 1, 2, 3, 4, 5)


def _html_kind(line: str) -> int | None:
    """The number of the kind of HTML block that a line begins, less one; None for none."""
    following = line[1:2]
    if following == "!":
        candidates: tuple[int, ...] = (1, 3, 4)
    elif following == "?":
        candidates = (2,)
    elif following == "/" or following.isalpha():
        candidates = (0, 5, 6)
    else:
        return None
    return next((number for number in candidates if HTML_STARTS[number].match(line)), None)


def _begins_block(text: str, begin: int) -> bool:
    """Whether a line begins a block that ends a table, or that is no lazy continuation."""
    return bool(
        _MARKER.match(text, begin)
        or _ENDS_PARAGRAPH.match(text, begin)
        or (text[begin] == "<" and _ends_paragraph(text, begin))
    )
