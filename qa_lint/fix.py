"""Apply fixes: findings in, new text out. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .finding import Edit, Finding

_BOM = b"\xef\xbb\xbf"


class Fixed(NamedTuple):
    """New content of a file and how many findings its edits removed."""

    data: bytes
    fixes: int


def usable(findings: Iterable[Finding], unsafe: bool) -> list[Finding]:
    """The findings whose fix may be applied."""
    return [item for item in findings if item.fix is not None and (unsafe or item.fix.safe)]


def choose(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose edits do not overlap, the first of each conflict; the next pass has the rest."""
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for item in sorted(findings, key=lambda f: f.place):
        edits = item.fix.edits if item.fix else ()
        if not any(_overlap(edit, other) for edit in edits for other in taken[-8:]):
            chosen.append(item)
            taken.extend(edits)
    return chosen


def _overlap(one: Edit, two: Edit) -> bool:
    if one == two:
        return False
    if one.start == one.end or two.start == two.end:
        return one.start <= two.end and two.start <= one.end
    return one.start < two.end and two.start < one.end


def apply(data: bytes, findings: Sequence[Finding]) -> Fixed:
    """Apply the chosen fixes of one file to its bytes; byte order mark and line ends stay.

    Raises ValueError when an edit lies outside of the text.
    """
    mark = data[: len(_BOM)] if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode("utf-8")
    chosen = choose(findings)
    edits = sorted({edit for item in chosen if item.fix for edit in item.fix.edits}, reverse=True)
    for start, end, replacement in edits:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"edit {start}-{end} is outside of the text")
        text = text[:start] + replacement + text[end:]
    return Fixed(mark + text.encode("utf-8"), len(chosen))
