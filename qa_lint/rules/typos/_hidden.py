"""Chinese prose that a slip of markup makes code: four blanks too many, a lost backtick."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...document import PLACEHOLDER, Document, Prose, Segment, Span

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LINE = re.compile(r"^[ \t]*(\S[^\n]*)", re.MULTILINE)
#: What begins a comment, a prompt or a drawing, or ends a statement.
_CODE = re.compile(r"^(?:[/#*;%<>|+$]|--|\d+[.:]?\s*\|)|[;{}\\|]\s*$|[=!]=|->|:=|^\w+\s*=")
_INLINE = re.compile(r"(`+)[^`\n]+\1|\$[^$\n]+\$|\]\([^()\s]*\)|https?://[^\s\u4e00-\u9fff]+")
#: A line of prose has so many Chinese characters, and so large a share of all that are no blanks.
_LEAST, _SHARE = 8, 0.4


def find(document: Document) -> Iterator[Prose]:
    """Lines of indented code that are Chinese text, and text between misread backticks."""
    for block in document.blocks:
        if block.kind == "code":
            yield from _lines(document.text, block.span)
    spans = iter(document.code_spans)
    span = next(spans, None)
    for prose in document.prose:
        if "`" not in prose.text or not prose.segments:
            continue
        start = prose.segments[0].source
        end = prose.segments[-1].source + prose.segments[-1].length
        while span is not None and span.start < start:
            span = next(spans, None)
        while span is not None and span.end <= end:
            if found := _between(document.text, span):
                yield found
            span = next(spans, None)


def _lines(text: str, span: Span) -> Iterator[Prose]:
    found = []
    for match in _LINE.finditer(text, span.start, span.end):
        line = match.group(1)
        if _CODE.search(line):
            return
        bare = _INLINE.sub(lambda inline: PLACEHOLDER * len(inline.group()), line)
        kept = sum(not char.isspace() and char != PLACEHOLDER for char in bare)
        han = len(_HAN.findall(bare))
        if han >= _LEAST and han >= _SHARE * kept:
            segment = Segment(0, match.start(1), len(line))
            found.append(Prose("paragraph", bare.replace("\0", PLACEHOLDER), (segment,)))
    yield from found


def _between(text: str, span: Span) -> Prose | None:
    content = text[span.start : span.end].strip("`")
    if len(_HAN.findall(content)) < 2 or content == content.strip():
        return None
    at = text.index(content, span.start)
    shown = content.replace("\0", PLACEHOLDER)
    return Prose("paragraph", shown, (Segment(0, at, len(content)),))
