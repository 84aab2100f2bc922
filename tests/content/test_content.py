"""The Q&A: its code runs, its pictures exist, its questions are numbered without a gap."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa_lint.cli import main

CONTENT = Path(__file__).resolve().parents[2] / "content"
PAGES = sorted(CONTENT.rglob("*.md"))
_RUNNABLE = re.compile(r"^```python runnable\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (page, number, match.group(1))
    for page in PAGES
    for number, match in enumerate(_RUNNABLE.finditer(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(
    ("page", "number", "code"), BLOCKS, ids=[f"{p.name}-{n}" for p, n, _ in BLOCKS]
)
def test_runnable_code(page: Path, number: int, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_questions_are_numbered_once() -> None:
    numbers = [
        int(number)
        for page in PAGES
        if page.parent.name == "multimodal"
        for number in re.findall(r"^## (\d+)\. ", page.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(numbers) >= 10 and len(set(numbers)) == len(numbers)


def test_every_answer_has_its_parts() -> None:
    for page in PAGES:
        if page.parent.name != "multimodal":
            continue
        for answer in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            for part in ("**简答**", "**常见错误**", "**追问**", "**参考文献**", "*In English:"):
                assert part in answer, (page.name, answer[:30], part)


def test_content_is_clean_under_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path))
    monkeypatch.chdir(CONTENT.parent)
    assert main(["check", "content"]) == 0
