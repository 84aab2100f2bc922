"""markdown-it's inline parser, made to remember where each token stood in its input.

markdown-it-py gives inline tokens no place. Here each token pushed gets `meta["at"] = (start,
end)`, offsets in code points of the inline source; a text token is written exactly as its content
from `start` on. Rules are chosen by the character at hand instead of being tried in turn, which
changes nothing but the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_ref

from .failed import Failed, failed_at
from .math import MATH, MATH_LIMIT
from .pieces import AUTOLINK, BREAK, CODE, FOOTNOTE, HTML, IMAGE, LINK, SPECIAL, TEXT, Piece
from .pieces import MATH as MATH_PIECE

InlineRule = Callable[[StateInline, bool], bool]

#: Characters at which something other than text may begin or a link text may end.
_STOP = re.compile(r"[\n\\`~*_\[\]<&$]|!(?=\[)")


class ExactState(StateInline):
    """An inline state that notes where pending text began."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        self.pending_at = 0
        self.failed: list[Failed] = []
        super().__init__(src, md, env, tokens)

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self.pending_at = self.pos
        self._pending_buffer.append(text)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype == "link_close":
            token.meta["label_end"] = self.pos
        return token

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = (self.pending_at, self.pending_at + len(token.content))
        return token


def _first(*rules: InlineRule) -> InlineRule:
    def any_of(state: StateInline, silent: bool) -> bool:
        return any(rule(state, silent) for rule in rules)

    return any_of


def _footnote(state: StateInline, silent: bool) -> bool:
    return bool(footnote_ref(state, silent, always_match=False))


def _math(state: StateInline, silent: bool) -> bool:
    """Math that GitHub typesets: nothing in it is a link or emphasis."""
    match = MATH.match(state.src, state.pos, min(state.posMax, state.pos + MATH_LIMIT))
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match.group().strip("$`")
    state.pos = match.end()
    return True


_DISPATCH: dict[str, InlineRule] = {
    "\n": rules_inline.newline,
    "\\": rules_inline.escape,
    "`": rules_inline.backtick,
    "~": rules_inline.strikethrough.tokenize,
    "*": rules_inline.emphasis.tokenize,
    "_": rules_inline.emphasis.tokenize,
    "[": _first(rules_inline.link, _footnote),
    "!": rules_inline.image,
    "<": _first(rules_inline.autolink, rules_inline.html_inline),
    "&": rules_inline.entity,
    "$": _math,
}


class ExactInline(ParserInline):
    """The inline parser: `run` gives pieces and the brackets that are no links."""

    def run(self, src: str, md: MarkdownIt, env: EnvType) -> tuple[list[Piece], list[Failed]]:
        """Parse one block's inline source."""
        state = ExactState(src, md, env, [])
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return _pieces(state.tokens, src, md), state.failed

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse an image's description; its places are relative to `src`."""
        state = ExactState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def skipToken(self, state: StateInline) -> None:
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        if state.level < state.md.options["maxNesting"]:
            stop = _STOP.search(state.src, pos, state.posMax)
            if stop is None or stop.start() > pos:
                state.pos = state.posMax if stop is None else stop.start()
            else:
                rule = _DISPATCH.get(state.src[pos])
                state.level += 1
                matched = rule is not None and rule(state, True)
                state.level -= 1
                if not matched:
                    state.pos += 1
        else:
            state.pos = state.posMax
        state.cache[pos] = state.pos

    def tokenize(self, state: StateInline) -> None:
        src = state.src
        end = state.posMax
        search = _STOP.search
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            pos = state.pos
            stop = search(src, pos, end)
            at = end if stop is None else stop.start()
            if at > pos:
                state.append_pending(src[pos:at])
                state.pos = at
                continue
            rule = _DISPATCH.get(src[pos]) if state.level < deepest else None
            count = len(state.tokens)
            if rule is not None and rule(state, False):
                _mark(state.tokens, count, pos, state.pos)
                continue
            if src[pos] == "[" and isinstance(state, ExactState):
                broken = failed_at(src, pos)
                if broken is not None:
                    state.failed.append(broken)
            state.append_pending(src[pos])
            state.pos = pos + 1
        if state.pending:
            state.pushPending()


def _mark(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens that a rule pushed their place; markers of emphasis stand in a row."""
    at = start
    for index in range(first, len(tokens)):
        token = tokens[index]
        if "at" in token.meta:
            continue
        if token.type == "text":
            token.meta["at"] = (at, at + len(token.content))
            at += len(token.content)
        elif token.type == "link_close":
            token.meta["at"] = (end, end)
        else:
            token.meta["at"] = (start, end)
            if token.type == "link_open":
                tokens[-1].meta["at"] = (end, end)


_SHOWN = {"text_special": SPECIAL, "code_inline": CODE, "math_inline": MATH_PIECE}
_PLAIN = {
    "softbreak": BREAK,
    "hardbreak": BREAK,
    "footnote_ref": FOOTNOTE,
    "html_inline": HTML,
}


def _pieces(tokens: Sequence[Token], src: str, md: MarkdownIt) -> list[Piece]:
    """Turn the tokens of `src` into pieces."""
    found: list[Piece] = []
    outer: list[tuple[Token, list[Piece]]] = []
    skipped = 0
    for token in tokens:
        kind = token.type
        if token.markup == "autolink":
            if kind == "link_open":
                start, end = token.meta["at"]
                found.append((AUTOLINK, start, end, str(token.attrGet("href") or "")))
            skipped += token.nesting
        elif skipped:
            continue
        elif kind == "text":
            start, end = token.meta["at"]
            if not token.content:
                continue
            if found and found[-1][0] == TEXT and found[-1][2] == start:
                start = found.pop()[1]
            found.append((TEXT, start, end))
        elif kind in _SHOWN:
            found.append((_SHOWN[kind], *token.meta["at"], token.content))
        elif kind in _PLAIN:
            found.append((_PLAIN[kind], *token.meta["at"]))
        elif kind == "link_open":
            outer.append((token, found))
            found = []
        elif kind == "link_close":
            opened, around = outer.pop()
            around.append(_link(opened, token, found, src, md))
            found = around
        elif kind == "image":
            found.append(_image(token, src, md))
    return found


def _link(opened: Token, closed: Token, inside: list[Piece], src: str, md: MarkdownIt) -> Piece:
    start, end = opened.meta["at"]
    where = _destination(opened, src, closed.meta["label_end"], md)
    return (LINK, start, end, str(opened.attrGet("href") or ""), inside, *where)


def _image(token: Token, src: str, md: MarkdownIt) -> Piece:
    start, end = token.meta["at"]
    close = start + 2 + len(token.content)
    inside = _pieces(token.children or (), token.content, md)
    where = _destination(token, src, close, md)
    address = str(token.attrGet("src") or "")
    return (IMAGE, start, end, address, inside, *where, start + 2, close)


def _destination(
    token: Token, content: str, label_end: int, md: MarkdownIt
) -> tuple[int, int, str]:
    """Start and end of the destination as written, and the label of a reference."""
    label = token.meta.get("label")
    if label:
        return -1, -1, label
    at = label_end + 2
    while at < len(content) and content[at] in " \t\n":
        at += 1
    result = md.helpers.parseLinkDestination(content, at, len(content))
    end = result.pos if result.ok else at
    if content[at : at + 1] == "<" and end > at + 1:
        at, end = at + 1, end - 1
    return at, end, ""
