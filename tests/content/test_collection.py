"""The 35 questions as one collection: numbered, listed, linked both ways, with references."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from pathlib import Path

import pytest

from qa_lint.check_file import load_document
from qa_lint.config import Settings

CONTENT = Path(__file__).resolve().parents[2] / "content"
COUNT = 35
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def _questions() -> dict[tuple[str, str], tuple[int, str]]:
    """(page, id of the heading) -> (number, the whole answer)."""
    found = {}
    for page in sorted((CONTENT / "multimodal").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        document = load_document(page.name, text, Settings())
        answers = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
        ids = [
            identifier
            for heading, identifier in zip(document.headings, document.heading_ids, strict=True)
            if heading.level == 2
        ]
        for identifier, answer in zip(ids, answers, strict=True):
            assert identifier is not None
            number = int(answer.removeprefix("## ").partition(".")[0])
            found[f"multimodal/{page.name}", identifier] = number, answer
    return found


QUESTIONS = _questions()
BY_NUMBER = {number: (page, answer) for (page, _), (number, answer) in QUESTIONS.items()}


def _target(page: str, href: str) -> int | None:
    """The number of the question that a link on a page leads to."""
    path, _, fragment = href.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    found = QUESTIONS.get((whole, fragment))
    return found[0] if found else None


def _links(number: int, kind: str) -> list[int | None]:
    """The questions that an answer's last line names as 上一题, 下一题 or 相关."""
    page, answer = BY_NUMBER[number]
    line = answer.rstrip().splitlines()[-1]
    return [_target(page, href) for label, href in _LINK.findall(line) if label.startswith(kind)]


def test_all_questions_are_there_once() -> None:
    assert sorted(number for number, _ in QUESTIONS.values()) == list(range(1, COUNT + 1))


def test_numbers_rise_on_each_page() -> None:
    for (page, _), (page_after, _) in pairwise(QUESTIONS):
        if page == page_after:
            numbers = [number for (where, _), (number, _) in QUESTIONS.items() if where == page]
            assert numbers == sorted(numbers)


def test_the_table_of_contents_lists_them_in_order() -> None:
    text = (CONTENT / "README.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- \[(\d+)\. ([^\]]+)\]\(([^)]+)\)$", text, re.MULTILINE)
    assert [int(number) for number, _, _ in entries] == list(range(1, COUNT + 1))
    for number, title, href in entries:
        assert _target("README.md", href) == int(number)
        assert BY_NUMBER[int(number)][1].startswith(f"## {number}. {title}\n")
    pages = {page for page, _ in BY_NUMBER.values()}
    assert pages <= {href for _, href in _LINK.findall(text)}


@pytest.mark.parametrize("number", range(1, COUNT + 1))
def test_an_answer_leads_on_and_back(number: int) -> None:
    assert _links(number, "上一题") == ([number - 1] if number > 1 else [])
    assert _links(number, "下一题") == ([number + 1] if number < COUNT else [])
    related = _links(number, "相关")
    assert related and None not in related and number not in related
    for other in related:
        assert other is not None and number in _links(other, "相关"), other


def test_there_are_enough_references() -> None:
    cited = set()
    for number, (_, answer) in BY_NUMBER.items():
        _, mark, rest = answer.partition("**参考文献**")
        references = re.findall(r"^- (.+)$", rest, re.MULTILINE)
        assert mark and references, number
        for reference in references:
            assert re.search(r"\b(?:19|20)\d\d\.", reference), reference
            for label, href in _LINK.findall(reference):
                if label.startswith("arXiv:"):
                    assert href == f"https://arxiv.org/abs/{label.removeprefix('arXiv:')}"
            cited.add(reference)
    assert len(cited) >= 60
