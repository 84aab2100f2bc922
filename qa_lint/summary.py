"""What cross-file rules know of a file: ids, headings, outgoing links and pictures.

A summary is small, plain and cached by the file's content, so that one changed file in ten
thousand costs one parse.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .document import Document
from .finding import Place


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


class Summary(NamedTuple):
    """One file, reduced. `extra` is by rule id, what the rule's `summarise` gave."""

    path: str
    headings: tuple[PageHeading, ...]
    anchors: tuple[PageAnchor, ...]
    links: tuple[PageLink, ...]
    images: tuple[PageImage, ...]
    extra: dict[str, Any]

    @property
    def ids(self) -> set[str]:
        """All ids on the page, of headings and explicit ones."""
        found = {heading.id for heading in self.headings if heading.id}
        found.update(anchor.id for anchor in self.anchors)
        return found


def summarise(document: Document, extra: dict[str, Any]) -> Summary:
    """Reduce a document."""
    place = document.source.place
    return Summary(
        document.path,
        tuple(
            PageHeading(h.level, h.text, identifier, place(*h.span), place(*h.text_span))
            for h, identifier in zip(document.headings, document.heading_ids, strict=True)
        ),
        tuple(PageAnchor(a.id, place(*a.span)) for a in document.anchors),
        tuple(
            PageLink(k.kind, k.href, k.text, place(*k.span), place(*k.href_span), k.list_depth)
            for k in document.links
        ),
        tuple(
            PageImage(i.kind, i.src, place(*i.span), place(*i.src_span)) for i in document.images
        ),
        extra,
    )


def to_plain(summary: Summary) -> list[Any]:
    """Lists, strings and numbers for the cache."""
    return [
        summary.path,
        [[*h[:3], list(h.place), list(h.text_place)] for h in summary.headings],
        [[a.id, list(a.place)] for a in summary.anchors],
        [[*k[:3], list(k.place), list(k.href_place), k.list_depth] for k in summary.links],
        [[i.kind, i.src, list(i.place), list(i.src_place)] for i in summary.images],
        summary.extra,
    ]


def headings_from_plain(plain: list[Any]) -> tuple[PageHeading, ...]:
    """The headings of a summary that `to_plain` reduced."""
    return tuple(PageHeading(h[0], h[1], h[2], Place(*h[3]), Place(*h[4])) for h in plain)


def from_plain(plain: list[Any]) -> Summary:
    """Restore what `to_plain` reduced."""
    path, headings, anchors, links, images, extra = plain
    return Summary(
        path,
        headings_from_plain(headings),
        tuple(PageAnchor(a[0], Place(*a[1])) for a in anchors),
        tuple(PageLink(k[0], k[1], k[2], Place(*k[3]), Place(*k[4]), k[5]) for k in links),
        tuple(PageImage(i[0], i[1], Place(*i[2]), Place(*i[3])) for i in images),
        extra,
    )
