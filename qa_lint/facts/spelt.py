"""Whether something next to a name may say what its letters stand for, before a close look."""

from __future__ import annotations

import re

from . import letters
from .expansions import AFTER_BRACKET, BEFORE_SHORT, STRONG

#: What follows a name that is expanded, behind its size: a bracket, or 全称, stands for, …. All
#: that BEHIND finds begins like this, which is sought faster.
_BEGINS = re.compile(
    r"[-_ a-z0-9./]{0,20}?[ \t\n”\"'’」》*]*(?:[（(\[【]|模型|算法|方法|数据集|的|里|中|，|,|:|：|是|英文|它的|其|全|完整|代表|指|意|取自|即|也就是|"
    r"这个|这一|几个|名|词|缩写|单词|术语|简称|字母|就是|含义|来自|源自|出自|展开|写全|拼写|原意|"
    r"stands?|do(?:es|esn['’]t)? |并非|不是|is |表示|来源|由来|[=＝]|, ?short|abbreviates|denotes|means|expands|in full|comes? |derives|refers|spells?|unpacks)"
)
#: A bracket with a word in it; that of a size, such as (7B), may stand before it.
_BRACKET = (
    r"\s*[”\"'’」》*]*\s*[（(\[【](?:[^()（）\[\]【】]{0,170}?[A-Za-z]{2}| ?[\d.]+[bm] ?[)）])"
)
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_SAYS = "|".join(
    _GROUP_NAME.sub("(?:", pattern)
    for pattern in (_BRACKET, STRONG.pattern.lstrip("^") + "[A-Za-z]", *letters.BEHIND)
)
_BEHIND = re.compile(rf"[-_ a-z0-9./０-９ａ-ｚ\u00a0‐-–]{{0,20}}?(?:{_SAYS})", re.IGNORECASE)
#: What stands before a name that is given for a phrase, as in the short form of 简称.
_ENDS = re.compile(
    r"(?:[（(](?:简称|缩写|缩写为|abbreviated as|or|abbr\.?|即|又称|也称|以下简称)?|简称为?|缩写为|缩写是|简写为|"
    r"abbreviated (?:as|to)|or simply|known as)[ ：:“\"]*$"
)
_BEFORE = re.compile(
    rf"[a-z'’][ \-–‐&/\n”\"'》*]*(?:{AFTER_BRACKET.pattern}|{BEFORE_SHORT.pattern})", re.IGNORECASE
)


def may_be_explained(folded: str, start: int, end: int) -> bool:
    """Whether something next to the name at [start, end) may say what it means."""
    return (
        _BEGINS.match(folded, end) is not None
        or _ENDS.search(folded, max(0, start - 20), start) is not None
    )


def may_be_spelt_out(text: str, start: int, end: int) -> bool:
    """Whether a phrase next to a name that `may_be_explained` may be what its letters stand for."""
    return (
        _BEHIND.match(text, end) is not None
        or _BEFORE.search(text, max(0, start - 60), start) is not None
    )
