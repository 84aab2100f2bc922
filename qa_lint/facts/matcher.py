"""Compare what blocks of text state with the register.

One pass of the automaton over all text finds names and wordings; only blocks that name an entity,
or stand under one, and that hold a number, a wording or a bracket are looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from .attributes import variant_of
from .candidates import Candidate, candidates
from .context import Context
from .exempt import is_chain
from .expansions import expansions
from .joined import Joined
from .keys import RELATIONS
from .members import MemberClaim, member_claims
from .mentions import Mention, is_version
from .namesakes import is_namesake
from .nearby import has_year, is_numeric
from .numbers import agrees
from .openings import RESPECTIVE
from .plain import is_plain
from .register import COMPARED, Block, Register
from .result import REASONS, Claim, Hit
from .strangers import stranger_blocks, stranger_claims
from .text import Sentence
from .values import NumberClaim, number_claims
from .wordings import PHRASES
from .words import fold

#: 最大的版本有 48 层: of several sizes only the largest is meant.
_LARGEST = re.compile(
    r"(?:最大的?(?:版本|模型|规模|变体|一个|那个)|(?:规模|尺寸)最大|\blargest (?:version|model|variant|[a-z]+-\d)\b|the largest (?!of))(?=[^，,；;。]*$)"
)
_SMALLEST = re.compile(r"(?:最小|(?<![a-z])smallest(?![a-z]))[^，,；;。]*$")
#: In a list of numbers, which of several sizes one is of is not told.
_LISTED = re.compile(r"\d[^，,。；;、]{0,6}(?:、|,|，|和|与|及|and|or) ?$")
_NONE: frozenset[str] = frozenset()


def match(blocks: Sequence[Block], register: Register) -> list[Hit]:
    """Statements that facts say are wrong, in order of place."""
    return analyse(blocks, register, compare=False)[0]


def claims(blocks: Sequence[Block], register: Register) -> list[Claim]:
    """Statements of attributes of entities, in order of place."""
    return analyse(blocks, register)[1]


class _Told(NamedTuple):
    """What one block states: places and values without the block's index."""

    hits: tuple[Hit, ...]
    claims: tuple[Claim, ...]
    strangers: tuple[Claim, ...]


_NOTHING = _Told((), (), ())
#: Blocks whose results are remembered; most are short, and copies of a page have the same.
_REMEMBERED = 20_000


def analyse(
    blocks: Sequence[Block], register: Register, compare: bool = True
) -> tuple[list[Hit], list[Claim]]:
    """Hits and claims; `compare` also reads attributes of entities that have no fact for them.

    What a block states depends on its text and on what stands above it alone, so that blocks that
    are the same are looked at once.
    """
    memory: dict[tuple[Any, ...], _Told] = register.told[compare]
    if len(memory) + len(blocks) > _REMEMBERED:
        memory.clear()
    keys = [block[:-1] for block in blocks]
    fresh = {key: block for key, block in zip(keys, blocks, strict=True) if key not in memory}
    memory.update(_told(fresh, register, compare))
    hits: list[Hit] = []
    stated: list[Claim] = []
    strangers: list[Claim] = []
    for key, block in zip(keys, blocks, strict=True):
        told = memory[key]
        if told is not _NOTHING:
            hits += [hit._replace(block=block.index) for hit in told.hits]
            stated += [claim._replace(block=block.index) for claim in told.claims]
            strangers += [claim._replace(block=block.index) for claim in told.strangers]
    return hits, stated + strangers


def _told(
    fresh: dict[tuple[Any, ...], Block], register: Register, compare: bool
) -> dict[tuple[Any, ...], _Told]:
    """What blocks state, by their keys."""
    told = dict.fromkeys(fresh, _NOTHING)
    extra = COMPARED & register.attributes.keys() if compare else _NONE
    joined = Joined(list(fresh.values()))
    for candidate in candidates(joined, register, compare):
        hits: list[Hit] = []
        stated: list[Claim] = []
        _check_block(candidate, register, extra, hits, stated)
        if hits or stated:
            told[candidate.block[:-1]] = _Told(tuple(_distinct(hits)), tuple(stated), ())
    if compare:
        for block in stranger_blocks(joined, register):
            strange = tuple(stranger_claims(block, register))
            if strange:
                told[block[:-1]] = told[block[:-1]]._replace(strangers=strange)
    return told


def _check_block(
    candidate: Candidate,
    register: Register,
    extra: frozenset[str],
    hits: list[Hit],
    stated: list[Claim],
) -> None:
    may, folded = candidate.may, candidate.folded
    context = Context(candidate.block, folded, candidate.found, register, candidate.above)
    if may.explain:
        _drop_namesakes(context)
    if may.expand:
        for mention in context.mentions:
            if mention.entity >= 0:
                facts = register.facts_of(mention.entity, "expansion")
                if facts:
                    _check_expansions(context, mention, facts, hits, stated)
    said = may.say
    if not (said or may.numbers or may.date):
        return
    for sentence in context.sentences:
        inside = [s for s in said if sentence.start <= s.start and s.end <= sentence.end]
        for member in member_claims(context, sentence, inside) if inside else ():
            if context.silent(sentence) or is_chain(context, sentence):
                break
            _judge_member(context, member, hits, stated)
        near = [at for at in may.numbers if sentence.start <= at < sentence.end]
        if not (near or (may.date and has_year(folded, sentence.start, sentence.end))):
            continue
        if not is_numeric(folded, sentence.start, sentence.end):
            continue
        for number in number_claims(context, sentence, near, extra):
            if context.silent(sentence) or is_chain(context, sentence):
                break
            _judge_number(context, sentence, number, hits, stated)


def _check_expansions(
    context: Context, mention: Mention, facts: list[int], hits: list[Hit], stated: list[Claim]
) -> None:
    register = context.register
    for said in expansions(context, mention, facts):
        if not said.accepted:
            hits.append(_hit(context, said.start, said.end, said.fact, "", True))
        words = context.text[said.start : said.end]
        stated.append(
            Claim(
                context.block.index, said.start, said.end,
                register.entities[mention.entity]["slug"], True, "", "expansion", fold(words),
                0.0, 0.0, (register.facts[said.fact]["id"],), True, words,
            )
        )  # fmt: skip


def _drop_namesakes(context: Context) -> None:
    """Forget the mentions of an entity whose letters the block explains as something else."""
    register = context.register
    other = set()
    for mention in context.mentions:
        if mention.entity >= 0 and mention.end - mention.start <= 4:
            facts = register.facts_of(mention.entity, "expansion")
            forms = [form for fact in facts for form in register.facts[fact]["is"]]
            if forms and is_namesake(context, mention, forms):
                other.add(mention.entity)
    if other:
        context.mentions = [
            m._replace(entity=-1) if m.entity in other else m for m in context.mentions
        ]


def _judge_member(
    context: Context, member: MemberClaim, hits: list[Hit], stated: list[Claim]
) -> None:
    register = context.register
    wrong = member.denied if member.accepted else not member.denied
    if member.wording.role in PHRASES and (
        not member.subject.sure or context.block.kind == "heading"
    ):
        return  # of an uncertain subject, or a title: right or wrong by chance
    if (
        wrong
        and not (member.denied and not member.subject.sure)
        and is_plain(
            context, member.subject, member.start, member.end, member.wording.role in RELATIONS
        )
    ):
        how = "" if member.subject.sure else member.subject.how
        hits.append(_hit(context, member.start, member.end, member.fact, how, not member.denied))
    if member.wording.role in PHRASES or not member.denied:
        stated.append(
            Claim(
                context.block.index, member.start, member.end,
                register.entities[member.subject.entity]["slug"], True, "",
                member.wording.attribute, member.wording.value, 0.0, 0.0,
                (register.facts[member.fact]["id"],), member.subject.sure,
                context.text[member.start : member.end],
            )
        )  # fmt: skip


def _judge_number(
    context: Context, sentence: Sentence, claim: NumberClaim, hits: list[Hit], stated: list[Claim]
) -> None:
    register = context.register
    facts = register.facts_of(claim.subject.entity, "value", claim.attribute)
    number = claim.number
    kind = register.attributes[claim.attribute].get("number", "count")
    told: list[int] = []
    agreed = False
    variant = claim.subject.variant
    before = context.folded[sentence.start : number.start]
    of_largest = _LARGEST.search(before) is not None
    if is_version(claim.subject.variant) or (kind == "year" and "/" in claim.subject.variant):
        return  # a variant that another work made: ViT-L/14@336px
    for fact in facts:
        words = context.folded[sentence.start : sentence.end]
        if any(word.lower() in words for word in register.facts[fact]["unless"]):
            return
        variant = variant_of(context, claim.subject, number, sentence, fact) or variant
        accepted = register.accepted(fact, "" if kind == "year" else variant)
        if RESPECTIVE.search(words) and _LISTED.search(before):
            accepted = register.accepted(fact, "")  # base, large and huge have 12, 24 and 32
        if accepted and not variant and of_largest and _is_sizes(register, fact):
            accepted = [value for value in accepted if value >= 0.85 * max(accepted)]
        if not register.facts[fact]["variants"] and _SMALLEST.search(before):
            continue  # the register tells of the largest
        if kind == "percent" and number.value <= 1 < min(accepted or [0]):
            continue  # a loss or an error
        if accepted and kind not in ("year", "percent") and not _comparable(number.value, accepted):
            continue
        if accepted is not None:
            told.append(fact)
            agreed = agreed or any(agrees(number, value, kind) for value in accepted)
    if told and agreed == claim.denied and (claim.subject.how == "clause" or not claim.denied):
        how = "" if claim.subject.sure else claim.subject.how
        hits.append(_hit(context, number.start, number.end, told[0], how, kind == "year"))
    if not claim.denied:
        stated.append(
            Claim(
                context.block.index, number.start, number.end,
                register.entities[claim.subject.entity]["slug"], True, variant,
                claim.attribute, f"{number.value:g}", number.low, number.high,
                tuple(register.facts[fact]["id"] for fact in told), claim.subject.sure,
                context.text[number.start : number.end],
            )
        )  # fmt: skip


def _is_sizes(register: Register, fact: int) -> bool:
    """Whether the values of a fact are those of the sizes of a family."""
    entry = register.facts[fact]
    if entry["variants"]:
        return True
    values = register.accepted(fact, "") or []
    falling = sorted(values, reverse=True) == values
    return entry["attribute"] == "parameters" and len(values) > 2 and falling


def _comparable(said: float, accepted: list[float]) -> bool:
    """Whether a number can be meant for one of the accepted: 2.6B is not said of a factor of 3."""
    return any(said <= 2e5 * value and value <= 2e5 * said for value in accepted)


def _hit(context: Context, start: int, end: int, fact: int, how: str, replace: bool) -> Hit:
    entry = context.register.facts[fact]
    disputed = entry["status"] == "disputed"
    severity = "info" if how or disputed else entry["severity"]
    replacement = entry["replacement"]
    if replacement is None and replace and not how and entry["kind"] == "expansion":
        replacement = entry["is"][0] if len(entry["is"]) == 1 else None
    if replacement is None and replace and not how and entry["attribute"] == "year":
        replacement = entry["is"][0] if len(entry["is"]) == 1 else None
    return Hit(
        context.block.index, start, end, context.text[start:end], entry["id"], severity,
        entry["confidence"], REASONS[how] if how else ("", ""), replacement,
    )  # fmt: skip


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Without repeats of a fact at overlapping places."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if any(k.fact == hit.fact and k.start < hit.end and hit.start < k.end for k in kept):
            continue
        # "强化学习：它使用强化学习": the label of an item is not a finding of its own.
        kept = [
            k for k in kept if (k.fact, k.text) != (hit.fact, hit.text) or hit.start - k.start > 80
        ]
        kept.append(hit)
    return kept
