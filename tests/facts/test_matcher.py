"""Places, binding, severities and reasons of what the matcher finds."""

from __future__ import annotations

import json

from qa_lint.facts.matcher import analyse, claims, match
from qa_lint.facts.register import Block
from tests.facts.support import hits, models


def facts(text: str, **more: object) -> list[str]:
    return [hit.fact for hit in hits(text, **more)]


def test_the_place_is_the_wrong_words() -> None:
    (hit,) = hits("我们知道 GPT-3 的参数量是 175 亿。")
    assert hit.text == "175 亿"
    assert (hit.start, hit.end) == (17, 22)
    assert hit.severity == "warning"


def test_a_heading_names_the_subject() -> None:
    assert facts("该模型由谷歌提出。", headings=("多模态", "13. CLIP 的原理？")) == [
        "clip/organisation"
    ]


def test_a_heading_with_two_names_is_uncertain() -> None:
    found = hits("它由微软提出。", headings=("比较 BERT 和 GPT-3",))
    assert {hit.severity for hit in found} == {"info"}
    assert all(hit.reason[0] for hit in found)


def test_an_inner_heading_about_something_else_ends_the_scope() -> None:
    assert facts("它由谷歌提出。", headings=("CLIP", "XLNet 的原理")) == []


def test_the_lead_names_the_subject() -> None:
    assert facts("由谷歌提出。", lead="CLIP 有以下特点：") == ["clip/organisation"]
    assert facts("由谷歌提出。", lead="与 CLIP 相比，XLNet 有以下特点：") == []


def test_a_cell_does_not_look_above() -> None:
    assert facts("由谷歌提出", kind="cell", headings=("CLIP",)) == []


def test_the_sentence_before_names_the_subject() -> None:
    assert facts("CLIP 是多模态模型。它由谷歌提出。") == ["clip/organisation"]
    assert facts("CLIP 是多模态模型。XLNet 由谷歌提出。") == []


def test_code_and_pictures_are_no_words() -> None:
    assert facts("CLIP 由 \ufffc 提出。") == []


def test_years_get_a_replacement_and_expansions_too() -> None:
    (hit,) = hits("GPT-3 于 2018 年发布。")
    assert hit.replacement == "2020"
    (hit,) = hits("LoRA 的全称是 Low-Resource Adaptation。")
    assert hit.replacement == "Low-Rank Adaptation"


def test_blocks_are_told_apart() -> None:
    blocks = [
        Block("CLIP 由谷歌提出。", index=4),
        Block("无关。", index=5),
        Block("BERT 有 7 层。", index=6),
    ]
    assert [(hit.block, hit.fact) for hit in match(blocks, models())] == [
        (4, "clip/organisation"),
        (6, "bert/layers"),
    ]


def test_claims_are_plain_and_normalised() -> None:
    made = claims([Block("GPT-3 有 1,750 亿参数。XLNet-R 由 Google 提出。")], models())
    assert json.loads(json.dumps(made)) == [list(map(_plain, claim)) for claim in made]
    assert [(c.entity, c.attribute, c.value, c.known) for c in made] == [
        ("gpt-3", "parameters", "1.75e+11", True),
        ("XLNet-R", "organisation", "Google", False),
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_nothing_in_nothing() -> None:
    assert analyse([], models()) == ([], [])
    assert analyse([Block("")], models()) == ([], [])
