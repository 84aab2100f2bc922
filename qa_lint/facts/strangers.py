"""Claims about names that the register does not know, in the plainest forms only.

They are compared between pages and offered as candidates for facts; nothing is held against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import numbers
from .register import Block, Register
from .result import Claim
from .strange import STRANGER
from .text import is_question, is_reported, is_unreal
from .words import fold

_NAME = (
    r"(?:^|[，,。；;：:！？!?\n“\"《(（]\s?|[.] |[●•\-*] ?|其中|而|但)"
    r"(?P<name>(?=[A-Za-z0-9.+\-]{2,32}(?![A-Za-z0-9.+\-]))(?=[A-Za-z0-9.+\-]*[A-Z])[A-Za-z]"
    r"[A-Za-z0-9.+\-]*[A-Z0-9][A-Za-z0-9.+\-]*)"
)
_MADE_ZH = "提出|发布|推出|开发|研发|开源|发表|设计"
_MADE_EN = "proposed|introduced|developed|released|published|presented|created|open-sourced"
_QUICK = re.compile(
    r"[A-Za-z\d）)] ?(?:模型)?(?:由|于|在|是由|最早|首次|有|共|拥有|具有|包含|的|was|were|is|has|with)"
)
_CAPITAL = re.compile("[A-Z]")
_DATED = re.compile("(?:19|20)[0-9][0-9]")
_START = re.compile(_NAME)
_BY = re.compile(
    rf"^ ?(?:模型)?(?:[（(][^（）()]{{1,80}}[)）])? ?(?:是|最早|首次|最初)?由 ?(?P<zh>[^ ，,。；;\n][^，,。；;\n]{{1,24}}?)(?:团队|公司)?"
    rf"(?:的研究人员)?(?: ?(?:于|在)[^，,。；;\n]{{0,14}}?)? ?(?:共同|首次|率先|正式)?(?:{_MADE_ZH})"
    rf"| (?:was|were|is) (?:first )?(?:{_MADE_EN})(?: in \d{{4}})? by (?:researchers (?:at|from) )?(?P<en>[A-Z][A-Za-z ]{{1,24}}?)(?= in| and|[.,;]|$)"
)
_YEAR = re.compile(
    rf"^ ?(?:模型)?(?:[（(][^（）()]{{1,80}}[)）])? ?(?:由[^，,。；;\n]{{2,20}})?(?:于|在) ?(?P<zh>(?:19|20)\d\d) ?年[^，,。；;\n]{{0,10}}?(?:{_MADE_ZH}|问世)"
    rf"| (?:was|were|is) (?:first )?(?:{_MADE_EN})(?: by [^,.;]{{2,30}}?)? in (?:[A-Z][a-z]+ )?(?P<en>(?:19|20)\d\d)"
)
_SIZE = re.compile(
    r"^ ?(?:模型)?(?:的|共有|一共有|拥有|具有|包含|有|has|with|contains)? ?(?:the )?(?P<cue>参数量|参数规模|层数|词表大小|专家数)?"
    r"(?:为|是|约为|达到|达|：|:|约)? ?"
)
_UNITS = {"参数": "parameters", "层": "layers", "专家": "experts", "词表": "vocabulary"}
_AFTER = re.compile(r"^ ?(?:个|的)? ?(?P<unit>参数|层(?!级)|专家|parameters|layers|experts)")


def first_name(text: str) -> str:
    """The first Latin name of a text that is written like that of a model, "" for none."""
    match = STRANGER.search(text)
    return match[0].rstrip(".-+") if match else ""


def stranger_claims(block: Block, register: Register) -> Iterator[Claim]:
    """Claims of a block about names that are not in the register."""
    text = block.text
    if _CAPITAL.search(text) is None:
        return
    if not _states(text):
        return
    if _QUICK.search(text) is None:
        return
    for match in _START.finditer(text):
        name = match["name"].rstrip(".-+")
        if register.knows(name) or name.isdigit():
            continue
        end = match.start("name") + len(name)
        rest = text[end : end + 160]
        found = list(_of(rest, name, end, block.index, register))
        if found:
            stop = re.search(r"[。！？!?\n]", text[end:])
            sentence = text[match.start() : end + (stop.end() if stop else len(text))]
            if not (is_question(sentence) or is_reported(sentence) or is_unreal(sentence)):
                yield from found


def _states(text: str) -> bool:
    """Whether a maker, a thing that is counted or a year may be named."""
    return (
        "由" in text
        or "层" in text
        or "参数" in text
        or " by " in text
        or "layers" in text
        or "专家" in text
        or "词表" in text
        or "parameters" in text
        or "experts" in text
        or _DATED.search(text) is not None
    )


def _of(rest: str, name: str, at: int, index: int, register: Register) -> Iterator[Claim]:
    by = _BY.match(rest)
    if by is not None:
        group = "zh" if by["zh"] else "en"
        words = by[group].strip().removeprefix("了")
        value = register.value_of("organisation", words)
        if value:
            yield _claim(
                index, at, by.start(group), by.end(group), name, "organisation", value, 0, 0, words
            )
    year = _YEAR.match(rest)
    if year is not None:
        group = "zh" if year["zh"] else "en"
        value = year[group]
        yield _claim(
            index,
            at,
            year.start(group),
            year.end(group),
            name,
            "year",
            value,
            float(value),
            float(value),
            value,
        )
    size = _SIZE.match(rest)
    if size is not None and size.end():
        yield from _sizes(rest, size, name, at, index)


def _sizes(rest: str, size: re.Match[str], name: str, at: int, index: int) -> Iterator[Claim]:
    number = next(numbers.find(fold(rest), size.end(), min(len(rest), size.end() + 28)), None)
    if number is None or number.start - size.end() > 2 or number.percent or number.value <= 1:
        return
    cue = size["cue"] or ""
    attribute = next((a for word, a in _UNITS.items() if word in cue), None)
    if attribute is None:
        unit = _AFTER.match(rest[number.end :])
        if unit is None:
            return
        attribute = _UNITS.get(unit["unit"], unit["unit"])
    written = rest[number.start : number.end]
    yield _claim(
        index,
        at,
        number.start,
        number.end,
        name,
        attribute,
        f"{number.value:g}",
        number.low,
        number.high,
        written,
    )


def _claim(
    index: int, at: int, start: int, end: int, name: str, attribute: str, value: str, low: float,
    high: float, written: str,
) -> Claim:  # fmt: skip
    return Claim(
        index, at + start, at + end, name, False, "", attribute, value, low, high, (), True, written
    )
