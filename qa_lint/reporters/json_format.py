"""JSON for programs; its schema is schemas/findings.schema.json in the package."""

from __future__ import annotations

import json
from typing import Any, TextIO

from .. import __version__
from ..finding import Finding, Severity
from . import Report


def write(report: Report, stream: TextIO) -> None:
    """Write one JSON object; equal runs differ in `summary.seconds` only."""
    document = {
        "version": 1,
        "tool": {"name": "qa-lint", "version": __version__},
        "findings": [as_dict(item, report.lang) for item in report.findings],
        "summary": {
            "files": report.files,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "seconds": round(report.seconds, 3),
        },
        "problems": [
            {"path": p.path, "rule": p.rule or None, "message": p.message.of(report.lang)}
            for p in report.problems
        ],
    }
    json.dump(document, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def as_dict(item: Finding, lang: str) -> dict[str, Any]:
    """A finding as the JSON contract names its parts."""
    return {
        "path": item.path,
        "line": item.place.line,
        "column": item.place.column,
        "end_line": item.place.end_line,
        "end_column": item.place.end_column,
        "rule": item.rule,
        "family": item.family,
        "severity": item.severity.label,
        "message": item.message.of(lang),
        "suggestion": item.suggestion,
        "fixable": item.fix is not None and item.fix.safe,
        "evidence": [{"title": e.title, "url": e.url} for e in item.evidence],
        "data": dict(item.data),
        "fingerprint": item.fingerprint,
    }
