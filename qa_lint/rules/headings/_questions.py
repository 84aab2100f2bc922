"""Question numbers and the text of a question without its number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_NUMBERED = re.compile(
    r"""\s*(?:
      (?P<prefix>问题|题目|第|Q|Question\s|问)\s*(?P<a>\d{1,4}|[一二三四五六七八九十]{1,3})
        \s*(?:题|问|个问题)?\s*(?P<a_end>[.．、:：)）]|\s|$)
     |(?P<b>\d{1,4})(?P<b_end>[.．、)）:：])(?!\d)
     |[(（](?P<c>\d{1,4})[)）]
     |(?P<d>[一二三四五六七八九十]{1,3})(?P<d_end>、)
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)


class Numbered(NamedTuple):
    """A heading's number, the manner it is written in, and the rest of its text."""

    number: int
    style: str
    rest: str


@lru_cache(maxsize=1024)  # several rules ask about the headings of a page
def numbered(text: str) -> Numbered | None:
    """Read "12. …", "12、…", "Q12: …", "问题12：…", "第12题 …", "（12）…", "十二、…"."""
    match = _NUMBERED.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    for group in "abcd":
        digits = match.group(group)
        if digits:
            break
    if not rest and group != "a":
        return None
    if group == "b" and len(digits) == 4 and digits[:2] in ("19", "20"):
        return None  # a year
    mark = unicodedata.normalize("NFKC", match.group(f"{group}_end") or "" if group != "c" else "")
    style = (match.group("prefix") or "").lower() + ("c" if group == "c" else "") + mark.strip()
    if group == "d":
        style = "zh"
    number = int(digits) if digits.isascii() else chinese_number(digits)
    return Numbered(number, style, rest) if number is not None else None


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below 100; None for what is none."""
    if "十" not in text:
        return _CHINESE.get(text) if len(text) == 1 else None
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return _CHINESE.get(tens or "一", 1) * 10 + _CHINESE.get(ones or "零", 0)


def normalised(text: str) -> str:
    """Full-width forms folded, lower case, without punctuation, symbols and blanks."""
    return unicodedata.normalize("NFKC", text).lower().translate(_KEPT)


class _Kept(dict[int, str | None]):
    """A translation table that keeps letters, digits, `+` and `#`, deciding once about each."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = unicodedata.category(char)[0] in "LN" or char in "+#"
        value = self[code] = char if kept else None
        return value


_KEPT = _Kept()
