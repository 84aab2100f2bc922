"""The baseline: findings that are known and tolerated for now, one a line.

A line is a JSON list: path, rule, fingerprint, what was found, reason. The file is sorted, so that
two branches that each remove an entry merge without a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .config import ConfigError
from .finding import Finding

_HEADER = "# qa-lint baseline: path, rule, fingerprint, what was found, why it is tolerated\n"


class Entry(NamedTuple):
    """A tolerated finding; `path` is relative to the project's root."""

    path: str
    rule: str
    fingerprint: str
    found: str
    reason: str


def read(path: str) -> list[Entry]:
    """Read a baseline file; raises ConfigError with file and line."""
    entries = []
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot read the baseline: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            parts = json.loads(line)
        except ValueError:
            parts = None
        if (
            not isinstance(parts, list)
            or len(parts) != 5
            or not all(isinstance(part, str) for part in parts)
        ):
            raise ConfigError(f"{path}:{number}: not a list of five strings")
        entries.append(Entry(*parts))
    return entries


def write(entries: Iterable[Entry]) -> str:
    """The file's text."""
    lines = sorted({json.dumps(list(entry), ensure_ascii=False) for entry in entries})
    return _HEADER + "".join(line + "\n" for line in lines)


def create(findings: Sequence[Finding], known: Iterable[Entry], reason: str) -> list[Entry]:
    """Entries for all findings; those already in `known` keep their reason."""
    reasons = {entry.fingerprint: entry.reason for entry in known}
    return [
        Entry(
            item.path,
            item.rule,
            item.fingerprint,
            " ".join(item.key.split())[:80],
            reasons.get(item.fingerprint, reason),
        )
        for item in findings
    ]


def split(
    findings: Sequence[Finding], entries: Sequence[Entry]
) -> tuple[list[Finding], list[Entry]]:
    """The findings that are not tolerated, and the entries that are no longer found."""
    known = {entry.fingerprint for entry in entries}
    new = [item for item in findings if item.fingerprint not in known]
    found = {item.fingerprint for item in findings}
    return new, [entry for entry in entries if entry.fingerprint not in found]
