"""Brackets that look like a link and are none."""

from __future__ import annotations

import re
from typing import NamedTuple

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


_FAILURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("undefined", _REFERENCE),
    ("space", _INLINE),
    ("fullwidth", _FULLWIDTH),
    ("gap", _GAP),
    ("unclosed", _UNCLOSED),
    ("no-bracket", _NO_BRACKET),
)


def failed_at(src: str, pos: int) -> Failed | None:
    """The broken link that the bracket at `pos`, which begins no link, looks like."""
    if pos and src[pos - 1] == "\\":
        return None
    if pos and src[pos - 1] in ")）" and (match := _REVERSED.match(src, pos)):
        before = _BEFORE_REVERSED.search(src, max(0, pos - 90), pos)
        if before is None:
            return None
        text = before.group()[1:-1]
        target = match.group(1)
        return Failed("reversed", before.start(), match.end(), text, target, *match.span(1))
    limit = min(len(src), pos + _FAILED_LIMIT)
    for kind, pattern in _FAILURES:
        match = pattern.match(src, pos, limit)
        if match is not None:
            start = pos - 1 if pos and src[pos - 1] == "!" else pos
            group = 2 if match.group(2) is not None else 3
            target = match.group(group)
            return Failed(kind, start, match.end(), match.group(1), target, *match.span(group))
    return None
