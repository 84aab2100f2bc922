"""From offsets in a block's content to offsets in the file.

A block's content has lost the prefixes of quotes and lists, indentation and, in table cells, the
backslashes before pipes. Each piece that was kept whole is remembered with both its offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from .syntax import TRIM

_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The physical lines of a part of a file: their text without ends, and where each begins."""

    __slots__ = ("starts", "texts")

    def __init__(self, text: str, base: int = 0) -> None:
        """`text` stands at offset `base` of the file."""
        self.texts: list[str] = []
        self.starts: list[int] = []
        if "\r" in text:
            at = 0
            for end in _LINE_END.finditer(text):
                self.starts.append(base + at)
                self.texts.append(text[at : end.start()])
                at = end.end()
            self.starts.append(base + at)
            self.texts.append(text[at:])
            return
        self.texts = text.split("\n")
        at = base
        for line in self.texts:
            self.starts.append(at)
            at += len(line) + 1

    def end(self, line: int) -> int:
        """Offset after the last character of the 0-based line."""
        return self.starts[line] + len(self.texts[line])


class PlaceMap:
    """Pieces (offset in content, offset in file) in rising order."""

    __slots__ = ("_content", "_file")

    def __init__(self, pieces: list[tuple[int, int]]) -> None:
        self._content = [piece[0] for piece in pieces]
        self._file = [piece[1] for piece in pieces]

    def at(self, offset: int) -> int:
        """File offset of the character at `offset` of the content."""
        index = bisect_right(self._content, offset) - 1
        return self._file[index] + offset - self._content[index]

    def end(self, offset: int) -> int:
        """File offset after the character before `offset`."""
        return self.at(offset - 1) + 1 if offset else self.at(0)


class Shift:
    """The place of a text that stands in the file as it is, from `base` on."""

    __slots__ = ("base",)

    def __init__(self, base: int) -> None:
        self.base = base

    def at(self, offset: int) -> int:
        """File offset of the character at `offset` of the content."""
        return self.base + offset

    def end(self, offset: int) -> int:
        """File offset after the character before `offset`."""
        return self.base + offset


#: Both give the place of a character and that after the one before.
Where = PlaceMap | Shift


def of_lines(content: str, first_line: int, lines: Lines) -> PlaceMap:
    """Map the content of a paragraph, an underlined heading or an HTML block."""
    pieces = []
    at = 0
    number = first_line
    for part in content.split("\n"):
        kept = part.lstrip(" \t")
        # Lines of nothing but blanks beyond ASCII were cut from the start of the content.
        while not at and number < len(lines.texts) - 1 and kept not in lines.texts[number]:
            number += 1
        if number >= len(lines.texts):
            break
        physical, start = lines.texts[number], lines.starts[number]
        column = physical.rfind(part)
        if column < 0:  # a tab that was partly a container's indentation became blanks
            lead = len(part) - len(kept)
            column = max(physical.rfind(kept), 0)
            pieces.append((at, start + max(column - lead, 0)))
            if lead:
                pieces.append((at + lead, start + column))
        else:
            pieces.append((at, start + column))
        at += len(part) + 1
        number += 1
    return PlaceMap(pieces)


def of_atx(content: str, line: int, lines: Lines) -> tuple[PlaceMap, int]:
    """Map the content of a `#` heading; also gives the file offset of the first `#`."""
    physical = lines.texts[line]
    marker = physical.index("#")
    column = marker
    while column < len(physical) and physical[column] == "#":
        column += 1
    while column < len(physical) and physical[column] in " \t":
        column += 1
    # Blanks beyond ASCII are cut from the content as well.
    column = max(column, physical.find(content, column))
    start = lines.starts[line]
    return PlaceMap([(0, start + min(column, len(physical)))]), start + marker


def of_row(line: int, lines: Lines, contained: bool) -> list[PlaceMap]:
    """Map the cells of a table row."""
    physical = lines.texts[line]
    prefix = 0
    if contained and (match := _CONTAINERS.match(physical)):
        prefix = match.end()
    while prefix < len(physical) and physical[prefix].isspace():
        prefix += 1
    row = physical[prefix:].rstrip()
    cuts = _pipes(row)
    bounds = list(zip([0, *[cut + 1 for cut in cuts]], [*cuts, len(row)], strict=True))
    if len(bounds) > 1 and bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if len(bounds) > 1 and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    base = lines.starts[line] + prefix
    return [_cell(row, start, end, base) for start, end in bounds]


def _pipes(row: str) -> list[int]:
    cuts = []
    escaped = False
    for index, char in enumerate(row):
        if char == "|" and not escaped:
            cuts.append(index)
        escaped = char == "\\"
    return cuts


def _cell(row: str, start: int, end: int, base: int) -> PlaceMap:
    while start < end and row[start].isspace():
        start += 1
    while end > start and row[end - 1].isspace():
        end -= 1
    pieces = [(0, base + start)]
    content = 0
    for index in range(start, end):
        if row[index] == "\\" and row[index + 1 : index + 2] == "|" and index + 1 < end:
            pieces.append((content, base + index + 1))
            continue
        content += 1
    return PlaceMap(pieces)


def split_row(row: str) -> list[tuple[int, str, list[tuple[int, int]] | None]]:
    """The cells of a trimmed table row: offset in the row, content, and its pieces.

    The pieces (offset in the content, offset in the row) are None for a cell without escaped pipes.
    """
    cells: list[tuple[int, str, list[tuple[int, int]] | None]] = []
    if "\\|" not in row:
        at = 0
        for part in row.split("|"):
            kept = part.strip(TRIM)
            lead = len(part) - len(part.lstrip(TRIM)) if kept else 0
            cells.append((at + lead if part else -1, kept, None))
            at += len(part) + 1
    else:
        cuts = _pipes(row)
        for start, end in zip([0, *[cut + 1 for cut in cuts]], [*cuts, len(row)], strict=True):
            cells.append(_escaped_cell(row, start, end))
    if cells and cells[0][0] < 0:
        cells.pop(0)
    if cells and cells[-1][0] < 0:
        cells.pop()
    return cells


def _escaped_cell(row: str, start: int, end: int) -> tuple[int, str, list[tuple[int, int]] | None]:
    part = row[start:end]
    if not part:
        return -1, "", None
    content = part.replace("\\|", "|").strip(TRIM)
    if "\\|" not in part:
        return start + len(part) - len(part.lstrip(TRIM)), content, None
    first = start + len(part) - len(part.lstrip(TRIM))
    pieces = [(0, first)]
    length = 0
    index = first
    while index < end:
        if row.startswith("\\|", index) and index + 1 < end:
            pieces.append((length, index + 1))
            index += 1
        length += 1
        index += 1
    return first, content, pieces
