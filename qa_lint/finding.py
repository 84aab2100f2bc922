"""What a check produces: findings, their severity, messages in two languages, and fixes.

This module imports nothing of the project and little of the standard library, because every
command needs it. All offsets are in code points of the decoded file, 0-based, end exclusive;
lines and columns are 1-based code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, NamedTuple


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case name that the command line and every output use."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """Return the severity called `label`; raises ValueError for any other word."""
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(f"'{label}' is not one of error, warning, info") from None


class Text(NamedTuple):
    """A sentence in both languages of the users."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The sentence in `lang`, which is "zh" or "en"."""
        return self.zh if lang == "zh" else self.en


class Edit(NamedTuple):
    """Replace the characters [start, end) of a file by `text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that remove a finding; `safe` when the meaning is kept without a person looking."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Evidence(NamedTuple):
    """What a reviewer can open to see that the finding is right."""

    title: str
    url: str = ""


class Place(NamedTuple):
    """A range of characters in a file, as offsets and as lines and columns."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Finding(NamedTuple):
    """One problem at one place.

    `key` identifies the problem among those of the same rule and file in a way that survives
    line shifts: usually the text at the place. `fingerprint` is filled in by the engine.
    """

    path: str
    rule: str
    severity: Severity
    place: Place
    message: Text
    key: str
    suggestion: str | None = None
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    data: Mapping[str, Any] = {}
    fingerprint: str = ""

    @property
    def family(self) -> str:
        """The part of the rule's id before the slash."""
        return self.rule.partition("/")[0]

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, place and rule: the order of every output."""
        return (self.path, self.place.line, self.place.column, self.rule, self.key)


class Problem(NamedTuple):
    """Something that kept a part of the run from being done; never a finding."""

    path: str
    message: Text
    rule: str = ""


def to_plain(finding: Finding) -> list[Any]:
    """Reduce a finding to lists, strings and numbers for the cache."""
    fix = finding.fix
    return [
        finding.path,
        finding.rule,
        int(finding.severity),
        list(finding.place),
        list(finding.message),
        finding.key,
        finding.suggestion,
        None if fix is None else [[list(e) for e in fix.edits], fix.safe],
        [list(e) for e in finding.evidence],
        dict(finding.data),
        finding.fingerprint,
    ]


_SEVERITIES = (Severity.INFO, Severity.INFO, Severity.WARNING, Severity.ERROR)


def from_plain(plain: list[Any]) -> Finding:
    """Restore what `to_plain` reduced."""
    path, rule, severity, place, message, key, suggestion, fix, evidence, data, mark = plain
    return Finding(
        path,
        rule,
        _SEVERITIES[severity],
        Place._make(place),
        Text._make(message),
        key,
        suggestion,
        None if fix is None else Fix(tuple([Edit._make(e) for e in fix[0]]), fix[1]),
        tuple([Evidence._make(e) for e in evidence]) if evidence else (),
        data,
        mark,
    )
