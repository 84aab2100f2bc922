"""SARIF 2.1.0, for code scanning (OASIS standard, schema sarif-schema-2.1.0.json).

Columns are code points, which is what `columnKind: unicodeCodePoints` says. Fixes are given as
replacements by character offset.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO
from urllib.parse import quote

from .. import __version__
from ..finding import Finding, Severity
from ..rule import Rule
from . import Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(report: Report, stream: TextIO) -> None:
    """Write one run; suppressed findings are there, marked as such."""
    rules = sorted(report.rules, key=lambda rule: rule.id)
    index = {rule.id: number for number, rule in enumerate(rules)}
    results = [_result(item, report.lang, index, False) for item in report.findings]
    results += [_result(item, report.lang, index, True) for item in report.suppressed]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "qa-lint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, report.lang) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": p.message.of(report.lang) or "-"}}
                    for p in report.problems
                ],
            }
        ],
    }
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, stream, ensure_ascii=False)
    stream.write("\n")


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    from ..commands.rules import explain

    return {
        "id": rule.id,
        "name": "".join(part.title() for part in rule.id.replace("/", "-").split("-")),
        "shortDescription": {"text": rule.summary.of(lang)},
        "fullDescription": {"text": rule.why.of(lang)},
        "help": {"text": rule.why.of(lang), "markdown": explain(type(rule), lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.family()]},
    }


def _result(item: Finding, lang: str, index: dict[str, int], suppressed: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "level": _LEVELS[item.severity],
        "message": {"text": _message(item, lang)},
        "locations": [{"physicalLocation": _location(item)}],
        "partialFingerprints": {"qaLint/v1": item.fingerprint},
    }
    if item.rule in index:
        result["ruleIndex"] = index[item.rule]
    if item.fix is not None:
        result["fixes"] = [_fix(item)]
    if suppressed:
        result["suppressions"] = [{"kind": "inSource"}]
    return result


def _message(item: Finding, lang: str) -> str:
    text = item.message.of(lang)
    sources = [e.title or e.url for e in item.evidence]
    return f"{text} ({'; '.join(sources)})" if sources else text


def _uri(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/")}


def _location(item: Finding) -> dict[str, Any]:
    place = item.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"artifactLocation": _uri(item.path), "region": region}


def _fix(item: Finding) -> dict[str, Any]:
    assert item.fix is not None
    replacements: Sequence[dict[str, Any]] = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in item.fix.edits
    ]
    return {
        "artifactChanges": [{"artifactLocation": _uri(item.path), "replacements": replacements}]
    }
