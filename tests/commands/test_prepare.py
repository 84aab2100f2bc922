"""What rules load for many files is loaded once, before several processes share the work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_lint import load, workers
from qa_lint.config import Settings, from_table
from qa_lint.document import Document
from qa_lint.finding import Finding, Text
from qa_lint.rule import Rule

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="no forks here")


class Told(Rule):
    """Says in which process it was prepared, and how often."""

    id = "own/told"
    summary = why = Text("", "")

    def __init__(self) -> None:
        self.prepared: list[int] = []

    def prepare(self, settings: Settings) -> None:
        self.prepared.append(os.getpid())

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        key = f"{os.getpid()} {self.prepared}"
        yield self.finding(document, (0, 1), Text("", ""), key=key)


class Broken(Told):
    id = "own/broken"

    def prepare(self, settings: Settings) -> None:
        super().prepare(settings)
        raise ValueError("no")


def test_processes_share_what_was_prepared(tmp_path: Path) -> None:
    names = [f"{number:03}.md" for number in range(600)]
    for name in names:
        (tmp_path / name).write_text("a word\n")
    rules = [Broken(), Told()]
    loader = load.Loader(str(tmp_path), rules, from_table({}, "test"), None, 2)
    results = loader.load(names, lambda path: True)
    keys = {finding[5].partition(" ") for name in names for finding in results[name].findings}
    assert {key[2] for key in keys} == {"[]", f"[{os.getpid()}]"}  # few files come before
    assert all(rule.prepared == [os.getpid()] for rule in rules)
    assert not any(results[name].problems for name in names)


def test_one_process_prepares_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a word\n")
    rule = Told()
    loader = load.Loader(str(tmp_path), [rule], from_table({}, "test"), None, 1)
    loader.load(["a.md"], lambda path: True)
    assert rule.prepared == []
