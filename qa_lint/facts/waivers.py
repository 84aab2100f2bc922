"""Waivers: one fact is tolerated at one place, for a reason, until a day.

In the settings: `[[tool.qa-lint.waivers]]` with `fact`, `path` (a file or a pattern such as
`content/*.md`), `reason` and `until` (a date); `text` narrows it to findings at such words.
"""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Mapping, Sequence
from typing import Any

from ..config import ConfigError

_NEEDED = ("fact", "path", "reason", "until")


def check(waivers: Sequence[Mapping[str, Any]]) -> None:
    """Raise ConfigError for a waiver that lacks something or has no date."""
    for waiver in waivers:
        missing = [key for key in _NEEDED if not waiver.get(key)]
        if missing:
            raise ConfigError(f"waivers: {dict(waiver)}: '{missing[0]}' is missing")
        _until(waiver)


def _until(waiver: Mapping[str, Any]) -> datetime.date:
    value = waiver["until"]
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ConfigError(f"waivers: '{value}' is not a date such as 2026-12-31") from None


def waived(
    waivers: Sequence[Mapping[str, Any]], path: str, fact: str, text: str, today: datetime.date
) -> bool:
    """Whether a finding of `fact` at `text` in the file `path` is tolerated today."""
    return any(
        waiver["fact"] == fact
        and fnmatch.fnmatchcase(path, waiver["path"])
        and (not waiver.get("text") or waiver["text"] in text)
        and today <= _until(waiver)
        for waiver in waivers
    )
