"""Brackets and quotation marks: the one that is wrong, and what is no pair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.spelling import brackets


def mended(text: str) -> str:
    """The text after all fixes."""
    chars = list(text)
    for item in (*brackets.find(text), *brackets.find_others(text)):
        if item.right:
            chars[item.at] = item.right
    return "".join(chars)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("阈值（threshold)取一半", "阈值（threshold）取一半"),
        ("阈值(threshold）取一半", "阈值（threshold）取一半"),
        ("see (the note） here", "see (the note) here"),
        ('他说“可以"就行', "他说“可以”就行"),
        ('他说"可以”就行', "他说“可以”就行"),
        ("见【注一]所述", "见【注一】所述"),
    ],
)
def test_mended(text: str, fixed: str) -> None:
    assert mended(text) == fixed
    assert mended(fixed) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "1) 甲 2) 乙 a) 丙",
        "分成几个桶（例如 [0,0.2)→0, [0.2,0.5)→1），每桶一个计数。",
        "好的 :) 再见 ;-)",
        "区间 [0, 1) 与 (0, 1] 与 [a，b)",
        "（外层(内层)完）",
        '屏幕 27" 宽，“甲”与"乙"',
        "“甲”“乙”，【一】[2] a[0]",
    ],
)
def test_no_pair_is_wrong(text: str) -> None:
    assert not [item for item in brackets.find(text) if item.right]
    assert not list(brackets.find_others(text))


@settings(derandomize=True)
@given(st.text('()（）[]【】“”"甲a, 1:\n', max_size=24))
def test_fixes_come_to_an_end(text: str) -> None:
    """Repeated as --fix repeats them: one fix may make a pair of what stood apart."""
    seen = text
    for _ in range(4):
        once = mended(seen)
        assert len(once) == len(text)
        if once == seen:
            return
        seen = once
    assert mended(seen) == seen


@pytest.mark.parametrize(
    ("text", "paired"),
    [
        ('（a）(b)[c]【d】“e”"f"', True),
        ("（(a)）", True),
        ("（a)", False),
        ('“a"', False),
        ("1) a", False),
        ("[0, 1)", False),
        ("", True),
    ],
)
def test_plainly_paired(text: str, paired: bool) -> None:
    assert [brackets.is_paired(held) for held in brackets.marks(f"x\0{text}", "\0")] == [
        True,
        paired,
    ]


def test_a_page_that_punctuates_half_width() -> None:
    half = "先读数据, 再分段; 然后排序, 最后写出: 结果, 日志, 以及报告。"
    assert brackets.is_half_width(half)
    assert not brackets.is_half_width(half + "一，二，三，四，五；" * 4)
    assert not brackets.is_half_width("只有一处, 两处, 而已。")
