"""Wordings that are said of an entity: values of attributes, and relations that do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .agents import agent_subjects
from .context import Context, Subject
from .heads import is_predicate
from .mentions import Found, _bounded, is_version
from .register import Register, Wording
from .text import Sentence, is_compared, is_negated

_TAIL = re.compile(
    r" ?(?:的)?(?:文本(?!编码器|塔)|文字|描述|说明|标题|字幕|特征|表示|表征|嵌入|向量|对(?!比|抗|齐)|captions?\b|descriptions?\b|embeddings?\b|"
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
    r"(?:针对|认为|改进|质疑|分析|比较|发现|指出|探究|研究|讨论|评估|抨击|批评|反思|转化为|转换为|转化成|改造成|改造为|看作|看成|视为|当作|当成|理解为|类比为)[了过]? ?$|"
    r"(?<![a-z])(?:change[sd]?|changing|switch(?:es|ed)? from|chang\w+ from|analy[sz]e[sd]?|criticizes?|improves? on) (?:the )?$"
)
_TOWARDS = re.compile(r"(?<![面相针应配])对[了过]? ?$")
#: 优于使用 A 的模型: A is used by what is compared with.
_BETTER = re.compile(
    r"(?:优于|劣于|好于|胜过|强于|逊于|不如|超越|超过|对标|媲美|比肩|赶超|追平|打败|击败|领先|逼近|接近|碾压|不输|(?<!对)比(?!例|如|较|赛))"
    r"[^，,。；;]{0,20}(?:使用|采用|基于|用|的)?[^，,。；;]{0,8}$"
)
_WITH = re.compile(r"与|和|跟|同|将|with|to ")
_COMPARES = re.compile(
    r"(?: ?[（(][^（）()]{0,40}[）)])?[^，,。；;]{0,24}?(?:分庭抗礼|不相上下|不分伯仲|看齐|抗衡|媲美|匹敌|较量|竞争|相当|持平|(?:进行了?|作了?|做了?)(?:比较|对比)|(?:的(?:方式|做法|方法|思路))?(?:不同|相比|相反))"
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
_PART_IN = re.compile(r"[中里]的 ?$")
_CHANGE = re.compile(
    r" ?(?:到|向|至)[^，,。；;]{1,16}?(?:转变|跨越|演进|演变|过渡|转换|飞跃|升级|发展|迁移)"
)
_FAR_FROM = re.compile(r"[^。；\n]{0,6}(?:远非|并非最优|并不理想|不是最优)")
_ATTENTION = re.compile(
    r"-(?:encoder|decoder)| ?(?:self[- ])?(?:attention|注意力|交叉)| ?(?:任务|问题|task|problem)| ?(?:架构|结构|模型|框架)?(?:中|里)的"
)
_KEPT = re.compile(r"更新|训练|微调|改变|改动|调整|修改|train|update|tune|change|modif")
_DENIED_RELATION = re.compile(
    r"(?:不|不再|并不|没有|无法|不会|不必|不用|无需|无须|从不|并未|未|(?<![a-z])not|n['’]t|never|no longer|without)[^，,。；;]{0,3}$"
)
_LIMITED = re.compile("而是|仅|只|单|但|完全|全部|所有|直接|任何|额外|单独|just|only|but")
_HALF = r"(?:encoder|decoder|编码器|解码器)"
_OTHER_HALF_BEFORE = re.compile(rf"{_HALF}s? ?(?:部分|结构)? ?(?:和|与|及|以及|、|/|and|\+) ?$")
_OTHER_HALF_AFTER = re.compile(
    rf"^ ?(?:部分|结构)? ?(?:和|与|及|以及|、|/|and|\+) ?(?:the )?(?:transformer )?{_HALF}"
)
_BRACKET = re.compile(r" ?[（(](?P<inside>[^（）()]*)")
_QUOTED = re.compile('[“"《「][^”"》」]{0,40}$')


#: What holds for every version of a model.
_OF_EVERY_VERSION = frozenset({"organisation", "purpose_of"})

#: Roles of wordings that say it all, without a cue.
PHRASES = ("says", "relation", "denies")


class Meaning(NamedTuple):
    """What a wording says of an entity, at the place of the whole wording with its gaps."""

    start: int
    end: int
    wording: Wording


class Said(NamedTuple):
    """A wording in a text: [start, end), what may be meant by entity, and what is said in full.

    `told` also has the wordings of facts of which a piece is missing.
    """

    start: int
    end: int
    told: dict[int, list[Wording]]
    meanings: dict[int, list[Meaning]]


class MemberClaim(NamedTuple):
    """A wording that is said of a subject; `accepted` when the fact lists it as true."""

    start: int
    end: int
    subject: Subject
    wording: Wording
    fact: int
    accepted: bool
    denied: bool


def wordings_in(
    text: str, folded: str, found: Sequence[Found], entities: Iterable[int], register: Register
) -> list[Said]:
    """The wordings of a block that may be said of the entities, in order of place."""
    says = register.keys.says
    made = []
    for start, end, key in found:
        if says[key] and register.tells_any(key, entities) and _bounded_wording(folded, start, end):
            said = _said(text, folded, start, end, key, entities, register)
            if said is not None:
                made.append(said)
    made.sort(key=lambda said: (said.start, -said.end))
    return made


def may_claim(said: Said, folded: str, above: str, register: Register) -> bool:
    """Whether a wording may be a claim, judged by what stands next to it and by cues anywhere."""
    for entity, meanings in said.meanings.items():
        for start, end, wording in meanings:
            if _is_agent(register, wording):
                return True
            if not _stands_free(folded, 0, len(folded), start, end, wording, quoted=True):
                continue
            if wording.role in PHRASES or _is_head(register, wording):
                return True
            cues = register.cues(entity, wording.attribute)
            optional = register.is_optional(wording.attribute, cues)
            if optional and _LINK.search(folded, max(0, start - 24), start):
                return True
            if cues.cue is not None and (
                cues.cue.search(folded) or (not optional and cues.cue.search(above[-80:]))
            ):
                return True
    return False


#: How far behind a wording its next piece ends at most: a gap and the piece.
_REST_REACH = 100


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _said(
    text: str,
    folded: str,
    start: int,
    end: int,
    key: int,
    entities: Iterable[int],
    register: Register,
) -> Said | None:
    """What a wording may mean in a block that speaks of some entities only."""
    capital = text[start].isupper()
    told: dict[int, list[Wording]] = {}
    meanings: dict[int, list[Meaning]] = {}
    shared: dict[int, Meaning | None] = {}
    for entity in entities:
        for wording in register.telling(key, entity):
            if wording.fact >= 0:
                whole = _whole(folded, start, end, wording)
            else:
                # Wordings of attributes are the same objects for every entity.
                number = id(wording)
                if number not in shared:
                    shared[number] = _whole(folded, start, end, wording)
                whole = shared[number]
                if whole is None:
                    continue
            told.setdefault(entity, []).append(wording)
            if whole is not None and (capital or not wording.upper):
                meanings.setdefault(entity, []).append(whole)
    return Said(start, end, told, meanings) if told else None


def _whole(folded: str, start: int, end: int, wording: Wording) -> Meaning | None:
    """A wording at [start, end) with what must stand before and behind it; None: it does not."""
    if wording.lead:
        first = max(0, start - 60)
        if not _compiled(wording.lead_hint).search(folded, first, start):
            return None
        lead = _compiled(wording.lead).search(folded, first, start)
        if lead is None:
            return None
        start = lead.start()
    if wording.rest:
        if not _compiled(wording.rest_hint).search(folded, end, end + _REST_REACH):
            return None
        rest = _compiled(wording.rest).match(folded, end)
        if rest is None:
            return None
        end = rest.end()
    return Meaning(start, end, wording)


def _bounded_wording(folded: str, start: int, end: int) -> bool:
    if folded[start].isascii() and start and folded[start - 1] == "-":
        return end - start > 3 and (start < 2 or not folded[start - 2].isdigit())
    return _bounded(folded, start, end)


def member_claims(
    context: Context, sentence: Sentence, said: Sequence[Said]
) -> Iterator[MemberClaim]:
    """All claims with a wording in a sentence."""
    for item in said:
        if not item.meanings or not _possible(context, sentence, item):
            continue
        if _others(context, sentence, item):
            continue
        agents: list[Subject] | None = None
        others: list[Subject] | None = None
        kinds = {
            (_is_agent(context.register, w), w.fact < 0)
            for told in item.told.values()
            for w in told
        }
        if (True, True) in kinds:
            agents = agent_subjects(context, sentence, item.start, item.end)
        if kinds != {(True, True)}:
            others = subjects_or_later(context, sentence, item.start, item.end)
            if agents is None and any(
                _is_agent(context.register, w) for s in others for w in item.told.get(s.entity, ())
            ):
                agents = agent_subjects(context, sentence, item.start, item.end)
        owners = _listed_behind(context, item)
        for subject in dict.fromkeys([*(agents or ()), *(others or ())]):
            if subject.entity < 0 or (owners and subject.entity not in owners):
                continue
            for start, end, wording in item.meanings.get(subject.entity, ()):
                bound = agents if _is_agent(context.register, wording) else others
                if bound is not None and subject in bound:
                    whole = item._replace(start=start, end=end)
                    claim = _claim(context, sentence, whole, said, wording, subject)
                    if claim is not None:
                        yield claim


def _possible(context: Context, sentence: Sentence, item: Said) -> bool:
    """Whether a wording may be said of any entity in reach, whatever the subject is.

    Asked before the subject is sought, which is the dear part.
    """
    first, last = _clause(context, sentence, item.start)
    for entity, meanings in item.meanings.items():
        for start, end, wording in meanings:
            if _is_agent(context.register, wording):
                return True
            if not _stands_free(context.folded, first, last, start, end, wording):
                continue
            if wording.role in PHRASES or _is_head(context.register, wording):
                return True
            if _cued(context, sentence, start, end, wording, entity, first):
                return True
    return False


def _listed_behind(context: Context, item: Said) -> set[int]:
    """The names in a bracket right behind a wording: Encoder-Only（BERT，RoBERTa）."""
    bracket = _BRACKET.match(context.folded, item.end)
    if bracket is None:
        return set()
    names = context.inside(item.end, bracket.end())
    first = bracket.start("inside")
    if not names or names[0].start - first > 1:
        return set()
    if len(names) == 1 and all(
        meaning.wording.attribute != "architecture" and meaning.wording.role != "relation"
        for meanings in item.meanings.values()
        for meaning in meanings
    ):
        return set()  # 字节对编码（BPE）: an abbreviation
    return {m.entity for m in names}


def _others(context: Context, sentence: Sentence, item: Said) -> bool:
    """Whether a wording belongs to a name that is only compared: 相较于 BERT 的编码器."""
    first, _ = _clause(context, sentence, item.start)
    near = context.inside(first, item.start)
    if not near or near[-1].role not in ("compared", "neighbour"):
        return False
    return context.folded[near[-1].end : item.start].strip() in ("的", "'s", "模型的")


def _is_agent(register: Register, wording: Wording) -> bool:
    attribute = wording.attribute
    return bool(attribute) and bool(register.attributes[attribute].get("agent"))


def _is_head(register: Register, wording: Wording) -> bool:
    return bool(register.attributes[wording.attribute].get("head"))


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
    if is_version(subject.variant) and wording.attribute not in _OF_EVERY_VERSION:
        return None
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
            for wording in other.told.get(entity, ()):
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
    if wording.role not in ("relation", "denies") and _TOWARDS.search(before):
        return True
    _, last = context.sentence_clause(item.start)
    if context.folded[last - 1] in "（(":
        last = min(len(context.folded), last + 60)  # 与闭源模型（如…）相当
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
    if _CHANGE.match(context.folded, item.end):
        return True  # 静态词向量到动态词向量的跨越
    if wording.attribute != "architecture":
        return False
    if _PART_IN.search(before) and "部分" in context.folded[item.end - 2 : item.end + 2]:
        return True  # 论文中的 Encoder 部分接受…
    if before.rstrip().endswith("、") and context.folded[item.end : item.end + 1] == "、":
        return True  # a list of topics
    after = context.folded[item.end : item.end + 20]
    if _ATTENTION.match(after):
        return True
    return bool(_OTHER_HALF_BEFORE.search(before) or _OTHER_HALF_AFTER.match(after))


def _size(context: Context, item: Said) -> tuple[int, int]:
    """How much a wording says: its Chinese characters, then its length."""
    words = context.folded[item.start : item.end]
    return sum(c >= "一" for c in words), len(words)


def _stands_free(
    folded: str, first: int, last: int, start: int, end: int, wording: Wording, quoted: bool = False
) -> bool:
    """Whether a wording in the clause [first, last) is no part of a longer one, and not quoted."""
    phrase = wording.role in PHRASES
    whole_phrase = phrase and (wording.rest != "" or wording.lead != "")
    if not whole_phrase and _TAIL.match(folded, end, last):
        return False
    if not quoted and _QUOTED.search(folded, first, start):
        return False
    # 是大语言模型应用的核心: a longer noun; 从 PPO 的目标推导而来
    return not phrase or not (
        _GOES_ON.match(folded, end) or folded[first:start].rstrip().endswith("从")
    )


def _cued(
    context: Context,
    sentence: Sentence,
    start: int,
    end: int,
    wording: Wording,
    entity: int,
    first: int,
) -> bool:
    """Whether a value stands with a cue of its attribute, or follows a verb where none is needed."""
    cues = context.register.cues(entity, wording.attribute)
    optional = context.register.is_optional(wording.attribute, cues)
    if optional and _LINK.search(context.folded, max(first, start - 24), start) is not None:
        return True
    if cues.cue is not None and cues.cue.search(_around(context, sentence, start, end)):
        return True
    return not optional and (
        cues.cue is not None
        and cues.cue.search(context.above.text[-80:]) is not None
        and _LINK.search(context.folded, first, start) is not None
    )


def _asked(
    context: Context, sentence: Sentence, item: Said, wording: Wording, fact: int, subject: Subject
) -> bool:
    """Whether the sentence speaks of the attribute that the wording is a value of."""
    register = context.register
    entry = register.facts[fact]
    first, last = _clause(context, sentence, item.start)
    if entry["unless"]:
        whole = context.folded[sentence.start : sentence.end]
        if any(word.lower() in whole for word in entry["unless"]):
            return False
    if not _stands_free(context.folded, first, last, item.start, item.end, wording):
        return False
    if wording.role in PHRASES:
        bare = subject.how in ("before", "lead", "heading") and not (
            context.folded[first : item.start].strip()
        )
        if not bare and subject.how not in ("clause", "sentence"):
            return context.is_direct(first, item.start)
        label = context.folded[item.end : item.end + 1] in tuple(":：")
        return not bare or (subject.how == "lead" and len(context.text) < 24 and not label)
    if register.attributes[wording.attribute].get("agent"):
        return True
    if _is_head(register, wording):
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
        if not context.is_direct(first, item.start, cues.words):
            return False
    if cues.unless is not None and cues.unless.search(context.folded, first, last):
        return False
    return _cued(context, sentence, item.start, item.end, wording, subject.entity, first)


def _owner(context: Context, first: int, start: int, subject: Subject) -> int:
    """Where the subject's name ends in a clause, or where the clause begins without a name; or -1."""
    names = context.inside(first, start)
    if names:
        return names[-1].end if names[-1].entity == subject.entity else -1
    return first if subject.how == "sentence" else -1


def _around(context: Context, sentence: Sentence, start: int, end: int) -> str:
    """The clause without the wording; with its neighbours when it stands in brackets."""
    index = context.clause(sentence, start)
    first, last = sentence.clauses[index]
    if first and context.text[first - 1] in "（(：:" and index:
        first = sentence.clauses[index - 1][0]
        if index + 1 < len(sentence.clauses) and context.text[last - 1] in ")）":
            last = sentence.clauses[index + 1][1]
    return context.folded[first:start] + "\n" + context.folded[end:last]
