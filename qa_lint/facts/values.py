"""Numbers that are said of an entity: which attribute, and whether a fact agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import numbers
from .agents import year_subjects
from .attributes import attribute_of
from .context import Context, Subject, clause_of
from .cues import Cues
from .numbers import Number
from .text import Sentence, is_negated

_TIMES = re.compile(r"\s*[×x*✕]\s*\d+(?:\.\d+)?(?:\s*[×x*✕]\s*\d+)?")
_PART = re.compile(
    r"(?:第|前|后|上|几|(?<![散分切缩化])成|最后|每|顶|底|最上面?|倒数|每隔|隔|另|其余|剩余|其他|额外|另外|增加了?|减少了?|多了?|少了?|去掉|去除|添加了?|加入|加了?|新增|"
    r"减少到|可见的?|看到|看见|留下|剩下|保留|提高了?|提升了?|降低了?|下降了?|缩小了?|加上|若干|数|上述|上下|左右|这|那|该|某|任意|同|图|表|节|章|式|公式|问题|步骤|"
    r"(?<![a-z])(?:first|last|top|bottom|each|every|per|additional|extra|other|another|remaining|visible|unmasked|by|figure|table|section|fig\.?|step|"
    r"next|these|those|the two|layer|version|v))\s*[约了]?\s*$"
)
_DENIAL = re.compile(
    r"(?:不是|并非|并不是|没有|不为|isn['’]t|is not|does not have|doesn['’]t have|are not|was not)[^，,。]{0,4}$"
)


_PART_OF = re.compile(
    r"(?:采用|使用|用|包含|包括|有|基于|由|堆叠|组成|是|为|以|uses?|using|has|have|with|of|is|an?|contains?|stacks?)(?:了|一个)? ?(?:the |an? )?$"
)


#: 推理速度提高 3 倍（batch 大小 1，序列长度 2,048）: what something was measured with.
_MEASURED = re.compile(
    r"速度|吞吐|延迟|时延|耗时|加速|提速|用时|性能|显存|speed|throughput|latency|faster|slower"
)
_FOR_EXAMPLE = re.compile(r"[^，,。；;（）()]{0,16}为例")
#: 至少要包含三层：, 有三层含义: layers of meaning.
_LAYERS_OF_MEANING = re.compile(
    r" ?层 ?(?:[：:]|意思|含义|意义|理解|关系|因素|原因|逻辑|递进|目标)"
)
#: instantiates a randomly initialised BERT model with ten layers
_MADE_ONE = re.compile(
    r"(?<![a-z])(?:instantiat|initiali[sz]|creat|build|built|defin|configur|construct)[a-z]* "
    r"(?:an?|our|your|one) [^,.;]{0,60} with (?:only )?$"
)
_SHARE_OF_MULTIPLE = re.compile(r" ?[一-鿿a-z]{0,4} ?的 ?[约近]? ?[\d.]+ ?[多余]? ?倍")
#: What somebody sets it to, not what it is.
_SETUP = re.compile(
    r"(?:将|把|我们|可以|可)[^，,。；;]*(?:设置?|定义|限制|改|调整?)(?:为|成|到) ?$|"
    r"指定[^，,。；;]*(?:为|是) ?$"
)
#: 由 1024 扩展到 2048: the first number is what was before.
_FROM = re.compile(r"(?:由|从|(?<![a-z])from)[^，,。；;\d]{0,10}$")
_TO = re.compile(
    r"^[^，,。；;]{0,10}?(?:扩展|提升|增加|提高|翻倍|扩大|减少|降低|压缩|缩小|升级|增长|跃升|扩充|拓展|延长|改|减|增|降|升|变|拉长)?(?:到|至|→|->)|^[^，,。；;]{0,6}?(?:变|改|换|升|增|减)[为成]|^[^,.;]{0,20}? to "
)
_EXAMPLE = re.compile(r"\s*(?:如(?!今|此|下|图|表)|例如|比如|譬如|假如|e\.g\.|for example|when )")
_MODIFIES = re.compile(r" ?[一-鿿]{1,4}?的[一-鿿]{2,10}(?:在|比|会|的|，)")
_JOINED = re.compile(
    r"[，,](?=(?:达到?了?|高达|约?为|约|只有|仅为|仅有|可达|大约|一般为|通常为|默认为)[约为]? ?$)"
)
_MINUS = re.compile(r"[\w一-鿿] ?[-+−] ?$")  # 长度 - 1
_RANGE_AFTER = re.compile(r"^[bmk%亿万]? ?(?:[-~–—～]|到|至) ?\d")
_RANGE_BEFORE = re.compile(r"\d[bmk%亿万]? ?(?:[-~–—～]|到|至) ?$")
#: 比 5×5 的卷积…, than a 12-layer one: what something is compared with.
_THAN = re.compile(r"(?<!对)(?<!占)比(?!例|如|特|较|赛)|\bthan\b(?! ?$)|相较于|相比于")
_HELD_BY = re.compile(r"^ ?(?:模型)?(?:的|'s|’s) ?[^，,。；;：:、\d]{0,6}$")
#: 参数规模为 175B 的 Codex.
_OF_STRANGER = re.compile(
    r"^ ?[^\s，,。；;：:\d]{0,8}?的 ?(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9])"
)
#: a 280B Gopher
_SIZE_BEFORE = re.compile(r"^ ?(?:的 ?)?(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9])")
#: 初始化一个 6 层的 BERT, 蒸馏到 4 层 BERT: one that somebody makes.
_INSTANCE = re.compile(r"(?:一个|到|成|构建|搭建|训练|初始化|(?<![a-z])an?) ?$")
_RESTRICTS = re.compile(r"(?:为|是|达到?|with an? [a-z ]{3,20} of) ?$")
_COUNTED = re.compile(
    r" ?(?:个|次|步|张|轮|条|维|类|多|万|人|块|篇|k|倍|层|种|epoch|step|iteration|image|token|sample|categor|class|param|layer|dim|x|×)"
)


#: How far before a number its cue may end, and how far behind it its unit may begin.
_CUE_REACH, _UNIT_REACH = 16, 24


class NumberClaim(NamedTuple):
    """A number that is said of an attribute of a subject."""

    number: Number
    subject: Subject
    attribute: str
    denied: bool


def number_claims(
    context: Context, sentence: Sentence, near: Sequence[int], extra: frozenset[str]
) -> Iterator[NumberClaim]:
    """All claims with a number in a sentence.

    `near` are the offsets of units and cues next to a number; `extra` are attributes to see for
    any entity.
    """
    folded = context.folded
    cues: list[Cues] | None = None
    for match in numbers.places(folded, sentence.start, sentence.end):
        start, end = match.span()
        beside = any(start - _CUE_REACH <= at <= end + _UNIT_REACH for at in near)
        if not beside and (end - start != 4 or not match["int"]):
            continue
        if any(m.start < end and start < m.end for m in context.mentions):
            continue
        number = numbers.made(folded, match)
        if number is None:
            continue
        if number.plain and 1950 <= number.value <= 2035 and number.value == int(number.value):
            yield from _years(context, sentence, number)
            if context.text[number.end : number.end + 2].strip().startswith("年"):
                continue
        if not beside:
            continue
        if cues is None:
            cues = _cues(context, extra)
        if any(_near(context, sentence, number, one) for one in cues):
            yield from _numbers(context, sentence, number, extra)


def _cues(context: Context, extra: frozenset[str]) -> list[Cues]:
    """The vocabulary of all attributes that a number of the block may be said of."""
    register = context.register
    made: dict[int, Cues] = {}
    sized = False
    for entity in context.entities:
        names = register.value_attributes[entity]
        sized = sized or bool(names & extra)
        for name in names:
            if register.attributes[name].get("number") != "year":
                cues = register.cues(entity, name)
                made[id(cues)] = cues
    if sized:
        for name in extra:
            cues = register.cues(-1, name)
            made[id(cues)] = cues
    return list(made.values())


def _before(context: Context, sentence: Sentence, at: int) -> str:
    """The words before a number; 遮盖比例更高，达到了 is one clause."""
    words = context.folded[max(sentence.start, at - 48) : at]
    return _JOINED.sub(" ", words)


def _near(context: Context, sentence: Sentence, number: Number, cues: Cues) -> bool:
    """Whether a unit follows the number, or a cue stands before it."""
    after = number.end
    size = _TIMES.match(context.folded, after)
    if size is not None:
        after = size.end()
    if cues.unit is not None and cues.unit.match(context.folded, after):
        return True
    return cues.before(_before(context, sentence, number.start)) >= 0


def _years(context: Context, sentence: Sentence, number: Number) -> Iterator[NumberClaim]:
    if number.end - number.start != 4 or _COUNTED.match(context.folded, number.end):
        return
    if (
        context.text[number.end : number.end + 1] in tuple("-–~—")
        and context.text[number.end + 1 : number.end + 2].isdigit()
    ):
        return
    for subject in year_subjects(context, sentence, number.start, number.end):
        denied = _DENIAL.search(
            context.folded[max(sentence.start, number.start - 12) : number.start]
        )
        yield NumberClaim(number, subject, "year", denied is not None)


def _numbers(
    context: Context, sentence: Sentence, number: Number, extra: frozenset[str]
) -> Iterator[NumberClaim]:
    folded = context.folded
    before = _before(context, sentence, number.start)
    if number.written != "digits" and number.value == 1:
        return
    part = _PART.search(before) is not None
    restrictive = False
    after = number.end
    size = _TIMES.match(folded[after : after + 16])
    if size is not None:
        after += size.end()
    target = _owner(context, sentence, after)
    if _INSTANCE.search(before) and (
        (target and not target.variant) or _sized_name(context, after)
    ):
        return
    subjects = context.subjects(sentence, number.start, number.end)
    if (target and not (subjects and _PART_OF.search(before))) or (
        target and "的" in folded[after : after + 12] and re.search(r"(?:有|具有|拥有) ?$", before)
    ):
        subjects = [target]
        restrictive = _RESTRICTS.search(before) is not None
    else:
        subjects = _holder(context, sentence, number, subjects)
        stranger = _OF_STRANGER.match(context.text[after : after + 40])
        if stranger is None and number.value >= 1e6 and folded[number.end - 1] in "bm亿":
            stranger = _SIZE_BEFORE.match(context.text[after : after + 40])
        if stranger and not at_known_name(context, after + stranger.start("name")):
            return
    if not subjects or _is_before(context, number, before) or _SETUP.search(before):
        return
    if _is_setting(context, sentence, number):
        return
    first, last = clause_of(context, sentence, number.start)
    for subject in subjects:
        attribute = attribute_of(
            context,
            sentence,
            subject.entity,
            number,
            after,
            before,
            (first, last),
            extra,
            size is not None,
        )
        if attribute and not _direct(context, subject, attribute, first, number.start):
            continue
        if restrictive and attribute != "parameters":
            continue  # 上下文长度为 4K 的 GPT-2: one of several
        if attribute is None or (part and not _own_cue(context, subject.entity, attribute)):
            continue
        denied = _DENIAL.search(before) is not None
        if not denied and is_negated(context.text, first, number.start, number.end, last):
            continue
        yield NumberClaim(number, subject, attribute, denied)


def _is_setting(context: Context, sentence: Sentence, number: Number) -> bool:
    """Whether a number is of an example, of a measurement, or of one that somebody makes."""
    folded = context.folded
    if _FOR_EXAMPLE.match(folded, number.end):
        return True
    if number.written == "han" and _LAYERS_OF_MEANING.match(folded, number.end):
        return True
    if _MADE_ONE.search(folded, sentence.start, number.start):
        return True
    opening = context.opening(sentence, number.start)
    return (
        opening >= 0
        and _MEASURED.search(folded, max(sentence.start, opening - 24), opening) is not None
        and context.bracketed(sentence, number.start) is None
    )


def _sized_name(context: Context, after: int) -> bool:
    """Whether a name follows the unit of a number at once: 4 层 BERT."""
    unit = re.match(r"[ -]?(?:层|头|layer) ?", context.folded[after : after + 8])
    return unit is not None and any(m.start == after + unit.end() for m in context.mentions)


def _is_before(context: Context, number: Number, before: str) -> bool:
    """Whether a number is one end of a range, part of a name, or what a change begins with."""
    after = context.folded[number.end : number.end + 24]
    if before[-1:] == "-" and before[-2:-1].isascii() and before[-2:-1].isalpha():
        return True  # CIFAR-10
    if re.match(r" ?/ ?\d", after) or re.search(r"\d ?/ ?$", before):
        return True  # 2/3
    if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
        return True
    if number.value <= 10 and _MINUS.search(before):
        return True
    return bool(_FROM.search(before) and _TO.match(after))


def _holder(
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


def _direct(context: Context, subject: Subject, attribute: str, first: int, at: int) -> bool:
    """Whether a claim that is bound from afar has no other subject in its clause."""
    if subject.how not in ("before", "lead", "heading"):
        return True
    cues = context.register.cues(subject.entity, attribute)
    return context.is_direct(first, at, cues.any)


def at_known_name(context: Context, at: int) -> bool:
    """Whether a mention of an entity stands at an offset."""
    return any(m.start <= at < m.end and m.entity >= 0 for m in context.mentions)


def _own_cue(context: Context, entity: int, attribute: str) -> bool:
    """Whether a fact brings its own cue words, and so asks for a change or a part."""
    return "." in attribute and context.register.cues(entity, attribute).cue is not None


def _owner(context: Context, sentence: Sentence, after: int) -> Subject | None:
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
                r"，|,|是|为|在|和|与|由|\b(?:is|in|of|and|to|for|than|as|that|while|from)\b", gap
            ):
                return None
            unit = re.match("^ ?个?(?:参数|层|头) ?$", gap)
            if "的" not in gap and unit is None and re.search("[一-鿿]", gap):
                return None
            if mention.entity < 0 or mention.role not in ("subject", "compared"):
                return None
            return Subject(mention.entity, mention.variant, "clause", True)
    return None
