"""A rule that throws, hangs, ends the process or yields nonsense is named, and the rest goes on."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pytest

from qa_lint import across, limit
from qa_lint.cli import main
from qa_lint.limit import TimeLimit, limited, untimed, watching

from ..harness import write_tree

PLUGIN = """
import os, re, sys, time
from qa_lint.finding import Edit, Fix, Place, Severity, Text
from qa_lint.rule import Good, Rule

class Evil(Rule):
    id = "evil/rule"
    summary = why = Text("坏", "bad")

    def {method}:
{body}
"""
CHECK = "check(self, document, settings)"
PROJECT = "check_project(self, project)"
ONE = "self.finding(document, (0, 1), Text('x', 'x'))"

#: name: (method, body, a part of the message)
EVIL = {
    "throws": (CHECK, "yield from 1 / 0", "ZeroDivisionError"),
    "returns nothing": (CHECK, "return None", "TypeError"),
    "ends the program": (CHECK, "sys.exit(0)", "SystemExit"),
    "recurses": (CHECK, "yield from self.check(document, settings)", "RecursionError"),
    "loops": (CHECK, "while True: pass", "max-seconds"),
    "loops and swallows": (CHECK, "while True:\n            try:\n                while True: pass\n            except Exception: pass", "max-seconds"),
    "sleeps": (CHECK, "time.sleep(99)", "max-seconds"),
    "backtracks": (CHECK, "re.match('(a+)+$', 'a' * 40 + '!')", "max-seconds"),
    "yields without end": (CHECK, f"while True: yield {ONE}", "findings"),
    "yields numbers": (CHECK, "yield 5", "int is no finding"),
    "yields for another rule": (CHECK, f"yield {ONE}._replace(rule='typos/chinese')", "it belongs to the rule"),
    "yields for another file": (CHECK, f"yield {ONE}._replace(path='../x.md')", "the path is"),
    "a place beyond the end": (CHECK, "yield self.finding(document, (5, 9999), Text('x', 'x'))", "is outside the text"),
    "a place backwards": (CHECK, "yield self.finding(document, (5, 2), Text('x', 'x'))", "is not in the file"),
    "a place with other lines": (CHECK, f"yield {ONE}._replace(place=Place(0, 1, 7, 7, 7, 7))", "are others"),
    "a message that is a string": (CHECK, f"yield {ONE}._replace(message='x')", "its message"),
    "a message that no output can write": (CHECK, f"yield {ONE}._replace(message=Text('\\udcff', 'x'))", "its message"),
    "a severity of its own": (CHECK, f"yield {ONE}._replace(severity=9)", "its severity"),
    "a suggestion that is a number": (CHECK, f"yield {ONE}._replace(suggestion=3)", "its suggestion"),
    "an edit beyond the end": (CHECK, f"yield {ONE}._replace(fix=Fix((Edit(0, 9999, 'x'),)))", "an edit from"),
    "data that cannot be written": (CHECK, f"yield {ONE}._replace(data={{'a': object()}})", "its data"),
    "a summary that cannot be kept": ("summarise(self, document, settings)", "return object()", "no plain data"),
    "a project that throws": (PROJECT, "yield from 1 / 0", "ZeroDivisionError"),
    "a project that exits": (PROJECT, "sys.exit(0)", "SystemExit"),
    "a project that loops": (PROJECT, "while True: pass", "max-seconds"),
    "a project that yields numbers": (PROJECT, "yield 5", "int is no finding"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop at once what has no time left."""
    monkeypatch.setattr(limit, "_TICK", 0.05)
    monkeypatch.setattr(limit, "_IDLE", 0.0005)
    monkeypatch.setattr(across, "_TIMES", 1)


@pytest.mark.parametrize("name", EVIL)
def test_an_evil_rule_is_named_and_the_others_go_on(
    name: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method, body, message = EVIL[name]
    plugin = PLUGIN.format(method=method, body=f"        {body}")
    # What ends for another reason has time to get there on a slow machine.
    seconds = 1 if message == "max-seconds" else 9
    config = f"plugins = ['evil.py']\nmax-seconds = {seconds}\n"
    write_tree(tree, {"evil.py": plugin, ".qa-lint.toml": config})
    write_tree(tree, {"a.md": "# a\n\n[x](#none)\n"})
    started = time.process_time()
    assert main(["check", "--format", "json", "--select", "evil,anchors"]) == 3
    assert time.process_time() - started < 10
    output = json.loads(capsys.readouterr().out)
    assert {f["rule"] for f in output["findings"]} >= {"anchors/missing"}
    (problem,) = output["problems"]
    text = json.dumps(problem, ensure_ascii=False)
    assert "evil/rule" in text
    assert message in text


def test_what_a_plugin_prints_does_not_reach_the_output(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plugin = PLUGIN.format(method=CHECK, body="        print('::error::x')\n        return []")
    write_tree(tree, {"evil.py": plugin, ".qa-lint.toml": "plugins = ['evil.py']\n", "a.md": "x\n"})
    for jobs in ("1", "2"):
        main(["check", "--format", "json", "--no-cache", "--jobs", jobs])
        output = capsys.readouterr().out
        assert "::error::x" not in output
        json.loads(output)


def test_a_rule_that_was_stopped_is_tried_again(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "        if not os.path.exists('ready'): time.sleep(99)\n        return []"
    plugin = PLUGIN.format(method=CHECK, body=body)
    config = "plugins = ['evil.py']\nmax-seconds = 1\n"
    write_tree(tree, {"evil.py": plugin, ".qa-lint.toml": config, "a.md": "# a\n"})
    assert main(["check", "--select", "evil"]) == 3
    (tree / "ready").touch()
    assert main(["check", "--select", "evil"]) == 0


@pytest.mark.parametrize("thread", [False, True])
def test_a_limit_stops_its_block_alone(thread: bool) -> None:
    seen: list[str] = []

    def run() -> None:
        with watching():
            with pytest.raises(TimeLimit), limited(0.1):
                while True:
                    pass
            seen.append("stopped")
            with limited(0):
                end = time.monotonic() + 0.7
                while time.monotonic() < end:
                    pass
            with limited(50):
                with pytest.raises(TimeLimit), limited(0.1):
                    while True:
                        pass
                seen.append("stopped inside")
        seen.append("left")

    if thread:
        worker = threading.Thread(target=run)
        worker.start()
        worker.join(20)
    else:
        run()
    assert seen == ["stopped", "stopped inside", "left"]
    assert re.match("a", "a")  # nothing is left behind


def _busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_for_all_pages_counts_for_no_limit() -> None:
    with watching(), limited(0.6):
        with untimed():
            _busy(1.2)
        _busy(0.2)
    with watching(), pytest.raises(TimeLimit), limited(0.6):
        with untimed():
            _busy(0.3)
        _busy(5)
