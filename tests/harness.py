"""Run rules over small trees of files, as the command does."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qa_lint import engine
from qa_lint.config import absolute, from_table
from qa_lint.finding import Finding
from qa_lint.rule import MARK_CLOSE, MARK_OPEN


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below `root`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def check(
    root: Path,
    select: Sequence[str] = (),
    settings: Mapping[str, Any] | None = None,
    paths: Sequence[str] = (),
    **options: Any,
) -> engine.Result:
    """Check a tree without the cache; problems fail the test unless `allow_problems`."""
    allow = options.pop("allow_problems", False)
    options.setdefault("cache", False)
    result = engine.run(
        engine.Options(
            paths,
            str(root),
            str(root),
            absolute(from_table(settings or {}, "test"), str(root)),
            select,
            **options,
        )
    )
    if not allow:
        assert not result.problems, result.problems
    return result


def findings(root: Path, *select: str, **more: Any) -> list[Finding]:
    """The findings of a tree."""
    return check(root, select, **more).findings


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Drop the marks of a bad example; gives the text and the marked ranges."""
    plain: list[str] = []
    starts: list[int] = []
    ranges: list[tuple[int, int]] = []
    length = 0
    for char in text:
        if char == MARK_OPEN:
            starts.append(length)
        elif char == MARK_CLOSE:
            ranges.append((starts.pop(), length))
        else:
            plain.append(char)
            length += 1
    return "".join(plain), sorted(ranges)


def git(root: Path, *arguments: str) -> str:
    """Run git in a scratch repository with a fixed identity."""
    import subprocess

    environment = {
        **os.environ,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout
