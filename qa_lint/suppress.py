"""Suppressions: filter findings, and report comments that have no reason or no effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .document import Suppression
from .finding import Finding, Place

NO_REASON = "suppressions/no-reason"
UNUSED = "suppressions/unused"


class Active(NamedTuple):
    """A suppression with its place, as it is kept in the cache."""

    suppression: Suppression
    place: Place


def covers(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression silences a finding of the same file."""
    if not suppression.start <= finding.place.start < max(suppression.end, suppression.start + 1):
        return False
    return any(name in (finding.rule, finding.family) for name in suppression.rules)


def apply(
    findings: Iterable[Finding], active: Sequence[Active]
) -> tuple[list[Finding], list[Finding], list[int]]:
    """Split one file's findings: kept, suppressed, and how often each suppression was used."""
    kept: list[Finding] = []
    silenced: list[Finding] = []
    used = [0] * len(active)
    for finding in findings:
        hit = False
        for index, item in enumerate(active):
            if covers(item.suppression, finding):
                used[index] += 1
                hit = True
        (silenced if hit else kept).append(finding)
    return kept, silenced, used
