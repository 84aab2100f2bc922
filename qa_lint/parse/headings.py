"""Headings that are written as raw HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import unescape

from ..document import Heading, HtmlTag, Span
from .html import attribute

_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def html_headings(text: str, tags: Sequence[HtmlTag], comments: Sequence[Span]) -> list[Heading]:
    """Headings written as `<hN>…</hN>`; one that is not closed before the next is left out.

    `tags` are in the order of the file.
    """
    found: list[Heading] = []
    marks = sorted([tag.span for tag in tags] + list(comments))
    opened: HtmlTag | None = None
    for tag in tags:
        if tag.name not in _HEADING_TAGS or tag.self_closing:
            continue
        if not tag.closing:
            opened = tag
        elif opened is not None and opened.name == tag.name:
            found.append(_heading(text, opened, tag, marks))
            opened = None
    return found


def _heading(text: str, opened: HtmlTag, closed: HtmlTag, marks: Sequence[Span]) -> Heading:
    start, end = opened.span.end, closed.span.start
    parts = []
    at = start
    for mark in marks[bisect_left(marks, (start, start)) : bisect_left(marks, (end, end))]:
        parts.append(text[at : mark.start])
        at = max(at, mark.end)
    shown = unescape("".join([*parts, text[at:end]]))
    identifier = attribute(opened, "id")
    return Heading(
        int(opened.name[1]),
        shown,
        shown,
        Span(opened.span.start, closed.span.end),
        Span(start, end),
        "html",
        identifier[0] if identifier else None,
        identifier[1] if identifier and identifier[0] is not None else None,
        True,
    )
