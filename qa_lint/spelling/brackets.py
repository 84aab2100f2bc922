"""Brackets and quotation marks that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_OPEN = {"(": ")", "（": "）"}
_CLOSE = {")": "(", "）": "（"}
_BRACKET = re.compile(r"[()（）]")
#: Half-open intervals "[0, 1)" or "(0, 1]": never half of a pair, also inside of one.
_INTERVAL = re.compile(
    r"[（(][^()（）\[\]\n]{1,24},[^()（）\[\]\n]{1,24}\]|\[[^()（）\[\]\n]{1,24}[,，][^()（）\[\]\n]{1,24}[)）]"
)
#: A list marker such as "1)" or "a）", and smileys.
_NO_BRACKET = re.compile(
    r"(?:^|(?<=[\s，。；：、,;:\ufffc]))(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[:;=8]['-]?[()]+(?![A-Za-z])"
)

#: A smiley before a closing bracket of its own: "（谢谢 :)）".
_SMILING = re.compile(r"(?<=[\s\u4e00-\u9fff])[:;=]['-]?[()](?=[)）])")
#: A face of letters of other scripts: (ﾉಥ益ಥ）ﾉ.
_KAOMOJI = re.compile(
    r"[(（][^()（）\n]{0,4}[\uff61-\uff9f\u0c80-\u0cff益ωДд´｀▽╯╰≧≦∀⊙﹏□°][^()（）\n]{0,8}[)）]"
)
#: Eyes and nose: a half-width bracket put behind them would be a mouth.
_FACE = re.compile(r"[:;=8]['-]?$")


_PAIRS = re.compile(r"\(\)|（）|\[\]|【】|\"\"|“”")


def marks(text: str, between: str) -> list[str]:
    """The brackets and quotation marks alone of texts that are joined with `between`."""
    kept = re.sub(f'[^()（）“”"【】\\[\\]{between}]+', "", text)
    return kept.split(between)


@lru_cache(maxsize=10_000)
def is_paired(held: str) -> bool:
    """Whether marks pair plainly, so that neither `find` nor `find_others` finds anything.

    Kept for many: most texts hold the same few brackets.
    """
    while held:
        fewer = _PAIRS.sub("", held)
        if fewer == held:
            return False
        held = fewer
    return True


_HALF = re.compile(r"[\u4e00-\u9fff][,;:?](?=\s)")
_FULL = re.compile(r"[，；：？]")
#: A page that has half as many half-width marks as full-width ones is punctuated at will.
_AT_WILL = 0.5


@lru_cache(maxsize=2)
def is_half_width(text: str) -> bool:
    """Whether half-width marks follow Chinese so often that widths tell nothing in this text."""
    half = sum(1 for _ in _HALF.finditer(text))
    return half > 4 and half > _AT_WILL * sum(1 for _ in _FULL.finditer(text))


class Mismatch(NamedTuple):
    """The bracket at `at`: `right` is what should stand there, "" for one that never pairs."""

    at: int
    char: str
    right: str
    partner: int


def find(text: str) -> Iterator[Mismatch]:
    """Pairs of a full-width and a half-width bracket, and brackets without a partner."""
    if not _BRACKET.search(text):
        return
    skipped = {
        at for match in _NO_BRACKET.finditer(text) for at in range(match.start(), match.end())
    }
    ends = {
        at
        for pattern in (_INTERVAL, _KAOMOJI)
        for match in pattern.finditer(text)
        for at in (match.start(), match.end() - 1)
    }
    ends.update(match.end() - 1 for match in _SMILING.finditer(text))
    stack: list[int] = []
    lonely: list[int] = []
    for bracket in _BRACKET.finditer(text):
        at, char = bracket.start(), bracket.group()
        if at in ends or (at in skipped and not (char in _CLOSE and stack)):
            continue
        if char in _OPEN:
            stack.append(at)
        elif char in _CLOSE:
            if not stack:
                lonely.append(at)
                continue
            opened = stack.pop()
            if _OPEN[text[opened]] != char:
                found = _mixed(text, opened, at)
                if found.right not in _OPEN or not _FACE.search(text, 0, found.at):
                    yield found
    if len(stack) + len(lonely) == 1 and "\n\n" not in text:
        at = (stack + lonely)[0]
        if text[at] in "（）" or _in_chinese(text, at):
            yield Mismatch(at, text[at], "", -1)


def find_others(text: str) -> Iterator[Mismatch]:
    """A full-width quotation mark or 【 whose only possible partner is the half-width twin."""
    for opening, closing, half_open, half_close in _OTHERS:
        extra = text.count(opening) - text.count(closing)
        if abs(extra) != 1:
            continue
        twins = text.count(half_close)
        if half_open != half_close:
            twins = (twins - text.count(half_open)) * extra
        if twins != 1:
            continue
        if extra == 1:
            at, partner = text.rfind(half_close), text.rfind(opening)
            if partner < at and "\n" not in text[partner:at] and closing not in text[partner:at]:
                yield Mismatch(at, half_close, closing, partner)
        else:
            at, partner = text.find(half_open), text.find(closing)
            if -1 < at < partner and opening not in text[at:partner]:
                yield Mismatch(at, half_open, opening, partner)


#: Opening and closing marks, and the half-width ones that are typed for them.
_OTHERS = (("“", "”", '"', '"'), ("【", "】", "[", "]"))


def _mixed(text: str, opened: int, closed: int) -> Mismatch:
    """Of a mixed pair, the bracket that does not fit what it encloses and its surroundings."""
    inner = text[opened + 1 : closed]
    around = text[max(0, opened - 1) : opened] + text[closed + 1 : closed + 2]
    chinese = bool(re.search(r"[\u4e00-\u9fff，。、；：]", inner + around))
    wanted_open = "（" if chinese else "("
    if text[opened] == wanted_open:
        return Mismatch(closed, text[closed], _OPEN[text[opened]], opened)
    return Mismatch(opened, text[opened], _CLOSE[text[closed]], closed)


def _in_chinese(text: str, at: int) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text[max(0, at - 6) : at + 7]))
