"""Text and names of files stay text in every output."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import git, write_tree

NAMES = (
    "::error file=x::pwned.md",
    "a\x1b[2J\x1b]0;title\x07.md",
    "b\n::error::pwned.md",
    "c\u202egnp.md",
    "d<script>alert(1)<script>.md",
    "=cmd|' ,calc'!A1.md",
    "##[error]e.md",
    "f'\"&`$(x)`.md",
    "g\r\n\t.md",
)
TEXT = (
    "::error::pwned [x](#::error::y%0A::error::z)\n\n"
    "[\x1b[31mred](#\x1b[2Jgone)\n\n"
    "[<img src=x onerror=alert(1)>](#<script>alert(2)</script>)\n\n"
    "[=1+1](#=HYPERLINK(1)) ![=2](=cmd.png)\n\n"
    "##[add-mask]x ##vso[task.setvariable]y [b](#c\u202ed)\n\n"
    "[x](#\x00\x01\x0b\x7f\x85\u2028\ufffe)\n"
)
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjsonl")


@pytest.fixture
def hostile(tree: Path) -> Path:
    git(tree, "init", "-q")
    write_tree(tree, dict.fromkeys(NAMES, TEXT))
    return tree


def output(capsys: pytest.CaptureFixture[str], form: str) -> str:
    assert main(["check", "--no-cache", "--format", form]) in (1, 3)
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) or (
            form in ("json", "sarif", "gitlab", "rdjsonl") and text is captured.out
        )
    return captured.out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("ci", ["", "GITHUB_ACTIONS", "TF_BUILD"])
def test_no_line_is_a_command_for_ci_or_the_terminal(
    form: str,
    ci: str,
    hostile: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GITHUB_ACTIONS", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    if ci:
        monkeypatch.setenv(ci, "true")
    text = output(capsys, form)
    assert "\x1b" not in text
    for line in text.splitlines():
        if line.lstrip().startswith("::"):
            assert form == "github"
            assert re.match(r"::(error|warning|notice) file=[^:,]*,line=\d", line)
        if ci and form != "github":
            assert "##[" not in line
            assert "##vso[" not in line


def test_formats_stay_well_formed(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xml.fromstring(output(capsys, "junit"))
    found = json.loads(output(capsys, "json"))["findings"]
    assert {item["path"] for item in found} == set(NAMES)
    log = json.loads(output(capsys, "sarif"))
    assert len(log["runs"][0]["results"]) == len(found)
    for result in log["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", uri)
    assert len(json.loads(output(capsys, "gitlab"))) == len(found)
    assert len(output(capsys, "rdjsonl").splitlines()) == len(found)


def test_ci_reads_the_same_json(
    hostile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    plain = json.loads(output(capsys, "json"))["findings"]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert json.loads(output(capsys, "json"))["findings"] == plain


def test_the_report_shows_text_as_text(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--output", "out", "--no-cache"]) in (0, 1, 3)
    folder = hostile / "out"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Content-Security-Policy" in page
    with (folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > len(NAMES)
    for row in rows[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert "<img" not in markdown


def test_the_job_summary_shows_text_as_text(
    hostile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = hostile.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    output(capsys, "github")
    text = summary.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "\x1b" not in text
    assert all(line.startswith(("|", "#", "-")) for line in text.splitlines() if line)


def test_an_error_about_a_hostile_name_is_one_clean_line(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "x\n", ".qa-lint.toml": '"k\\u001b[2J\\n::error::x" = 1\n'})
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "\x1b" not in error
