"""Finding what was meant as a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...document import Document, Heading, HtmlTag, Span
from ...finding import Text

_MARKS = re.compile(r"^(#+)([^\n]*)", re.MULTILINE)
_FULLWIDTH = re.compile(r"^(＃{1,6})[ \t\u3000]*([^\s＃][^\n]*)", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"!|-|EXT|(?:include|define|undef|pragma|if|ifdef|ifndef|else|elif|endif|error|import|region)\b"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_TITLE = re.compile(r"[A-Z][\w'’-]*(?: \S+)*")
_HEX = re.compile(r"(?:[0-9a-fA-F]{3,4}){1,2}\b")
_NUMBERED = re.compile(r"\d{1,3}(?:[.．、]|(?:\.\d+)+\s)\s*\S")
_HTML_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6}[ \t]+\S[^\n]*?)[ \t\r]*$", re.MULTILINE)
_LEVELS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OPAQUE = frozenset(("pre", "script", "style", "textarea", "code", "svg"))


#: Number signs at the start of a line that are no heading's.
_CANDIDATE = re.compile(r"#++(?:(?<=#######)|(?=[^#\s]))")
_BEFORE = re.compile(r"[ \t>*+\-0-9.)]*+")
_BEFORE_CHARS = frozenset("\n\t >*+-0123456789.)")


class Marks(NamedTuple):
    """Number signs at the start of a line of text; `alone` if it is the whole paragraph."""

    span: Span
    end_of_marks: int
    rest: str
    alone: bool = False


def marked_lines(document: Document) -> list[Marks]:
    """Lines of paragraphs that begin with `#`."""
    return list(_lines(document))


def _lines(document: Document) -> Iterator[Marks]:
    for prose in document.prose if _has_candidate(document) else ():
        if prose.kind != "paragraph" or "#" not in prose.text:
            continue
        for match in _MARKS.finditer(prose.text):
            span = prose.source_span(match.start(), match.end())
            if document.text[span.start : span.start + 1] != "#" or not _line_start(
                document, span.start
            ):
                continue
            marks = len(match.group(1))
            alone = match.start() == 0 and match.end() == len(prose.text)
            yield Marks(span, span.start + marks, match.group(2), alone)


def _has_candidate(document: Document) -> bool:
    """Whether there can be such a line at all: asking is cheaper than making visible texts."""
    text = document.text
    code: list[Span] | None = None
    starts: list[int] = []
    for match in _CANDIDATE.finditer(text):
        at = match.start()
        if at and text[at - 1] not in _BEFORE_CHARS:
            continue
        if not _BEFORE.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
            continue
        if code is None:
            code = [block.span for block in document.blocks if block.kind in ("fence", "code")]
            starts = [span.start for span in code]
        index = bisect_right(starts, at) - 1
        if index < 0 or at >= code[index].end:
            return True
    return False


def _line_start(document: Document, offset: int) -> bool:
    line, column = document.source.position(offset)
    before = document.source.line_text(line)[: column - 1]
    return not before.strip(" \t>*+-0123456789.)")


def _in_list(document: Document, offset: int) -> bool:
    line, column = document.source.position(offset)
    before = document.source.line_text(line)[: column - 1].strip(" \t>")
    return bool(before) and (before in "-+*" or before[-1] in ".)")


def gaps(item: Marks) -> list[int]:
    """Where blanks are missing: after the number signs and before as many that close them."""
    found = [item.end_of_marks]
    marks = item.end_of_marks - item.span.start
    rest = item.rest.rstrip()
    name = rest.rstrip("#")
    closed = len(rest) - len(name) == marks > 1
    if closed and name and not name[-1].isspace():
        found.append(item.end_of_marks + len(name))
    return found


def without_space(document: Document, lines: Iterable[Marks]) -> Iterator[Marks]:
    """Of `lines` `##Title`: up to six number signs with a title right behind them."""
    for item in lines:
        marks = item.end_of_marks - item.span.start
        if marks > 6 or not item.rest or item.rest[0].isspace() or not _is_title(item.rest, marks):
            continue
        if marks == 1 and _in_list(document, item.span.start):
            continue  # a hash tag or the number of an issue
        if marks == 1 and item.rest[0].isdigit() and not item.alone:
            continue
        yield item


def _is_title(rest: str, marks: int) -> bool:
    if "#" in rest.rstrip("# ") or _DIRECTIVE.match(rest):
        return False
    if _HAN.match(rest):
        return True
    if _NUMBERED.match(rest):
        return bool(_HAN.search(rest)) or marks > 1
    if marks == 1 and _HEX.match(rest):
        return False
    if marks > 1:
        return rest[0].isalnum() or rest[0] in "*_【《"
    return bool(_LATIN_TITLE.fullmatch(rest.strip())) and " " in rest.strip()


def fullwidth(document: Document) -> Iterator[Marks]:
    """`＃ Title`: full-width number signs at the start of a line."""
    for prose in document.prose if "＃" in document.text else ():
        if prose.kind == "paragraph" and "＃" in prose.text:
            for match in _FULLWIDTH.finditer(prose.text):
                span = prose.source_span(*match.span())
                if _line_start(document, span.start):
                    end = prose.source_span(*match.span(1)).end
                    yield Marks(span, end, match.group(2))


def too_deep(lines: Iterable[Marks]) -> Iterator[Marks]:
    """Of `lines` those with seven number signs or more before a title."""
    for item in lines:
        marks = item.end_of_marks - item.span.start
        if marks > 6 and item.rest[:1] in (" ", "\t") and item.rest.strip("# \t"):
            yield item


def broken_tags(document: Document) -> Iterator[tuple[Span, Text]]:
    """`<hN>` that is not closed or closed by another, and `</hN>` without a start."""
    opened: HtmlTag | None = None
    for tag in document.tags:
        if tag.name not in _LEVELS or (tag.self_closing and not tag.closing):
            continue
        if not tag.closing:
            if opened is not None:
                yield opened.span, _unclosed(opened)
            opened = tag
        elif opened is None:
            yield (
                tag.span,
                Text(f"</{tag.name}> 没有对应的开始标签", f"</{tag.name}> closes nothing"),
            )
        else:
            if opened.name != tag.name:
                yield (
                    opened.span,
                    Text(
                        f"<{opened.name}> 被 </{tag.name}> 结束",
                        f"<{opened.name}> is closed by </{tag.name}>",
                    ),
                )
            opened = None
    if opened is not None:
        yield opened.span, _unclosed(opened)


def _unclosed(tag: HtmlTag) -> Text:
    return Text(f"<{tag.name}> 没有结束标签", f"<{tag.name}> is not closed")


def in_html(document: Document) -> Iterator[Span]:
    """Lines of HTML blocks that are written like a Markdown heading."""
    for block in document.blocks:
        if block.kind != "html":
            continue
        start, end = block.span
        if document.text.find("#", start, end) < 0:
            continue
        hidden = _hidden(document, block.span)
        for match in _HTML_HEADING.finditer(document.text, start, end):
            at, stop = match.span(1)
            if not any(a <= at < b for a, b in hidden):
                yield Span(at, stop)


def _hidden(document: Document, span: Span) -> list[Span]:
    """Comments and the contents of tags that show no Markdown, within an HTML block."""
    hidden = [comment for comment in document.comments if comment.start >= span.start]
    opened: HtmlTag | None = None
    for tag in document.tags:
        if tag.name not in _OPAQUE or not span.start <= tag.span.start < span.end:
            continue
        if not tag.closing and opened is None:
            opened = tag
        elif tag.closing and opened is not None and opened.name == tag.name:
            hidden.append(Span(opened.span.start, tag.span.end))
            opened = None
    if opened is not None:
        hidden.append(Span(opened.span.start, span.end))
    return hidden


def accidents(document: Document) -> Iterator[Span]:
    """Underlined headings that are a paragraph with a rule right below it."""
    for heading in document.headings:
        if heading.style != "setext":
            continue
        text = heading.text.strip()
        underline = document.text[heading.text_span.end : heading.span.end].strip(" \t\r\n>")
        lines = text.split("\n")
        if "$$" in text or "\\begin" in text:
            continue
        if text and (underline.startswith("-") or len(lines) > 1) and _is_prose(text, lines):
            yield heading.span


def _is_prose(text: str, lines: list[str]) -> bool:
    """Whether the text above an underline is a paragraph rather than a title."""
    if text[-1] in "。；;，," or (text[-1] in ".！!" and len(text) > 40) or len(text) > 120:
        return True
    return len(lines) > 1


def empty(document: Document) -> Iterator[Span]:
    """Headings that show nothing."""
    for heading in document.headings:
        if not heading.text.strip() and not _shows_something(document, heading):
            yield heading.span


def _shows_something(document: Document, heading: Heading) -> bool:
    if heading.alt_text.strip():
        return True
    start, end = heading.span
    return any(start <= image.span.start < end for image in document.images) or any(
        start < tag.span.start < end
        and tag.name not in _LEVELS
        and tag.name != "br"
        and tag.name != "a"
        for tag in document.tags
    )
