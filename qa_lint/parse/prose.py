"""The visible text of blocks, with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from ..document import PLACEHOLDER, HtmlTag, Segment, Span
from .html import BLOCK_TAGS, OPAQUE_TAGS
from .pieces import AUTOLINK, BREAK, HTML, LINK, SPECIAL, TEXT, Piece
from .places import Shift, Where

#: The part of an address in running text that GitHub's autolink extension starts at; a
#: character that Chinese text sets after an address ends it here, unlike on GitHub.
BARE_ADDRESS = re.compile(
    r"(?<![\w@/.:-])(?:https?://|www\.)[^\s<>\u3000-\u303f\uff00-\uffef\u2018-\u201d\u4e00-\u9fff"
    r"`\"']+",
    re.IGNORECASE | re.ASCII,
)
_BLANK_AT_BREAK = re.compile(r"[ \t]\n|\n[ \t]")
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


def _add_mapped(writer: Writer, text: str, offset: int, places: Where) -> None:
    """Add text that stands at `offset` of the block's content, in as many pieces as it needs."""
    start = places.at(offset)
    if places.end(offset + len(text)) - start == len(text):
        writer.add(text, start)
        return
    for index, char in enumerate(text):
        writer.add(char, places.at(offset + index))


def plain(content: str, places: Where) -> Writer:
    """The visible text of a block without inline constructs."""
    writer = Writer()
    if isinstance(places, Shift) and ("\n" not in content or not _BLANK_AT_BREAK.search(content)):
        writer.add(content, places.base)
        return writer
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


def addresses(text: str, base: int) -> Iterator[Address]:
    """Bare addresses in a piece of text that stands at `base` of the inline source."""
    if "://" not in text and "www." not in text.lower():
        return
    for match in BARE_ADDRESS.finditer(text):
        address = trim_address(match.group())
        if len(address) > 8:
            start = base + match.start()
            yield Address(address, start, start + len(address))


def inline(src: str, pieces: Sequence[Piece], where: Where) -> Writer:
    """The visible text of a block's pieces."""
    writer = Writer()
    _add_pieces(writer, src, pieces, where)
    return writer


def _add_pieces(writer: Writer, src: str, pieces: Sequence[Piece], where: Where) -> None:
    for piece in pieces:
        kind, start, end = piece[:3]
        if kind == TEXT:
            _add_text(writer, src, start, end, where)
        elif kind == LINK:
            _add_pieces(writer, src, piece[4], where)
        elif kind == SPECIAL:
            writer.add(piece[3], where.at(start), end - start)
        elif kind == BREAK or (kind == HTML and src[start : start + 3].lower() == "<br"):
            writer.add("\n", where.at(start), end - start)
        elif kind == AUTOLINK:
            writer.add(PLACEHOLDER, where.at(start), end - start)
        elif kind != HTML:
            begin = where.at(start)
            writer.add(PLACEHOLDER, begin, where.end(end) - begin)


def _add_text(writer: Writer, src: str, start: int, end: int, where: Where) -> None:
    done = start
    for address in addresses(src[start:end], start):
        if address.start > done:
            _add_mapped(writer, src[done : address.start], done, where)
        writer.add(PLACEHOLDER, where.at(address.start), address.end - address.start)
        done = address.end
    if done < end:
        _add_mapped(writer, src[done:end], done, where)


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
