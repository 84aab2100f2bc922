"""What is no language is masked, and a text without is told at once."""

from __future__ import annotations

import re

import pytest

from qa_lint.spelling import mask

PIECES = (
    "someone@host.org",
    "@scope/name",
    "https://a.b/c",
    "./a/b",
    "a/b/c",
    "setup.py",
    "snake_case",
    "lowerCamel",
    "call(x)",
    "--option",
    "-v",
    "3f2a9c1",
    "abcdef1",
    "1abcdef",
    "a1b2c3d4e5",
    "1234567a",
    "v1.2",
    "\\alpha",
    "{x}",
    "&amp;",
    ":smile:",
    "[1]",
    "[^note]",
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("around", ["", "前 {} 后", "前{}后", "a {} b."])
def test_the_quick_look_misses_nothing(piece: str, around: str) -> None:
    text = around.replace("{}", piece) or piece
    hidden, _ = mask.hide(text)
    assert hidden != text or around == "前{}后"
    assert mask.mask(text) == hidden
    assert len(hidden) == len(text)


@pytest.mark.parametrize(
    "text", ["", "只有汉字，没有别的。", "Plain words, and more (of them).", "1)"]
)
def test_nothing_to_hide(text: str) -> None:
    assert mask.hide(text) == (text, [])
    assert mask.mask(text) == text


def test_marks_stand_where_something_is_hidden() -> None:
    text = "一\0二 a_b 三\0四\0v1.2"
    parts = [len(re.findall("\0", text[:at])) for at in mask.marks(text)]
    assert sorted(set(parts)) == [1, 3]


def test_an_address_behind_letters() -> None:
    assert mask.mask("见xhttps://a.example/b 处").endswith(" 处")
    assert "a.example" not in mask.mask("见xhttps://a.example/b 处")
    assert "b" not in mask.mask("git://host.example/b")
