"""Misspelt words of running text: what is found, and the names and words that are left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from qa_lint.spelling import english, lexicon
from qa_lint.spelling.compiled import tables


def found(text: str, **known: str) -> list[tuple[str, str]]:
    """Each slip of a text with its first candidate."""
    listed = {wrong: (right,) for wrong, right in known.items()}
    slips = english.find(text, listed, lexicon.get(), english.words(text))
    return [(slip.word, slip.candidates[0]) for slip in slips]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用 Kuberntes 部署", ("Kuberntes", "Kubernetes")),
        ("消息队列 kafkaa 很快", ("kafkaa", "kafka")),
        ("（Pretrain Langguage Model）", ("Langguage", "Language")),
        ("in the right postion here", ("postion", "position")),
        ("they were callled twice", ("callled", "called")),
        ("执行 UPDAET 语句", ("UPDAET", "UPDATE")),
        ("类 WekaHashMap 与 ConcurrnetHashMap", ("ConcurrnetHashMap", "ConcurrentHashMap")),
        ("LangChian 的链", ("LangChian", "LangChain")),
        ("*Introductory Conbinatorics*", ("Conbinatorics", "Combinatorics")),
        ("a conviction of convolutoin", ("convolutoin", "convolution")),
        ("the long trainin of it", ("trainin", "training")),
        ("postion of a token", ("postion", "position")),
    ],
)
def test_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "作者：Zhuang Wei, Zhang Lei, Zhang Min",
        "Mélestin 与 Transforme\u0301e",
        "marikke",
        "layers of perceptrons with a ﬁlter",
        "(P)ackages 与 (M)ethods",
        "Zhuang 和 Zhang、Zhang、Zhang",
        "by Cristofer Oyarzun",
        "Nikhil Thorat 是工程师",
        "George de Mestral 发明了它",
        "Witten 与 Frank 的书",
        "we prebuilt and reloaded the subtrees, unmocked",
        "optimised, tokenised and labelled",
        "La fonction de l'exemple est une formule pour les données",
        "the nsqd and lvm daemons",
        "Sysformr: guarding large models",
        "handoz recovers two hands from one picture",
        "a benchmark of long documents for planning and for long trainin",
    ],
)
def test_left_alone(text: str) -> None:
    assert not found(text)


def test_a_name_keeps_its_own_letter_case() -> None:
    assert found("Mysq 数据库", mysq="mysql") == [("Mysq", "MySQL")]
    assert found("mysq 命令", mysq="mysql") == [("mysq", "mysql")]


def test_a_word_of_the_file_explains_a_slip() -> None:
    text = "Zorblatt zorblatt zorblatt zorblatt zorblat"
    slips = list(english.find(text, {}, lexicon.get(), english.words(text)))
    assert [(slip.word, slip.how, slip.times) for slip in slips] == [("zorblat", "file", 4)]


def test_a_language_is_told_by_its_small_words() -> None:
    assert english.is_foreign(Counter("la fonction est dans le texte pour les".split()))
    assert not english.is_foreign(Counter("the function is in the text of la place".split()))


@pytest.mark.parametrize(
    ("word", "right"),
    [("reccomended", "recommended"), ("recieves", "receives"), ("seperating", "separating")],
)
def test_inflections_of_listed_words(word: str, right: str) -> None:
    assert english.listed(word, tables().english, lexicon.get()) == (right,)


@pytest.mark.parametrize("word", ["form", "stress", "functions", "others"])
def test_other_words_are_not_listed(word: str) -> None:
    assert not english.listed(word, tables().english, lexicon.get())


def test_lists_of_handles_are_left_alone() -> None:
    handles = "感兴趣的有 zorkin、plumbat、dreskow、vuntila、hpstory、kelvanto、brunzik、ostrewa"
    assert not found(handles)
    assert not found("作者：Nadine Riedmannt，来自维也纳的工程师")
    assert found("这段 hpstory 说明 model 与 token、data、cache 和 batch 的关系") == [
        ("hpstory", "history")
    ]
