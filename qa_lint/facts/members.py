"""Wordings that are said of an entity: values of attributes, and relations that do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .agents import agent_subjects
from .context import Context, Subject
from .heads import is_predicate
from .mentions import Found, _bounded
from .register import Wording
from .text import Sentence, is_compared, is_negated

_TAIL = re.compile(
    r"^ ?(?:的)?(?:文本(?!编码器|塔)|文字|描述|说明|标题|字幕|特征|表示|表征|嵌入|向量|对(?!比|抗|齐)|captions?\b|descriptions?\b|embeddings?\b|"
    r"features?\b|representations?\b|tokens?\b)"
)
_LINK = re.compile(
    r"是|为|采用|使用|基于|属于|用|作为|具有|包含|包括|由|以|(?<![a-z])(?:is|are|was|uses?|using|used|based|with|employs?|adopts?|a|an|has|via)(?![a-z])"
)
_DENIAL = re.compile(
    r"(?:不是由?|并非由?|并不是由?|不使用|没有使用|并不使用|并未使用|未使用|不采用|没有采用|未采用|不用|不属于|不基于|不包含|不包括|不包括|没有|不支持|不能|无法|不由|不再使用|不需要|不用|无需|无须|不必|不依赖|不做|不训练|不更新|不经过|"
    r"(?:is|are|was|were|does|do|did|can)(?: not|n['’]t) (?:by |need |require |rely on |train |update |use |a |an |proposed by |developed by |trained with |support |have |based on |released by |(?:[a-z]+ ){1,5}(?:by|in|from|at|with|to|of|on|as) (?:the |a |an )?)?|cannot |without |never )"
    r"[^，,。；;]{0,6}$"
)
_AS = re.compile(
    r"^ ?(?:等|模型|网络)?.{0,12}(?:作为|充当|被用|用作|用于|负责|来|as |serves|is used)"
)
_ABOUT = re.compile(
    r"(?:针对|认为|改进|质疑|分析|比较|发现|指出|探究|研究|讨论|评估|抨击|批评|反思|转化为|转换为|转化成|改造成|改造为|看作|看成|视为|当作|当成|理解为|类比为|(?<![面相针应配])对)[了过]? ?$|"
    r"(?<![a-z])(?:change[sd]?|changing|switch(?:es|ed)? from|chang\w+ from|analy[sz]e[sd]?|criticizes?|improves? on) (?:the )?$"
)
#: 优于使用 A 的模型: A is used by what is compared with.
_BETTER = re.compile(
    r"(?:优于|劣于|好于|胜过|强于|逊于|不如|(?<!对)比(?!例|如|较|赛))[^，,。；;]{0,12}(?:使用|采用|基于|用|的)?[^，,。；;]{0,8}$"
)
_WITH = re.compile(r"与|和|跟|同|将|with|to ")
_COMPARES = re.compile(
    r"[^，,。；;]{0,24}?(?:(?:进行了?|作了?|做了?)(?:比较|对比)|(?:的(?:方式|做法|方法|思路))?(?:不同|相比|相反))"
)
#: 移除 NSP 会导致…: what would happen, not what was done.
_ABLATED = re.compile(
    r" ?(?:任务|目标|损失)?(?:后|之后|时|会|将|的(?:影响|效果|实验|情况)|导致|造成|对)"
)
_GOES_ON = re.compile(
    r" ?(?:应 ?用的?|框架|领域|开发|生态|工具|系统的|的(?:核心|一种|基础|代表|应用|关键))"
)
_PART_OF = re.compile(
    r" ?(?:模型)?(?:中|里|内部)的(?P<part>[一-鿿]{2,8}?)(?=没|不|并|使用|采用|是|则|也|仍|通过|需|依)"
)
_ACTS = re.compile("训练|预训练|微调|推理|后处理|学习|优化|过程|阶段")
_FAR_FROM = re.compile(r"[^。；\n]{0,6}(?:远非|并非最优|并不理想|不是最优)")
_ATTENTION = re.compile(
    r" ?(?:self[- ])?(?:attention|注意力|交叉)| ?(?:任务|问题|task|problem)| ?(?:架构|结构|模型|框架)?(?:中|里)的"
)
_KEPT = re.compile(r"更新|训练|微调|改变|改动|调整|修改|train|update|tune|change|modif")
_DENIED_RELATION = re.compile(
    r"(?:不|不再|并不|没有|无法|不会|不必|不用|无需|无须|从不|并未|未|(?<![a-z])not|n['’]t|never|no longer|without)[^，,。；;]{0,3}$"
)
_LIMITED = re.compile("而是|仅|只|单|但|完全|全部|所有|直接|任何|额外|单独|just|only|but")
_HALF = r"(?:encoder|decoder|编码器|解码器)"
_OTHER_HALF_BEFORE = re.compile(rf"{_HALF}s? ?(?:和|与|及|以及|、|/|and|\+) ?$")
_OTHER_HALF_AFTER = re.compile(
    rf"^ ?(?:部分|结构)? ?(?:和|与|及|以及|、|/|and|\+) ?(?:the )?{_HALF}"
)
_QUOTED = re.compile('[“"《「][^”"》」]{0,40}$')


#: Roles of wordings that say it all, without a cue.
PHRASES = ("says", "relation", "denies")


class Said(NamedTuple):
    """A wording in a text: [start, end) and what it may mean, by entity."""

    start: int
    end: int
    wordings: dict[int, list[Wording]]


class MemberClaim(NamedTuple):
    """A wording that is said of a subject; `accepted` when the fact lists it as true."""

    start: int
    end: int
    subject: Subject
    wording: Wording
    fact: int
    accepted: bool
    denied: bool


def wordings_in(context: Context, found: Sequence[Found]) -> list[Said]:
    """The wordings of a block that stand as words of their own, in order of place."""
    keys = context.register.keys
    made = []
    for start, end, key in found:
        if keys.says[key] and _bounded_wording(context.folded, start, end):
            wordings = _relevant(context, start, end, keys[key].wordings)
            if wordings:
                made.append(Said(start, end, wordings))
    made.sort(key=lambda said: (said.start, -said.end))
    return made


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _relevant(
    context: Context, start: int, end: int, wordings: dict[int, list[Wording]]
) -> dict[int, list[Wording]]:
    """What a wording may mean in a block that speaks of some entities only."""
    kept: dict[int, list[Wording]] = {}
    for owner, meanings in wordings.items():
        if owner >= 0:
            if owner in context.entities:
                kept[owner] = meanings
            continue
        ours = [
            w
            for w in meanings
            if w.attribute in context.said_attributes
            and (not w.lead or _compiled(w.lead).search(context.folded, max(0, start - 60), start))
            and (not w.rest or _compiled(w.rest).match(context.folded, end))
        ]
        if ours:
            kept[-1] = ours
    return kept


def _meanings(context: Context, item: Said, entity: int) -> Iterator[tuple[Said, Wording]]:
    """What a wording may say of an entity, with the place of the whole wording."""
    for owner in (entity, -1):
        for wording in item.wordings.get(owner, ()):
            if wording.upper and not context.text[item.start].isupper():
                continue
            start, end = item.start, item.end
            if wording.lead:
                lead = _compiled(wording.lead).search(context.folded, max(0, start - 60), start)
                if lead is None:
                    continue
                start = lead.start()
            if wording.rest:
                rest = _compiled(wording.rest).match(context.folded, end)
                if rest is None:
                    continue
                end = rest.end()
            yield item._replace(start=start, end=end), wording


def _bounded_wording(folded: str, start: int, end: int) -> bool:
    if folded[start].isascii() and start and folded[start - 1] == "-":
        return end - start > 3 and (start < 2 or not folded[start - 2].isdigit())
    return _bounded(folded, start, end)


def member_claims(
    context: Context, sentence: Sentence, said: Sequence[Said]
) -> Iterator[MemberClaim]:
    """All claims with a wording in a sentence."""
    for item in said:
        if _others(context, sentence, item):
            continue
        agents: list[Subject] | None = None
        others: list[Subject] | None = None
        if any(_is_agent(context, w) for w in item.wordings.get(-1, ())):
            agents = agent_subjects(context, sentence, item.start, item.end)
        if agents is None or len(item.wordings) > 1:
            others = subjects_or_later(context, sentence, item.start, item.end)
            if agents is None and any(
                _is_agent(context, w) for s in others for w in item.wordings.get(s.entity, ())
            ):
                agents = agent_subjects(context, sentence, item.start, item.end)
        for subject in dict.fromkeys([*(agents or ()), *(others or ())]):
            if subject.entity < 0:
                continue
            for whole, wording in _meanings(context, item, subject.entity):
                bound = agents if _is_agent(context, wording) else others
                if bound is not None and subject in bound:
                    claim = _claim(context, sentence, whole, said, wording, subject)
                    if claim is not None:
                        yield claim


def _others(context: Context, sentence: Sentence, item: Said) -> bool:
    """Whether a wording belongs to a name that is only compared: 相较于 BERT 的编码器."""
    first, _ = _clause(context, sentence, item.start)
    near = context.inside(first, item.start)
    if not near or near[-1].role not in ("compared", "neighbour"):
        return False
    return context.folded[near[-1].end : item.start].strip() in ("的", "'s", "模型的")


def _is_agent(context: Context, wording: Wording) -> bool:
    attribute = wording.attribute
    return bool(attribute) and bool(context.register.attributes[attribute].get("agent"))


def _claim(
    context: Context,
    sentence: Sentence,
    item: Said,
    said: Sequence[Said],
    wording: Wording,
    subject: Subject,
) -> MemberClaim | None:
    verdict = context.register.verdict(wording, subject.entity)
    if verdict is None or _shadowed(context, item, said, subject.entity, verdict[0], wording):
        return None
    fact, accepted = verdict
    if not _asked(context, sentence, item, wording, fact, subject):
        return None
    first, last = _clause(context, sentence, item.start)
    if _only_named(context, first, item, wording):
        return None
    if is_compared(context.text, first, item.start, item.end, last):
        return None
    if _denied_before(context, sentence, item, said):
        return None
    says = wording.role in PHRASES
    denied = is_negated(context.text, first, item.start, item.end, last, own=not says)
    if denied and says and not accepted:
        return MemberClaim(item.start, item.end, subject, wording, fact, accepted, denied)
    if denied and not (
        accepted
        and _plain_denial(context, first, item, last, wording.attribute, wording.role == "relation")
    ):
        return None
    return MemberClaim(item.start, item.end, subject, wording, fact, accepted, denied)


def _clause(context: Context, sentence: Sentence, at: int) -> tuple[int, int]:
    return sentence.clauses[context.clause(sentence, at)]


def _plain_denial(
    context: Context, first: int, item: Said, last: int, attribute: str, relation: bool
) -> bool:
    """Whether the clause itself says no, without a correction around it."""
    before = context.folded[first : item.start]
    after = context.folded[item.end : last]
    if attribute == "frozen" and _KEPT.search(before):
        return False
    if relation:
        return bool(_DENIED_RELATION.search(before)) and not _LIMITED.search(before + after)
    return bool(_DENIAL.search(before)) and not re.search(
        "而是|仅|只|单|但|完全|全部|所有|直接|任何|额外|单独|just|only|but", before + after
    )


def subjects_or_later(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The subject of a place; an entity later in its clause when none stands before."""
    first, last = _clause(context, sentence, start)
    if not any(m.end <= start for m in context.inside(first, last)):
        later = [m for m in context.inside(end, last) if m.role in ("subject", "object")]
        if len(later) == 1 and later[0].entity >= 0:
            gap = context.folded[end : later[0].start]
            if len(gap) <= 24 and re.search(
                r"的 ?$|(?<![a-z])(?:by|in|of|for|to) (?:the )?$|(?:用于|被|属于|来自|训练了?) ?$",
                gap,
            ):
                return [Subject(later[0].entity, later[0].variant, "clause", True)]
    return context.subjects(sentence, start, end)


def _shadowed(
    context: Context,
    item: Said,
    said: Sequence[Said],
    entity: int,
    fact: int,
    meaning: Wording,
) -> bool:
    """Whether a longer wording of the same fact, or a longer name, covers a wording."""
    register = context.register
    for other in said:
        longer = (
            other.start <= item.start
            and item.end <= other.end
            and (other.end - other.start > item.end - item.start)
        )
        # 编码器-解码器架构 is not a 解码器架构.
        crossing = other.start < item.start < other.end < item.end or (
            item.start < other.start < item.end < other.end
            and _size(context, other) > _size(context, item)
        )
        if longer or crossing:
            for wording in (*other.wordings.get(entity, ()), *other.wordings.get(-1, ())):
                if not longer and (wording.value, wording.fact) == (meaning.value, meaning.fact):
                    continue
                if not longer and wording.fact >= 0 and wording[:2] == meaning[:2]:
                    continue
                verdict = register.verdict(wording, entity)
                if verdict is not None and (
                    verdict[0] == fact
                    or register.facts[verdict[0]]["attribute"] == register.facts[fact]["attribute"]
                ):
                    return True
    for mention in context.mentions:
        if mention.start <= item.start and item.end <= mention.end:
            if mention.entity == entity or mention.start < item.start:
                return True
            if (
                mention.role == "other"
                and mention.end > item.end + 1
                and item.start == mention.start
            ):
                return False
    return False


def _denied_before(context: Context, sentence: Sentence, item: Said, said: Sequence[Said]) -> bool:
    """Whether the sentence has denied the wording already: 没有使用 GELU，因为 GELU 加上…."""
    words = context.folded[item.start : item.end]
    for other in said:
        if sentence.start <= other.start and other.end <= item.start:
            first, last = _clause(context, sentence, other.start)
            if (
                first != _clause(context, sentence, item.start)[0]
                and context.folded[other.start : other.end] == words
                and is_negated(context.text, first, other.start, other.end, last)
            ):
                return True
    return False


def _only_named(context: Context, first: int, item: Said, wording: Wording) -> bool:
    """Whether a clause only talks about a wording: 认为 NSP 过于简单, 优于使用 NSP 的模型."""
    before = context.folded[max(first, item.start - 40) : item.start]
    if _ABOUT.search(before) or _BETTER.search(before):
        return True
    _, last = context.sentence_clause(item.start)
    if _WITH.search(before) and _COMPARES.match(context.folded, item.end, last):
        return True
    if wording.role in ("relation", "denies"):
        owners = [m for m in context.inside(first, item.start) if m.role == "subject"]
        part = _PART_OF.match(context.folded, owners[-1].end) if owners else None
        if part is not None and part.end() <= item.start and not _ACTS.match(part["part"]):
            return True  # ViT 中的位置编码没有采用 Transformer 的…: the part, not ViT
        if any(item.start < m.start and m.end < item.end for m in context.mentions):
            return True  # 减少了 A 的计算量: another name stands inside
        if wording.role == "denies" and _ABLATED.match(context.folded, item.end):
            return True
    if _FAR_FROM.match(context.folded, item.end):
        return True
    if wording.attribute != "architecture":
        return False
    after = context.folded[item.end : item.end + 20]
    if _ATTENTION.match(after):
        return True
    return bool(_OTHER_HALF_BEFORE.search(before) or _OTHER_HALF_AFTER.match(after))


def _size(context: Context, item: Said) -> tuple[int, int]:
    """How much a wording says: its Chinese characters, then its length."""
    words = context.folded[item.start : item.end]
    return sum(c >= "一" for c in words), len(words)


def _asked(
    context: Context, sentence: Sentence, item: Said, wording: Wording, fact: int, subject: Subject
) -> bool:
    """Whether the sentence speaks of the attribute that the wording is a value of."""
    register = context.register
    entry = register.facts[fact]
    first, last = _clause(context, sentence, item.start)
    whole = context.folded[sentence.start : sentence.end]
    if any(word.lower() in whole for word in entry["unless"]):
        return False
    whole_phrase = wording.role in PHRASES and (wording.rest != "" or wording.lead != "")
    if (not whole_phrase and _TAIL.match(context.folded[item.end : last])) or _QUOTED.search(
        context.folded[first : item.start]
    ):
        return False
    if wording.role in PHRASES:
        if _GOES_ON.match(context.folded, item.end):
            return False  # 是大语言模型应用的核心: a longer noun
        if context.folded[first : item.start].rstrip().endswith("从"):
            return False  # 从 PPO 的目标推导而来
        bare = subject.how in ("before", "lead", "heading") and not (
            context.folded[first : item.start].strip()
        )
        if not bare and subject.how not in ("clause", "sentence"):
            return context.is_direct(first, item.start)
        label = context.folded[item.end : item.end + 1] in tuple(":：")
        return not bare or (subject.how == "lead" and len(context.text) < 24 and not label)
    if register.attributes[wording.attribute].get("agent"):
        return True
    if register.attributes[wording.attribute].get("head"):
        owner = _owner(context, first, item.start, subject)
        return owner >= 0 and is_predicate(context.folded, owner, item.start, item.end, last)
    if subject.how != "clause" and not context.folded[first : item.start].strip():
        listed = context.folded[first - 1 : first] in "（(" if first else False
        if not listed and not _AS.match(context.folded[item.end : last]):
            return False
    cues = register.cues(subject.entity, wording.attribute)
    if subject.how not in ("clause", "sentence"):
        if not _LINK.search(context.folded[first : item.start]):
            return False
        if not context.is_direct(first, item.start, cues.cue):
            return False
    if cues.unless is not None and cues.unless.search(context.folded, first, last):
        return False
    around = _around(context, sentence, item)
    if cues.cue is not None and cues.cue.search(around):
        return True
    shared = register.attributes[wording.attribute]
    optional = shared.get("cue", "required" if cues.cue else "optional") == "optional"
    if optional:
        return _LINK.search(context.folded[max(first, item.start - 24) : item.start]) is not None
    return (
        cues.cue is not None
        and cues.cue.search(context.above.text[-80:]) is not None
        and (_LINK.search(context.folded[first : item.start]) is not None)
    )


def _owner(context: Context, first: int, start: int, subject: Subject) -> int:
    """Where the subject's name ends in a clause, or where the clause begins without a name; or -1."""
    names = context.inside(first, start)
    if names:
        return names[-1].end if names[-1].entity == subject.entity else -1
    return first if subject.how == "sentence" else -1


def _around(context: Context, sentence: Sentence, item: Said) -> str:
    """The clause without the wording; with its neighbours when it stands in brackets."""
    index = context.clause(sentence, item.start)
    first, last = sentence.clauses[index]
    if first and context.text[first - 1] in "（(：:" and index:
        first = sentence.clauses[index - 1][0]
        if index + 1 < len(sentence.clauses) and context.text[last - 1] in ")）":
            last = sentence.clauses[index + 1][1]
    return context.folded[first : item.start] + "\n" + context.folded[item.end : last]
