"""--fix and --diff: what is applied, what is kept, what is left alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint import fix
from qa_lint.cli import main
from qa_lint.finding import Edit, Finding, Fix, Place, Severity, Text

from ..harness import git, write_tree

BROKEN = "##标题\n\n[看](#标-题)\n\n[论文]（https://example.org/a）\n"
FIXED = "## 标题\n\n[看](#标题)\n\n[论文](https://example.org/a)\n"


def test_fixes_run_until_nothing_changes(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # The anchor can only be mended after the heading has become one.
    write_tree(tree, {"a.md": BROKEN})
    assert main(["check", "--fix"]) == 0
    assert (tree / "a.md").read_text(encoding="utf-8") == FIXED
    assert "3 fixed in 1 file(s)" in capsys.readouterr().err
    assert main(["check", "--fix"]) == 0
    assert (tree / "a.md").read_text(encoding="utf-8") == FIXED


def test_mark_line_ends_and_mode_are_kept(tree: Path) -> None:
    data = b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode()
    write_tree(tree, {"a.md": data})
    os.chmod(tree / "a.md", 0o750)
    main(["check", "--fix"])
    assert (tree / "a.md").read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()
    assert (tree / "a.md").stat().st_mode & 0o777 == 0o750


def test_diff_shows_and_writes_nothing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a.md": "##标题\n"})
    assert main(["check", "--diff"]) == 1
    assert capsys.readouterr().out == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-##标题\n+## 标题\n"
    assert (tree / "a.md").read_text(encoding="utf-8") == "##标题\n"


def test_unsafe_fixes_only_when_asked(tree: Path) -> None:
    write_tree(tree, {"a.md": "## 总结。\n"})
    main(["check", "--fix"])
    assert (tree / "a.md").read_text(encoding="utf-8") == "## 总结。\n"
    main(["check", "--fix", "--unsafe-fixes"])
    assert (tree / "a.md").read_text(encoding="utf-8") == "## 总结\n"


def test_nothing_is_written_through_a_link_out_of_the_repository(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tree, "init", "-q")
    write_tree(tree.parent, {"outside.md": "##标题\n"})
    os.symlink(tree.parent / "outside.md", tree / "a.md")
    main(["check", "--fix"])
    assert (tree.parent / "outside.md").read_text(encoding="utf-8") == "##标题\n"
    assert "a link out of the repository" in capsys.readouterr().err


@st.composite
def _edits(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, 20))
        found.append((start, draw(st.integers(start, 20)), draw(st.text("ab甲🚀", max_size=3))))
    return found


@given(st.text("xy甲𝔘\r\n", min_size=20, max_size=30), _edits())
@settings(max_examples=200, deadline=None)
def test_chosen_edits_never_overlap(text: str, edits: list[tuple[int, int, str]]) -> None:
    findings = [
        Finding(
            "a.md",
            "x/y",
            Severity.INFO,
            Place(start, end, 1, 1, 1, 1),
            Text("", ""),
            "",
            fix=Fix((Edit(start, end, new),)),
        )
        for start, end, new in edits
    ]
    taken = sorted({e for f in fix.choose(findings) if f.fix for e in f.fix.edits})
    assert all(a.end <= b.start for a, b in pairwise(taken))
    fix.apply(text.encode(), findings)


@pytest.mark.parametrize("moment", range(10))
def test_a_killed_run_leaves_old_or_new(tree: Path, moment: int) -> None:
    names = [f"p{number}.md" for number in range(40)]
    write_tree(tree, dict.fromkeys(names, BROKEN))
    process = subprocess.Popen(
        [sys.executable, "-m", "qa_lint", "check", "--fix"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(random.Random(moment).uniform(0.05, 0.6))
    process.send_signal(signal.SIGKILL)
    process.wait()
    for name in names:
        assert (tree / name).read_text(encoding="utf-8") in (BROKEN, FIXED)
    assert main(["check", "--fix"]) == 0
    assert all((tree / name).read_text(encoding="utf-8") == FIXED for name in names)


_PIECES = st.sampled_from(
    [
        "##标题",
        "## 节",
        "[a](#节 )",
        "[论文]（https://a.b/c）",
        "！[图](a.png)",
        "[x](b c.md)",
        "文字 **粗** `码`",
        "<h2 id='节'>节</h2>",
        "[看](#节-)",
        "######## 深",
        "> ##引",
        "- [y] (d.md)",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_second_fix_changes_nothing(tree: Path, pieces: list[str], end: str) -> None:
    write_tree(tree, {"a.md": (end * 2).join(pieces).encode()})
    main(["check", "--fix", "--unsafe-fixes", "--no-cache"])
    once = (tree / "a.md").read_bytes()
    main(["check", "--fix", "--unsafe-fixes", "--no-cache"])
    assert (tree / "a.md").read_bytes() == once


_STRUCTURE = st.sampled_from(
    [
        "##标题",
        "## 节",
        "[a](#节-)",
        "[论文]（https://a.b/c）",
        "！[图](a.png)",
        "文字 **粗** `码`",
        "- [y] (d.md)",
    ]
)


@given(st.lists(_STRUCTURE, min_size=1, max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_structural_fixes_keep_every_letter(tree: Path, pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    write_tree(tree, {"a.md": text, "a.png": b"x", "d.md": "# d\n"})
    main(["check", "--fix", "--no-cache"])
    fixed = (tree / "a.md").read_text(encoding="utf-8")
    assert [c for c in fixed if c.isalnum()] == [c for c in text if c.isalnum()]
    before, after = _parsed(text), _parsed(fixed)
    # What was a heading, a link, a picture or code is one still; more of the text may be.
    assert all(now >= then for then, now in zip(before, after, strict=True))


def _parsed(text: str) -> tuple[int, int, int]:
    from qa_lint.parse import parse
    from qa_lint.source import Source

    document = parse(Source("a.md", text))
    shown = len(document.links) + len(document.images)
    return len(document.headings), shown, len(document.code_spans)
