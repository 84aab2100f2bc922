"""The visible text of blocks, with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from ..document import PLACEHOLDER, HtmlTag, Segment, Span
from .html import BLOCK_TAGS, OPAQUE_TAGS
from .places import PlaceMap

#: The part of an address in running text that GitHub's autolink extension starts at; a
#: character that Chinese text sets after an address ends it here, unlike on GitHub.
BARE_ADDRESS = re.compile(
    r"(?<![\w@/.:-])(?:https?://|www\.)[^\s<>\u3000-\u303f\uff00-\uffef\u2018-\u201d\u4e00-\u9fff"
    r"`\"']+",
    re.IGNORECASE | re.ASCII,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Address(NamedTuple):
    """A bare address: what stands in the text and the offsets in the inline source."""

    text: str
    start: int
    end: int


def trim_address(address: str) -> str:
    """Drop what GFM does not count to an autolink's end (section 6.9 of the GFM spec)."""
    while address:
        last = address[-1]
        if last in "?!.,:*_~;'\"":
            entity = re.search(r"&[A-Za-z0-9]+;$", address) if last == ";" else None
            address = address[: entity.start()] if entity else address[:-1]
        elif last == ")" and address.count(")") > address.count("("):
            address = address[:-1]
        else:
            break
    return address


class Writer:
    """Builds a visible text and its segments piece by piece; offsets are file offsets."""

    __slots__ = ("_length", "parts", "segments")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.segments: list[Segment] = []
        self._length = 0

    def add(self, text: str, source: int, length: int | None = None) -> None:
        """Append `text`, which stands in the file at `source`."""
        if not text:
            return
        size = len(text) if length is None else length
        last = self.segments[-1] if self.segments else None
        if (
            last is not None
            and last.length == self._length - last.text
            and last.source + last.length == source
            and size == len(text)
        ):
            self.segments[-1] = last._replace(length=last.length + size)
        else:
            self.segments.append(Segment(self._length, source, size))
        self.parts.append(text)
        self._length += len(text)

    @property
    def text(self) -> str:
        """What has been written so far."""
        return "".join(self.parts)


def _add_mapped(writer: Writer, text: str, offset: int, places: PlaceMap) -> None:
    """Add text that stands at `offset` of the block's content, in as many pieces as it needs."""
    start = places.at(offset)
    if places.end(offset + len(text)) - start == len(text):
        writer.add(text, start)
        return
    for index, char in enumerate(text):
        writer.add(char, places.at(offset + index))


def plain(content: str, places: PlaceMap) -> Writer:
    """The visible text of a block without inline constructs."""
    writer = Writer()
    at = 0
    for line in content.split("\n"):
        kept = line.strip(" \t")
        lead = len(line) - len(line.lstrip(" \t"))
        if at:
            writer.add("\n", places.at(at - 1))
        if kept:
            _add_mapped(writer, kept, at + lead, places)
        at += len(line) + 1
    return writer


def addresses(token: Token) -> Iterator[Address]:
    """Bare addresses in a text token."""
    content = token.content
    if "://" not in content and "www." not in content.lower():
        return
    base = token.meta["at"][0]
    for match in BARE_ADDRESS.finditer(content):
        text = trim_address(match.group())
        if len(text) > 8:
            yield Address(text, base + match.start(), base + match.start() + len(text))


def inline(tokens: Sequence[Token], places: PlaceMap) -> Writer:
    """The visible text of a block's inline tokens."""
    writer = Writer()
    autolink = 0
    for token in tokens:
        kind = token.type
        if kind == "link_open" and token.markup == "autolink":
            start, end = token.meta["at"]
            writer.add(PLACEHOLDER, places.at(start), end - start)
            autolink += 1
        elif kind == "link_close" and token.markup == "autolink":
            autolink -= 1
        elif autolink or not (kind.startswith("text") or token.meta):
            continue
        elif kind == "text":
            _add_text(writer, token, places)
        else:
            _add_other(writer, token, places)
    return writer


def _add_text(writer: Writer, token: Token, places: PlaceMap) -> None:
    start, end = token.meta["at"]
    done = start
    for address in addresses(token):
        if address.start > done:
            part = token.content[done - start : address.start - start]
            _add_mapped(writer, part, done, places)
        writer.add(PLACEHOLDER, places.at(address.start), address.end - address.start)
        done = address.end
    if done < end and token.content:
        _add_mapped(writer, token.content[done - start :], done, places)


def _add_other(writer: Writer, token: Token, places: PlaceMap) -> None:
    start, end = token.meta["at"]
    if token.type == "text_special":
        writer.add(token.content, places.at(start), end - start)
    elif token.type in ("code_inline", "image", "footnote_ref", "math_inline"):
        writer.add(PLACEHOLDER, places.at(start), places.end(end) - places.at(start))
    elif token.type in ("softbreak", "hardbreak") or (
        token.type == "html_inline" and token.content.lower().startswith("<br")
    ):
        writer.add("\n", places.at(start), end - start)


def of_html(
    text: str, span: Span, tags: Sequence[HtmlTag], comments: Sequence[Span]
) -> list[Writer]:
    """The visible texts of an HTML block that stands at `span` of the file."""
    marks: list[tuple[int, int, HtmlTag | None]] = [(t.span.start, t.span.end, t) for t in tags]
    marks += [(c.start, c.end, None) for c in comments]
    marks.sort(key=lambda mark: mark[:2])
    writers: list[Writer] = []
    writer = Writer()
    opaque: list[str] = []
    at = span.start
    for start, end, tag in [*marks, (span.end, span.end, None)]:
        if start > at and not opaque:
            _add_html_text(writer, text, at, start)
        at = max(at, end)
        if tag is None:
            continue
        if tag.name in OPAQUE_TAGS and not tag.self_closing:
            _nest(opaque, tag)
            writer.add(PLACEHOLDER, tag.span.start, tag.span.end - tag.span.start)
        if tag.name in BLOCK_TAGS:
            writers.append(writer)
            writer = Writer()
    writers.append(writer)
    return [w for w in writers if w.text.strip()]


def _nest(opaque: list[str], tag: HtmlTag) -> None:
    if not tag.closing:
        opaque.append(tag.name)
    elif tag.name in opaque:
        del opaque[opaque.index(tag.name) :]


def _add_html_text(writer: Writer, text: str, start: int, end: int) -> None:
    at = start
    for match in _ENTITY.finditer(text, start, end):
        writer.add(text[at : match.start()], at)
        writer.add(unescape(match.group()), match.start(), match.end() - match.start())
        at = match.end()
    writer.add(text[at:end], at)
