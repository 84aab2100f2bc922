"""A repository's own settings and files run no program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa_lint.cli import main
from qa_lint.git import GitError, verify

from ..harness import git, write_tree


@pytest.fixture
def hostile(tree: Path) -> Path:
    """A repository whose settings name a program wherever git takes one; it leaves a mark."""
    git(tree, "init", "-q", "-b", "main")
    write_tree(tree, {"a.md": "# a\n\n[x](#none)\n", "b.md": "# b\n"})
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "one")
    write_tree(tree, {"a.md": "# a\n\n[x](#none) [y](#never)\n"})
    git(tree, "commit", "-q", "-a", "-m", "two")
    mark = tree.parent / "mark"
    program = tree.parent / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{mark}'\n")
    program.chmod(0o755)
    hooks = tree / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction"):
        os.symlink(program, hooks / name)
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
        "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean",
        "filter.evil.smudge", "filter.evil.process", "gpg.program", "credential.helper",
        "core.alternateRefsCommand", "remote.origin.uploadpack", "log.showSignature=true",
        "filter.evil.required=true", "remote.origin.promisor=true", "protocol.ext.allow=always",
        "alias.ls-files=!x", "remote.origin.partialclonefilter=blob:none",
    ):  # fmt: skip
        name, _, value = key.partition("=")
        git(tree, "config", name, value or str(program))
    git(tree, "config", "core.hooksPath", str(hooks))
    git(tree, "config", "remote.origin.url", f"ext::{program} %S")
    (tree / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil\n")
    write_tree(tree, {".gitattributes": "* filter=evil diff=evil\n"})
    for name in ("a.md", "b.md"):  # git has to look into them again
        os.utime(tree / name, (1, 1))
    return mark


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--no-cache", "a.md"],
        ["check", "--since", "HEAD~1"],
        ["check", "--hook", "a.md"],
        ["check", "--config-from", "HEAD"],
        ["check", "--fix"],
        ["report", "--output", "../out", "--trend", "2"],
        ["report", "--output", "../out", "--assign", "author", "--since", "HEAD~1"],
    ],
)
def test_no_program_of_the_repository_is_run(
    arguments: list[str], hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) in (0, 1)
    assert "anchors/missing" in capsys.readouterr().out or arguments[0] == "report"
    assert not hostile.exists(), hostile.read_text()


def test_an_object_that_is_missing_is_not_fetched_by_a_program(
    tree: Path, hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blob = git(tree, "rev-parse", "HEAD~1:a.md").strip()
    (tree / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert main(["check", "--since", "HEAD~1"]) == 2
    assert "qa-lint: --since" in capsys.readouterr().err
    assert not hostile.exists(), hostile.read_text()


def test_a_folder_that_looks_like_a_repository_is_none(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tree / "docs"
    git(tree, "init", "-q", "--bare", "docs")
    mark = tree.parent / "mark"
    git(bare, "config", "core.fsmonitor", f"touch {mark}")
    write_tree(bare, {"a.md": "[x](#none)\n"})
    os.chdir(bare)
    assert main(["check", "--no-cache"]) == 1
    assert not mark.exists()


@pytest.mark.parametrize(
    "reference", ["--output=x", "-x", "--exec=touch x", "--upload-pack=touch x"]
)
def test_a_reference_is_no_option(
    reference: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tree, "init", "-q")
    write_tree(tree, {"a.md": "# a\n"})
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "x")
    with pytest.raises(GitError):
        verify(str(tree), reference)
    for option in ("--since", "--config-from"):
        assert main(["check", f"{option}={reference}"]) == 2
    assert sorted(os.listdir(tree)) == [".git", "a.md"]


def test_file_names_are_no_options(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tree, "init", "-q")
    write_tree(
        tree,
        {"-x.md": "[x](#none)\n", "--output=y.md": "[x](#none)\n", ":(top)z.md": "[x](#none)\n"},
    )
    assert main(["check", "--no-cache"]) == 1
    assert capsys.readouterr().out.count("anchors/missing") == 3
    assert main(["check", "--no-cache", "./-x.md"]) == 1
