"""Whose a number is, where a name right before or behind it has it."""

from __future__ import annotations

import re

from .context import Context, Subject
from .numbers import Number
from .places import clause_of
from .text import Sentence

_SHARE_OF_MULTIPLE = re.compile(r" ?[一-鿿a-z]{0,4} ?的 ?[约近]? ?[\d.]+ ?[多余]? ?倍")
_EXAMPLE = re.compile(r"\s*(?:如(?!今|此|下|图|表)|例如|比如|譬如|假如|e\.g\.|for example|when )")
_MODIFIES = re.compile(r" ?[一-鿿]{1,4}?的[一-鿿]{2,10}(?:在|比|会|的|，)")
#: 比 5×5 的卷积…, than a 12-layer one: what something is compared with.
_THAN = re.compile(
    r"(?<!对)(?<!占)比(?!例|如|特|较|赛)|\bthan\b(?! ?$)|相较于|相比于|"
    r"(?<![a-z])beyond(?![a-z])|(?:大过|高于|低于|多于|少于|大于|小于|超过|超越|逊于|优于)(?! ?[约近]? ?\d| ?$)"
)
_HELD_BY = re.compile(r"^ ?(?:模型)?(?:的|'s|’s) ?[^，,。；;：:、\d]{0,6}$")


def has_sized_name(context: Context, after: int) -> bool:
    """Whether a name follows the unit of a number at once: 4 层 BERT."""
    unit = re.match(r"[ -]?(?:层|头|layer) ?", context.folded[after : after + 8])
    return unit is not None and any(m.start == after + unit.end() for m in context.mentions)


def holder(
    context: Context, sentence: Sentence, number: Number, subjects: list[Subject]
) -> list[Subject]:
    """`subjects`, or the name right before a number that has it: 将 LSTM 的三个门…."""
    first, _ = clause_of(context, sentence, number.start)
    near = context.inside(first, number.start)
    if near and near[-1].role != "subject":
        gap = context.folded[near[-1].end : number.start]
        multiple = not gap.strip() and _SHARE_OF_MULTIPLE.match(context.folded, number.end)
        if multiple or _HELD_BY.match(gap):
            if near[-1].entity < 0:
                return []
            return [Subject(near[-1].entity, near[-1].variant, "clause", True)]
    at = max((m.end for m in near), default=first)
    if _THAN.search(context.folded, at, number.start):
        return []
    if subjects and subjects[0].how != "clause" and _EXAMPLE.match(context.folded, first):
        return []  # （如窗口大小为 4 时，…）
    opens = number.start - first <= 1
    if opens and subjects and subjects[0].how == "sentence":
        return [] if _MODIFIES.match(context.folded, number.end) else subjects
    if subjects and subjects[0].how in ("before", "lead", "heading"):
        lead = context.folded[first : number.start].strip()
        rest = context.folded[number.end : sentence.end]
        if not lead and len(rest) > 16:
            return []  # 5×5 卷积可以看作…: the number is the subject
    return subjects


def owner(context: Context, sentence: Sentence, after: int) -> Subject | None:
    """The entity of `1750 亿参数的 GPT-3`, `the 12-layer BERT`."""
    sized = context.folded[after - 1 : after] in tuple("bm亿")
    for mention in context.mentions:
        if after <= mention.start < after + 22 and mention.start < sentence.end:
            if sized and context.folded[after : mention.start].strip() in ("", "的"):
                if mention.entity < 0 or mention.role not in ("subject", "compared", "object"):
                    return None
                return Subject(mention.entity, mention.variant, "clause", True)
            gap = context.folded[after : mention.start]
            shape = re.match(
                r"^ ?[-个]?[一-鿿a-z -]{1,14}?(?:的| )(?:大?模型|大语言模型|语言模型)? ?$", gap
            )
            if shape is None or re.search(
                r"，|,|是|为|在|和|与|由|中|\b(?:is|in|of|and|to|for|than|as|that|while|from|vs)\b",
                gap,
            ):
                return None
            unit = re.match("^ ?个?(?:参数|层|头) ?$", gap)
            if "的" not in gap and unit is None and re.search("[一-鿿]", gap):
                return None
            if mention.entity < 0 or mention.role not in ("subject", "compared"):
                return None
            return Subject(mention.entity, mention.variant, "clause", True)
    return None
