"""Walk markdown-it's tokens and build the Document."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ..document import (
    Block,
    Definition,
    Document,
    FailedLink,
    Heading,
    HtmlTag,
    Image,
    Link,
    Prose,
    Span,
)
from ..source import Source
from . import html, places, prose, suppressions
from .headings import html_headings, visible
from .inline import ExactInline
from .links import LinkReader
from .places import Lines, PlaceMap

#: Only a block that holds one of these has anything but text.
_INLINE_CONSTRUCT = re.compile(r"[\\`~*_\[<&$]|://|[wW][wW][wW]\.")


def _identity(url: str) -> str:
    return url


def _always(url: str) -> bool:
    return True


def _make_parser() -> MarkdownIt:
    # Not the preset "gfm-like": bare addresses are read from the text, where their places are
    # known, and linkify-it takes long to import.
    md = MarkdownIt(
        "commonmark",
        {
            "maxNesting": 100,
            "inline_definitions": True,
            "store_labels": True,
            "strikethrough_single_tilde": True,
        },
    )
    md.enable(["table", "strikethrough"])
    md.use(front_matter_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.core.ruler.enableOnly(["normalize", "block"])
    inline = ExactInline()
    inline.ruler2.disable(["fragments_join"])
    md.inline = inline
    md.normalizeLink = _identity  # type: ignore[method-assign]
    md.validateLink = _always  # type: ignore[method-assign]
    return md


_PARSER: MarkdownIt | None = None


def parse(source: Source) -> Document:
    """Parse a file's text; every place in the result is in code points of `source.text`.

    Heading ids are left empty: they are the renderer's business.
    """
    global _PARSER
    if _PARSER is None:
        _PARSER = _make_parser()
    return _Builder(source, _PARSER).build()


class _Builder:
    """Collects the parts of one document while walking the block tokens in order."""

    def __init__(self, source: Source, md: MarkdownIt) -> None:
        self.source = source
        self.text = source.text
        self.md = md
        self.lines = Lines(source.text)
        self.env: dict[str, Any] = {}
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.tags: list[HtmlTag] = []
        self.comments: list[Span] = []
        self.definitions: list[Definition] = []
        self.failed: list[FailedLink] = []
        self.prose: list[Prose] = []
        self.blocks: list[Block] = []
        self.code_spans: list[Span] = []
        self.heading_open: Token | None = None
        self.items: list[int] = []  # first prose of each open list item, -1 before it
        self.leads: list[int] = []  # last prose before each open list
        self.quotes = 0
        self.cells: list[tuple[PlaceMap, int, int]] = []
        self.cell = 0
        self.row_first = -1
        self.last_prose = -1

    def build(self) -> Document:
        tokens = self.md.parse(self.text, self.env)
        self._read_definitions(tokens)
        reader = LinkReader(self.md, {d.label: d for d in reversed(self.definitions)})
        for token in tokens:
            step = getattr(self, "_on_" + token.type, None)
            if step is not None:
                step(token)
            elif token.type == "inline":
                self._inline(token, reader)
        return self._finish()

    def _finish(self) -> Document:
        self.tags.sort(key=lambda tag: tag.span)
        self.headings += html_headings(self.text, self.tags, self.comments)
        order = sorted(range(len(self.headings)), key=lambda i: self.headings[i].span)
        headings = tuple(self.headings[i] for i in order)
        html.add_html_links(self.text, self.tags, self.links, self.images)
        self.links.sort(key=lambda link: link.span)
        self.images.sort(key=lambda image: (image.span, image.src_span))
        self.comments.sort()
        return Document(
            self.source,
            headings,
            (None,) * len(headings),
            html.anchors(self.tags),
            tuple(self.links),
            tuple(self.images),
            tuple(self.tags),
            tuple(self.definitions),
            tuple(sorted(self.failed, key=lambda f: f.span)),
            self._place_prose(headings),
            tuple(self.blocks),
            tuple(self.comments),
            tuple(self.code_spans),
            suppressions.read(self.text, self.comments),
        )

    def _place_prose(self, headings: tuple[Heading, ...]) -> tuple[Prose, ...]:
        """Give each prose the index of the heading above it."""
        starts = [heading.text_span.start for heading in headings]
        placed = []
        index = -1
        for item in self.prose:
            start = item.segments[0].source if item.segments else 0
            while index + 1 < len(starts) and starts[index + 1] <= start:
                index += 1
            while index >= 0 and starts[index] > start:
                index -= 1
            kind = item.kind
            if kind == "html" and index >= 0 and start < headings[index].text_span.end:
                kind = "heading"
            placed.append(item._replace(heading=index, kind=kind))
        return tuple(placed)

    # -- blocks ---------------------------------------------------------------------------

    def _read_definitions(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type != "definition" or token.map is None:
                continue
            first, last = token.map[0], max(token.map[0], token.map[1] - 1)
            start = self.lines.starts[first]
            end = self.lines.end(last)
            match = re.compile(r"\]:\s*(?:>\s*)*(<[^>\n]*>|\S+)").search(self.text, start, end)
            if match is None:
                continue
            inner = (match.start(1), match.end(1))
            if match.group(1).startswith("<"):
                inner = (inner[0] + 1, inner[1] - 1)
            begin = self.text.find("[", start, end)
            self.definitions.append(
                Definition(token.meta["id"], token.meta["url"], Span(begin, end), Span(*inner))
            )

    def _block(self, kind: str, token: Token, info: str = "") -> None:
        if token.map is not None:
            last = max(token.map[0], min(token.map[1], len(self.lines.texts)) - 1)
            span = Span(self.lines.starts[token.map[0]], self.lines.end(last))
            self.blocks.append(Block(kind, span, info))

    def _on_fence(self, token: Token) -> None:
        self._block("fence", token, token.info)

    def _on_code_block(self, token: Token) -> None:
        self._block("code", token)

    def _on_hr(self, token: Token) -> None:
        self._block("rule", token)

    def _on_front_matter(self, token: Token) -> None:
        self._block("front_matter", token, token.content)

    def _on_html_block(self, token: Token) -> None:
        self._block("html", token)
        if token.map is None:
            return
        where = places.of_lines(token.content, token.map[0], self.lines)
        tags, comments = html.tokenize(token.content, where, in_block=True)
        self.tags += tags
        self.comments += comments
        if token.level == 0:
            span = self.blocks[-1].span
            for writer in prose.of_html(self.text, span, tags, comments):
                self._add_prose("html", writer, -1)

    def _on_heading_open(self, token: Token) -> None:
        self.heading_open = token

    def _on_heading_close(self, token: Token) -> None:
        self.heading_open = None

    def _on_bullet_list_open(self, token: Token) -> None:
        self.leads.append(self.items[-1] if self.items else self.last_prose)

    _on_ordered_list_open = _on_bullet_list_open

    def _on_bullet_list_close(self, token: Token) -> None:
        self.leads.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        self.items.append(-1)

    def _on_list_item_close(self, token: Token) -> None:
        self.items.pop()

    def _on_blockquote_open(self, token: Token) -> None:
        self.quotes += 1

    def _on_blockquote_close(self, token: Token) -> None:
        self.quotes -= 1

    def _on_table_open(self, token: Token) -> None:
        self._block("table", token)

    def _on_tr_open(self, token: Token) -> None:
        self.row_first = -1
        self.cell = 0
        assert token.map is not None
        self.cells = places.of_row(token.map[0], self.lines, token.level > 2)

    def _on_td_open(self, token: Token) -> None:
        self.cell += 1

    _on_th_open = _on_td_open

    def _on_table_close(self, token: Token) -> None:
        self.cells = []
        self.cell = 0

    # -- inline ---------------------------------------------------------------------------

    def _inline(self, token: Token, reader: LinkReader) -> None:
        content = token.content
        start = 0
        if self.cell:
            if self.cell > len(self.cells) or not content:
                return
            where = self.cells[self.cell - 1][0]
        elif token.map is None:
            return
        elif self.heading_open is not None and self.heading_open.markup.startswith("#"):
            where, start = places.of_atx(content, token.map[0], self.lines)
        else:
            where = places.of_lines(content, token.map[0], self.lines)
        if _INLINE_CONSTRUCT.search(content):
            children, failed = self.md.inline.run(content, self.md, self.env)  # type: ignore[attr-defined]
            writer = prose.inline(children, where)
            self._read_children(children, content, where, reader)
            for item in failed:
                self.failed.append(reader.failed(item, where))
        else:
            children = []
            writer = prose.plain(content, where)
        if self.heading_open is not None:
            self._add_heading(token, children, writer, where, start)
        else:
            self._add_prose("cell" if self.cell else "paragraph", writer, self._parent())

    def _read_children(
        self, children: list[Token], content: str, where: PlaceMap, reader: LinkReader
    ) -> None:
        depth = len(self.items)
        self.links += reader.links(children, content, where, depth)
        self.images += reader.images(children, content, where)
        for child in children:
            if child.type == "html_inline":
                at = child.meta["at"]
                inner = PlaceMap(
                    [(0, where.at(at[0]))]
                    + [
                        (m.end(), where.at(at[0] + m.end()))
                        for m in re.finditer("\n", child.content)
                    ]
                )
                tags, comments = html.tokenize(child.content, inner, in_block=False)
                self.tags += tags
                self.comments += comments
            elif child.type == "code_inline":
                at = child.meta["at"]
                self.code_spans.append(Span(where.at(at[0]), where.end(at[1])))
            elif child.type == "image" and child.content:
                self._add_alt(child, where)

    def _add_alt(self, child: Token, where: PlaceMap) -> None:
        if any(part.type != "text" for part in child.children or ()):
            return
        writer = prose.Writer()
        writer.add(child.content, where.at(child.meta["at"][0] + 2))
        self._add_prose("alt", writer, -1)

    def _add_heading(
        self, token: Token, children: list[Token], writer: prose.Writer, where: PlaceMap, start: int
    ) -> None:
        opened = self.heading_open
        assert opened is not None and opened.map is not None
        atx = opened.markup.startswith("#")
        begin = where.at(0)
        last = opened.map[0] if atx else opened.map[1] - 1
        text_end = where.end(len(token.content)) if token.content else begin
        text, alt_text = visible(children) if children else (writer.text, writer.text)
        self.headings.append(
            Heading(
                int(opened.tag[1]),
                text,
                alt_text,
                Span(start if atx else begin, self.lines.end(min(last, len(self.lines.texts) - 1))),
                Span(begin, text_end),
                "atx" if atx else "setext",
                top_level=opened.level == 0,
            )
        )
        self._add_prose("heading", writer, -1)

    def _parent(self) -> int:
        if self.cell:
            return self.row_first
        for first in reversed(self.items):
            if first >= 0:
                return first
        return self.leads[0] if self.items and self.leads else -1

    def _add_prose(self, kind: str, writer: prose.Writer, parent: int) -> None:
        if not writer.segments:
            return
        if kind == "paragraph" and self.items and parent == -1 and self.leads:
            parent = self.leads[-1]
        index = len(self.prose)
        self.prose.append(
            Prose(kind, writer.text, tuple(writer.segments), -1, parent, self.quotes > 0)
        )
        if kind == "cell" and self.row_first < 0:
            self.row_first = index
        if kind == "paragraph":
            if self.items and self.items[-1] < 0:
                self.items[-1] = index
            self.last_prose = index
        elif kind == "heading":
            self.last_prose = -1
