"""markdown-it's inline parser, made to remember where each token stood in its input.

markdown-it-py gives inline tokens no place. Here each token pushed gets `meta["at"] = (start,
end)`, offsets in code points of the inline source; a text token is written exactly as its content
from `start` on. Rules are chosen by the character at hand instead of being tried in turn, which
changes nothing but the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_ref

InlineRule = Callable[[StateInline, bool], bool]

#: Characters at which something other than text may begin or a link text may end.
_STOP = re.compile(r"[\n\\`~*_\[\]<&$]|!(?=\[)")
#: `$x$` and `$$x$$`: no blank inside the marks, and no digit after the second one, so that prices
#: are text (GitHub's documentation, "Writing mathematical expressions").
_MATH = re.compile(
    r"\$\$(?:[^$\\]|\\.)+\$\$|\$`[^`]+`\$|\$(?![\s$])(?:[^$\\\n]|\\.|\n(?!\n))*?(?<![\s$])\$(?!\d)",
    re.DOTALL,
)
_MATH_LIMIT = 5000
#: A broken link is looked for this far, so that many brackets cost no more than their number.
_FAILED_LIMIT = 2000

_LABEL = r"(?:\\.|[^\[\]\\]++)*+"
_REFERENCE = re.compile(rf"\[({_LABEL})\]\[({_LABEL})\]")
_INLINE = re.compile(rf"\[({_LABEL})\]\(([^()\n<>]*(?:\([^()\n]*\)[^()\n<>]*)*)\)")
_FULLWIDTH = re.compile(rf"\[({_LABEL})\](?:（([^（）\n]*)[）)]|\(([^()（）\n]*)）)")
_GAP = re.compile(rf"\[({_LABEL})\][ \t]+\(([^()\s]+)\)")
_UNCLOSED = re.compile(rf"\[({_LABEL})\]\((\S*)(?=\s|$)")
_NO_BRACKET = re.compile(r"\[([^\[\]()\n]{1,80})\((https?://[^\s()]+)\)(?![^\n]*\])")
_REVERSED = re.compile(r"\[(https?://[^\s\[\]]+)()\]")
_BEFORE_REVERSED = re.compile(r"[(（][^()（）\n]{1,80}[)）]$")


class Failed(NamedTuple):
    """A bracket that looks like a link; offsets in the inline source."""

    kind: str
    start: int
    end: int
    text: str
    target: str
    target_start: int
    target_end: int


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
    match = _MATH.match(state.src, state.pos, min(state.posMax, state.pos + _MATH_LIMIT))
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
    """The inline parser: `run` gives tokens with places and the brackets that are no links."""

    def run(self, src: str, md: MarkdownIt, env: EnvType) -> tuple[list[Token], list[Failed]]:
        """Parse one block's inline source."""
        state = ExactState(src, md, env, [])
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens, state.failed

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
                _note_failed(state, pos)
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


_FAILURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("undefined", _REFERENCE),
    ("space", _INLINE),
    ("fullwidth", _FULLWIDTH),
    ("gap", _GAP),
    ("unclosed", _UNCLOSED),
    ("no-bracket", _NO_BRACKET),
)


def _note_failed(state: ExactState, pos: int) -> None:
    """Remember a bracket at `pos` that looks like a link and is none."""
    src = state.src
    if pos and src[pos - 1] == "\\":
        return
    if pos and src[pos - 1] in ")）" and (match := _REVERSED.match(src, pos)):
        before = _BEFORE_REVERSED.search(src, max(0, pos - 90), pos)
        if before:
            text = before.group()[1:-1]
            state.failed.append(
                Failed(
                    "reversed", before.start(), match.end(), text, match.group(1), *match.span(1)
                )
            )
        return
    limit = min(len(src), pos + _FAILED_LIMIT)
    for kind, pattern in _FAILURES:
        match = pattern.match(src, pos, limit)
        if match is not None:
            start = pos - 1 if pos and src[pos - 1] == "!" else pos
            group = 2 if match.group(2) is not None else 3
            target = match.group(group)
            state.failed.append(
                Failed(kind, start, match.end(), match.group(1), target, *match.span(group))
            )
            return
