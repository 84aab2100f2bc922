"""JUnit XML: a test case a file, a failure a finding."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from ..finding import Finding, Severity
from . import Report, clean


def write(report: Report, stream: TextIO) -> None:
    """Write one test suite; infos are in the output and fail nothing."""
    groups = [(path, list(items)) for path, items in groupby(report.findings, lambda f: f.path)]
    failures = sum(report.count(level) for level in (Severity.ERROR, Severity.WARNING))
    errors = len(report.problems)
    tests = max(1, len(groups) + errors)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n')
    stream.write(
        f'<testsuite name="qa-lint" tests="{tests}" failures="{failures}" errors="{errors}"'
        f' time="{report.seconds:.3f}">\n'
    )
    for path, items in groups:
        stream.write(f"<testcase classname={_attribute(path)} name={_attribute(path)}>\n")
        stream.write("".join(_failure(item, report.lang) for item in items))
        stream.write("</testcase>\n")
    for problem in report.problems:
        name = _attribute(problem.path or problem.rule)
        message = _attribute(problem.message.of(report.lang))
        stream.write(f'<testcase classname="qa-lint" name={name}><error message={message}/>')
        stream.write("</testcase>\n")
    if not groups and not errors:
        stream.write('<testcase classname="qa-lint" name="qa-lint"/>\n')
    stream.write("</testsuite>\n</testsuites>\n")


def _attribute(text: str) -> str:
    return quoteattr(clean(text))


def _failure(item: Finding, lang: str) -> str:
    place = f"{item.path}:{item.place.line}:{item.place.column}"
    text = f"{place}: {item.rule}: {item.message.of(lang)}"
    if item.severity is Severity.INFO:
        return f"<system-out>{escape(clean(text))}</system-out>\n"
    message = _attribute(item.message.of(lang))
    return (
        f"<failure type={_attribute(item.rule)} message={message}>{escape(clean(text))}</failure>\n"
    )
