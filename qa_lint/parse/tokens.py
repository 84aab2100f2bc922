"""The block structure of a page, read by markdown-it: every part of Markdown, with exact places."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ..document import Definition, Span
from . import events as kinds
from . import places
from .events import Event
from .inline import ExactInline
from .places import Lines, PlaceMap

_DESTINATION = re.compile(r"\]:\s*(?:>\s*)*(<[^>\n]*>|\S+)")


def _identity(url: str) -> str:
    return url


def _always(url: str) -> bool:
    return True


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A table whose header is a paragraph's text, as on GitHub, not any line with a pipe."""
    if not table(state, first, last, True):
        return False
    if any(rule(state, first, last, True) for rule in state.md.block.ruler.getRules("blockquote")):
        return False
    return silent or table(state, first, last, False)


def make_parser(front_matter: bool) -> MarkdownIt:
    """A parser of blocks and inline constructs; only the first line may begin front matter."""
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
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    if front_matter:
        md.use(front_matter_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.core.ruler.enableOnly(["normalize", "block"])
    inline = ExactInline()
    inline.ruler2.disable(["fragments_join"])
    md.inline = inline
    md.normalizeLink = _identity  # type: ignore[method-assign]
    md.validateLink = _always  # type: ignore[method-assign]
    return md


class TokenReader:
    """Turns the tokens of a part of a page into events."""

    def __init__(self, text: str, base: int) -> None:
        """`text` stands at offset `base` of the file and begins a line there."""
        self.text = text
        self.base = base
        self.lines = Lines(text, base)
        self.events: list[Event] = []
        self.heading: Token | None = None
        self.cells: list[PlaceMap] = []
        self.cell = 0

    def read(self, md: MarkdownIt, env: dict[str, Any]) -> bool:
        """Parse; False when the text ends within a fence or an HTML block."""
        tokens = md.parse(self.text, env)
        for token in tokens:
            step = getattr(self, "_on_" + token.type, None)
            if step is not None:
                step(token)
        if not tokens or tokens[-1].type not in ("fence", "html_block"):
            return True
        end = tokens[-1].map
        return end is not None and end[1] < self.text.count("\n") + (not self.text.endswith("\n"))

    def _block(self, kind: str, token: Token, info: str = "") -> None:
        if token.map is not None:
            self.events.append((kinds.BLOCK, kind, self._span(token.map), info))

    def _span(self, lines: list[int]) -> Span:
        last = max(lines[0], min(lines[1], len(self.lines.texts)) - 1)
        return Span(self.lines.starts[lines[0]], self.lines.end(last))

    def _on_definition(self, token: Token) -> None:
        if token.map is None:
            return
        span = self._span(token.map)
        start, end = span.start - self.base, span.end - self.base
        match = _DESTINATION.search(self.text, start, end)
        if match is None:
            return
        inner = (match.start(1), match.end(1))
        if match.group(1).startswith("<"):
            inner = (inner[0] + 1, inner[1] - 1)
        begin = self.text.find("[", start, end)
        definition = Definition(
            token.meta["id"],
            token.meta["url"],
            Span(self.base + begin, span.end),
            Span(self.base + inner[0], self.base + inner[1]),
        )
        self.events.append((kinds.DEFINITION, definition))

    def _on_fence(self, token: Token) -> None:
        self._block("fence", token, token.info)

    def _on_code_block(self, token: Token) -> None:
        self._block("code", token)

    def _on_hr(self, token: Token) -> None:
        self._block("rule", token)

    def _on_front_matter(self, token: Token) -> None:
        self._block("front_matter", token, token.content)

    def _on_html_block(self, token: Token) -> None:
        if token.map is not None:
            where = places.of_lines(token.content, token.map[0], self.lines)
            span = self._span(token.map)
            self.events.append((kinds.RAW, token.content, where, span, token.level == 0))

    def _on_heading_open(self, token: Token) -> None:
        self.heading = token

    def _on_heading_close(self, token: Token) -> None:
        self.heading = None

    def _on_bullet_list_open(self, token: Token) -> None:
        self.events.append((kinds.LIST,))

    _on_ordered_list_open = _on_bullet_list_open

    def _on_bullet_list_close(self, token: Token) -> None:
        self.events.append((kinds.LIST_END,))

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        self.events.append((kinds.ITEM,))

    def _on_list_item_close(self, token: Token) -> None:
        self.events.append((kinds.ITEM_END,))

    def _on_blockquote_open(self, token: Token) -> None:
        self.events.append((kinds.QUOTE,))

    def _on_blockquote_close(self, token: Token) -> None:
        self.events.append((kinds.QUOTE_END,))

    def _on_table_open(self, token: Token) -> None:
        self._block("table", token)

    def _on_tr_open(self, token: Token) -> None:
        assert token.map is not None
        self.cell = 0
        self.cells = places.of_row(token.map[0], self.lines, token.level > 2)
        self.events.append((kinds.ROW,))

    def _on_td_open(self, token: Token) -> None:
        self.cell += 1

    _on_th_open = _on_td_open

    def _on_table_close(self, token: Token) -> None:
        self.cells = []
        self.cell = 0
        self.events.append((kinds.TABLE_END,))

    def _on_inline(self, token: Token) -> None:
        content = token.content
        if self.cell:
            if self.cell <= len(self.cells) and content:
                self.events.append((kinds.CELL, content, self.cells[self.cell - 1]))
            return
        if token.map is None:
            return
        if self.heading is None:
            where = places.of_lines(content, token.map[0], self.lines)
            self.events.append((kinds.PARAGRAPH, content, where))
            return
        opened = self.heading
        assert opened.map is not None
        atx = opened.markup.startswith("#")
        if atx:
            where, start = places.of_atx(content, token.map[0], self.lines)
        else:
            where = places.of_lines(content, token.map[0], self.lines)
            start = where.at(0)
        last = opened.map[0] if atx else opened.map[1] - 1
        end = self.lines.end(min(last, len(self.lines.texts) - 1))
        style = "atx" if atx else "setext"
        level = int(opened.tag[1])
        self.events.append(
            (kinds.HEADING, content, where, level, style, start, end, opened.level == 0)
        )
