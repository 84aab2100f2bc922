"""Links and images of a block's inline tokens, with the places of their destinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document import Definition, FailedLink, Image, Link, Span
from . import inline, prose
from .headings import visible
from .places import PlaceMap


class LinkReader:
    """Reads links and images; `definitions` are by normalised label."""

    def __init__(self, md: MarkdownIt, definitions: Mapping[str, Definition]) -> None:
        self._md = md
        self._definitions = definitions

    def links(
        self, children: Sequence[Token], content: str, places: PlaceMap, depth: int
    ) -> Iterator[Link]:
        """Links among `children`, whose inline source is `content`."""
        inside = 0
        for index, token in enumerate(children):
            if token.type == "text" and token.content and not inside:
                for address in prose.addresses(token):
                    yield _bare(address, places, depth)
            inside += (token.type == "link_open") - (token.type == "link_close")
            if token.type != "link_open":
                continue
            start, end = token.meta["at"]
            span = Span(places.at(start), places.end(end))
            href = str(token.attrGet("href") or "")
            if token.markup == "autolink":
                inner = Span(places.at(start + 1), places.end(end - 1))
                yield Link("autolink", href, href, span, inner, "", depth)
                continue
            close = _closing(children, index)
            text = visible(children[index + 1 : close])[1]
            label_end = children[close].meta["label_end"]
            kind, place, label = self._destination(token, content, label_end, places)
            yield Link(kind, href, text, span, place, label, depth)

    def images(self, children: Sequence[Token], content: str, places: PlaceMap) -> Iterator[Image]:
        """Images among `children`."""
        for token in children:
            if token.type != "image":
                continue
            start, end = token.meta["at"]
            label_end = start + 2 + len(token.content)
            kind, place, _ = self._destination(token, content, label_end, places)
            span = Span(places.at(start), places.end(end))
            alt = visible(token.children or ())[1]
            yield Image(kind, str(token.attrGet("src") or ""), alt, span, place)

    def failed(self, item: inline.Failed, places: PlaceMap) -> FailedLink:
        """Give a failed bracket its place in the file."""
        target_start = places.at(item.target_start)
        target_end = places.end(item.target_end) if item.target else target_start
        return FailedLink(
            item.kind,
            Span(places.at(item.start), places.end(item.end)),
            item.text,
            item.target,
            Span(target_start, target_end),
        )

    def _destination(
        self, token: Token, content: str, label_end: int, places: PlaceMap
    ) -> tuple[str, Span, str]:
        """Kind, place of the destination and label of a link or image."""
        label = token.meta.get("label")
        if label:
            definition = self._definitions.get(label)
            place = definition.href_span if definition else Span(0, 0)
            return "reference", place, label
        at = label_end + 2
        while at < len(content) and content[at] in " \t\n":
            at += 1
        result = self._md.helpers.parseLinkDestination(content, at, len(content))
        end = result.pos if result.ok else at
        if content[at : at + 1] == "<" and end > at + 1:
            at, end = at + 1, end - 1
        start = places.at(at) if at < len(content) else places.end(len(content))
        return "inline", Span(start, places.end(end) if end > at else start), ""


def _closing(children: Sequence[Token], opened: int) -> int:
    depth = 0
    for index in range(opened, len(children)):
        if children[index].type == "link_open":
            depth += 1
        elif children[index].type == "link_close":
            depth -= 1
            if not depth:
                return index
    raise AssertionError("a link without its end")


def _bare(address: prose.Address, places: PlaceMap, depth: int) -> Link:
    span = Span(places.at(address.start), places.end(address.end))
    href = address.text if "://" in address.text else "http://" + address.text
    return Link("bare", href, address.text, span, span, "", depth)
