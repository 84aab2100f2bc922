"""What an unknown English word was meant to be, by the kind of edit."""

from __future__ import annotations

import pytest

from qa_lint.spelling import lexicon, slips


@pytest.mark.parametrize(
    ("word", "meant", "expected"),
    [
        ("langauge", "language", "swap"),
        ("transfomer", "transformer", "dropped"),
        ("comit", "commit", "undoubled"),
        ("copilpot", "copilot", "added"),
        ("untill", "until", "doubled"),
        ("seperate", "separate", "changed"),
        ("basketbal", "basketball", "clipped"),
        ("tokens", "token", ""),
        ("niform", "uniform", "headless"),
        ("mixin", "fixin", ""),
        ("prootocl", "protocol", "mixed"),
        ("protoclo", "protocol", "swap"),
        ("strean", "stream", "ending"),
        ("procted", "protected", "short"),
        ("serialiser", "serializer", ""),
        ("onfocus", "omnifocus", ""),
        ("acknoledgemant", "acknowledgement", "two"),
        ("commong", "common", "trailing"),
        ("jaredb", "jared", ""),
        ("lgorithm", "algorithm", "headless"),
    ],
)
def test_kind(word: str, meant: str, expected: str) -> None:
    assert slips.kind(word, meant) == expected


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("prodcut", "lower", "product"),
        ("krusckal", "lower", "kruskal"),
        ("hopcraft", "title", "hopcroft"),
        ("fuction", "lower", "function"),
        ("tokenzier", "title", "tokenizer"),
        ("exceptoin", "lower", "exception"),
        ("obesrvalbe", "lower", "observable"),
        ("trnasactoin", "lower", "transaction"),
        ("fucntion", "upper", "function"),
        ("postion", "derived", "position"),
        ("rigt", "lower", "right"),
        ("expext", "lower", "expect"),
        ("substition", "lower", "substitution"),
        ("overiding", "lower", "overriding"),
    ],
)
def test_first_candidate(word: str, case: str, expected: str) -> None:
    assert slips.meant_by(word, lexicon.get(), case)[0] == expected


@pytest.mark.parametrize("word", ["stdio", "roformer", "lpush", "optimise", "compat", "regexp"])
def test_words_of_the_trade_are_known(word: str) -> None:
    assert lexicon.get().knows(word)


@pytest.mark.parametrize("word", ["sylow", "duval", "arora", "galil", "intset"])
def test_names_are_no_slips(word: str) -> None:
    assert not slips.meant_by(word, lexicon.get(), "title") or lexicon.get().knows(word)


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("abcdef", "abcdef", True),
        ("abcdef", "badcef", True),
        ("abcdef", "acbdfe", True),
        ("abcdef", "axcdyf", True),
        ("abcdef", "abcd", True),
        ("abcdef", "xabcdefy", True),
        ("abcdef", "badcfe", False),
        ("abcdef", "axcyez", False),
        ("abc", "", False),
    ],
)
def test_two_edits(one: str, two: str, near: bool) -> None:
    assert lexicon.are_near(one, two) == near
    assert lexicon.are_near(two, one) == near
