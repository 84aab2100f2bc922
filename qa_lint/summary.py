"""What cross-file rules know of a file: ids, headings, outgoing links and pictures.

A summary is small, plain and cached by the file's content, so that one changed file in ten
thousand costs one parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from .document import Document
from .finding import Place
from .source import place_in


class PageHeading(NamedTuple):
    """A heading: its visible text, the id it has on the page, and its place."""

    level: int
    text: str
    id: str | None
    place: Place
    text_place: Place


class PageAnchor(NamedTuple):
    """An explicit id of raw HTML."""

    id: str
    place: Place


class PageLink(NamedTuple):
    """A link; `place` is the whole construct, `href_place` the destination as written."""

    kind: str
    href: str
    text: str
    place: Place
    href_place: Place
    list_depth: int


class PageImage(NamedTuple):
    """A picture; places as for a link."""

    kind: str
    src: str
    place: Place
    src_place: Place


#: Where the parts of a plain summary stand; the path comes first.
HEADINGS, ANCHORS, LINKS, IMAGES, EXTRA, LINES = 1, 2, 3, 4, 5, 6

#: A summary as lists, strings and numbers, or what reads such a list's parts when asked. Places are
#: offsets in it: few of them are ever looked at, and the lengths of the lines tell the rest.
Plain = Sequence[Any]


class Places:
    """Makes places of the offsets in a plain summary."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._starts: list[int] | None = None

    def __call__(self, start: int, end: int) -> Place:
        if self._starts is None:
            self._starts = list(accumulate(self._plain[LINES], initial=0))
        return place_in(self._starts, start, end)


class Summary:
    """One file, reduced; its parts are made when first asked for, and rarely all of them are."""

    __slots__ = ("_headings", "_images", "_links", "_place", "_plain", "path")

    def __init__(self, path: str, plain: Plain) -> None:
        self.path = path
        self._plain = plain
        self._place = Places(plain)
        self._headings: tuple[PageHeading, ...] | None = None
        self._links: tuple[PageLink, ...] | None = None
        self._images: tuple[PageImage, ...] | None = None

    @property
    def headings(self) -> tuple[PageHeading, ...]:
        """The headings with the ids that they have on the page."""
        if self._headings is None:
            self._headings = headings_from_plain(self._plain, self._place)
        return self._headings

    @property
    def anchors(self) -> tuple[PageAnchor, ...]:
        """The explicit ids."""
        return tuple(PageAnchor(a[0], self._place(*a[1:])) for a in self._plain[ANCHORS])

    @property
    def links(self) -> tuple[PageLink, ...]:
        """The links in the order of the page."""
        if self._links is None:
            self._links = tuple([link_from_plain(k, self._place) for k in self._plain[LINKS]])
        return self._links

    @property
    def images(self) -> tuple[PageImage, ...]:
        """The pictures in the order of the page."""
        if self._images is None:
            self._images = tuple([image_from_plain(i, self._place) for i in self._plain[IMAGES]])
        return self._images

    @property
    def extra(self) -> dict[str, Any]:
        """By rule id, what the rule's `summarise` gave."""
        found: dict[str, Any] = self._plain[EXTRA]
        return found

    @property
    def ids(self) -> set[str]:
        """All ids on the page, of headings and explicit ones."""
        return ids_of(self._plain)


def ids_of(plain: Plain) -> set[str]:
    """All ids on a page, of headings and explicit ones."""
    found = {heading[2] for heading in plain[HEADINGS] if heading[2]}
    found.update(anchor[0] for anchor in plain[ANCHORS])
    return found


def summarise(document: Document, extra: dict[str, Any]) -> list[Any]:
    """Reduce a document to a plain summary."""
    parts = (document.headings, document.anchors, document.links, document.images)
    spans = [part.span for some in parts for part in some]
    spans += [link.href_span for link in document.links]
    spans += [image.src_span for image in document.images]
    # What comes behind the last place is nobody's business, and text is mostly added there.
    starts = document.source.line_starts
    lines = bisect_right(starts, max((end for _, end in spans), default=0)) + 1
    headings = zip(document.headings, document.heading_ids, strict=True)
    return [
        document.path,
        [[h.level, h.text, name, *h.span, *h.text_span] for h, name in headings],
        [[a.id, *a.span] for a in document.anchors],
        [[k.kind, k.href, k.text, *k.span, *k.href_span, k.list_depth] for k in document.links],
        [[i.kind, i.src, *i.span, *i.src_span] for i in document.images],
        extra,
        [two - one for one, two in pairwise(starts[:lines])],
    ]


def headings_from_plain(plain: Plain, place: Places) -> tuple[PageHeading, ...]:
    """The headings of a plain summary."""
    return tuple(
        [
            PageHeading(h[0], h[1], h[2], place(h[3], h[4]), place(h[5], h[6]))
            for h in plain[HEADINGS]
        ]
    )


def link_from_plain(plain: Any, place: Places) -> PageLink:
    """A link of a plain summary."""
    kind, href, text, start, end, href_start, href_end, depth = plain
    return PageLink(kind, href, text, place(start, end), place(href_start, href_end), depth)


def image_from_plain(plain: Any, place: Places) -> PageImage:
    """A picture of a plain summary."""
    kind, src, start, end, src_start, src_end = plain
    return PageImage(kind, src, place(start, end), place(src_start, src_end))
