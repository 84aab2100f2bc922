"""Annotations of GitHub Actions: workflow commands on standard output.

Escaping follows `actions/toolkit`: `%`, CR and LF in data, and also `:` and `,` in properties.
"""

from __future__ import annotations

from typing import TextIO

from ..finding import Finding, Severity
from . import Report, clean

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Write one command a finding."""
    for item in report.findings:
        stream.write(annotation(item, report.lang))


def annotation(item: Finding, lang: str) -> str:
    """One workflow command with its line end."""
    place = item.place
    properties = {
        "file": clean(item.path),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": item.rule,
    }
    if place.line == place.end_line:
        properties["col"] = str(place.column)
        properties["endColumn"] = str(place.end_column)
    listed = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    message = item.message.of(lang)
    if item.suggestion:
        message += f" → {item.suggestion}"
    return f"::{_COMMANDS[item.severity]} {listed}::{escape_data(clean(message))}\n"


def escape_data(text: str) -> str:
    """Escape a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape a command's property."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
