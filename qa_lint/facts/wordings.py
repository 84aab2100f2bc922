"""Wordings in a text: where they stand, and what they may mean of the entities in reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .keys import RELATIONS, Wording, members
from .mentions import is_bounded
from .pieces import Around, Pieces
from .register import Register

_TAIL = re.compile(
    r" ?(?:的)?(?:文本(?!编码器|塔)|文字|描述|说明|标题|字幕|特征|表示|表征|嵌入|向量|对(?!比|抗|齐)|captions?\b|descriptions?\b|embeddings?\b|"
    r"features?\b|representations?\b|tokens?\b)"
)
LINK = re.compile(
    r"是|为|采用|使用|基于|属于|用|作为|具有|包含|包括|由|以|(?<![a-z])(?:is|are|was|uses?|using|used|based|with|employs?|adopts?|a|an|has|via)(?![a-z])"
)
_GOES_ON = re.compile(
    r" ?(?:应 ?用的?|框架|领域|开发|生态|工具|系统的|的(?:核心|一种|基础|代表|应用|关键))"
)
_QUOTED = re.compile('[“"《「][^”"》」]{0,40}$')
#: Roles of wordings that say it all, without a cue.
PHRASES = ("says", *RELATIONS)


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


def wordings_in(
    text: str,
    folded: str,
    found: Sequence[tuple[int, int, int]],
    reach: int,
    register: Register,
) -> list[Said]:
    """The wordings of a block that may be said of the entities `reach` (bits), in order of place.

    `found` are the (key, start, end) of wordings that say something of them.
    """
    made = []
    pieces: Pieces | None = None
    for key, start, end in found:
        if not _bounded_wording(folded, start, end):
            continue
        around = None
        capital = text[start].isupper()
        told: dict[int, list[Wording]] = {}
        meanings: dict[int, list[Meaning]] = {}
        shared: dict[int, Meaning | None] = {}
        for entity in members(register.keys.tells[key] & reach):
            for wording in register.telling(key, entity):
                if wording.rest or wording.lead:
                    if pieces is None:
                        pieces = Pieces(folded, register.pieces)
                    whole = None
                    if not pieces.hold(wording.lead, wording.rest):
                        if wording.fact < 0:
                            continue
                    else:
                        around = around or Around(start, end, pieces)
                        if wording.fact >= 0:
                            whole = _whole(folded, start, end, wording, around)
                        else:
                            # Wordings of attributes are the same objects for every entity.
                            number = id(wording)
                            if number not in shared:
                                shared[number] = _whole(folded, start, end, wording, around)
                            whole = shared[number]
                            if whole is None:
                                continue
                else:
                    whole = Meaning(start, end, wording)
                told.setdefault(entity, []).append(wording)
                if whole is not None and (capital or not wording.upper):
                    meanings.setdefault(entity, []).append(whole)
        if told:
            made.append(Said(start, end, told, meanings))
    made.sort(key=lambda said: (said.start, -said.end))
    return made


def possible(
    said: Said,
    folded: str,
    first: int,
    last: int,
    register: Register,
    cued: Callable[[int, Meaning], bool],
    quoted: bool = False,
) -> bool:
    """Whether a wording in folded[first:last] may be a claim about any entity.

    `cued` tells whether a meaning stands with a cue of its attribute for an entity; `quoted`: quoted
    words may be one.
    """
    for entity, meanings in said.meanings.items():
        for meaning in meanings:
            start, end, wording = meaning
            if is_agent(register, wording):
                return True
            head = is_head(register, wording)
            if not stands_free(folded, first, last, start, end, wording, quoted, head):
                continue
            if head or wording.role in PHRASES or cued(entity, meaning):
                return True
    return False


def may_claim(said: Said, folded: str, above: str, register: Register) -> bool:
    """Whether a wording may be a claim, judged by what stands next to it and by cues anywhere."""

    def cued(entity: int, meaning: Meaning) -> bool:
        cues = register.cues(entity, meaning.wording.attribute)
        optional = register.is_optional(meaning.wording.attribute, cues)
        if optional and LINK.search(folded, max(0, meaning.start - 24), meaning.start):
            return True
        return cues.cue is not None and bool(
            cues.cue.search(folded) or (not optional and cues.cue.search(above[-80:]))
        )

    return possible(said, folded, 0, len(folded), register, cued, quoted=True)


_CLOSING = re.compile("[)）]")
_OPENING = re.compile("[(（]")


def _whole(folded: str, start: int, end: int, wording: Wording, around: Around) -> Meaning | None:
    """A wording at [start, end) with what must stand before and behind it; None: it does not."""
    if wording.lead:
        start = around.lead(wording.lead)
        if start < 0:
            return None
    if wording.rest:
        end = around.rest(wording.rest)
        if end < 0:
            return None
    return Meaning(start, end, wording) if _closes_brackets(folded, start, end) else None


def _closes_brackets(folded: str, start: int, end: int) -> bool:
    """Whether no bracket closes in folded[start:end] that does not open there."""
    closing = _CLOSING.search(folded, start, end)
    return closing is None or _OPENING.search(folded, start, closing.start()) is not None


def _bounded_wording(folded: str, start: int, end: int) -> bool:
    if folded[start].isascii() and start and folded[start - 1] == "-":
        return end - start > 3 and (start < 2 or not folded[start - 2].isdigit())
    return is_bounded(folded, start, end)


def is_agent(register: Register, wording: Wording) -> bool:
    attribute = wording.attribute
    return bool(attribute) and bool(register.attributes[attribute].get("agent"))


def is_head(register: Register, wording: Wording) -> bool:
    attribute = wording.attribute
    return bool(attribute) and bool(register.attributes[attribute].get("head"))


def stands_free(
    folded: str,
    first: int,
    last: int,
    start: int,
    end: int,
    wording: Wording,
    quoted: bool = False,
    head: bool = False,
) -> bool:
    """Whether a wording in the clause [first, last) is no part of a longer one, and not quoted.

    Of a `head` heads.py tells what may follow.
    """
    phrase = wording.role in PHRASES
    whole_phrase = phrase and bool(wording.rest or wording.lead)
    if not (whole_phrase or head) and _TAIL.match(folded, end, last):
        return False
    if not quoted and _QUOTED.search(folded, first, start):
        return False
    # 是大语言模型应用的核心: a longer noun; 从 PPO 的目标推导而来
    return not phrase or not (
        _GOES_ON.match(folded, end) or folded[first:start].rstrip().endswith("从")
    )
