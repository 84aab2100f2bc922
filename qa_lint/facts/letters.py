"""What single letters of a name are said to mean: the E in PaLM-E, the three letters of DPO."""

from __future__ import annotations

import re
from typing import NamedTuple

from .phrases import SMALL, capitals, stem, words_of

_WORD = r"[A-Za-z][A-Za-z-]*"
#: PaLM-E 中的 E 指 Embodied, the E in PaLM-E stands for Embodied: a part of the name.
_PART_AFTER = re.compile(
    r"\s*(?:这个)?(?:名字|名称|缩写)?(?:里面?|中)?的?\s*(?:字母|前缀|后缀)?\s*[“\"'‘]?(?P<part>[A-Z][A-Za-z]{0,3})[”\"'’]?"
    r"\s*(?:是指|指的是|指|代表|表示|是|意为|取自|来自)\s*[“\"'‘]?(?P<phrase>[A-Z][A-Za-z]+(?:[ -][A-Za-z]+){0,3})"
)
_PART_BEFORE = re.compile(r"(?<![A-Za-z])[“\"'‘]?(?P<part>[A-Z][A-Za-z]{0,3})[”\"'’]? (?:in|of) $")
_PART_MEANS = re.compile(
    r" (?:stands for|is for|is short for|means|denotes|refers to) (?:the )?[“\"'‘]?(?P<phrase>[A-Za-z]+(?:[ -][A-Za-z]+){0,3})"
)
_JOIN = r"(?:\s*(?:[、,，/]|和|与|及|以及|,? and)\s*)"
_LIST = rf"(?P<list>{_WORD}(?:{_JOIN}{_WORD}){{1,7}})"
#: DPO 的三个字母分别对应 Direct、Preference、Optimization.
_EACH_AFTER = re.compile(
    r"\s*(?:这个)?(?:名字|名称|缩写)?(?:里面?|中)?的?\s*(?:这?[一二两三四五六七八几]个?|\d ?个|各个?)?(?:英文|首)?字母"
    rf"(?:分别|依次|各自)?(?:对应|代表|表示|指的?是?|是|为)(?:的是)?[:：]?\s*{_LIST}"
)
_EACH_BEFORE = re.compile(
    r"(?<![a-z])(?:letters|initials) (?:of|in)(?: the name)? $", re.IGNORECASE
)
_EACH_MEANS = re.compile(
    rf" (?:stand for|mean|denote|are for|are short for|correspond to|represent)(?: respectively)?:? {_LIST}"
)
#: What follows a name, or a letter of it, whose meaning is told.
BEHIND = (
    _PART_AFTER.pattern, _PART_MEANS.pattern, _EACH_AFTER.pattern, _EACH_MEANS.pattern,
)  # fmt: skip


class Meaning(NamedTuple):
    """Letters of a name and the words they are said to mean, at [start, end)."""

    part: str
    start: int
    end: int
    listed: bool  # a word for each letter


def meaning(text: str, start: int, end: int) -> Meaning | None:
    """What letters of the name at [start, end) are said to mean; None when nothing is said."""
    each = _EACH_AFTER.match(text, end)
    if each is None and _EACH_BEFORE.search(text, max(0, start - 24), start):
        each = _EACH_MEANS.match(text, end)
    if each is not None:
        return Meaning(text[start:end], *each.span("list"), True)
    found = _PART_AFTER.match(text, end)
    if found is not None:
        return Meaning(found["part"], *found.span("phrase"), False)
    before = _PART_BEFORE.search(text, max(0, start - 12), start)
    if before is None:
        return None
    found = _PART_MEANS.match(text, end)
    place = found.span("phrase") if found is not None else (end, end)
    return Meaning(before["part"], *place, False)


def wrong(said: Meaning, text: str, name: str, forms: list[str]) -> tuple[int, int] | None:
    """Where the words stand that no accepted form of the name has for its letters; None: nowhere."""
    if said.part not in name:
        return None
    words = [w for w in words_of(text[said.start : said.end]) if w.lower() not in SMALL]
    known = [[stem(w) for w in words_of(form) if w.lower() not in SMALL] for form in forms]
    letters = capitals(name) if said.listed else said.part.lower()
    if said.listed:
        fits = len(words) == len(letters)
    else:
        words = words[: sum(c.isupper() for c in said.part)]
        fits = said.part != name and bool(words) and words[0][0].lower() == letters[0]
    if not fits:
        return None
    # Only letters of which some form tells can be wrong.
    alike = [run for form in known for run in _runs(form, len(words)) if _initials(run, words)]
    if not alike or any(_same(run, words) for run in alike):
        return None
    if len(words) == 1:
        return said.start, said.start + len(words[0])
    return said.start, said.end


def _runs(form: list[str], length: int) -> list[list[str]]:
    """The stretches of so many words of a form."""
    return [form[at : at + length] for at in range(len(form) - length + 1)]


def _same(run: list[str], words: list[str]) -> bool:
    """Whether two rows of words are the same but for their endings."""
    return all(
        one == stem(other) or (len(one) > 5 and one[:5] == other[:5].lower())
        for one, other in zip(run, words, strict=True)
    )


def _initials(run: list[str], words: list[str]) -> bool:
    """Whether two rows of words begin with the same letters."""
    return all(one[0] == other[0].lower() for one, other in zip(run, words, strict=True))
