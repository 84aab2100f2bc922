"""Strings are found the same with and without an automaton."""

from __future__ import annotations

import random

import pytest

from qa_lint.facts import scan
from qa_lint.facts.scan import Scanner


def test_a_few_texts_are_looked_through_like_many(monkeypatch: pytest.MonkeyPatch) -> None:
    choose = random.Random(3)
    strings = list({"".join(choose.choices("ab模型 ", k=choose.randint(1, 7))) for _ in range(400)})
    every = Scanner(strings)
    monkeypatch.setattr(scan, "_MANY", 10)
    late = Scanner(strings)
    for size in (0, 1, 2, 3, 50, 400):
        text = "".join(choose.choices("ab模型 c", k=size))
        assert late.find(text) == every.find(text)
        assert size < 50 or late.find(text)
    assert late._automaton is None and every._automaton is not None


def test_many_texts_are_looked_through_with_an_automaton(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_MANY", 0)
    late = Scanner(["ab"])
    assert late.find("ab") == [(0, 0, 2)]
    assert late._automaton is None
    text = "ab" * scan._WITHOUT
    assert late.find(text) == [(0, at, at + 2) for at in range(0, len(text), 2)]
    assert late._automaton is not None
    assert late.find("cab") == [(0, 1, 3)]


def test_without_strings_nothing_is_found() -> None:
    assert Scanner([]).find("ab") == []


def test_an_automaton_that_is_made_beforehand_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "_MANY", 0)
    ready, late = (
        Scanner(lambda: ["ab", "b模"], scan.beginnings(["ab", "b模"])),
        Scanner(["ab", "b模"]),
    )
    ready.prepare()
    assert ready._automaton is not None and late._automaton is None
    assert ready.find("xab模ab") == late.find("xab模ab") != []
