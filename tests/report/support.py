"""Reports for the tests: of small trees of files, and made-up ones of any size."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from qa_lint import cli
from qa_lint.finding import Evidence, Finding, Place, Severity, Text
from qa_lint.registry import Registry
from qa_lint.report.batch import Batch, Command
from qa_lint.report.questions import Index
from qa_lint.report.repository import Repository
from qa_lint.reporters import Report
from qa_lint.summary import PageHeading

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)

#: Two pages with problems of several families and severities, and one without.
PAGES = {
    "docs/vision.md": (
        "# Vision\n\n## 1. What is an encoder?\n\nSee ![one](a.png) and ![two](b.png).\n"
        "It (has no end.\n\n## 2. What is a decoder?\n\n![](https://example.org/c.png)\n\n"
        "## 3. What is attention?\n\nAll is well.\n"
    ),
    "docs/deep/words.md": (
        "# Words\n\n## 1. What is a token?\n\n[gone](missing.md) and [here](#nowhere).\n\n"
        "## 2. What is a word?\n\nThe the word.\n"
    ),
    "good.md": "# Good\n\n## 1. What is good?\n\nThis.\n\n## 2. What is better?\n\nThat.\n",
}


def run(*arguments: str) -> int:
    """Run `qa-lint report`."""
    return cli.main(["report", *arguments])


def page_data(page: Path) -> dict[str, Any]:
    """What the page's script reads."""
    found = _DATA.search(page.read_text("utf-8"))
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def findings(folder: Path) -> list[dict[str, Any]]:
    """The findings of a report."""
    made: list[dict[str, Any]] = json.loads((folder / "findings.json").read_text())["findings"]
    return made


def large(count: int, per_page: int = 20) -> Batch:
    """A report with so many findings, in pages of ten questions each."""
    from qa_lint.config import Settings

    rules = Registry(Settings()).select((), ())
    index = Index()
    made = []
    for number in range(count):
        page, inside = divmod(number, per_page)
        path = f"docs/part-{page % 23}/page-{page}.md"
        if not inside:
            places = [Place(0, 0, 1 + 40 * n, 1, 1 + 40 * n, 9) for n in range(10)]
            headings = (PageHeading(2, f"{n + 1}. 第 {page} 页的第 {n + 1} 题怎么回答？", None, p, p)
                        for n, p in enumerate(places))  # fmt: skip
            index.add(path, tuple(headings))
        rule = rules[number % len(rules)]
        line = 3 + 19 * inside
        word = f"词语{number % 997}"
        made.append(
            Finding(
                path, rule.id, Severity(1 + number % 3), Place(0, 9, line, 20, line, 28),
                Text(f"这里的“{word}”写得不对，应该是别的", f"'{word}' is written in another way"),
                word, f"对的{number % 89}", None,
                (Evidence("A paper with a title of usual length, 2023", "https://example.org/1"),),
                {}, f"{number:020x}",
            )
        )  # fmt: skip

    def line_of(path: str, number: int) -> str:
        return f"{path} 第 {number} 行：前面有一些文字，然后是写错的词语，后面也还有一些文字。" * 2

    report = Report(made, [], [], count // per_page, 1.0, "zh", rules, line_of)
    where = Repository("/tree", "tree", "https://github.com/a/tree",
                       "https://github.com/a/tree/blob/c/{path}?plain=1#L{line}", "c" * 40, "main",
                       frozenset(item.path for item in made))  # fmt: skip
    return Batch(
        report, [], None, where, "大仓库", "2026-01-02T03:04:05+00:00", Command(),  # type: ignore[arg-type]
        lambda path: path, index.all, index.of, None, [], {}, [],
    )  # fmt: skip
