"""Totals over time: a file with one JSON object a line, which each report adds to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..atomic import write_text
from ..config import ConfigError
from ..finding import Finding, Severity


class Point(NamedTuple):
    """Totals of one day or commit; `label` is a tag or short commit, "" for none."""

    date: str  # ISO 8601
    commit: str
    label: str
    files: int
    errors: int
    warnings: int
    infos: int
    families: dict[str, int]

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


def point(
    findings: Iterable[Finding], files: int, date: str, commit: str, label: str = ""
) -> Point:
    """Count findings."""
    counts = dict.fromkeys(Severity, 0)
    families: dict[str, int] = {}
    for item in findings:
        counts[item.severity] += 1
        families[item.family] = families.get(item.family, 0) + 1
    return Point(
        date, commit, label, files,
        counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO],
        dict(sorted(families.items())),
    )  # fmt: skip


def read(path: str) -> list[Point]:
    """The points of a file in its order, none when it does not exist; raises ConfigError."""
    if not os.path.lexists(path):
        return []
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--history {path}: {error}") from None
    points = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            made = _point(line)
            if made is None:
                raise ConfigError(f"--history {path}:{number}: not a line of a history file")
            points.append(made)
    return points


def _point(line: str) -> Point | None:
    try:
        row: Any = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    texts = [row.get(name, "") for name in Point._fields[:3]]
    counts = [row.get(name, 0) for name in Point._fields[3:7]]
    families = row.get("families", {})
    right = (
        all(isinstance(text, str) for text in texts)
        and texts[0]
        and all(type(count) is int and count >= 0 for count in counts)
        and isinstance(families, dict)
        and all(type(count) is int and count >= 0 for count in families.values())
    )
    return Point._make([*texts, *counts, families]) if right else None


def added(points: Sequence[Point], now: Point) -> list[Point]:
    """The points with today's; one of the same commit and day is replaced, not doubled."""
    same = points and (points[-1].commit, points[-1].date[:10]) == (now.commit, now.date[:10])
    return [*(points[:-1] if same else points), now]


def write(path: str, points: Iterable[Point]) -> None:
    """Replace the file; raises ConfigError when that is not possible."""
    text = "".join(json.dumps(point._asdict(), ensure_ascii=False) + "\n" for point in points)
    try:
        write_text(path, text)
    except OSError as error:
        raise ConfigError(f"--history {path}: {error.strerror}") from None
