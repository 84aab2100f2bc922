"""Suppression comments: which rules are silenced where, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Span, Suppression

_COMMENT = re.compile(
    r"<!--\s*qa-lint-(disable-next-line|disable-file|disable|enable)\b([^\n]*?)(?:-->|$)"
)
_KINDS = {"disable-next-line": "next-line", "disable-file": "file", "disable": "range"}


def read(text: str, comments: Sequence[Span]) -> tuple[Suppression, ...]:
    """Read the suppressions among a file's comments.

    A range ends at the next `qa-lint-enable` that names the rule, or names none, else at the end
    of the file. Offsets are code points of `text`.
    """
    found: list[Suppression] = []
    open_ranges: list[int] = []
    for span in comments:
        match = _COMMENT.match(text, span.start, span.end)
        if match is None:
            continue
        verb = match.group(1)
        names, _, reason = match.group(2).partition("--")
        rules = tuple(name for name in re.split(r"[,\s]+", names.strip()) if name)
        if verb == "enable":
            _close(found, open_ranges, rules, span.start)
            continue
        start, end = _reach(text, verb, span)
        found.append(Suppression(_KINDS[verb], rules, reason.strip(), span, start, end))
        if verb == "disable":
            open_ranges.append(len(found) - 1)
    return tuple(found)


def _reach(text: str, verb: str, span: Span) -> tuple[int, int]:
    if verb == "disable-file":
        return 0, len(text)
    if verb == "disable":
        return span.end, len(text)
    start = _next_line(text, span.end)
    while start < len(text) and not text[start : _next_line(text, start)].strip():
        start = _next_line(text, start)
    return start, _next_line(text, start)


def _next_line(text: str, offset: int) -> int:
    at = text.find("\n", offset)
    return len(text) if at < 0 else at + 1


def _close(
    found: list[Suppression], open_ranges: list[int], rules: tuple[str, ...], end: int
) -> None:
    for index in list(open_ranges):
        current = found[index]
        if not rules or set(current.rules) & set(rules):
            found[index] = current._replace(end=end)
            open_ranges.remove(index)
