"""The automaton over known wrong forms: bounds, context, and right forms that hold a wrong one."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from qa_lint.spelling import curated
from qa_lint.spelling.curated import Curated
from qa_lint.spelling.entries import Typo

TYPOS = (
    Typo("列如", ("例如",)),
    Typo("列如下", ("如下",), severity="info"),
    Typo("Pytroch", ("PyTorch",)),
    Typo("回的", ("回得",), before=("返",)),
)


@pytest.fixture(params=[0, curated._WITHOUT], autouse=True)
def _both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With the automaton and without it."""
    monkeypatch.setattr(curated, "_WITHOUT", request.param)
    yield


def found(text: str, *protected: str) -> list[tuple[str, str]]:
    return [
        (text[match.start : match.end], match.typo.right[0])
        for match in Curated(TYPOS, protected).find(text)
    ]


@pytest.mark.parametrize("ahead", ["", "abc ", "前文，", "é ", "😀😀", "𠀀"])
def test_offsets_are_code_points(ahead: str) -> None:
    assert found(ahead + "列如，Pytroch") == [("列如", "例如"), ("Pytroch", "PyTorch")]


def test_words_of_latin_letters_are_whole() -> None:
    assert not found("myPytroch Pytroch2 Pytroch_x")
    assert found("用Pytroch写") == [("Pytroch", "PyTorch")]


def test_a_longer_form_hides_a_shorter_one() -> None:
    assert found("列如下") == [("列如下", "如下")]
    assert not found("一系列如此", "系列如此")
    assert found("一系列如此", "系列如彼") == [("列如", "例如")]


def test_a_right_form_is_a_whole_word() -> None:
    assert not found("Pytroch Lite", "Pytroch Lite")
    assert found("Pytroch Literal", "Pytroch Lite") == [("Pytroch", "PyTorch")]


def test_context() -> None:
    assert found("返回的与来回的") == [("回的", "回得")]


def test_a_lone_surrogate_does_no_harm() -> None:
    assert found("\ud800列如") == [("列如", "例如")]


def test_the_same_is_found_once_the_automaton_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    choose = random.Random(5)
    forms = {"".join(choose.choices("ab模型的", k=choose.randint(1, 5))) for _ in range(60)}
    typos = [Typo(form, ("",)) for form in sorted(forms)]
    monkeypatch.setattr(curated, "_WITHOUT", 10_000)
    late, ready = Curated(typos), Curated(typos)
    ready.prepare()
    for _ in range(200):
        text = "".join(choose.choices("ab模型的 ，", k=40))
        assert list(late.find(text)) == list(ready.find(text))
    assert late._automaton is None
    list(late.find("模" * 10_000))
    assert late._automaton is not None
