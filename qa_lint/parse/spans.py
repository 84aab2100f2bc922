"""Inline constructs, read by regular expressions: the common ones, and nothing else.

It gives the same pieces as markdown-it's parser (a test compares them), in a tenth of the time.
Where it cannot be certain it raises Unsure, and the caller asks that parser.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from . import syntax
from .failed import Failed, failed_at
from .math import MATH as MATH_PATTERN
from .math import MATH_LIMIT
from .pieces import AUTOLINK, BREAK, CODE, FOOTNOTE, HTML, IMAGE, LINK, MATH, SPECIAL, TEXT, Piece

_STOP = re.compile(r"[\n\\`~*_\[<&$]|!(?=\[)")
#: What can be, or hide, a link, a picture or raw HTML.
_STOP_LEAN = re.compile(r"[\\`\[<$]|!(?=\[)")
#: A link text without anything in it that could end elsewhere than it seems to.
_LABEL = re.compile(
    r"(?:[^\[\]\\`<$!]++|!(?!\[)|`[^`]+`(?!`)"
    r'|!\[[^\[\]\\`<$]*+\]\([^\s()<>\\]*+(?:[ \t]+"[^"\\]*+")?\))*+'
)
_ALT = re.compile(r"(?:[^\[\]\\`<$]++|`[^`]+`(?!`))*+")
_TARGET = re.compile(
    r"\([ \t\n]*+(?:<([^<>\\\n]*+)>"
    r"|((?:[^ \x00-\x1f\x7f()\\<][^ \x00-\x1f\x7f()\\]*+)?+"
    r"(?:\([^ \x00-\x1f\x7f()\\]*+\)[^ \x00-\x1f\x7f()\\]*+)*+))"
    r"(?:[ \t\n]++(?:(?:\"[^\"\\]*+\"|'[^'\\]*+'|\([^()\\]*+\))[ \t\n]*+)?+)?+\)"
)
_SECOND_LABEL = re.compile(r"\[([^\[\]\\`<$!]*+)\]")
_NOTE = re.compile(r"\[\^([^\] \n]+)\]")
_ENTITY = re.compile(r"&(?:#((?:x[a-f0-9]{1,6}|[0-9]{1,7}))|([a-z][a-z0-9]{1,31}));", re.IGNORECASE)
_TICKS = re.compile(r"`+")
_MARK = 10  # a run of *, _ or ~ that may open or close emphasis
_classes: dict[str, int] = {}
_closing: dict[int, re.Pattern[str]] = {}


class Unsure(Exception):
    """Something that only the complete parser reads rightly."""


class Context:
    """What the links of a page depend on: reference definitions and footnotes, by label.

    `references` is None where the page has none. Brackets that are no links are added to `failed`.
    """

    __slots__ = ("failed", "notes", "references")

    def __init__(self, references: Mapping[str, Any] | None, notes: Container[str]) -> None:
        self.references = references
        self.notes = notes
        self.failed: list[Failed] = []


def read(src: str, context: Context, lean: bool = False) -> list[Piece]:
    """The pieces of an inline text; raises Unsure. With `lean`, the text between links is not read."""
    return _read(src, 0, len(src), context, _STOP_LEAN if lean else _STOP)


def _read(
    src: str, begin: int, end: int, context: Context, stops: re.Pattern[str] = _STOP
) -> list[Piece]:
    out: list[Piece] = []
    pos = text = begin
    marked = False
    unclosed = False
    search = stops.search
    while (stop := search(src, pos, end)) is not None:
        pos = stop.start()
        char = src[pos]
        piece: Piece | None = None
        if char == "\n":
            last = pos
            if last > text and src[last - 1] == " ":
                last -= 1
                while last > text and src[last - 1] == " ":
                    last -= 1
            if last > text:
                out.append((TEXT, text, last))
            text = _skip_blanks(src, pos + 1, end)
            out.append((BREAK, pos, text))
            pos = text
            continue
        if char == "[":
            if not unclosed and src.find("]", pos, end) < 0:
                unclosed = True
            piece = None if unclosed else _link(src, pos, end, context)
            if piece is None and (broken := failed_at(src, pos)) is not None:
                context.failed.append(broken)
        elif char in "*_~":
            after = pos + 1
            while after < end and src[after] == char:
                after += 1
            opens, closes = _flanks(src, pos, after, end, char != "_")
            if (opens or closes) and (char != "~" or after - pos < 3):
                marked = True
                piece = (_MARK, pos, after, char, opens, closes)
            else:
                pos = after
                continue
        elif char == "`":
            after = _TICKS.match(src, pos, end).end()  # type: ignore[union-attr]
            piece = _code(src, pos, after, end)
            if piece is None:
                pos = after
                continue
        elif char == "!":
            piece = None if unclosed else _image(src, pos, end, context)
        elif char == "\\":
            if pos + 1 < end:
                following = src[pos + 1]
                if following == "\n":
                    piece = (BREAK, pos, _skip_blanks(src, pos + 2, end))
                else:
                    shown = following if following in syntax.ESCAPED else "\\" + following
                    piece = (SPECIAL, pos, pos + 2, shown)
        elif char == "<":
            piece = _angle(src, pos, end)
        elif char == "&":
            piece = _entity(src, pos)
        else:
            math = MATH_PATTERN.match(src, pos, min(end, pos + MATH_LIMIT))
            if math is not None:
                piece = (MATH, pos, math.end(), math.group().strip("$`"))
        if piece is None:
            pos += 1
            continue
        if pos > text:
            out.append((TEXT, text, pos))
        out.append(piece)
        pos = text = piece[2]
    if text < end:
        out.append((TEXT, text, end))
    return _without_marks(out) if marked else out


def _skip_blanks(src: str, pos: int, end: int) -> int:
    while pos < end and src[pos] in " \t":
        pos += 1
    return pos


def _flanks(src: str, start: int, after: int, end: int, splits: bool) -> tuple[bool, bool]:
    """Whether a run of marks can open and close emphasis (CommonMark, section 6.2)."""
    before = _class(src[start - 1]) if start else 1
    behind = _class(src[after]) if after < end else 1
    left = not (behind == 1 or (behind == 2 and before == 0))
    right = not (before == 1 or (before == 2 and behind == 0))
    if splits:
        return left, right
    return left and (not right or before == 2), right and (not left or behind == 2)


def _class(char: str) -> int:
    """0 for letters, 1 for white space, 2 for punctuation."""
    found = _classes.get(char)
    if found is None:
        found = 1 if syntax.is_blank(char) else 2 if syntax.is_punctuation(char) else 0
        _classes[char] = found
    return found


def _without_marks(pieces: list[Piece]) -> list[Piece]:
    """Drop the marks that open or close emphasis and make the others text again."""
    opened: list[int] = []
    gone: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece[0] != _MARK:
            continue
        _, start, after, char, opens, closes = piece
        if closes and opened:
            other = pieces[opened[-1]]
            if other[3] == char and other[2] - other[1] == after - start <= 3:
                gone.update((opened.pop(), index))
                continue
            if any(pieces[at][3] == char for at in opened):
                raise Unsure
        if opens:
            opened.append(index)
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in gone:
            continue
        if piece[0] == _MARK or piece[0] == TEXT:
            if kept and kept[-1][0] == TEXT and kept[-1][2] == piece[1]:
                kept[-1] = (TEXT, kept[-1][1], piece[2])
            else:
                kept.append((TEXT, piece[1], piece[2]))
        else:
            kept.append(piece)
    return kept


def _code(src: str, start: int, after: int, end: int) -> Piece | None:
    length = after - start
    pattern = _closing.get(length)
    if pattern is None:
        pattern = re.compile(rf"(?<!`)`{{{length}}}(?!`)")
        if length < 100:
            _closing[length] = pattern
    closing = pattern.search(src, after, end)
    if closing is None:
        return None
    shown = src[after : closing.start()].replace("\n", " ")
    if shown[0] == " " == shown[-1] and shown.strip(" "):
        shown = shown[1:-1]
    return CODE, start, closing.end(), shown


def _entity(src: str, pos: int) -> Piece | None:
    match = _ENTITY.match(src, pos)
    if match is None:
        return None
    number, name = match.groups()
    if number is None:
        shown = syntax.named_character(name)
        return None if shown is None else (SPECIAL, pos, match.end(), shown)
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return SPECIAL, pos, match.end(), syntax.numbered_character(code)


def _angle(src: str, pos: int, end: int) -> Piece | None:
    close = src.find(">", pos + 1, end)
    if close < 0:
        return None
    inner = src[pos + 1 : close]
    if inner[-1:] == "\n" or src.startswith("<!--", pos):
        raise Unsure
    if "<" not in inner:
        if syntax.AUTOLINK.fullmatch(inner):
            return AUTOLINK, pos, close + 1, inner
        if syntax.EMAIL.fullmatch(inner):
            return AUTOLINK, pos, close + 1, "mailto:" + inner
    following = inner[:1]
    if following == "?":
        last = src.find("?>", pos + 2)
        return None if last < 0 else (HTML, pos, last + 2)
    if following == "!":
        if src.startswith("<![CDATA[", pos):
            last = src.find("]]>", pos + 9)
            return None if last < 0 else (HTML, pos, last + 3)
        return (HTML, pos, close + 1) if inner[1:2].isascii() and inner[1:2].isalpha() else None
    match = syntax.TAG.match(src, pos)
    return None if match is None else (HTML, pos, match.end())


def _link(src: str, pos: int, end: int, context: Context) -> Piece | None:
    """The link at `pos`; None for none."""
    label = _LABEL.match(src, pos + 1, end)
    assert label is not None
    close = label.end()
    if src[close : close + 1] != "]" or close >= end:
        raise Unsure
    following = src[close + 1] if close + 1 < end else ""
    if following == "(":
        href, span, after = _target(src, close + 1, end)
        inside = _read(src, pos + 1, close, context)
        return (LINK, pos, after, href, inside, *span, "")
    after, name = _reference(src, pos + 1, close, following, end, context)
    if name:
        href = context.references[name]["href"]  # type: ignore[index]
        return LINK, pos, after, href, _read(src, pos + 1, close, context), -1, -1, name
    if src[pos + 1] == "^" and context.notes and (note := _NOTE.match(src, pos, end)) is not None:
        return (FOOTNOTE, pos, note.end()) if ":" + note.group(1) in context.notes else None
    return None


def _target(src: str, pos: int, end: int) -> tuple[str, tuple[int, int], int]:
    """Address, its place as written, and the end of the parentheses that open at `pos`."""
    target = _TARGET.match(src, pos, end)
    if target is None:
        raise Unsure
    group = 2 if target.group(1) is None else 1
    address = target.group(group)
    if "&#" in address:
        raise Unsure
    if "&" in address:
        address = syntax.with_characters(address)
    return address, target.span(group), target.end()


def _reference(
    src: str, start: int, close: int, following: str, end: int, context: Context
) -> tuple[int, str]:
    """End and label of a reference whose text is src[start:close]; an empty label for none."""
    if context.references is None:
        return 0, ""
    label = src[start:close]
    after = close + 1
    if following == "[":
        second = _SECOND_LABEL.match(src, close + 1, end)
        if second is None:
            raise Unsure
        label = second.group(1) or label
        after = second.end()
    name = syntax.label(label)
    return (after, name) if name in context.references else (0, "")


def _image(src: str, pos: int, end: int, context: Context) -> Piece | None:
    start = pos + 2
    label = _ALT.match(src, start, end)
    assert label is not None
    close = label.end()
    if close >= end or src[close] != "]":
        if src.find("]", start, end) < 0:
            return None
        raise Unsure
    following = src[close + 1] if close + 1 < end else ""
    if following == "(":
        address, span, after = _target(src, close + 1, end)
        where = (*span, "")
    else:
        after, name = _reference(src, start, close, following, end, context)
        if not name:
            return None
        address = context.references[name]["href"]  # type: ignore[index]
        where = (-1, -1, name)
    described = src[start:close]
    alone = Context(context.references, context.notes)
    inside = _read(described, 0, len(described), alone) if described else []
    return (IMAGE, pos, after, address, inside, *where, start, close)
