"""reviewdog's diagnostic format, one JSON object a line.

Its columns are UTF-8 bytes, 1-based (reviewdog's proto/rdf/reviewdog.proto).
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from ..finding import Finding, Severity
from . import Report

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(report: Report, stream: TextIO) -> None:
    """Write one diagnostic a finding."""
    for item in report.findings:
        json.dump(_diagnostic(item, report), stream, ensure_ascii=False)
        stream.write("\n")


def _diagnostic(item: Finding, report: Report) -> dict[str, Any]:
    place = item.place
    span = {
        "start": _position(report, item.path, place.line, place.column),
        "end": _position(report, item.path, place.end_line, place.end_column),
    }
    diagnostic: dict[str, Any] = {
        "message": item.message.of(report.lang),
        "location": {"path": item.path, "range": span},
        "severity": _SEVERITIES[item.severity],
        "source": {"name": "qa-lint"},
        "code": {"value": item.rule},
    }
    edits = item.fix.edits if item.fix is not None and item.fix.safe else ()
    # A suggestion carries its own range; only an edit of exactly the place has one here.
    if len(edits) == 1 and (edits[0].start, edits[0].end) == (place.start, place.end):
        diagnostic["suggestions"] = [{"range": span, "text": edits[0].text}]
    return diagnostic


def _position(report: Report, path: str, line: int, column: int) -> dict[str, int]:
    before = report.line(path, line)[: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
