"""Text of files, names and people stays text in every file of a report."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from qa_lint.report import csv_file
from qa_lint.report.markdown import escape

from ..harness import git, write_tree
from .support import findings, page_data, run

EVIL = (
    "</script><script>window.hit=1</script><img src=x onerror=hit=1>\"'`${1}\u2028\u202e{{ 7*7 }}"
)


@pytest.fixture
def report(tree: Path) -> Path:
    """A report of pages, names and an author that try to break out."""
    write_tree(
        tree,
        {
            "a<b>&'\u202e\u2028.md": f"# {EVIL}\n\n## 1. {EVIL}?\n\n![](x{EVIL.replace(' ', '')}.png)\n"
            f"\n[x](x{EVIL.replace(' ', '')}.md) ![=1](<=cmd|'x'!A1.png>) [y](<@someone %2312.md>)\n"
            "\n## 2. And?\n\n\x1b[31mred (\u202egnp.exe\n",
        },
    )
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    name = "=1;&lt;b&gt;\u202e"
    git(tree, "-c", f"user.name={name}", "commit", "-qm", "x", f"--author={name} <a@b.example>")
    assert run("--output", "out", "--title", EVIL, "--blame", "--assign", "author", "--issues") == 0
    rules = {item["rule"] for item in findings(tree / "out")}
    assert {"images/missing", "links/missing-file"} <= rules
    return tree / "out"


def test_the_page_shows_text(browser: Any, report: Path) -> None:
    browser.get((report / "index.html").as_uri() + "#status=all")
    assert browser.execute_script("return window.hit") is None
    for item in page_data(report / "index.html")["findings"]:
        browser.execute_script("select(shown.findIndex((i) => i.fingerprint === arguments[0]), true)",
                               item[11])  # fmt: skip
    assert browser.execute_script("return window.hit") is None
    assert browser.execute_script("return document.scripts.length") == 2
    assert browser.execute_script("return document.querySelectorAll('main img').length") == 0
    shown = browser.find_element("css selector", "body").text
    assert "</script><script>window.hit=1</script>" in shown
    assert "\u202e" not in browser.find_element("css selector", "main").text
    assert "{{ 7*7 }}" in browser.title
    assert browser.get_log("browser") == []


def test_the_page_is_one_well_formed_script(report: Path) -> None:
    text = (report / "index.html").read_text("utf-8")
    assert text.count("<script") == text.count("</script>") == 2
    assert "\u2028" not in text.partition('id="data">')[2].partition("</script>")[0]


def test_no_cell_is_a_formula(report: Path) -> None:
    raw = (report / "findings.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert len(rows) == len(findings(report)) + 1
    for row in rows:
        assert len(row) == len(csv_file.COLUMNS)
        for value in row:
            assert not value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
            assert all(char.isprintable() for char in value)


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u3000＝1", "＋1", "－1", "＠x", "\ufeff=1",
     "\u200b\u200b@x", "\0-1", "\n+1", "\x1f=1"],
)  # fmt: skip
def test_what_might_be_a_formula_becomes_text(text: str) -> None:
    assert str(csv_file.cell(text)).startswith("'")


@pytest.mark.parametrize("value", [0, 7, "a=1", "图片", "'", "1-2", ""])
def test_other_cells_stay(value: object) -> None:
    assert csv_file.cell(value) == value


def test_markdown_holds_no_html_mention_or_foreign_link(report: Path) -> None:
    paths = [report / "report.md", *sorted((report / "issues").iterdir())]
    assert len(paths) > 1
    for path in paths:
        text = path.read_text("utf-8")
        assert "@someone" not in text.replace("\\", "")
        assert "#12" not in text.replace("\\", "")
        body = text.partition("-->")[2] if path.parent != report else text
        for token in MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(body):
            for part in token.children or []:
                raw = part.type in ("html_inline", "image")
                assert not raw or part.content == "<br>", part
                assert part.type != "link_open" or str(part.attrs["href"]).startswith("https://")
            assert token.type != "html_block"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("@team/x", "\\@&#8203;team/x"), ("a #12", "a \\#&#8203;12"), ("GH-3", "GH\\-&#8203;3"),
     ("# x", "\\# x"), ("<b>", "\\<b\\>")],
)  # fmt: skip
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown
