"""When something was made: the patterns that tie a year to an entity."""

from __future__ import annotations

import re

from .agents import BETWEEN, MADE_OTHER, PUTS_TO_WORK, VERB, direct, one, stretch
from .context import Context, Subject
from .strange import PLACEHOLDER
from .text import Sentence
from .titles import is_title_of

#: （[Wang 等人，2019 年]）, [Shridhar et al., 2023]: the year of a person's work.
_PERSON = re.compile(r"(?:et al\.?|等人?|&[^,，]{1,24})[,，]? ?$", re.IGNORECASE)
#: Graph-based RAG (2024), Advanced RAG: a word before the name makes it another.
_WORD_BEFORE = re.compile(
    r"(?<![A-Za-z])(?!(?:the|original|vanilla|and|or|with|in|of|from|to|like|as|by|for|on|see|than|both|model|paper|method|network)\b)"
    r"([A-Za-z][A-Za-z-]*)\.? $",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"(?<![a-z])et al\.?[,，]? ?$")
#: In the ImageNet challenge of 2015; a year after Word2Vec.
_OCCASION = re.compile(
    r"^[^，,。；;]{0,10}(?:挑战赛|竞赛|比赛|大赛|冠军|亚军|榜单|第[一二三123]名?(?![一-鿿]))|^[^,.]{0,24}(?:challenge|competition)|"
    r"^ ?(?:模型)?(?:之?后|以后|之?前|以前)"
)
#: 提出了另外一种采样方案
_MADE_NEW = re.compile(
    r"[^，,。；;]{0,16}?(?:提出|发明|设计|开发)了? ?(?:另外|另)?(?:一种|一个|一套|一类|新的)"
)
#: GPT-3 (Sep 2022): the date of an entry in a list of titles.
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[ ,]*$")
_TITLE_WORDS = re.compile(r"[a-z]{2,}")
#: 2018 年的文章“Mask R-CNN”: when that text appeared, as somebody cites it.
_CITES = re.compile(r" ?年的? ?(?:文章|论文|工作|博客)[“\"《 ]")
#: 2026 题库 | RAG | 开发指南, 2025 年衍生模型超 10 万、超越 X: an entry of a list, not what was made.
_LISTED = re.compile(r"[、|\d]")
_MONTH_DAY = re.compile(r"\d{1,2} ?[月日号]")
#: 于 2018 年创建了一种 Word2Vec 模型: one of a kind that somebody makes.
_ONE_OF = re.compile(r"(?:一[种个款类]|(?<![a-z])an?(?: new| novel)?) ?$")
_YEARS_TOLD = re.compile(
    r"\d{4} ?年?(?:底|初|末)? ?(?:、|和|与|及|and) ?\d{4}(?: ?年)?[^，,。；;]*(?:分别|依次|先后)|"
    r"(?:分别|依次|先后)[^，,。；;]*\d{4} ?年?(?:底|初|末)? ?(?:、|和|与|及) ?\d{4}|\d{4} and (?:in )?\d{4}[^.;]*respectively"
)
_YEAR_OF = re.compile(r"^ ?年? ?(?:的|，|,)? ?$")
_YEAR_NOUN = re.compile(
    r"(?:年份|时间|日期|发布于|提出于|发表于|诞生于|问世于|始于|date|year)[^\d，,。；;]{0,8}$"
)
#: ViT 是 2018 年的工作, ViT dates from 2018.
_IS_WORK = re.compile(
    r"(?:是|出自|来自|源自|属于) ?(?:早在 ?)?$|(?<![a-z])(?:(?:is|was) an? |dat(?:es|ed|ing) (?:from|back to) |goes back to |stems from )$"
)
_WORK = re.compile(
    r" ?年的? ?(?:一[篇个项款])?(?:老|经典)?(?:的)?(?:工作|论文|文章|成果|模型|方法|产物|研究|架构|网络)(?=[，,。；;！!]|$)|"
    r" (?:model|paper|method|work|architecture|network)(?=[,.;]|$)|(?=[,.;]|$)"
)
_NOT_YEAR = re.compile(
    r"ilsvrc|截至|截止|更新|知识(?!蒸馏|图谱)|获奖|冠军|夺|大赛|比赛|挑战赛|竞赛|榜|收录|接收|引用|数据(?!集)|以来|之前|以前|版权|统计|榜单|至今|预计|"
    r"cutoff|as of|until|up to|award|winn|won |competition|challenge|citation|since|data(?!set| set)"
)
#: problems released after September 2021: when something else was.
_OTHER_TIME = re.compile(r"(?<![a-z])(?:after|before|until|since) (?:[a-z]+ )?$")
_EVENT = re.compile(r"[A-Za-z][A-Za-z&.\-']+['’]? ?-?$")
_EVENT_FREE = re.compile(
    r"(?:\bin|since|around|of|year|early|late|mid|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|al\.?|google|openai|meta|facebook|microsoft|deepmind|nvidia|salesforce|anthropic|in|by|until|from)[ ,.]*$",
    re.IGNORECASE,
)


def year_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The entities that are said to be of the year at [start, end)."""
    subjects = direct(context, sentence, start, _year_subjects(context, sentence, start, end))
    if not subjects or subjects[0].how not in ("before", "lead", "heading"):
        return subjects
    _, last = stretch(context, sentence, start)
    if PLACEHOLDER in context.text[end:last]:
        return []  # 推出了 [a link]: what is meant is not told
    if subjects[0].how == "before":
        goes_on = context.goes_on(sentence, start, subjects[0].entity)
        return subjects if goes_on else []
    return [s for s in subjects if is_title_of(context, s)]


def _year_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    folded = context.folded
    first, last = stretch(context, sentence, start)
    before, after = folded[first:start], folded[end:last]
    around = folded[max(sentence.start, start - 32) : start]
    if _PERSON.search(around) and max(map(around.rfind, "（([【")) > max(
        map(around.rfind, "）)]】")
    ):
        return []
    if context.text[start - 1 : start] == "[" and re.match(r"[a-z]?[\],;]", after):
        return []  # Kossmann et al. [2022]
    if _OTHER_TIME.search(before):
        return []
    if _AUTHORS.search(around) and not VERB.search(after[:12]):
        return []  # Yao et al. 2023 的 X: a citation
    if _NOT_YEAR.search(folded[max(first, start - 14) : min(last, end + 14)]):
        return []
    if _EVENT.search(before[-24:]) and not _EVENT_FREE.search(before[-24:]):
        return []
    parens = _in_parens(context, sentence, start, end)
    if parens is not None:
        return parens
    if _YEARS_TOLD.search(folded[first:last]):
        return []  # 2019 年和 2023 年分别提出了 MQA 和 GQA
    target = next((m for m in context.mentions if end <= m.start and m.end <= last), None)
    has_subject = any(first <= m.start < start and m.role == "subject" for m in context.mentions)
    verb_after = VERB.search(after)
    verb_before = VERB.search(before)
    if target is not None and not has_subject:
        gap = folded[end : target.start]
        if (
            _LISTED.search(_MONTH_DAY.sub("", gap))
            or _CITES.match(gap)
            or _ONE_OF.search(gap)
            or PUTS_TO_WORK.search(gap)
        ):
            return []
        if _OCCASION.match(folded[target.end : last]):
            return []
        if _YEAR_OF.match(gap) and "的" in gap:
            return one(context, target, last)
        tail = folded[target.end : last]
        if verb_after or re.search(VERB, tail[:12]):
            if target.role == "object" or len(gap) > 44 or BETWEEN.search(gap[-14:]):
                return []
            return one(context, target, last)
        return []
    if has_subject and _WORK.match(folded, end, last) and _is_work(context, first, start):
        return context.subjects(sentence, start, end)
    if target is None and MADE_OTHER.match(context.text[end:last]):
        return []
    if target is None and not has_subject and _MADE_NEW.match(context.text, end, last):
        return []
    if has_subject and (verb_before or verb_after or _YEAR_NOUN.search(before)):
        if verb_after is not None and verb_before is None and target is not None:
            return []
        return context.subjects(sentence, start, end)
    if context.stranger_in(end, last):
        return []
    if verb_before or _YEAR_NOUN.search(before) or (verb_after and verb_after.start() < 24):
        return context.subjects(sentence, start, end)
    return []


def _is_work(context: Context, first: int, start: int) -> bool:
    """Whether a name stands right before "is of the year" at an offset."""
    verb = _IS_WORK.search(context.folded, first, start)
    near = context.inside(first, start)
    if verb is None or not near or near[-1].role != "subject":
        return False
    gap = context.folded[near[-1].end : verb.start()].strip()
    return gap in ("", "其实", "也", "就", "早", "论文", "模型", "这篇论文", "paper")


def _in_parens(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject] | None:
    """The entity right before a bracket such as `(2018)` or `（Google, 2018）`; None: no bracket."""
    text = context.folded
    open_at = max(text.rfind("(", sentence.start, start), text.rfind("（", sentence.start, start))
    if open_at < 0 or start - open_at > 40:
        return None
    if re.search("[)）]", text[open_at:start]) or not re.match(
        r" ?年?(?: ?\d{1,2} ?月)?[a-z]? ?[)）,，;；]", text[end : end + 10]
    ):
        return None
    inner = text[open_at + 1 : start]
    if _MONTH.search(inner) and len(_TITLE_WORDS.findall(text, sentence.start, open_at)) > 2:
        return []
    named = [m for m in context.mentions if m.end <= open_at and open_at - m.end <= 2]
    if (
        named
        and named[0].entity >= 0
        and named[0].role not in ("other", "adjective")
        and not VERB.search(inner)
    ):
        if re.search('[“"《\ufffc&]|et al| and |等|http', inner):
            return []
        word = _WORD_BEFORE.search(context.text, sentence.start, named[0].start)
        if word and context.register.value_of("organisation", word[1]) is None:
            return []
        return [Subject(named[0].entity, named[0].variant, "clause", True)]
    return []
