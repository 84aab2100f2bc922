"""Numbers that are said of an entity: which attribute, and whether a fact agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import numbers
from .attributes import attribute_of
from .context import Context, Subject
from .cues import Cues
from .exempt import is_before, is_run, is_setting
from .numbers import Number
from .owners import has_sized_name, holder, owner
from .places import clause_of
from .text import Sentence, is_negated
from .topics import is_told
from .years import year_subjects

_TIMES = re.compile(r"\s*[×x*✕]\s*\d+(?:\.\d+)?(?:\s*[×x*✕]\s*\d+)?")
_PART = re.compile(
    r"(?:第|前|后|上|几|仅需|只需|只要|各个?|(?<![散分切缩化])成|最后|每(?:一?个)?|单个?|顶|底|最上面?|倒数|每隔|隔|另|其余|剩余|其他|额外|另外|增加了?|减少了?|多了?|少了?|去掉|去除|添加了?|加入|加了?|新增|"
    r"减少到|可见的?|看到|看见|留下|剩下|保留|提高了?|提升了?|降低了?|下降了?|缩小了?|加上|若干|(?<![参层头个维倍次块总])数|上述|上下|左右|这|那|该|某|任意|同|图|(?<![词汇])表|节|章|式|公式|问题|步骤|"
    r"(?<![a-z])(?:first|last|top|bottom|each|every|per|additional|extra|other|another|remaining|visible|unmasked|by|figure|table|section|fig\.?|step|"
    r"next|these|those|the two|layer|version|v))\s*[约了]?\s*$"
)
_DENIAL = re.compile(
    r"(?:不是|并非|并不是|没有|不为|isn['’]t|is not|does not have|doesn['’]t have|are not|was not)[^，,。]{0,4}$"
)


_PART_OF = re.compile(
    r"(?:采用|使用|用|包含|包括|有|基于|由|堆叠|组成|是|为|以|uses?|using|has|have|with|of|is|an?|contains?|stacks?)(?:了|一个)? ?(?:the |an? )?$"
)


#: 参数量为 1750 亿的 GPT-3: the size is that of the name behind it.
_SIZE_OF = re.compile(r"(?:参数量?|规模|层数|维度|大小|长度)(?:为|是|达到?) ?约? ?$")
#: 7B 参数 DiT: one of a kind.
_UNIT_ONLY = re.compile(r" ?参数 ?")
#: What somebody sets it to, not what it is.
_SETUP = re.compile(
    r"(?:将|把|我们|可以|可)[^，,。；;]*(?:设置?|定义|限制|改|调整?)(?:为|成|到) ?$|"
    r"指定[^，,。；;]*(?:为|是) ?$"
)
_JOINED = re.compile(
    r"[，,](?=(?:达到?了?|高达|约?为|约|只有|仅为|仅有|可达|大约|一般为|通常为|默认为)[约为]? ?$)"
)
#: 参数规模为 175B 的 Codex.
_OF_STRANGER = re.compile(
    r"^ ?[^\s，,。；;：:\d]{0,8}?的 ?(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9])|"
    r"^ ?(?:个)?参数[一-鿿]{0,5}[「《](?P<title>[^」》]+)[」》]"
)
#: a 280B Gopher
_SIZE_BEFORE = re.compile(r"^ ?(?:的 ?)?(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9])")
#: 初始化一个 6 层的 BERT, 蒸馏到 4 层 BERT: one that somebody makes.
_INSTANCE = re.compile(r"(?:一个|到|至|成|构建|搭建|训练|初始化|(?<![a-z])an?) ?$")
_RESTRICTS = re.compile(r"(?:为|是|达到?|with an? [a-z ]{3,20} of) ?$")
_COUNTED = re.compile(
    r" ?(?:个|次|步|张|轮|条|维|类|多|万|人|块|篇|k|倍|层|种|epoch|step|iteration|image|token|sample|categor|class|param|layer|dim|x|×)"
)


#: How far before a number its cue may end, and how far behind it its unit may begin.
_CUE_REACH, _UNIT_REACH = 16, 24


#: MSCOCO 500 张图: a sample of it.
_ITEMS = re.compile(r" ?(?:张|条|个样本|道|images|samples|questions)")
#: 1.5B Llama, 8 层 GPT-2
_SIZED = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?: ?[bm]| ?层) ?$")
_OF_DESIGN = re.compile(r" ?架构在")
#: What every run of somebody's own has too.
_OF_A_RUN = frozenset({"epochs", "batch_size", "steps", "learning_rate", "resolution", "context"})
#: T5-XXL encoder（参数量约 4.7B）
_PART_TAIL = re.compile(
    r"[- ]?(?:的 ?)?(?:text |image |vision |文本|图像|视觉|语言)?(?:编码器|解码器|分词器|嵌入层|encoder|decoder|tokenizer|embedding)"
)


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
    target = owner(context, sentence, after)
    if _INSTANCE.search(before) and (
        (target and not target.variant) or has_sized_name(context, after)
    ):
        return
    subjects = context.subjects(sentence, number.start, number.end)
    is_part = _PART_OF.search(before) is not None and not (
        _SIZE_OF.search(before) and "的" in folded[after : after + 6]
    )
    unit = _UNIT_ONLY.match(folded, after)
    if target and unit and any(m.start == unit.end() for m in context.mentions):
        return
    if (target and not (subjects and is_part)) or (
        target and "的" in folded[after : after + 12] and re.search(r"(?:有|具有|拥有) ?$", before)
    ):
        subjects = [target]
        restrictive = _RESTRICTS.search(before) is not None
    else:
        subjects = holder(context, sentence, number, subjects)
        stranger = _OF_STRANGER.match(context.text[after : after + 40])
        if stranger is None and number.value >= 1e6 and folded[number.end - 1] in "bm亿":
            stranger = _SIZE_BEFORE.match(context.text[after : after + 40])
        if stranger and not at_known_name(context, after + stranger.start(stranger.lastgroup or 0)):
            return
    if not subjects or is_before(context, number, before) or _SETUP.search(before):
        return
    if is_setting(context, sentence, number):
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
        if attribute and not _direct(context, sentence, subject, attribute, first, number.start):
            continue
        if attribute and _is_one_of_many(context, sentence, subject, attribute, number):
            continue
        if attribute and attribute.rpartition(".")[2] in _OF_A_RUN and is_run(context, sentence):
            continue
        if attribute and not is_told(context, sentence, subject, attribute, number, target):
            continue
        if _is_configured(context, sentence, subject, number):
            continue
        if attribute == "parameters" and _of_part(context, sentence, subject, number):
            continue
        if restrictive and attribute != "parameters":
            continue  # 上下文长度为 4K 的 GPT-2: one of several
        if attribute is None or (part and not _own_cue(context, subject.entity, attribute)):
            continue
        denied = _DENIAL.search(before) is not None
        if not denied and is_negated(context.text, first, number.start, number.end, last):
            continue
        yield NumberClaim(number, subject, attribute, denied)


def _is_configured(context: Context, sentence: Sentence, subject: Subject, number: Number) -> bool:
    """Whether it is one that somebody sets up: Transformer（4 层）, a 1.5B Llama, LLaMA 架构在 20B…."""
    for mention in context.mentions:
        if mention.entity == subject.entity and sentence.start <= mention.start < sentence.end:
            if _SIZED.search(context.folded, max(0, mention.start - 8), mention.start):
                return True
            if mention.end <= number.start and _OF_DESIGN.match(context.folded, mention.end):
                return True
    if not context.register.entities[subject.entity]["generic"] or subject.variant:
        return False
    opening = context.opening(sentence, number.start)
    return opening >= 0 and any(0 <= opening - m.end <= 1 for m in context.mentions)


def _is_one_of_many(
    context: Context, sentence: Sentence, subject: Subject, attribute: str, number: Number
) -> bool:
    """Whether a bracket or the bare name tells of one that has the name: ViT（4.4B 参数）, COCO 500 张."""
    named = [m for m in context.inside(sentence.start, number.start) if m.entity == subject.entity]
    if not named:
        return False
    gap = context.folded[named[-1].end : number.start]
    if not gap.strip() and _ITEMS.match(context.folded, number.end):
        return True
    if " vs" in gap:
        return True
    opening = context.opening(sentence, number.start)
    if opening < 0 or not 0 <= opening - named[-1].end <= 1:
        return False
    if attribute.rpartition(".")[2] in _OF_A_RUN:
        return True
    facts = context.register.facts_of(subject.entity, "value", attribute)
    sizes = any(len(context.register.facts[fact]["variants"]) > 1 for fact in facts)
    return sizes and not subject.variant


def _of_part(context: Context, sentence: Sentence, subject: Subject, number: Number) -> bool:
    """Whether a size is that of a part: the T5-XXL encoder has 4.7B parameters."""
    named = [
        m
        for m in context.inside(sentence.start, number.start)
        if m.entity == subject.entity and number.start - m.end < 24
    ]
    return bool(named) and _PART_TAIL.match(context.folded, named[-1].end) is not None


def _direct(
    context: Context, sentence: Sentence, subject: Subject, attribute: str, first: int, at: int
) -> bool:
    """Whether a claim that is bound from afar has no other subject in its clause."""
    if subject.how not in ("before", "lead", "heading"):
        return True
    if subject.how == "before" and not context.goes_on(sentence, at, subject.entity):
        return False
    cues = context.register.cues(subject.entity, attribute)
    return context.is_direct(first, at, cues.any)


def at_known_name(context: Context, at: int) -> bool:
    """Whether a mention of an entity stands at an offset."""
    return any(m.start <= at < m.end and m.entity >= 0 for m in context.mentions)


def _own_cue(context: Context, entity: int, attribute: str) -> bool:
    """Whether a fact brings its own cue words, and so asks for a change or a part."""
    return "." in attribute and context.register.cues(entity, attribute).cue is not None
