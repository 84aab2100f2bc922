"""`qa-lint words add`."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import write_tree


def test_a_word_that_was_added_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    write_tree(root, {"a.md": "A paramter and an enviroment.\n"})
    monkeypatch.chdir(root)
    assert main(["check"]) == 1
    assert main(["words", "add", "paramter", "Enviroment"]) == 0
    assert main(["check"]) == 0
    assert (root / ".qa-lint-words").read_text(encoding="utf-8") == "Enviroment\nparamter\n"
    assert main(["words", "add", "#x"]) == 2
