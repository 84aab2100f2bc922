"""GitLab's code quality report: the Code Climate subset that its documentation lists."""

from __future__ import annotations

import json
from typing import TextIO

from ..finding import Severity
from . import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write a list of issues."""
    issues = [
        {
            "description": item.message.of(report.lang),
            "check_name": item.rule,
            "fingerprint": item.fingerprint,
            "severity": _SEVERITIES[item.severity],
            "location": {
                "path": item.path,
                "positions": {
                    "begin": {"line": item.place.line, "column": item.place.column},
                    "end": {"line": item.place.end_line, "column": item.place.end_column},
                },
                "lines": {"begin": item.place.line, "end": item.place.end_line},
            },
        }
        for item in report.findings
    ]
    json.dump(issues, stream, ensure_ascii=False, indent=2)
    stream.write("\n")
