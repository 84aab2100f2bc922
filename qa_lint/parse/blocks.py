"""The block structure of a page, read by regular expressions: the common part of it.

It gives the same events as markdown-it's block parser (a test compares them), in a tenth of the
time. Paragraphs are taken in one match; the lines of a quote or a list item are cut out and read
like a page. Where it cannot be certain (tabs as indentation, lazy continuation lines, empty list
items, definitions) it leaves the block, from there to a line that certainly begins a new one at
the outermost level, to that parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..document import Span
from .events import BLOCK, ITEM, ITEM_END, LIST, LIST_END, QUOTE, QUOTE_END, Event
from .leaves import Leaves, Unsure, View
from .starts import (
    BLANK_LINES,
    FRESH,
    INDENT,
    MARKER,
    NO_DEFINITION,
    QUOTED,
    RULE,
    SAFE,
    SAFE_LINE,
    begins_block,
    line_end,
    may_link,
)

#: Containers deeper than this are left to the complete parser.
_DEEPEST = 12
#: Without one of these a text has neither links nor headings nor raw HTML, and nothing in it goes
#: on behind a blank line. That each alternative begins with one character makes the search fast.
_STRUCTURE = re.compile(
    r"\[|<|\#|://|w[wW][wW]\.|W[wW][wW]\.|```|~~~|\n[ \t>]*+(?:=++|-++)[ \t]*+(?=\n|\Z)"
)
#: How many blank lines are looked behind for such a beginning.
_TRIES = 8
_FRONT_MATTER = re.compile(r"---[ \t]*+\n((?:[^\n]*+\n)*?)(?: {0,3}---++|\.\.\.)[ \t]*+(?=\n|\Z)")
#: An item of one line, with the next item below.
_ONE_LINE = re.compile(
    r"( {0,3}+)(?:[+*-]|[0-9]{1,9}[.)]) {1,4}(?=[^ \t\n])"
    rf"((?:{SAFE}|\[(?:[^\[\]\\\n]|\\.)*+(?:\[|\](?!:)))[^\n]*+)\n(?=\1(?:[+*-]|[0-9]{{1,9}}[.)]) )"
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
    events = reader.events
    at = reader.front_matter()
    while at < len(text):
        if lean:
            at = reader.next_structure(at)
            if at == len(text):
                break
        kept = len(events)
        try:
            at = reader.block(text, at, None, 0)
        except Unsure:
            del events[kept:]
            reader.structure = -1  # it was looked for behind what is read again
            end = _boundary(text, at)
            if not fallback(at, end, events):
                del events[kept:]
                end = len(text)
                fallback(at, end, events)
            at = end
    return reader.events


def _boundary(text: str, at: int) -> int:
    """Where the first block behind `at` begins that is certainly at the outermost level."""
    start = at
    if not at and text.startswith("---"):
        closing = re.compile(r"\n(?: {0,3}---+|\.\.\.)[ \t]*(?=\n|\Z)").search(text, at)
        if closing is not None:
            start = closing.end()
    while (line := text.find("\n", start) + 1) > 0:
        blank = BLANK_LINES.match(text, line)
        start = blank.end()  # type: ignore[union-attr]
        if start > line and FRESH.match(text, start):
            return start
        start = max(line, start)
    return len(text)


class _Reader(Leaves):
    """Collects the events of one page."""

    def __init__(self, page: str, lean: bool) -> None:
        super().__init__(page, lean)
        self.structure = -1  # where what was last looked for begins

    def next_structure(self, at: int) -> int:
        """Where to go on, if a block begins at `at`: what is left out holds nothing of interest."""
        text = self.page
        if self.structure < at:
            found = _STRUCTURE.search(text, max(at - 1, 0))
            if found is None:
                return len(text)
            self.structure = found.start()
        end = self.structure
        for _ in range(_TRIES):
            blank = text.rfind("\n\n", at, end)
            if blank < 0:
                break
            if FRESH.match(text, blank + 2):
                return blank + 2
            end = blank
        return at

    def front_matter(self) -> int:
        """Read the front matter; gives where the page proper begins, 0 without any."""
        found = _FRONT_MATTER.match(self.page)
        if found is None:
            return 0
        content = found.group(1)[:-1]
        self.events.append((BLOCK, "front_matter", Span(0, found.end()), content))
        return found.end() + 1

    def _all(self, view: View, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unsure
        text = view.text
        at = 0
        while at < len(text):
            at = self.block(text, at, view, depth)

    def block(self, text: str, at: int, view: View | None, depth: int) -> int:
        """Read the block at or after the line that begins at `at`; gives where the next begins."""
        blank = BLANK_LINES.match(text, at)
        at = blank.end()  # type: ignore[union-attr]
        if at >= len(text):
            return at
        start = at
        char = text[at]
        if char in " \t":
            indent = INDENT.match(text, at)
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

    # -- containers -----------------------------------------------------------------------

    def _rule_or_list(self, text: str, at: int, start: int, view: View | None, depth: int) -> int:
        rule = RULE.match(text, start)
        if rule is not None:
            if not start and view is None and text.startswith("---"):
                raise Unsure  # front matter
            self.events.append((BLOCK, "rule", self._lines(at, rule.end(), view), ""))
            return rule.end() + 1
        if MARKER.match(text, start) is None:
            if not at and view is None and text.startswith("---"):
                raise Unsure
            return self._paragraph(text, at, start, view, depth, False)
        return self._list(text, start, view, depth)

    def _list(self, text: str, start: int, view: View | None, depth: int) -> int:
        marker = MARKER.match(text, start)
        assert marker is not None
        kind = marker.group(2) or marker.group(1)
        self.events.append((LIST,))
        line = text.rfind("\n", 0, start) + 1
        leaps = self.lean and view is None and line == start and not marker.group(2)
        while True:
            if leaps:
                line = self._leap(text, line, kind)
            one = _ONE_LINE.match(text, line)
            if one is not None:
                self._one_line(text, one, view)
                line = one.end()
            else:
                line = self._item(text, line, view, depth)
            if line >= len(text):
                break
            begin = line
            if text[line] in " \t":
                indent = INDENT.match(text, line)
                assert indent is not None
                if indent.group(2) or len(indent.group(1)) > 3:
                    raise Unsure
                begin = indent.end()
            marker = MARKER.match(text, begin)
            if marker is None or (marker.group(2) or marker.group(1)) != kind:
                break
            if kind in "*-" and RULE.match(text, begin):
                break
        self.events.append((LIST_END,))
        return line

    def _leap(self, text: str, line: int, mark: str) -> int:
        """The last item of a list that may hold structure, or a list like it further below."""
        if self.structure < line:
            found = _STRUCTURE.search(text, line)
            self.structure = len(text) if found is None else found.start()
        # A mark at the beginning of a line is an item of the outermost level: nothing is open.
        last = text.rfind(f"\n{mark} ", line, self.structure) + 1
        return last if last and not RULE.match(text, last) else line

    def _one_line(self, text: str, item: re.Match[str], view: View | None) -> None:
        start, end = item.span(2)
        if self.lean and not may_link(text, start, end):
            return
        self.events.append((ITEM,))
        self._text(text, start, end, view)
        self.events.append((ITEM_END,))

    def _item(self, text: str, line: int, view: View | None, depth: int) -> int:
        """Read the list item whose line begins at `line`; gives where the line after it begins."""
        begin = line
        while text[begin] == " ":
            begin += 1
        marker = MARKER.match(text, begin)
        assert marker is not None
        blanks = len(marker.group(3))
        first = marker.end()
        stop = line_end(text, first)
        if not 0 < blanks < 5 or first >= stop or text[first] == "\t":
            raise Unsure
        width = first - line
        lines = [(first, stop)]
        at = stop + 1
        blank = False
        alone = True
        length = len(text)
        while at < length:
            indent = INDENT.match(text, at)
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
                if not blank and (deep > 3 or not begins_block(text, at + deep)):
                    raise Unsure
                break
            stop = line_end(text, at)
            lines.append((at + width, stop))
            blank = alone = False
            at = stop + 1
        if self.lean and not _STRUCTURE.search(text, first, at):
            return at
        self.events.append((ITEM,))
        if alone and (SAFE_LINE.match(text, first) or NO_DEFINITION.match(text, first)):
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
            mark = QUOTED.match(text, line)
            stop = line_end(text, line)
            if mark is None:
                row = text[line:stop]
                begin = line + len(row) - len(row.lstrip(" \t"))
                if text[begin : begin + 1] == ">":
                    raise Unsure
                if begin >= stop or empty:
                    break
                deep = begin - line > 3 or "\t" in text[line:begin]
                if deep or text[begin] == "[" or not begins_block(text, begin):
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
