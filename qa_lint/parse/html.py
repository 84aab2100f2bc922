"""Raw HTML: tags, attributes and comments with their places.

The tokenizer follows the HTML standard (section 13.2.5, "Tokenization"): where a tag ends, what
its attributes are, how a comment ends and that scripts and styles hold no tags. It is not the
standard library's, which takes quadratic time for unclosed markup, gives up at `&#`, and differs
between Python versions. Every pattern gives back nothing it has matched, so time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from ..document import Anchor, HtmlTag, Image, Link, Span
from .places import Where

_TAG = re.compile(
    r"""</?[a-z][^\s/>]*+(?:[\s/]++|[^\s/>][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+))?+)*+>""",
    re.ASCII | re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?:>|->|(?:[^-]++|-(?!-!?>))*+--!?>)")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.ASCII | re.IGNORECASE)
    for name in ("script", "style")
}
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""", re.ASCII
)
_SRCSET = re.compile(r"([^\s,]\S*+)(?:(?<!,)\s[^,]*+)?+", re.ASCII)
#: In an attribute, a reference without its semicolon is one only at the end of a word.
_REFERENCE = re.compile(
    r"&(?:#\d++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]*+(?:;|(?!=)))", re.ASCII
)
_MARKUP = re.compile(r"<[^<>]*+>")
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)", re.ASCII)
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


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of tags ("open", "close") and of "comment"s, which include declarations.

    What is not closed before the end of `text` is text, but for a comment, which reaches there.
    """
    last = text.rfind(">")
    at = text.find("<")
    while at >= 0:
        kind, end = _markup_at(text, at, last)
        if kind:
            yield kind, at, end
            if kind == "open" and text[at + 1 : at + 2] in "sS":
                end = _after_raw(text, at, end)
        at = text.find("<", end)


def _markup_at(text: str, at: int, last: int) -> tuple[str, int]:
    """Kind and end of the markup at `at`; an empty kind for text. `last` is the last `>`."""
    following = text[at + 1 : at + 2]
    if following == "!" and text.startswith("<!--", at):
        comment = _COMMENT.match(text, at)
        return "comment", comment.end() if comment else len(text)
    if at > last:
        return "", at + 1
    if following in ("!", "?"):
        return "comment", text.index(">", at) + 1
    tag = _TAG.match(text, at)
    if tag is None:
        return "", at + 1
    return "close" if following == "/" else "open", tag.end()


def _after_raw(text: str, start: int, end: int) -> int:
    """Where the content of the tag at `start` ends, if it is a script or style sheet."""
    head = _TAG_NAME.match(text, start)
    raw_end = _RAW_END.get(head.group(1).lower()) if head else None
    if raw_end is None:
        return end
    closing = raw_end.search(text, end)
    return closing.start() if closing else len(text)


def tokenize(text: str, places: Where, in_block: bool) -> tuple[list[HtmlTag], list[Span]]:
    """Tags and comments of a piece of raw HTML, with their places in the file.

    `text` is an HTML block's content or one inline tag; `places` maps its offsets to the file.
    """
    tags: list[HtmlTag] = []
    comments: list[Span] = []
    for kind, start, end in _scan(text):
        if kind == "comment":
            kept = len(text[start:end].rstrip())
            comments.append(Span(places.at(start), places.end(start + kept)))
        else:
            tags.append(_tag(text, start, end, kind == "close", places, in_block))
    return tags, comments


def _tag(text: str, start: int, end: int, closing: bool, places: Where, in_block: bool) -> HtmlTag:
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


def _attribute(match: re.Match[str], base: int, places: Where) -> tuple[str, str | None, Span]:
    for group in (2, 3, 4):
        if match.group(group) is not None:
            start, end = base + match.start(group), base + match.end(group)
            place = places.at(start)
            last = places.end(end) if end > start else place
            return match.group(1).lower(), _value(match.group(group)), Span(place, last)
    place = places.end(base + match.end(1))
    return match.group(1).lower(), None, Span(place, place)


def _value(written: str) -> str:
    if "&" not in written:
        return written
    return _REFERENCE.sub(_decoded, written)


def _decoded(match: re.Match[str]) -> str:
    reference = match.group()
    if reference[-1] == ";" or reference[1] == "#" or reference[1:] in html5:
        return unescape(reference)
    return reference


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
    following: HtmlTag | None = None  # the next <a> or </a>
    for tag in reversed(tags):
        if tag.name == "a":
            if not tag.closing and (href := attribute(tag, "href")) is not None:
                end = following.span if following is not None and following.closing else None
                links.append(_link(text, tag, href, end))
            following = tag
        elif tag.closing:
            continue
        elif tag.name == "img":
            images.append(_picture(tag))
        if tag.name in ("source", "img") and (srcset := attribute(tag, "srcset")) is not None:
            images.extend(_sources(tag, srcset[0] or "", srcset[1]))


def _link(text: str, tag: HtmlTag, href: tuple[str | None, Span], end: Span | None) -> Link:
    shown = unescape(_MARKUP.sub("", text[tag.span.end : end.start])) if end else ""
    span = Span(tag.span.start, end.end if end else tag.span.end)
    return Link("html", (href[0] or "").strip(), shown, span, href[1])


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
        address = match.group(1).rstrip(",")
        start = place.start + match.start(1)
        span = Span(start, start + len(address))
        if place.end - place.start != len(srcset):
            span = place  # written with entities or over several lines of a quote
        found.append(Image("source", address, "", tag.span, span))
    return found
