"""Numbers as people write them, in Chinese and English, compared as numbers.

`find` yields each number of a text with its place, value and margin: 1750亿, 1,750 亿, 175B,
175 billion and 1.75×10^11 have one value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

_SCALE = {
    "亿": 1e8, "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "万": 1e4, "千万": 1e7,
    "百万": 1e6, "十万": 1e5, "千": 1e3, "百": 1e2, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "m": 1e6, "million": 1e6, "k": 1e3, "thousand": 1e3, "t": 1e12, "trillion": 1e12,
}  # fmt: skip
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_ROUND = ("百", "千")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_UNIT = (
    r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百|"
    r"(?:billion|million|trillion|thousand|bn|[bmkt])(?![a-z])|[bmkt](?=tokens?(?![a-z]))"
)
_NUMBER = re.compile(
    r"(?<![\w.\u0370-\u03ff])(?:(?P<base>2|10) ?(?:\^|\*\*) ?\{?(?P<exp>\d{1,2})\}?"
    r"|(?P<int>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,16})(?P<frac>\.\d+)?"
    r"(?: ?(?P<more>[多余]))?"
    r"(?: ?[-–]?(?P<unit>" + _UNIT + r"))?"
    r"(?:(?: ?[×x*] ?10)(?:(?:\^|\*\*)\{?(?P<pow>-?\d{1,2}(?!\d))\}?|(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)))?"
    r"(?: ?(?P<percent>[%％]))?)(?![\d])"
    r"|百分之(?P<hundredth>[零一二两三四五六七八九十百〇\d.]+)"
    r"|(?P<han>[零一二两三四五六七八九十百千〇]+(?:[点][零一二三四五六七八九]+)?)(?P<hanunit>万亿|亿|万)?"
    r"|\b(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b",
    re.ASCII,
)
#: What a number begins with; alternatives that begin with a character each are found quickly.
_BEGIN = re.compile(
    "|".join([*"0123456789零一二两三四五六七八九十百千〇", *(rf"{word}\b" for word in _WORDS)]),
    re.ASCII,
)
_ABOUT_BEFORE = re.compile(
    r"(?:约|大约|大概|近似|差不多|左右|~|～|∼|≈|about|around|approximately|roughly|some|circa)"
    r"[^\d，,。]{0,4}$",
    re.IGNORECASE,
)
_LESS_BEFORE = re.compile(
    r"(?:不到|接近|将近|近|少于|小于|低于|不足|至多|最多|不超过|<|≤|nearly|almost|under|less than|"
    r"fewer than|below|close to|up to)[^\d，,。]{0,4}$",
    re.IGNORECASE,
)
_MORE_BEFORE = re.compile(
    r"(?:超过|大于|多于|高于|超|至少|不少于|逾|>|≥|over|more than|exceeding|above|at least|"
    r"exceeds|upwards of)[^\d，,。]{0,4}$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"^ ?(?:左右|上下|or so|~)")
_MORE_AFTER = re.compile(r"^ ?(?:多|余|以上|\+|＋|plus)")


class Number(NamedTuple):
    """A number at [start, end); `low` and `high` bound the true values it is right for."""

    start: int
    end: int
    value: float
    low: float
    high: float
    percent: bool
    plain: bool  # written with digits, without scale or margin
    written: str  # "digits", "han" or "word"


def _han(text: str) -> float:
    """The value of a Chinese numeral such as 九十六 or 一千七百五十."""
    whole, _, fraction = text.partition("点")
    if whole and all(c in _DIGITS for c in whole):
        total = 0
        for c in whole:
            total = total * 10 + _DIGITS[c]
    else:
        total, digit = 0, 0
        for c in whole:
            if c in _TENS:
                total += (digit or 1) * _TENS[c]
                digit = 0
            else:
                digit = _DIGITS.get(c, 0)
        total += digit
    value = float(total)
    for place, c in enumerate(fraction, 1):
        value += _DIGITS.get(c, 0) / 10**place
    return value


def _precision(match: re.Match[str], scale: float) -> float:
    """Half a unit of the last digit that was written."""
    fraction = match["frac"]
    if fraction:
        return 0.5 * scale / math.pow(10, len(fraction) - 1)
    digits = re.sub(r"\D", "", match["int"])
    significant = digits.rstrip("0")
    step = math.pow(10, len(digits) - len(significant))
    # A bare "96" is meant exactly; "1.3M" or "340M" are rounded to what is written.
    return 0.5 * scale * (step if scale > 1 and step < 10 else 1) if scale > 1 else 0.0


def _value(match: re.Match[str]) -> tuple[float, float, bool, str]:
    """(value, half of the rounding step, percent, how it is written)."""
    if match["exp"]:
        return math.pow(float(match["base"]), int(match["exp"])), 0.0, False, "digits"
    if match["hundredth"]:
        text = match["hundredth"]
        return (float(text) if text[0].isdigit() else _han(text)), 0.0, True, "digits"
    if match["han"]:
        return _han(match["han"]) * _SCALE.get(match["hanunit"] or "", 1), 0.0, False, "han"
    if match["word"]:
        return float(_WORDS[match["word"].lower()]), 0.0, False, "word"
    number = float(re.sub("[,，]", "", match["int"]) + (match["frac"] or ""))
    scale = _SCALE.get((match["unit"] or "").lower(), 1.0)
    power = match["pow"] or (match["sup"] or "").translate(_SUPERSCRIPT)
    if power and abs(int(power)) <= 30:
        scale *= 10.0 ** int(power)
    return number * scale, _precision(match, scale), bool(match["percent"]), "digits"


def _margin(text: str, match: re.Match[str], value: float, step: float) -> tuple[float, float]:
    before = text[max(0, match.start() - 14) : match.start()]
    after = text[match.end() : match.end() + 8]
    low, high = value - step, value + step
    if match["hanunit"] and match["han"] in _TENS:
        return value, value * 10  # 百亿参数: an order of magnitude
    if match["more"] or _MORE_AFTER.match(after) or _MORE_BEFORE.search(before):
        low, high = value, value * 1.5
    elif _LESS_BEFORE.search(before):
        low, high = value * 0.7, value
    elif _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after):
        low, high = min(low, value * 0.9), max(high, value * 1.1)
    return low, high


def places(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Where numbers stand in folded text[start:end]; `made` reads one."""
    stop = len(text) if end is None else end
    at = start
    while True:
        begin = _BEGIN.search(text, at, stop)
        if begin is None:
            return
        match = _NUMBER.match(text, begin.start(), stop)
        if match is None:
            at = begin.start() + 1
        else:
            yield match
            at = match.end()


def made(text: str, match: re.Match[str]) -> Number | None:
    """The number at a place of a text; None: too large, or too vague, for anything."""
    try:
        value, step, percent, written = _value(match)
    except (ValueError, OverflowError):
        return None
    if match["han"] in _ROUND and not match["hanunit"]:
        return None  # 百层网络: any large number
    low, high = _margin(text, match, value, step)
    plain = bool(match["int"]) and not match["unit"] and not match["frac"]
    return Number(match.start(), match.end(), value, low, high, percent, plain, written)


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """All numbers in folded text[start:end], offsets in `text`."""
    for match in places(text, start, end):
        number = made(text, match)
        if number is not None:
            yield number


def parse(text: str) -> float:
    """The value of a number of a pack, such as 175B or 76.2%; raises ValueError."""
    cleaned = text.strip().lower()
    found = list(find(cleaned))
    if len(found) != 1 or cleaned[found[0].end :].strip() or found[0].start:
        raise ValueError(f"'{text}' is not a number")
    return found[0].value


def agrees(number: Number, accepted: float, kind: str) -> bool:
    """Whether a number of a text may stand for the accepted value.

    `kind`: "count", "size" (exact, but 2K, 4K, 32K are also multiples of 1024), "percent".
    """
    if kind == "percent":
        value = number.value if number.percent or number.value > 1 else number.value * 100
        wanted = accepted if accepted > 1 else accepted * 100
        near = 0.06 if abs(value - round(value)) > 1e-9 else 0.5
        if number.low < number.value * 0.99 or number.high > number.value * 1.01:
            return number.low * 0.95 <= wanted <= number.high * 1.05
        return abs(value - wanted) <= near
    if number.low - 1e-9 <= accepted <= number.high + 1e-9:
        return True
    if kind == "size":
        return not number.plain and accepted in (
            number.value * 1.024, number.value * 1.024**2, number.value / 1000 * 1024
        )  # fmt: skip
    if number.value in (number.low, number.high) and number.low < number.high:
        return False  # "over" and "nearly" are not said of a rounded number
    return accepted >= 1e6 and _rounded(accepted, number.value)


def same_rounded(one: float, other: float) -> bool:
    """Whether one of two values is the other, rounded to two digits or more."""
    return _rounded(one, other) or _rounded(other, one)


def _rounded(exact: float, said: float) -> bool:
    """Whether `said` is `exact` rounded: 12.9B said as 13B, but not 175B as 180B."""
    if abs(exact - said) > 0.02 * exact:
        return False
    return any(abs(float(f"{exact:.{digits}e}") - said) < said * 1e-9 for digits in (1, 2, 3))
