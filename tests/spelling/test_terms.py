"""Names in a wrong form: what counts as style, and what is no name."""

from __future__ import annotations

import pytest

from qa_lint.spelling import lexicon
from qa_lint.spelling.compiled import tables
from qa_lint.spelling.english import forms
from qa_lint.spelling.terms import Names, is_style


@pytest.mark.parametrize(
    ("text", "found", "right", "style"),
    [
        ("托管在 Github 上", "Github", "GitHub", True),
        ("用 Pytorch 写", "Pytorch", "PyTorch", True),
        ("插件 GitbubCopilot 很好", "GitbubCopilot", "GitHub Copilot", False),
        ("Adobe Firefyl 出图", "Firefyl", "Firefly", False),
        ("返回 HMTL 页面", "HMTL", "HTML", False),
        ("LUR 淘汰算法", "LUR", "LRU", False),
    ],
)
def test_found(text: str, found: str, right: str, style: bool) -> None:
    names = Names(tables())
    wrong = list(names.find(text, forms(text), lexicon.get()))
    assert [(w.found, w.right, w.style) for w in wrong] == [(found, right, style)]
    assert text[wrong[0].start : wrong[0].end] == found


@pytest.mark.parametrize(
    "text",
    [
        "GitHub Copilot 与 GitHub Actions",
        "Adobe Reader 与 Adobe Firefly",
        "github.com 与 pytorch 命令",
        "用 STMP 传消息，每层都有一个 STMP",
        "在 CVRP 上求解，数据集 CUAD",
        "Redis、redis、MySQL、mysql、Kafka、kafka",
        "Meta、Go、Rust、Swift、Flask、Spark 都是常用词",
    ],
)
def test_right_forms(text: str) -> None:
    assert not list(Names(tables()).find(text, forms(text), lexicon.get()))


def test_a_hyphen_between_letters_is_no_style() -> None:
    assert is_style("Github", "GitHub") and is_style("VS code", "VS Code")
    assert not is_style("PaLME", "PaLM-E") and not is_style("Githbu", "GitHub")
