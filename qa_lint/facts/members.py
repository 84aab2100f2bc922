"""Wordings that are said of an entity: values of attributes, and relations that do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .agents import agent_subjects
from .aside import only_named
from .context import Context, Subject
from .denials import denied_before, denied_twice, plain_denial, same_thing_before
from .heads import is_part, is_predicate
from .keys import RELATIONS, Wording
from .mentions import is_version
from .places import clause_of
from .shadows import shadowed
from .text import Sentence, is_compared, is_denial, is_negated
from .wordings import LINK, PHRASES, Meaning, Said, is_agent, is_head, possible, stands_free

_AS = re.compile(
    r"^ ?(?:等|模型|网络)?.{0,12}(?:作为|充当|被用|用作|用于|负责|来|as |serves|is used)"
)
_BRACKET = re.compile(r" ?[（(](?P<inside>[^（）()]*)")
_SIZE = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)? ?[bm](?![a-z0-9])|版本|尺寸|型号|version|variant")


#: A lead of so many characters is a name and little more.
_LABEL = 24
#: 去掉了价值函数的 PPO: another one than the name's own.
_CHANGED = re.compile(
    r"(?:去掉|去除|移除|没有|不带|不含|省去|砍掉|加入|引入|加上|带有|改进)了?|(?:without|no|adding) "
)
#: What holds for every version of a model.
_OF_EVERY_VERSION = frozenset({"organisation", "purpose_of"})


class MemberClaim(NamedTuple):
    """A wording that is said of a subject; `accepted` when the fact lists it as true."""

    start: int
    end: int
    subject: Subject
    wording: Wording
    fact: int
    accepted: bool
    denied: bool


def member_claims(
    context: Context, sentence: Sentence, said: Sequence[Said]
) -> Iterator[MemberClaim]:
    """All claims with a wording in a sentence."""
    for item in said:
        if not item.meanings or not _possible(context, sentence, item):
            continue
        if _others(context, sentence, item):
            continue
        whole: Subject | None = None
        agents: list[Subject] | None = None
        others: list[Subject] | None = None
        kinds = {
            (is_agent(context.register, w), w.fact < 0) for told in item.told.values() for w in told
        }
        if (True, True) in kinds:
            agents = agent_subjects(context, sentence, item.start, item.end)
        if kinds != {(True, True)}:
            others = subjects_or_later(context, sentence, item.start, item.end)
            whole = _whole_of(context, sentence, item) if not others else None
            if whole is not None:
                others = [whole]
            if agents is None and any(
                is_agent(context.register, w) for s in others for w in item.told.get(s.entity, ())
            ):
                agents = agent_subjects(context, sentence, item.start, item.end)
        owners = _listed_behind(context, item)
        for subject in dict.fromkeys([*(agents or ()), *(others or ())]):
            if subject.entity < 0 or (owners and subject.entity not in owners):
                continue
            for start, end, wording in item.meanings.get(subject.entity, ()):
                bound = agents if is_agent(context.register, wording) else others
                if subject is whole and wording.role not in PHRASES:
                    continue  # the part may be another than that of the fact
                if bound is not None and subject in bound:
                    full = item._replace(start=start, end=end)
                    claim = _claim(context, sentence, full, said, wording, subject)
                    if claim is not None:
                        yield claim


def _whole_of(context: Context, sentence: Sentence, item: Said) -> Subject | None:
    """The entity whose part a clause is about: VAE 的解码器输出…."""
    first, _ = clause_of(context, sentence, item.start)
    near = context.inside(first, item.end)
    if len(near) != 1 or near[0].role != "owner" or near[0].entity < 0:
        return None
    return Subject(near[0].entity, near[0].variant, "clause", True)


def _possible(context: Context, sentence: Sentence, item: Said) -> bool:
    """Whether a wording may be said of any entity in reach, whatever the subject is.

    Asked before the subject is sought, which is the dear part.
    """
    first, last = clause_of(context, sentence, item.start)

    def cued(entity: int, meaning: Meaning) -> bool:
        start, end, wording = meaning
        return _cued(context, sentence, start, end, wording, entity, first)

    return possible(item, context.folded, first, last, context.register, cued)


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
    first, _ = clause_of(context, sentence, item.start)
    near = context.inside(first, item.start)
    if not near or near[-1].role not in ("compared", "neighbour"):
        return False
    return context.folded[near[-1].end : item.start].strip() in ("的", "'s", "模型的")


def _claim(
    context: Context,
    sentence: Sentence,
    item: Said,
    said: Sequence[Said],
    wording: Wording,
    subject: Subject,
) -> MemberClaim | None:
    verdict = context.register.verdict(wording, subject.entity)
    if verdict is None or shadowed(context, item, said, subject.entity, verdict[0], wording):
        return None
    fact, accepted = verdict
    if is_version(subject.variant) and wording.attribute not in _OF_EVERY_VERSION:
        return None
    if not _asked(context, sentence, item, wording, fact, subject):
        return None
    first, last = clause_of(context, sentence, item.start)
    if only_named(context, first, item, wording, subject.entity):
        return None
    if is_compared(context.text, first, item.start, item.end, last):
        return None
    if denied_before(context, sentence, item, said):
        return None
    says = wording.role in PHRASES
    if wording.role == "denies" and is_denial(context.text, item.start, item.end):
        denied = denied_twice(context.folded, first, item.start)
    else:
        opens = same_thing_before(context, sentence, first)
        denied = is_negated(context.text, opens, item.start, item.end, last, own=not says)
    if denied and says and not accepted:
        return MemberClaim(item.start, item.end, subject, wording, fact, accepted, denied)
    if denied and not (
        accepted
        and not _of_one_size(context, first, item, wording, fact)
        and plain_denial(context, first, item, last, wording.attribute, wording.role == "relation")
    ):
        return None
    return MemberClaim(item.start, item.end, subject, wording, fact, accepted, denied)


def _of_one_size(context: Context, first: int, item: Said, wording: Wording, fact: int) -> bool:
    """Whether a clause speaks of one size of a model, for whose sizes several values hold."""
    values = context.register.facts[fact].get("is_values") or ()
    return (
        wording.role not in RELATIONS
        and len(set(values)) > 1
        and _SIZE.search(context.folded, first, item.start) is not None
    )


def subjects_or_later(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The subject of a place; an entity later in its clause when none stands before."""
    first, last = clause_of(context, sentence, start)
    if not any(m.end <= start for m in context.inside(first, last)) and not _CHANGED.match(
        context.folded, start
    ):
        later = [m for m in context.inside(end, last) if m.role in ("subject", "object")]
        if len(later) == 1 and later[0].entity >= 0:
            gap = context.folded[end : later[0].start]
            if len(gap) <= 24 and re.search(
                r"的 ?$|(?<![a-z])(?:by|in|of|for|to) (?:the )?$|(?:用于|被|属于|来自|训练了?) ?$",
                gap,
            ):
                return [Subject(later[0].entity, later[0].variant, "clause", True)]
    return context.subjects(sentence, start, end)


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
    if optional and LINK.search(context.folded, max(first, start - 24), start) is not None:
        return True
    if cues.cue is not None and cues.cue.search(_around(context, sentence, start, end)):
        return True
    return not optional and (
        cues.cue is not None
        and cues.cue.search(context.above.text[-80:]) is not None
        and LINK.search(context.folded, first, start) is not None
    )


def _asked(
    context: Context, sentence: Sentence, item: Said, wording: Wording, fact: int, subject: Subject
) -> bool:
    """Whether the sentence speaks of the attribute that the wording is a value of."""
    register = context.register
    entry = register.facts[fact]
    first, last = clause_of(context, sentence, item.start)
    if entry["unless"]:
        whole = context.folded[sentence.start : sentence.end]
        if any(word.lower() in whole for word in entry["unless"]):
            return False
    head = is_head(register, wording)
    if not stands_free(context.folded, first, last, item.start, item.end, wording, head=head):
        return False
    if wording.role in PHRASES:
        if subject.how == "heading" and not context.names_above(sentence, item.start):
            return False  # a passage under a heading speaks of other things too
        if subject.how == "lead" and len(context.block.lead) > _LABEL:
            return False
        bare = subject.how in ("before", "lead", "heading") and not (
            context.folded[first : item.start].strip()
        )
        if not bare and subject.how not in ("clause", "sentence"):
            if subject.how == "before" and not context.goes_on(sentence, item.start):
                return False  # 论文还提出了…，让奖励模型随策略更新
            return context.is_direct(first, item.start)
        label = context.folded[item.end : item.end + 1] in tuple(":：")
        return not bare or (subject.how == "lead" and len(context.text) < 24 and not label)
    if is_agent(register, wording):
        return True
    if head:
        owner = _owner(context, first, item.start, subject)
        return owner >= 0 and is_predicate(context.folded, owner, item.start, item.end, last)
    if subject.how != "clause" and not context.folded[first : item.start].strip():
        listed = context.folded[first - 1 : first] in "（(" if first else False
        if not listed and not _AS.match(context.folded[item.end : last]):
            return False
    cues = register.cues(subject.entity, wording.attribute)
    if subject.how not in ("clause", "sentence"):
        if not LINK.search(context.folded[first : item.start]):
            return False
        if not context.is_direct(first, item.start, cues.words):
            return False
    if cues.unless is not None and cues.unless.search(context.folded, first, last):
        return False
    if is_part(context.folded, first, item.start, item.end, last):
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
