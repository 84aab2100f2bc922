"""Sentences, clauses and polarity."""

from __future__ import annotations

import pytest

from qa_lint.facts import text as t


def parts(words: str) -> list[str]:
    return [words[s.start : s.end].strip() for s in t.sentences(words)]


def test_sentences_in_both_languages() -> None:
    assert parts("甲是乙。丙是丁！") == ["甲是乙。", "丙是丁！"]
    assert parts("It has 1.5 parts. See Devlin et al. for more.") == [
        "It has 1.5 parts.",
        "See Devlin et al. for more.",
    ]


def test_a_wrapped_line_goes_on_and_an_item_does_not() -> None:
    assert len(parts("这一句话很长所以在这里折行，\n后面还是同一句。")) == 1
    assert parts("方法如下：\n●甲\n●乙") == ["方法如下：", "●甲", "●乙"]


def test_a_comma_in_a_number_or_after_a_year_ends_no_clause() -> None:
    words = "2018 年，谷歌提出了它，有 12,288 维。"
    (sentence,) = t.sentences(words)
    assert [words[a:b] for a, b in sentence.clauses] == [
        "2018 年，谷歌提出了它，",
        "有 12,288 维。",
    ]


@pytest.mark.parametrize(
    "words", ["它是谷歌提出的吗？", "为什么用它", "What is it?", "是否需要微调"]
)
def test_questions(words: str) -> None:
    assert t.is_question(words)


@pytest.mark.parametrize("words", ["如果用它", "可以考虑用它", "It might use X.", "若使用它"])
def test_unreal(words: str) -> None:
    assert t.is_unreal(words)


@pytest.mark.parametrize("words", ["若干模型", "它可以用于分类", "It can use X."])
def test_real(words: str) -> None:
    assert not t.is_unreal(words)


@pytest.mark.parametrize(
    "words", ["有人误以为它是", "常见错误：", "It is a myth that", "常被误写成"]
)
def test_reported(words: str) -> None:
    assert t.is_reported(words)


def negated(words: str, value: str) -> bool:
    at = words.index(value)
    return t.is_negated(words, 0, at, at + len(value), len(words))


@pytest.mark.parametrize(
    "words",
    [
        "它不使用强化学习",
        "并非强化学习",
        "没有强化学习",
        "without 强化学习",
        "instead of 强化学习",
        "强化学习是错的",
    ],
)
def test_negations(words: str) -> None:
    assert negated(words, "强化学习")


@pytest.mark.parametrize(
    "words",
    ["它不仅使用强化学习", "不是监督学习而是强化学习", "不断使用强化学习", "无论如何都用强化学习"],
)
def test_what_only_looks_like_a_negation(words: str) -> None:
    assert not negated(words, "强化学习")
