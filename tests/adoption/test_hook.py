"""The walk of a contributor: the real pre-commit in a scratch repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..harness import git, write_tree

ROOT = Path(__file__).resolve().parents[2]
WHEELS = Path(sys.prefix) / "wheels"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """pre-commit keeps one environment for all tests here; pip may use local wheels only."""
    home = tmp_path_factory.mktemp("pre-commit")
    return {
        **os.environ,
        "PRE_COMMIT_HOME": str(home),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(WHEELS),
        "QA_LINT_CACHE_DIR": str(home / "qa-lint"),
        "LC_ALL": "C.UTF-8",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PATH": f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.fixture
def repo(tmp_path: Path, environment: dict[str, str]) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    revision = git(ROOT, "rev-parse", "HEAD").strip()
    write_tree(
        root,
        {
            ".pre-commit-config.yaml": f"repos:\n- repo: {ROOT}\n  rev: {revision}\n"
            "  hooks:\n  - id: qa-lint\n",
            "a.md": "# 甲\n\n[去乙](b.md#节)\n\n![图](i/clip.svg)\n",
            "b.md": "# 乙\n\n## 节\n",
            "i/clip.svg": "<svg/>",
        },
    )
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "start")
    command(root, environment, "pre-commit", "install")
    return root


def command(root: Path, environment: dict[str, str], *words: str) -> tuple[int, str]:
    done = subprocess.run(
        words, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def rules(output: str) -> list[str]:
    return sorted(
        word.rstrip(":")
        for line in output.splitlines()
        if ": error " in line or ": warning " in line
        for word in [line.split()[2]]
    )


def test_a_commit_is_refused_repaired_and_passes(repo: Path, environment: dict[str, str]) -> None:
    write_tree(
        repo,
        {"b.md": "# 乙\n\n## 改名\n\n##没有空格\n", "c.md": "# 丙\n\n![图](i/CLIP.svg)\n"},
    )
    git(repo, "add", "-A")
    status, output = command(repo, environment, "git", "commit", "-m", "break")
    assert status == 1
    assert rules(output) == ["anchors/missing", "headings/malformed", "images/wrong-case"]
    subprocess.run(
        [sys.executable, "-m", "qa_lint", "check", "--fix"], cwd=repo, env=environment, check=False
    )
    write_tree(repo, {"a.md": "# 甲\n\n[去乙](b.md#改名)\n\n![图](i/clip.svg)\n"})
    git(repo, "add", "-A")
    status, output = command(repo, environment, "git", "commit", "-m", "mend")
    assert status == 0, output


def test_a_deleted_picture_breaks_a_page_that_is_not_named(
    repo: Path, environment: dict[str, str]
) -> None:
    git(repo, "rm", "-q", "i/clip.svg")
    status, output = command(repo, environment, "git", "commit", "-m", "delete")
    assert status == 1 and rules(output) == ["images/missing"]


def test_a_renamed_page(repo: Path, environment: dict[str, str]) -> None:
    git(repo, "mv", "b.md", "z.md")
    status, output = command(repo, environment, "git", "commit", "-m", "rename")
    assert status == 1 and rules(output) == ["links/missing-file"]


def test_only_the_staged_part_counts(repo: Path, environment: dict[str, str]) -> None:
    write_tree(repo, {"c.md": "# 丙\n"})
    git(repo, "add", "c.md")
    write_tree(repo, {"c.md": "# 丙\n\n[坏](#无)\n", "b.md": "# 乙\n"})
    status, output = command(repo, environment, "git", "commit", "-m", "part")
    assert status == 0, output
    assert "[坏](#无)" in (repo / "c.md").read_text(encoding="utf-8")


def test_all_files(repo: Path, environment: dict[str, str]) -> None:
    status, output = command(repo, environment, "pre-commit", "run", "--all-files")
    assert status == 0, output
    write_tree(repo, {"a.md": "# 甲\n\n[坏](#无)\n"})
    git(repo, "add", "-A")
    status, output = command(repo, environment, "pre-commit", "run", "--all-files")
    assert status == 1 and rules(output) == ["anchors/missing"]


def test_the_fixing_hook(repo: Path, environment: dict[str, str]) -> None:
    path = repo / ".pre-commit-config.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: qa-lint", "id: qa-lint-fix"))
    write_tree(repo, {"c.md": "##丙\n"})
    git(repo, "add", "-A")
    status, output = command(repo, environment, "git", "commit", "-m", "fix")
    assert status == 1 and "files were modified by this hook" in output
    assert (repo / "c.md").read_text(encoding="utf-8") == "## 丙\n"
    git(repo, "add", "-A")
    assert command(repo, environment, "git", "commit", "-m", "fixed")[0] == 0
