"""Numbers in all their notations are one value."""

from __future__ import annotations

import pytest

from qa_lint.facts.numbers import agrees, find, parse


@pytest.mark.parametrize(
    "text",
    [
        "1750亿",
        "1,750 亿",
        "1，750亿",
        "175B",
        "175 billion",
        "1.75×10^11",
        "1.75x10¹¹",
        "0.175T",
        "1.75 千亿",
    ],
)
def test_notations_of_one_number(text: str) -> None:
    (number,) = find(text.lower())
    assert number.value == pytest.approx(1.75e11)


@pytest.mark.parametrize(
    ("text", "value"),
    [("九十六层", 96), ("十二层", 12), ("两个", 2), ("一百二十", 120), ("三亿", 3e8), ("twelve layers", 12),
     ("2^20", 2**20), ("百分之七十五", 75), ("75 %", 75), ("12,288", 12288), ("6.7b", 6.7e9)],
)  # fmt: skip
def test_values(text: str, value: float) -> None:
    assert next(find(text)).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "accepted", "right"),
    [
        ("约 1700 亿", 1.75e11, True),
        ("近 1800 亿", 1.75e11, True),
        ("超过 1700 亿", 1.75e11, True),
        ("1700 亿", 1.75e11, False),
        ("超过 1800 亿", 1.75e11, False),
        ("1000 多亿", 1.75e11, False),
        ("1.3m", 1.28e6, True),
        ("1.2m", 1.28e6, False),
        ("13b", 12.9e9, True),
        ("8b", 7e9, False),
        ("97", 96, False),
        ("百亿", 11e9, True),
        ("千亿", 1.75e11, True),
        ("百亿", 1.1e8, False),
        ("千亿", 2e12, False),
        ("一百亿", 11e9, False),
    ],
)
def test_margins(text: str, accepted: float, right: bool) -> None:
    assert agrees(next(find(text)), accepted, "count") is right


def test_percentages_and_contexts() -> None:
    assert agrees(next(find("0.75")), 75, "percent")
    assert agrees(next(find("75%")), 75, "percent")
    assert not agrees(next(find("74%")), 75, "percent")
    assert agrees(next(find("32k")), 32768, "size")
    assert not agrees(next(find("32")), 32768, "size")


def test_part_of_a_word_is_no_number() -> None:
    assert list(find("vgg16 β2 v1.5x")) == []


def test_parse_refuses_words() -> None:
    assert parse("175B") == 1.75e11
    with pytest.raises(ValueError, match="not a number"):
        parse("many")
