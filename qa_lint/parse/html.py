"""Raw HTML: tags, attributes and comments with their places.

Tags are found by the standard library's HTML tokenizer; where an attribute's value stands inside
its tag is read off the tag's text with the attribute syntax of the HTML standard (section
13.1.2.3, "Attributes").
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from ..document import Anchor, HtmlTag, Image, Link, Span
from .places import PlaceMap

_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)
_SRCSET = re.compile(r"\s*,*\s*([^\s,](?:\S*[^\s,])?)(?:\s+[^,]*)?(?:,|$)")
_MARKUP = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z][^\s/>]*)")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
#: A tag at the end of which a paragraph of the visible text ends.
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: Tags whose content is no prose.
OPAQUE_TAGS = frozenset(
    ["script", "style", "pre", "code", "svg", "math", "textarea", "kbd", "samp"]
)


class _Tokenizer(HTMLParser):
    """Collects (kind, start, end) of tags and comments, offsets in the text that was fed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._line_starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._line_starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.found: list[tuple[str, int, int]] = []
        self._text = text
        self.feed(text)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        self.found.append(("open", start, start + len(self.get_starttag_text() or "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = self._text.find(">", start)
        self.found.append(("close", start, end + 1 if end >= 0 else len(self._text)))

    def handle_comment(self, data: str) -> None:
        start = self._here()
        end = self._text.find("-->", start)
        self.found.append(("comment", start, end + 3 if end >= 0 else len(self._text)))


def tokenize(text: str, places: PlaceMap, in_block: bool) -> tuple[list[HtmlTag], list[Span]]:
    """Tags and comments of a piece of raw HTML, with their places in the file.

    `text` is an HTML block's content or one inline tag; `places` maps its offsets to the file.
    """
    if text.startswith("<!--") and "-->" not in text[4:]:
        return [], [Span(places.at(0), places.end(len(text.rstrip())))]
    tags: list[HtmlTag] = []
    comments: list[Span] = []
    for kind, start, end in _Tokenizer(text).found:
        if kind == "comment":
            comments.append(Span(places.at(start), places.end(end)))
        else:
            tags.append(_tag(text, start, end, kind == "close", places, in_block))
    return tags, comments


def _tag(
    text: str, start: int, end: int, closing: bool, places: PlaceMap, in_block: bool
) -> HtmlTag:
    raw = text[start:end]
    head = _TAG_NAME.match(raw)
    name = head.group(1).lower() if head else ""
    attributes: list[tuple[str, str | None, Span]] = []
    if head and not closing:
        stop = len(raw) - 1
        for match in _ATTRIBUTE.finditer(raw, head.end(), stop):
            attributes.append(_attribute(match, start, places))
    self_closing = raw.endswith("/>") or name in _VOID
    span = Span(places.at(start), places.end(end))
    return HtmlTag(name, closing, self_closing, span, tuple(attributes), in_block)


def _attribute(match: re.Match[str], base: int, places: PlaceMap) -> tuple[str, str | None, Span]:
    for group in (2, 3, 4):
        if match.group(group) is not None:
            start, end = base + match.start(group), base + match.end(group)
            place = places.at(start)
            last = places.end(end) if end > start else place
            return match.group(1).lower(), unescape(match.group(group)), Span(place, last)
    place = places.end(base + match.end(1))
    return match.group(1).lower(), None, Span(place, place)


def attribute(tag: HtmlTag, name: str) -> tuple[str | None, Span] | None:
    """Value and place of the tag's first attribute called `name`, None where it has none."""
    for key, value, span in tag.attributes:
        if key == name:
            return value, span
    return None


def anchors(tags: list[HtmlTag]) -> tuple[Anchor, ...]:
    """Explicit ids: `id` of any tag and `name`, which GitHub's script reaches as well."""
    found = []
    for tag in tags:
        for name in ("id", "name"):
            got = attribute(tag, name)
            if got is not None and got[0]:
                found.append(Anchor(got[0], got[1], tag.name, name))
    return tuple(found)


def add_html_links(text: str, tags: list[HtmlTag], links: list[Link], images: list[Image]) -> None:
    """Append the links and images that are written as raw HTML."""
    for index, tag in enumerate(tags):
        if tag.closing:
            continue
        if tag.name == "a" and (href := attribute(tag, "href")) is not None:
            end = _close_of(tags, index)
            shown = unescape(_MARKUP.sub("", text[tag.span.end : end.start])) if end else ""
            span = Span(tag.span.start, end.end if end else tag.span.end)
            links.append(Link("html", (href[0] or "").strip(), shown, span, href[1]))
        elif tag.name == "img":
            images.append(_picture(tag))
        if tag.name in ("source", "img") and (srcset := attribute(tag, "srcset")) is not None:
            images.extend(_sources(tag, srcset[0] or "", srcset[1]))


def _close_of(tags: list[HtmlTag], opened: int) -> Span | None:
    for tag in tags[opened + 1 :]:
        if tag.name == "a":
            return tag.span if tag.closing else None
    return None


def _picture(tag: HtmlTag) -> Image:
    src = attribute(tag, "src")
    alt = attribute(tag, "alt")
    end = Span(tag.span.end - 1, tag.span.end - 1)
    return Image(
        "html",
        (src[0] or "").strip() if src else "",
        None if alt is None else alt[0] or "",
        tag.span,
        src[1] if src else end,
    )


def _sources(tag: HtmlTag, srcset: str, place: Span) -> list[Image]:
    found = []
    for match in _SRCSET.finditer(srcset):
        start = place.start + match.start(1)
        span = Span(start, start + len(match.group(1)))
        found.append(Image("source", match.group(1), "", tag.span, span))
    return found
