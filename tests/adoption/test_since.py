"""Only what a change made worse, against the merge base."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qa_lint.cli import main

from ..harness import git, write_tree

OLD = "# 甲\n\n[旧](#没有)\n\n![旧](none.png)\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    root = tmp_path / "repo"
    root.mkdir()
    monkeypatch.chdir(root)
    git(root, "init", "-q", "-b", "main")
    write_tree(
        root, {"a.md": OLD, "b.md": "# 乙\n\n## 节\n", "c.md": "[x](b.md#节)\n", "p.svg": "<svg/>"}
    )
    commit(root)
    git(root, "checkout", "-q", "-b", "topic")
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, int, str]]:
    main(["check", "--since", "main", "--format", "json", "--ignore", "images/no-alt", *arguments])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return [(f["path"], f["line"], f["rule"]) for f in report["findings"]]


def test_nothing_changed(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(capsys) == []


def test_old_findings_on_moved_lines_stay_silent(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(repo, {"a.md": "# 新首行\n\n新段落\n\n" + OLD + "\n[新](#无)\n"})
    assert new(capsys) == [("a.md", 11, "anchors/missing")]
    commit(repo)
    assert new(capsys) == [("a.md", 11, "anchors/missing")]


def test_a_link_in_an_untouched_file_that_the_change_breaks(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(repo, {"b.md": "# 乙\n\n## 改名\n"})
    assert new(capsys) == [("c.md", 1, "anchors/missing")]


def test_a_removed_page_and_a_renamed_one(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repo, "mv", "a.md", "z.md")
    git(repo, "rm", "-q", "b.md")
    assert new(capsys) == [("c.md", 1, "links/missing-file")]
    commit(repo)
    assert new(capsys) == [("c.md", 1, "links/missing-file")]


def test_text_moved_to_another_file_is_old(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(repo, {"a.md": "# 甲\n\n![旧](none.png)\n", "d.md": "# 丁\n\n[旧](#没有)\n"})
    assert new(capsys) == []


def test_a_second_copy_of_an_old_problem_is_new(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(repo, {"a.md": OLD + "\n[又](#没有)\n"})
    assert len(new(capsys)) == 1


def test_the_base_moves_on(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(repo, {"b.md": "# 乙\n\n## 节\n\n[新](#无)\n"})
    commit(repo)
    git(repo, "checkout", "-q", "main")
    write_tree(repo, {"a.md": "# 甲\n"})
    commit(repo)
    git(repo, "checkout", "-q", "topic")
    assert new(capsys) == [("b.md", 5, "anchors/missing")]


def test_unknown_reference(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--since", "origin/nope"]) == 2
    assert "git fetch origin nope" in capsys.readouterr().err


def test_shallow_clone_says_what_to_fetch(
    repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write_tree(repo, {f"n{number}.md": "# 甲\n"})
        commit(repo)
    git(repo, "checkout", "-q", "main")
    write_tree(repo, {"m.md": "# 甲\n"})
    commit(repo)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=topic", f"file://{repo}", str(clone))
    git(clone, "fetch", "-q", "--depth=1", "origin", "main:main")
    monkeypatch.chdir(clone)
    assert main(["check", "--since", "main"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_outside_of_a_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_tree(tmp_path, {"a.md": "# 甲\n"})
    assert main(["check", "--since", "main"]) == 2
    assert "not in a git repository" in capsys.readouterr().err


def test_no_second_work_tree_is_made(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(repo, {"b.md": "# 乙\n"})
    before = subprocess.run(["git", "status", "--porcelain"], cwd=repo, capture_output=True).stdout
    new(capsys)
    after = subprocess.run(["git", "status", "--porcelain"], cwd=repo, capture_output=True).stdout
    assert before == after and git(repo, "worktree", "list").count("\n") == 1
