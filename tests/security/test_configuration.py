"""What a checked repository may say about its own check, and what a shared cache may."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import git, write_tree

PLUGIN = "import pathlib\npathlib.Path('pwned').touch()\nfrom qa_lint.rule import Rule\n"


@pytest.fixture
def pull_request(tree: Path) -> Path:
    """A base with strict settings, and a work tree in which a stranger changed them."""
    git(tree, "init", "-q", "-b", "main")
    write_tree(tree, {".qa-lint.toml": "fail-on = 'warning'\n", "a.md": "# a\n"})
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "base")
    write_tree(
        tree,
        {
            ".qa-lint.toml": "ignore = ['anchors']\nplugins = ['evil.py']\n"
            "[remote]\nallow-private = true\n",
            "evil.py": PLUGIN,
            ".qa-lint-words": "recieve\n",
            "a.md": "# a\n\n[x](#none) recieve\n",
        },
    )
    return tree


def test_settings_of_the_base_run_no_code_of_the_work_tree(
    pull_request: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--config-from", "main", "--no-cache"]) == 1
    found = capsys.readouterr().out
    assert "anchors/missing" in found
    assert "recieve" in found
    assert not (pull_request / "pwned").exists()


def test_settings_of_the_work_tree_are_the_strangers(pull_request: Path) -> None:
    # Documented: a plugin is code, and without --config-from the work tree names it.
    assert main(["check", "--no-cache"]) == 2  # it holds no rule
    assert (pull_request / "pwned").exists()


def test_no_python_file_of_the_repository_is_imported(tree: Path) -> None:
    evil = "open('pwned', 'w').close()\n"
    names = ("yaml", "requests", "json", "sitecustomize", "conftest", "qa_lint_plugin", "PIL")
    write_tree(tree, {f"{name}.py": evil for name in names})
    write_tree(tree, {"a.md": "[x](#none) ![y](b.png)\n", "b.png": b"x"})
    command = [str(Path(sys.prefix) / "bin" / "qa-lint"), "check", "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "anchors/missing" in done.stdout
    assert not (tree / "pwned").exists()


def test_a_damaged_cache_says_nothing_wrong(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a.md": "[x](#none)\n"})
    main(["check", "--format", "json"])
    first = json.loads(capsys.readouterr().out)["findings"]
    (path,) = [p for p in (tree.parent / "cache").glob("*.db") if p.name != "remote.db"]
    for change in (
        "UPDATE packed SET data = '[true,[],null,[],[]]'",
        'UPDATE runs SET output = \'["","",0]\'',
        "UPDATE packed SET data = x'00', crc = 0",
    ):
        with sqlite3.connect(path) as db:
            db.execute(change)
        db.close()
        main(["check", "--format", "json"])
        assert json.loads(capsys.readouterr().out)["findings"] == first


def test_a_cache_holds_nothing_that_is_run(tree: Path) -> None:
    write_tree(tree, {"a.md": "[x](#none)\n"})
    main(["check"])
    for path in (tree.parent / "cache").rglob("*"):
        assert (
            path.suffix in (".db", ".json") or path.name.endswith(("-wal", "-shm")) or path.is_dir()
        )
