"""What is said of names that the register does not know, and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa_lint.facts.conflicts import Statement, conflicting
from qa_lint.facts.register import Block
from qa_lint.facts.store import register
from qa_lint.facts.strangers import stranger_claims


def said(text: str, headings: Sequence[str] = ()) -> dict[str, str]:
    """The attributes that a text states of unknown names, with the exact words."""
    block = Block(text, "text", tuple(headings), "", 0)
    found = {}
    for claim in stranger_claims(block, register()):
        assert text[claim.start : claim.end] == claim.text
        found[f"{claim.entity} {claim.attribute}"] = claim.text
    return found


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Vexnor-X 由清华大学在 2021 年提出。", {"organisation": "清华大学", "year": "2021"}),
        ("Vexnor-X 是谷歌在 2019 年提出的。", {"organisation": "谷歌", "year": "2019"}),
        (
            "Vexnor-X 是一个小模型，共有 24 层，参数量为 3 亿。",
            {"layers": "24", "parameters": "3 亿"},
        ),
        ("Vexnor-X was released by Meta in 2021.", {"organisation": "Meta", "year": "2021"}),
        ("Vexnor-X has 12 layers and 3B parameters.", {"layers": "12", "parameters": "3B"}),
        ("Vexnor-X 用了 16 个注意力头，隐藏维度为 768。", {"heads": "16", "width": "768"}),
        ("Vexnor-X 的上下文长度为 2048。", {"context_length": "2048"}),
        ("Vexnor-X 是一个大模型。它有 24 层。", {"layers": "24"}),
    ],
)
def test_plain_statements_are_read(text: str, claims: dict[str, str]) -> None:
    assert said(text).items() >= {f"Vexnor-X {k}": v for k, v in claims.items()}.items()


def test_a_capitalised_word_before_chinese_is_a_name() -> None:
    assert said("Vexnor 于 2019 年提出。") == {"Vexnor year": "2019"}


def test_the_heading_gives_the_subject_of_a_pronoun_alone() -> None:
    assert said("该模型的层数为 18。", ["Vexnor-X 的结构"]) == {"Vexnor-X layers": "18"}
    assert said("编码器的层数为 18。", ["Vexnor-X 的结构"]) == {}
    assert said("该模型的层数为 18。", ["Vexnor-X 与 Quorlix-2"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Vexnor-X 使用 2019 年发布的数据集。",
        "Vexnor-X 比 Quorlix-2 多 12 层。",
        "Vexnor-X 的前 12 层被冻结。",
        "Vexnor-X 没有 24 层。",
        "Vexnor-X 有 24 层吗？",
        "如果 Vexnor-X 有 24 层，显存就不够。",
        "Vexnor-X 的两个版本分别有 12 层和 24 层。",
        "Vexnor-X 有 12 层和 24 层两种。",
        "Vexnor-X 基于 2019 年由谷歌提出的方法。",
        "有人误以为 Vexnor-X 有 24 层。",
    ],
)
def test_other_statements_are_left_alone(text: str) -> None:
    assert said(text) == {}


def test_two_values_of_one_name_contradict_each_other() -> None:
    statements = [
        Statement.of(claim)
        for text in ("Vexnor-X 的隐藏维度为 768。", "Vexnor-X 的隐藏维度是 1024。")
        for claim in stranger_claims(Block(text, "text", (), "", len(text)), register())
    ]
    assert [
        (a.written, b.written) for a, b in conflicting(statements, lambda statement: statement)
    ] == [("768", "1024")]
