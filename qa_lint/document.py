"""One parsed file: what stands where.

A Document is immutable. Every `Span` is a half-open range of code points in the source text, and
the text at that range is the construct itself. Nothing here knows Markdown's syntax.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from .source import Source

#: Stands in prose for what is not prose: a code span, math, an image, a bare address.
PLACEHOLDER = "\ufffc"


class Span(NamedTuple):
    """Offsets [start, end) in code points."""

    start: int
    end: int


class Heading(NamedTuple):
    """A heading, written with `#`, underlined, or raw `<h1>` to `<h6>`.

    `text` is what a reader sees (images add nothing); `alt_text` has the images' alt texts as
    well; `text_span` is the content's place in the source without markers.
    """

    level: int
    text: str
    alt_text: str
    span: Span
    text_span: Span
    style: str  # "atx", "setext" or "html"
    explicit_id: str | None = None
    explicit_id_span: Span | None = None
    top_level: bool = True  # not in a quote, a list or a table

    @property
    def raw_html(self) -> bool:
        """Whether it is written as `<hN>`."""
        return self.style == "html"


class Link(NamedTuple):
    """A link. `href` is decoded as a browser sees it before percent-decoding.

    `kind`: "inline", "reference", "autolink", "bare" (an address in the text that GitHub links)
    or "html". `href_span` is the place of the destination as written, for a reference the one in
    its definition.
    """

    kind: str
    href: str
    text: str
    span: Span
    href_span: Span
    label: str = ""
    list_depth: int = 0


class Image(NamedTuple):
    """A picture; `alt` is None where the attribute is absent.

    `kind`: "inline", "reference", "html" (`<img>`) or "source" (one address of a `srcset`).
    """

    kind: str
    src: str
    alt: str | None
    span: Span
    src_span: Span


class Anchor(NamedTuple):
    """An explicit id: `id` on any raw HTML tag, or `name` on `<a>`."""

    id: str
    span: Span  # of the attribute's value
    tag: str
    attribute: str


class HtmlTag(NamedTuple):
    """A raw HTML tag as the tokenizer saw it; `attributes` are (name, value, span of value)."""

    name: str
    closing: bool
    self_closing: bool
    span: Span
    attributes: tuple[tuple[str, str | None, Span], ...]
    in_block: bool  # in an HTML block, where Markdown is not read


class Definition(NamedTuple):
    """`[label]: destination`."""

    label: str
    href: str
    span: Span
    href_span: Span


class FailedLink(NamedTuple):
    """Something in square brackets that looks like a link and is none.

    `kind`: "undefined" (`[text][label]` without a definition), "space" (a blank in the
    destination), "fullwidth" (`[text]（address）`), "gap" (`[text] (address)`), "unclosed" (no
    closing parenthesis), "no-bracket" (`[text(address)`), "reversed" (`(text)[address]`).
    """

    kind: str
    span: Span
    text: str
    target: str
    target_span: Span


class Segment(NamedTuple):
    """`length` characters of a prose text at `text` that stand in the source at `source`."""

    text: int
    source: int
    length: int


class Prose(NamedTuple):
    """The visible text of one block.

    `kind`: "paragraph", "heading", "cell", "alt" or "html". Code, math, images and bare addresses
    are one PLACEHOLDER each, line breaks are LF. `heading` is the index of the nearest heading
    above (or of itself), -1 before the first; `parent` the index of the prose that introduces
    this one (the item's first paragraph, the paragraph before the list), -1 for none.
    """

    kind: str
    text: str
    segments: tuple[Segment, ...]
    heading: int = -1
    parent: int = -1
    quoted: bool = False

    def source_span(self, start: int, end: int) -> Span:
        """The source range of the characters [start, end) of `text`.

        The range covers markers that stand between the first and the last of them.
        """
        first = self.segments[max(0, bisect_right(self.segments, (start, 1 << 62, 0)) - 1)]
        source_start = first.source + min(start - first.text, first.length)
        if end <= start:
            return Span(source_start, source_start)
        last = self.segments[max(0, bisect_right(self.segments, (end - 1, 1 << 62, 0)) - 1)]
        return Span(source_start, last.source + min(end - last.text, last.length))

    def contiguous(self, start: int, end: int) -> bool:
        """Whether [start, end) is written in one piece, so that an edit may replace it."""
        span = self.source_span(start, end)
        return span.end - span.start == end - start


class Suppression(NamedTuple):
    """A comment that silences rules: `kind` is "next-line", "range" or "file".

    `end` is the offset where a range ends. `rules` are rule or family ids.
    """

    kind: str
    rules: tuple[str, ...]
    reason: str
    span: Span
    start: int
    end: int


class Block(NamedTuple):
    """A block's kind and lines: "fence", "code", "html", "table", "front_matter", "rule".

    `info` is a fence's info string or the front matter's text.
    """

    kind: str
    span: Span
    info: str = ""


class Document:
    """Everything that the rules look at in one file. The visible texts are made when asked for."""

    __slots__ = (
        "_prose",
        "_texts",
        "anchors",
        "blocks",
        "code_spans",
        "comments",
        "definitions",
        "failed_links",
        "heading_ids",
        "headings",
        "images",
        "links",
        "source",
        "suppressions",
        "tags",
    )

    def __init__(
        self,
        source: Source,
        headings: tuple[Heading, ...],
        heading_ids: tuple[str | None, ...],
        anchors: tuple[Anchor, ...],
        links: tuple[Link, ...],
        images: tuple[Image, ...],
        tags: tuple[HtmlTag, ...],
        definitions: tuple[Definition, ...],
        failed_links: tuple[FailedLink, ...],
        texts: Callable[[], tuple[Prose, ...]],
        blocks: tuple[Block, ...],
        comments: tuple[Span, ...],
        code_spans: tuple[Span, ...],
        suppressions: tuple[Suppression, ...],
    ) -> None:
        """`texts` gives the visible texts; it is called at most once."""
        self.source = source
        self.headings = headings
        self.heading_ids = heading_ids
        self.anchors = anchors
        self.links = links
        self.images = images
        self.tags = tags
        self.definitions = definitions
        self.failed_links = failed_links
        self.blocks = blocks
        self.comments = comments
        self.code_spans = code_spans
        self.suppressions = suppressions
        self._texts = texts
        self._prose: tuple[Prose, ...] | None = None

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The visible texts of the blocks, in the order of the page."""
        if self._prose is None:
            self._prose = self._texts()
        return self._prose

    @property
    def path(self) -> str:
        """POSIX path relative to the project's root."""
        return self.source.path

    @property
    def text(self) -> str:
        """The whole source text."""
        return self.source.text
