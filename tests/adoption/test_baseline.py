"""The baseline: created, used, surviving edits, pruned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import write_tree

PAGE = "# 甲\n\n[坏](#乙)\n\n![图](none.png)\n"


@pytest.fixture
def tree(tree: Path) -> Path:
    write_tree(tree, {"a.md": PAGE, "b.md": PAGE, ".qa-lint.toml": "baseline = '.baseline'\n"})
    return tree


def test_create_then_only_new_findings(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "create", "--reason", "从前就有"]) == 0
    lines = (tree / ".baseline").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == sorted(lines[1:]) and len(lines) == 1 + 4
    assert json.loads(lines[1])[4] == "从前就有"
    assert main(["check"]) == 0
    write_tree(tree, {"a.md": "前言\n\n" + PAGE + "\n[新](#丙)\n后记\n"})
    capsys.readouterr()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "a.md:9:5" in out and "#乙" not in out


def test_gone_entries_are_reported_and_pruned(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "create", "--reason", "旧"])
    write_tree(tree, {"b.md": "# 甲\n"})
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "2 baseline entries are no longer found" in capsys.readouterr().err
    assert main(["baseline", "prune"]) == 0
    assert len((tree / ".baseline").read_text(encoding="utf-8").splitlines()) == 1 + 2
    main(["check"])
    assert "no longer found" not in capsys.readouterr().err


def test_reasons_are_kept_on_create(tree: Path) -> None:
    main(["baseline", "create", "--reason", "旧"])
    write_tree(tree, {"a.md": PAGE + "\n[新](#丙)\n"})
    main(["baseline", "create", "--reason", "新"])
    text = (tree / ".baseline").read_text(encoding="utf-8")
    assert text.count('"旧"') == 4 and text.count('"新"') == 1


def test_a_broken_baseline_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {".baseline": '["a"]\n'})
    assert main(["check"]) == 2
    assert ".baseline:1: not a list of five strings" in capsys.readouterr().err
