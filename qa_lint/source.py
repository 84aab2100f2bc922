"""The text of a file and the way between offsets and lines.

Offsets are 0-based code points of the text after decoding and without a byte order mark; lines
and columns are 1-based. A line ends at LF, CR LF or CR, as CommonMark says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from .finding import Place

#: A text may hold a stray NUL that somebody pasted; more than this is binary data.
MAX_NULS = 8

_LINE_END = re.compile(r"\r\n|\n|\r")


class NotText(ValueError):
    """The bytes are not UTF-8 text; the message says where."""


def decode(data: bytes) -> str:
    """Decode a file's bytes; a byte order mark is dropped.

    Raises NotText with the byte offset for anything that is not UTF-8, and for binary data.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText(f"byte {error.start} is not UTF-8") from None
    nuls = text.count("\0")
    if nuls > MAX_NULS:
        raise NotText(f"{nuls} NUL characters, the first at {text.index(chr(0))}: binary data")
    # CommonMark (section 2.3): a NUL is replaced by U+FFFD, which keeps all offsets.
    return text.replace("\0", "\ufffd") if nuls else text


def place_in(starts: Sequence[int], start: int, end: int) -> Place:
    """The range [start, end) of a text whose lines begin at `starts`, with its lines and columns."""
    line = bisect_right(starts, start)
    begin = starts[line - 1]
    last = line
    if end < begin or (line < len(starts) and end >= starts[line]):
        last = bisect_right(starts, end)
    return Place(start, end, line, start - begin + 1, last, end - starts[last - 1] + 1)


class Source:
    """A file's text with its line starts."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """The offset of the first character of each line."""
        if self._starts is None:
            if "\r" in self.text:
                ends = [m.end() for m in _LINE_END.finditer(self.text)]
            else:
                lengths = [len(line) + 1 for line in self.text.split("\n")]
                del lengths[-1]
                ends = list(accumulate(lengths))
            self._starts = [0, *ends]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`; raises ValueError outside [0, len(text)]."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text of {len(self.text)}")
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Offset of line and column, both 1-based; raises ValueError outside the text."""
        starts = self.line_starts
        if not 1 <= line <= len(starts) or column < 1:
            raise ValueError(f"{line}:{column} is outside the text")
        end = starts[line] if line < len(starts) else len(self.text) + 1
        offset = starts[line - 1] + column - 1
        if offset >= end:
            raise ValueError(f"{line}:{column} is outside the text")
        return offset

    def place(self, start: int, end: int) -> Place:
        """The range [start, end) with its lines and columns; raises ValueError outside the text."""
        length = len(self.text)
        if not (0 <= start <= length and 0 <= end <= length):
            raise ValueError(f"[{start}, {end}) is outside the text of {length}")
        return place_in(self.line_starts, start, end)

    def line_text(self, line: int) -> str:
        """The 1-based line without its end."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
