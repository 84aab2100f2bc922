"""Findings about several files are kept as long as nothing that they rest on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_lint import across

from ..harness import check, write_tree

_PAGES = {
    "a.md": "# 甲\n\n[乙](b.md#乙) [缺](b.md#缺) ![图](p.png)\n\n## 什么是注意力机制？\n\n文。\n",
    "b.md": "# 乙\n\n[外](x/c.md#丙) [无](d.md)\n\n## 注意力机制是什么？\n\n文。\n",
    "x/c.md": "# 丙\n",
}
_SETTINGS = {"exclude": ["x/**"]}


def write(root: Path, name: str, text: str | bytes) -> None:
    """Write a file whose state surely differs from that before."""
    before = os.stat(root / name).st_mtime_ns if (root / name).exists() else 0
    write_tree(root, {name: text})
    while os.stat(root / name).st_mtime_ns == before:
        write_tree(root, {name: text})


_EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "text at the end": lambda root: write(root, "a.md", _PAGES["a.md"] + "\n又一段。\n"),
    "text above": lambda root: write(root, "a.md", "先说。\n\n" + _PAGES["a.md"]),
    "a heading": lambda root: write(root, "b.md", _PAGES["b.md"] + "\n## 缺\n"),
    "a question": lambda root: write(root, "b.md", "# 乙\n\n[外](x/c.md#丙)\n"),
    "a picture": lambda root: write(root, "p.png", b"\x89PNG\r\n\x1a\n" + b"x" * 90),
    "a page that is gone": lambda root: (root / "b.md").unlink(),
    "a page that is new": lambda root: write(root, "d.md", "# 丁\n"),
    "a page that is not checked": lambda root: write(root, "x/c.md", "# 丁\n"),
}


@pytest.mark.parametrize("name", _EDITS)
def test_the_findings_are_those_without_the_cache(tree: Path, name: str) -> None:
    write_tree(tree, _PAGES)
    select = ("anchors", "images", "links", "headings")
    assert len(check(tree, select, _SETTINGS, cache=True).findings) > 3
    _EDITS[name](tree)
    for _ in range(2):
        kept = check(tree, select, _SETTINGS, cache=True)
        made = check(tree, select, _SETTINGS)
        assert kept.findings == made.findings
        assert set(made.depends_on) <= set(kept.depends_on)


def test_an_edit_of_the_text_runs_no_rule_about_several_files(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tree, _PAGES)
    first = check(tree, cache=True).findings
    _EDITS["text at the end"](tree)

    def fail(*arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(across, "check", fail)
    assert check(tree, cache=True).findings == first


def test_other_pages_asked_for_are_another_run(tree: Path) -> None:
    write_tree(tree, _PAGES)
    check(tree, ("anchors",), cache=True)
    named = check(tree, ("anchors",), paths=["b.md"], cache=True).findings
    assert named == check(tree, ("anchors",), paths=["b.md"]).findings
