"""Compare what blocks of text state with the register.

One pass of the automaton over all text finds names and wordings; only blocks that name an entity,
or stand under one, and that hold a number, a wording or a bracket are looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .context import Above, Context, above
from .expansions import expansions, is_namesake
from .members import PHRASES, MemberClaim, Said, member_claims, wordings_in
from .mentions import Found, Mention
from .numbers import agrees
from .register import Block, Register
from .result import REASONS, Claim, Hit
from .strangers import stranger_claims
from .text import Sentence
from .values import NumberClaim, number_claims, variant_of
from .words import fold

_NUMERIC = re.compile("[0-9０-９二三四五六七八九十百两]")
_NUMBER_WORD = re.compile(r"\b(?:two|three|four|five|six|seven|eight|ten|twelve|sixteen)\b")
_EXPANDS = re.compile(
    r"[(（]|全|简称|缩写|简写|代表|指|即|是|意为|[取来源出]自|拼写|"
    r"stand|short|acronym|abbr|denote|mean|expand|known|come|deriv|refer|spell|unpack"
)
#: Attributes that are compared across pages for every entity, with a fact or without.
COMPARED = frozenset(
    {"parameters", "layers", "heads", "vocabulary", "experts", "active_parameters"}
)
#: 最大的版本有 48 层: of several sizes only the largest is meant.
_LARGEST = re.compile(
    r"(?:最大的?(?:版本|模型|规模|变体|一个|那个)|(?:规模|尺寸)最大|\blargest (?:version|model|variant|[a-z]+-\d)\b|the largest (?!of))(?=[^，,；;。]*$)"
)
_NONE: frozenset[str] = frozenset()


def match(blocks: Sequence[Block], register: Register) -> list[Hit]:
    """Statements that facts say are wrong, in order of place."""
    return analyse(blocks, register, compare=False)[0]


def claims(blocks: Sequence[Block], register: Register) -> list[Claim]:
    """Statements of attributes of entities, in order of place."""
    return analyse(blocks, register)[1]


def analyse(
    blocks: Sequence[Block], register: Register, compare: bool = True
) -> tuple[list[Hit], list[Claim]]:
    """Hits and claims; `compare` also reads attributes of entities that have no fact for them."""
    hits: list[Hit] = []
    stated: list[Claim] = []
    memory: dict[str, tuple[int, ...]] = {}
    extra = COMPARED & register.attributes.keys() if compare else _NONE
    for context, found in _contexts(blocks, register, memory):
        block_hits: list[Hit] = []
        _check_block(context, found, extra, block_hits, stated)
        hits += _distinct(block_hits)
    if compare:
        for block in blocks:
            stated += stranger_claims(block, register)
    return hits, stated


def _contexts(
    blocks: Sequence[Block], register: Register, memory: dict[str, tuple[int, ...]]
) -> Iterator[tuple[Context, list[Found]]]:
    """The blocks that may state something, with what the automaton found in them."""
    if not register.keys or not blocks:
        return
    joined = fold("\0\0".join(block.text for block in blocks))
    folded: list[str] = []
    ends: list[int] = []
    at = 0
    for block in blocks:
        ends.append(at + len(block.text))
        folded.append(joined[at : ends[-1]])
        at = ends[-1] + 2
    found: list[list[tuple[int, int, int]]] = [[] for _ in blocks]
    index, base = 0, 0
    for last, (key, length) in register.automaton.iter(joined):
        while last >= ends[index]:
            base = ends[index] + 2
            index += 1
        found[index].append((last + 1 - length - base, last + 1 - base, key))
    names: dict[tuple[tuple[str, ...], str], Above] = {}
    names_of, says = register.keys.names, register.keys.says
    for number, block in enumerate(blocks):
        place = (block.headings, block.lead)
        if place not in names:
            names[place] = above(block, register, memory)
        over = names[place]
        here = found[number]
        named = any(names_of[key] for _, _, key in here)
        if not named and not over.lead and not over.heading:
            continue
        text = folded[number]
        said = any(says[key] for _, _, key in here)
        if said or _numeric(text, 0, len(text)) or (named and _EXPANDS.search(text)):
            hits = [Found(*hit) for hit in here]
            yield Context(block, text, hits, register, over), hits


def _check_block(
    context: Context,
    found: list[Found],
    extra: frozenset[str],
    hits: list[Hit],
    stated: list[Claim],
) -> None:
    register = context.register
    _drop_namesakes(context)
    for mention in context.mentions:
        if mention.entity >= 0:
            facts = register.facts_of(mention.entity, "expansion")
            if facts:
                _check_expansions(context, mention, facts, hits, stated)
    said = wordings_in(context, found)
    for sentence in context.sentences:
        inside = [s for s in said if sentence.start <= s.start and s.end <= sentence.end]
        for member in member_claims(context, sentence, inside) if inside else ():
            if context.silent(sentence):
                break
            _judge_member(context, member, hits, stated)
        if not _numeric(context.folded, sentence.start, sentence.end):
            continue
        for number in number_claims(context, sentence, extra):
            if context.silent(sentence):
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


def _numeric(folded: str, start: int, end: int) -> bool:
    """Whether a number may stand in folded[start:end]."""
    if _NUMERIC.search(folded, start, end) is not None:
        return True
    return folded.isascii() and _NUMBER_WORD.search(folded, start, end) is not None


def _judge_member(
    context: Context, member: MemberClaim, hits: list[Hit], stated: list[Claim]
) -> None:
    register = context.register
    wrong = member.denied if member.accepted else not member.denied
    if wrong and not (member.denied and not member.subject.sure):
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
    if kind == "year" and "/" in claim.subject.variant:
        return  # a variant that another work made: ViT-L/14@336px
    for fact in facts:
        words = context.folded[sentence.start : sentence.end]
        if any(word.lower() in words for word in register.facts[fact]["unless"]):
            return
        variant = variant_of(context, claim, sentence, fact) or variant
        accepted = register.accepted(fact, "" if kind == "year" else variant)
        if accepted and not variant and register.facts[fact]["variants"] and of_largest:
            accepted = [value for value in accepted if value >= 0.85 * max(accepted)]
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


__all__ = ["Block", "Claim", "Hit", "Said", "analyse", "claims", "match"]
