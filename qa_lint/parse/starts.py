"""How the blocks of a page begin and end: patterns, and questions about lines."""

from __future__ import annotations

import re

from .syntax import HTML_STARTS

#: The beginning of a line that neither begins another block nor ends a paragraph.
SAFE = (
    r"(?:[^ \t\n#`>~+*_<\[|:=0-9-]|[0-9]++(?![.)])|[*_]++(?=[^\s*_])|[+-](?=[^\s|:-])|`{1,2}(?!`)"
    r"|~{1,2}(?!~)|\#(?=[^\s#])|:(?=[^\s|:-]))"
)
_MORE = rf"(?:\n[ \t]*+(?:{SAFE}|\[(?!\^))[^\n]*+)*+"
PARAGRAPH_TEXT = re.compile(rf"{SAFE}[^\n]*+{_MORE}")
REST_OF_PARAGRAPH = re.compile(rf"[^\n]*+{_MORE}")
SAFE_LINE = re.compile(SAFE)
#: A bracket at the start of a paragraph that begins no definition.
NO_DEFINITION = re.compile(r"\[(?:[^\[\]\\\n]|\\.)*+(?:\[|\](?!:))")
#: A definition on one line, without escapes or numbered characters.
DEFINITION_LINE = re.compile(
    r"\[(?!\^)([^\[\]\\\n]++)\]:[ \t]*+(?:<([^<>\\&\n]++)>"
    r"|((?:[^ \x00-\x1f\x7f()\\&<][^ \x00-\x1f\x7f()\\&]*+)?+"
    r"(?:\([^ \x00-\x1f\x7f()\\&]*+\)[^ \x00-\x1f\x7f()\\&]*+)*+))"
    r"(?:[ \t]++(\"[^\"\\\n]*+\"|'[^'\\\n]*+'|\([^()\\\n]*+\)))?+[ \t]*+(?=\n|\Z)"
)
TITLE_BEGINS = re.compile(r"[ \t]*+[\"'(]")
BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")
INDENT = re.compile(r"( *+)(\t?)[ \t]*+")
RULE = re.compile(r"([*_-])[ \t]*+(?:\1[ \t]*+){2,}+(?=\n|\Z)")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+(?=\n|\Z)")
DELIMITERS = re.compile(r"[|:-](?:[|:-]|(?<=[|:])[ \t])[|: \t-]*+(?=\n|\Z)")
DELIMITER = re.compile(r":?-+:?")
ATX = re.compile(r"(\#{1,6})(?:[ \t]++([^\n]*+))?(?=\n|\Z)")
CLOSING_MARKS = re.compile(r"(?:^|[ \t])\#+\Z")
FENCE = re.compile(r"(`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)([^\n]*+)")
CODE = re.compile(
    r"(?: {4}| {0,3}\t)[ \t]*+[^ \t\n][^\n]*+"
    r"(?:\n(?:[ \t]*+\n)*+(?: {4}| {0,3}\t)[ \t]*+[^ \t\n][^\n]*+)*+"
)
MARKER = re.compile(r"([+*-]|[0-9]{1,9}([.)]))(?=[ \t\n]|\Z)( *+)")
QUOTED = re.compile(r" {0,3}> ?")
BLANK_LINE = re.compile(r"\n[ \t]*+(?=\n|\Z)")
#: What ends a paragraph; a list only if its first item says something and is the first.
ENDS_PARAGRAPH = re.compile(
    r"\#{1,6}(?=[ \t\n]|\Z)|`{3,}(?=[^`\n]*+(?:\n|\Z))|~{3,}|>"
    r"|[+*-](?=[ \t]+[^ \t\n])|0{0,8}1[.)](?=[ \t]+[^ \t\n])|\[\^[^ \]\n]+\]:"
    r"|([*_-])[ \t]*+(?:\1[ \t]*+){2,}+(?=\n|\Z)"
)
#: After a blank line, a page is certainly read anew from here, unless a fence or HTML is open.
FRESH = re.compile(r"[^\s0-9*+-]")
#: Where a link, a picture or raw HTML may begin.
#: That each alternative begins with one character makes the search fast.
_LINK = re.compile(r"\[|<|://|w[wW][wW]\.|W[wW][wW]\.")


def may_link(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can hold a link, a picture or raw HTML."""
    return _LINK.search(text, start, end) is not None


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def ends_paragraph(text: str, begin: int) -> bool:
    """Whether raw HTML at `begin` ends a paragraph."""
    line = text[begin : line_end(text, begin)]
    return html_kind(line) in (0, 1, 2, 3, 4, 5)


def html_kind(line: str) -> int | None:
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


def begins_block(text: str, begin: int) -> bool:
    """Whether a line begins a block that ends a table, or that is no lazy continuation."""
    return bool(
        MARKER.match(text, begin)
        or ENDS_PARAGRAPH.match(text, begin)
        or (text[begin] == "<" and ends_paragraph(text, begin))
    )
