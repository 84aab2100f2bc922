"""Put together the Document of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from ..document import Block, Definition, Document, FailedLink, Heading, HtmlTag, Image, Link, Span
from ..source import Source
from . import blocks, html, prose, spans, starts, suppressions
from .events import BLOCK, CELL, DEFINITION, HEADING, ITEM, ITEM_END, PARAGRAPH, RAW, Event
from .failed import Failed
from .headings import html_headings
from .pieces import AUTOLINK, CODE, HTML, IMAGE, LINK, TEXT, Piece, visible
from .places import PlaceMap, Shift, Where
from .texts import Texts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from .inline import ExactInline
    from .tokens import TokenReader

_ADDRESS = re.compile(r"://|w[wW][wW]\.|W[wW][wW]\.")
_CONSTRUCT = re.compile(r"[\\`~*_\[<&$]")

_parsers: dict[bool, MarkdownIt] = {}


def _parser(front_matter: bool) -> MarkdownIt:
    found = _parsers.get(front_matter)
    if found is None:
        # Most pages need none of it, and it takes longer to import than they to read.
        from . import tokens

        found = _parsers[front_matter] = tokens.make_parser(front_matter)
    return found


def _token_reader(text: str, start: int) -> TokenReader:
    from .tokens import TokenReader

    return TokenReader(text, start)


def parse(source: Source, fast: bool = True, lean: bool = False) -> Document:
    """Parse a file's text; every place in the result is in code points of `source.text`.

    Heading ids are left empty: they are the renderer's business. Without `fast`, markdown-it's
    parser reads everything: the result is the same, later. With `lean`, code spans and the blocks
    of lists without links are left out, and visible texts cost another parse when asked for.
    """
    return _Builder(source, fast, lean).build()


def _has_construct(text: str) -> bool:
    """Whether an inline text can be anything but plain text."""
    return bool(_CONSTRUCT.search(text)) or "://" in text or "ww." in text.lower()


class _Builder:
    """Collects the parts of one document while walking its events in order."""

    def __init__(self, source: Source, fast: bool, lean: bool) -> None:
        self.lean = lean
        self.source = source
        self.text = source.text
        self.fast = fast
        self.env: dict[str, Any] = {}
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.tags: list[HtmlTag] = []
        self.comments: list[Span] = []
        self.definitions: dict[str, Definition] = {}
        self.failed: list[FailedLink] = []
        self.code_spans: list[Span] = []
        self.context = spans.Context(None, ())
        self.addresses = False  # whether the text at hand may hold bare ones
        self.pieces: dict[int, list[Piece]] = {}
        self.markup: dict[int, tuple[list[HtmlTag], list[Span]]] = {}

    def build(self) -> Document:
        events = self._events()
        defined = [event[1] for event in events if event[0] == DEFINITION]
        for definition in defined:
            self.definitions.setdefault(definition.label, definition)
        if defined:  # the first of a label counts, whoever read it
            links = self.env.setdefault("references", {})
            for name, definition in self.definitions.items():
                links[name] = {"href": definition.href, "title": ""}
        notes = self.env.get("footnotes", {}).get("refs", {})
        self.context = spans.Context(self.env.get("references"), notes)
        depth = 0
        for index, event in enumerate(events):
            kind = event[0]
            if kind == PARAGRAPH:
                if self.lean or _has_construct(event[1]):
                    self._inline(index, event[1], event[2], depth)
            elif kind == CELL:
                content = event[1]
                if (
                    starts.may_link(content, 0, len(content))
                    if self.lean
                    else _has_construct(content)
                ):
                    self._inline(index, content, event[2], depth)
            elif kind == ITEM:
                depth += 1
            elif kind == ITEM_END:
                depth -= 1
            elif kind == HEADING:
                self._heading(index, event, depth)
            elif kind == RAW:
                found = html.tokenize(event[1], event[2], in_block=True)
                self.markup[index] = found
                self.tags += found[0]
                self.comments += found[1]
        return self._finish(events, defined)

    def _events(self) -> list[Event]:
        if self.fast and "\r" not in self.text and "\0" not in self.text:
            return blocks.scan(self.text, self._fallback, self.lean)
        reader = _token_reader(self.text, 0)
        reader.read(_parser(self.text.startswith("---")), self.env)
        return reader.events

    def _fallback(self, start: int, end: int, events: list[Event]) -> bool:
        reader = _token_reader(self.text[start:end], start)
        known = dict(self.env)
        front_matter = not start and self.text.startswith("---")
        complete = reader.read(_parser(front_matter), self.env) or end == len(self.text)
        if not complete:
            self.env = known
        events += reader.events
        return complete

    def _finish(self, events: list[Event], definitions: list[Definition]) -> Document:
        self.tags.sort(key=lambda tag: tag.span)
        self.headings += html_headings(self.text, self.tags, self.comments)
        headings = tuple(sorted(self.headings, key=lambda heading: heading.span))
        html.add_html_links(self.text, self.tags, self.links, self.images)
        self.links.sort(key=lambda link: link.span)
        self.images.sort(key=lambda image: (image.span, image.src_span))
        self.comments.sort()
        texts = Texts(self.text, events, self.pieces, self.markup, headings).write
        if self.lean:
            source = self.source
            texts = lambda: parse(source).prose  # noqa: E731
        return Document(
            self.source,
            headings,
            (None,) * len(headings),
            html.anchors(self.tags),
            tuple(self.links),
            tuple(self.images),
            tuple(self.tags),
            tuple(definitions),
            tuple(sorted(self.failed, key=lambda f: f.span)),
            texts,
            tuple([_block(event) for event in events if event[0] == BLOCK or event[0] == RAW]),
            tuple(self.comments),
            tuple(self.code_spans),
            suppressions.read(self.text, self.comments),
        )

    # -- inline ---------------------------------------------------------------------------

    def _inline(
        self, index: int, content: str, where: Where, depth: int, whole: bool = False
    ) -> list[Piece]:
        """Read an inline text; one that is shown as a `whole` is never read lean."""
        self.addresses = "://" in content or "www." in content.lower()
        pieces, failed = self._read(content, self.lean and not self.addresses and not whole)
        self.pieces[index] = pieces
        self._collect(pieces, content, where, depth)
        for item in failed:
            self.failed.append(_failed(item, where))
        return pieces

    def _read(self, content: str, lean: bool) -> tuple[list[Piece], Sequence[Failed]]:
        if self.fast:
            context = self.context
            context.failed = []
            try:
                return spans.read(content, context, lean), context.failed
            except spans.Unsure:
                pass
        md = _parser(False)
        inline = cast("ExactInline", md.inline)
        return inline.run(content, md, self.env)

    def _collect(self, pieces: Sequence[Piece], src: str, where: Where, depth: int) -> None:
        for piece in pieces:
            kind = piece[0]
            if kind == TEXT:
                if self.addresses and _ADDRESS.search(src, piece[1], piece[2]):
                    self._bare(src, piece, where, depth)
            elif kind == CODE:
                if self.lean:
                    continue
                self.code_spans.append(Span(where.at(piece[1]), where.end(piece[2])))
            elif kind == LINK:
                self.links.append(self._link(src, piece, where, depth))
                self._collect_inside(piece[4], src, where, depth)
            elif kind == IMAGE:
                self.images.append(self._image(src, piece, where))
            elif kind == HTML:
                self._html(src, piece, where)
            elif kind == AUTOLINK:
                _, start, end, href = piece
                span = Span(where.at(start), where.end(end))
                inner = Span(where.at(start + 1), where.end(end - 1))
                self.links.append(Link("autolink", href, href, span, inner, "", depth))

    def _collect_inside(self, pieces: Sequence[Piece], src: str, where: Where, depth: int) -> None:
        """What a link's text holds: in it an address is only text."""
        for piece in pieces:
            if piece[0] != TEXT:
                self._collect((piece,), src, where, depth)

    def _bare(self, src: str, piece: Piece, where: Where, depth: int) -> None:
        for address in prose.addresses(src[piece[1] : piece[2]], piece[1]):
            span = Span(where.at(address.start), where.end(address.end))
            href = address.text if "://" in address.text else "http://" + address.text
            self.links.append(Link("bare", href, address.text, span, span, "", depth))

    def _link(self, src: str, piece: Piece, where: Where, depth: int) -> Link:
        _, start, end, href, inside, first, last, label = piece
        span = Span(where.at(start), where.end(end))
        text = visible(src, inside)[1]
        kind, place = self._destination(src, where, first, last, label)
        return Link(kind, href, text, span, place, label, depth)

    def _image(self, src: str, piece: Piece, where: Where) -> Image:
        _, start, end, address, inside, first, last, label, begin, close = piece
        kind, place = self._destination(src, where, first, last, label)
        alt = visible(src[begin:close], inside)[1]
        return Image(kind, address, alt, Span(where.at(start), where.end(end)), place)

    def _destination(
        self, src: str, where: Where, first: int, last: int, label: str
    ) -> tuple[str, Span]:
        """Kind of a link or image and the place of its destination."""
        if first < 0:
            definition = self.definitions.get(label)
            return "reference", definition.href_span if definition else Span(0, 0)
        start = where.at(first) if first < len(src) else where.end(len(src))
        return "inline", Span(start, where.end(last) if last > first else start)

    def _html(self, src: str, piece: Piece, where: Where) -> None:
        start, end = piece[1:3]
        text = src[start:end]
        inner: Where
        if isinstance(where, Shift):
            inner = Shift(where.base + start)
        else:
            breaks = [m.end() for m in re.finditer("\n", text)]
            inner = PlaceMap([(0, where.at(start)), *((at, where.at(start + at)) for at in breaks)])
        tags, comments = html.tokenize(text, inner, in_block=False)
        self.tags += tags
        self.comments += comments

    def _heading(self, index: int, event: Event, depth: int) -> None:
        _, content, where, level, style, start, end, top_level = event
        if _has_construct(content):
            text, alt_text = visible(content, self._inline(index, content, where, depth, True))
        else:
            text = alt_text = prose.plain(content, where).text
        begin = where.at(0)
        span = Span(begin, where.end(len(content)) if content else begin)
        self.headings.append(
            Heading(level, text, alt_text, Span(start, end), span, style, top_level=top_level)
        )


def _block(event: Event) -> Block:

    if event[0] == RAW:
        return Block("html", event[3])
    return Block(*event[1:])


def _failed(item: Failed, where: Where) -> FailedLink:
    """Give a failed bracket its place in the file."""
    start = where.at(item.target_start)
    return FailedLink(
        item.kind,
        Span(where.at(item.start), where.end(item.end)),
        item.text,
        item.target,
        Span(start, where.end(item.target_end) if item.target else start),
    )
