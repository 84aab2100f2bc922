"""Whatever a page holds: the same parts both ways, findings at true places, outputs that are valid."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree

from hypothesis import given

from qa_lint import fix
from qa_lint.check_file import check_bytes
from qa_lint.config import Settings
from qa_lint.finding import from_plain
from qa_lint.registry import Registry
from qa_lint.reporters import FORMATS, Report, load
from qa_lint.source import Source, decode

from ..parse.test_fast import assert_same
from ..parse.test_places import assert_places, read
from .grammar import PAGE, profile

_SETTINGS = Settings()
_REGISTRY = Registry(_SETTINGS)
_RULES = [rule() for rule in map(_REGISTRY.get, _REGISTRY.ids) if not rule.remote]


@given(PAGE)
@profile
def test_parse(page: str) -> None:
    text = decode(page.encode())
    assert_same(text)
    assert_places(read(text))


@given(PAGE)
@profile
def test_rules_and_fixes(page: str) -> None:
    data = page.encode()
    result = check_bytes("a.md", data, _RULES, _SETTINGS, True)
    assert not result.problems
    source = Source("a.md", decode(data))
    findings = [from_plain(plain) for plain in result.findings]
    for item in findings:
        start, end = item.place[:2]
        assert source.place(start, end) == item.place
        assert item.rule.partition("/")[0] in _REGISTRY.families
    usable = fix.usable(findings, unsafe=False)
    fixed = fix.apply(data, usable).data
    again = check_bytes("a.md", fixed, _RULES, _SETTINGS, True)
    assert not again.problems


@given(PAGE)
@profile
def test_outputs(page: str) -> None:
    data = page.encode()
    lines = decode(data).split("\n")
    result = check_bytes("a.md", data, _RULES, _SETTINGS, True)
    findings = [from_plain(plain) for plain in result.findings]
    for name in FORMATS:
        report = Report(
            findings, [], [], 1, 0.0, "zh", [], lambda _, n: lines[n - 1] if n <= len(lines) else ""
        )
        stream = io.StringIO()
        load(name)(report, stream)
        _check_output(name, stream.getvalue(), len(findings))


def _check_output(name: str, text: str, count: int) -> None:
    """No output lets a page's text become a command, a terminal's escape or broken markup."""
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), name
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "rdjsonl":
        assert len([json.loads(line) for line in text.splitlines()]) == count
    elif name == "junit":
        ElementTree.fromstring(text)
    elif name == "github":
        assert all(line.startswith("::") for line in text.splitlines() if line)
    elif name == "csv":
        list(csv.reader(io.StringIO(text)))
