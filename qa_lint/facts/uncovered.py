"""What a text states that no fact covers: each number, year, organisation, person and expansion.

This looks wider than the matcher, which has to be certain: whatever may be checked one day is
given, with the name it is probably about, so that a maintainer can choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import numbers
from .above import Memory, above
from .context import Context
from .matcher import analyse
from .mentions import Found
from .numbers import Number
from .phrases import is_expansion
from .register import Block, Register
from .strangers import first_name
from .text import Sentence, is_question
from .words import fold


class Uncovered(NamedTuple):
    """A claim at [start, end) of a block; `attribute` is a shared one, "" when none is known.

    `entity` is a name as the register or the text writes it, "" for none; `unit` is what a number
    counts; `known` tells whether the register describes the entity.
    """

    block: int
    start: int
    end: int
    entity: str
    known: bool
    attribute: str
    unit: str
    text: str


_SKIP_BEFORE = re.compile(
    r"(?:[a-z][-_./]?|[\[#§$]|第|图|表|式|公式|算法|附录|章|节|步骤|figure|fig\.|table|section|eq\.|equation|step|version|"
    r"(?<![a-z])v|arxiv[: ]*|\d[.:]) ?$"
)
_SKIP_AFTER = re.compile(r"[-_]?[a-z]{0,2}\d|[a-z]*[_]|\]|[.:]\d|(?:d|x)(?![a-z])")
_LIST_MARK = re.compile(r"\s*[（(]?\d{1,2}[.)、）．]\s?")
_UNIT = re.compile(
    r" ?(?P<unit>(?:个|张|层|头|维|种|条|步|倍|次|轮|块|对|段|组|位|类|台|天|小时|分钟|秒|毫秒|页|篇|阶段|参数|像素|帧|字|词|%)"
    r"[一-鿿A-Za-z -]{0,8}?(?=[，,。；;、（()）：:的在是和与由来 ]|$)|[a-z%]{1,14}(?: [a-z]{3,12})?)"
)
_VENUE = re.compile(
    r"(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|COLING|TMLR|JMLR|TPAMI|IJCV|AAAI|IJCAI|KDD|ICASSP|ACM|IEEE|"
    r"CoRL|ICRA|IROS|RSS|SIGGRAPH|INTERSPEECH|TACL|WACV|BMVC|MICCAI|arXiv)"
)
_NAME = r"[A-Z][A-Za-z0-9.+-]{1,18}(?: ?\d(?:\.\d)?)?"
_BRACKETED = re.compile(
    rf"(?P<name>{_NAME}) ?[（(](?P<full>[A-Za-z][A-Za-z0-9 '’&/-]{{7,120}})[)）,，]"
)
_REVERSED = re.compile(
    rf"(?P<full>[A-Z][A-Za-z-]+(?: [A-Za-z-]+){{1,9}}) ?[（(](?P<name>{_NAME})[)）]"
)
_STANDS = re.compile(
    rf"(?P<name>{_NAME})[^，,。；;\n]{{0,6}}[，,]? ?(?:的?(?:英文)?全[称名写](?:是|为|：|:)?|代表|stands for|is short for) ?[“\"]?"
    r"(?P<full>[A-Za-z][A-Za-z0-9 '’&/-]{7,120})"
)
_PERSON = re.compile(
    r"(?:由|被) ?(?P<zh>[A-Za-z一-鿿·. ]{2,24}?) ?(?:等人?|团队|教授|博士)(?:[^，,。；;]{0,12})(?:提出|发明|设计|发表|开发)|"
    r"(?<![A-Za-z])by (?P<en>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: et al| and )"
)


def uncovered(blocks: Sequence[Block], register: Register) -> Iterator[Uncovered]:
    """The claims of blocks that no fact of the register covers, in order of place."""
    hits, claims = analyse(blocks, register, compare=False)
    covered: dict[int, list[tuple[int, int]]] = {}
    for hit in hits:
        covered.setdefault(hit.block, []).append((hit.start, hit.end))
    for claim in claims:
        if claim.facts:
            covered.setdefault(claim.block, []).append((claim.start, claim.end))
    for context in contexts(blocks, register):
        spans = covered.get(context.block.index, [])
        for item in sorted(_of(context), key=lambda u: (u.start, u.end)):
            if not any(start < item.end and item.start < end for start, end in spans):
                yield item


def contexts(blocks: Sequence[Block], register: Register) -> Iterator[Context]:
    """A context for every block, also for those that the matcher passes over."""
    memory = Memory(lambda text: register.names(fold(text)))
    for block in blocks:
        folded = fold(block.text)
        found = [Found(start, end, key) for key, start, end in register.names(folded)]
        yield Context(block, folded, found, register, above(block, register, memory))


def _of(context: Context) -> Iterator[Uncovered]:
    yield from _expansions(context)
    for sentence in context.sentences:
        if is_question(context.text[sentence.start : sentence.end]):
            continue
        for number in numbers.find(context.folded, sentence.start, sentence.end):
            if not _is_count(context, sentence, number):
                continue
            yield _number(context, sentence, number)
        yield from _makers(context, sentence)


def _is_count(context: Context, sentence: Sentence, number: Number) -> bool:
    """Whether a number says how many, how much or when, and is not part of a name or a label."""
    folded = context.folded
    if any(m.start < number.end and number.start < m.end for m in context.mentions):
        return False
    if number.written != "digits" and number.value <= 2:
        return False
    if _SKIP_BEFORE.search(folded, max(sentence.start, number.start - 12), number.start):
        return False
    if folded[number.end - 1].isdigit() and _SKIP_AFTER.match(folded, number.end):
        return False
    line = folded.rfind("\n", 0, number.start) + 1
    mark = _LIST_MARK.match(folded, line)
    return mark is None or number.start >= mark.end()


def _number(context: Context, sentence: Sentence, number: Number) -> Uncovered:
    register = context.register
    year = number.plain and 1950 <= number.value <= 2035 and number.end - number.start == 4
    attribute, unit = "", ""
    if year:
        attribute = "year"
    else:
        best = 0
        for name, shared in register.attributes.items():
            cues = (
                register.cues(-1, name) if shared["kind"] == "value" and "." not in name else None
            )
            match = cues.unit.match(context.folded, number.end) if cues and cues.unit else None
            if match is not None and match.end() - match.start() > best:
                best, attribute = match.end() - match.start(), name
        counted = _UNIT.match(context.folded, number.end)
        unit = counted["unit"].strip() if counted else ""
    return _made(context, sentence, number.start, number.end, attribute, unit)


def _makers(context: Context, sentence: Sentence) -> Iterator[Uncovered]:
    """Organisations and persons."""
    for match in context.register.organisations.finditer(
        context.folded, sentence.start, sentence.end
    ):
        if not any(m.start < match.end() and match.start() < m.end for m in context.mentions):
            yield _made(context, sentence, match.start(), match.end(), "organisation", "")
    for match in _PERSON.finditer(context.text, sentence.start, sentence.end):
        group = "zh" if match["zh"] else "en"
        if context.register.value_of("organisation", match[group]) is None:
            yield _made(context, sentence, match.start(group), match.end(group), "author", "")


def _expansions(context: Context) -> Iterator[Uncovered]:
    for pattern in (_BRACKETED, _REVERSED, _STANDS):
        for match in pattern.finditer(context.text):
            name, full = match["name"], match["full"].strip()
            if is_expansion(full, name, []):
                yield Uncovered(
                    context.block.index, match.start("full"), match.start("full") + len(full),
                    *_known(context.register, name), "expansion", "", full,
                )  # fmt: skip


def _known(register: Register, name: str) -> tuple[str, bool]:
    """A name as the register has it, and whether it has it."""
    entity = register.entity(name)
    return (name, False) if entity is None else (register.entities[entity]["name"], True)


def _made(
    context: Context, sentence: Sentence, start: int, end: int, attribute: str, unit: str
) -> Uncovered:
    entity, known = _about(context, sentence, start, end)
    return Uncovered(
        context.block.index, start, end, entity, known, attribute, unit, context.text[start:end]
    )


def _about(context: Context, sentence: Sentence, start: int, end: int) -> tuple[str, bool]:
    """The name that a place is probably about."""
    register = context.register
    for subject in context.subjects(sentence, start, end):
        if subject.entity >= 0:
            return register.entities[subject.entity]["name"], True
    near = [m for m in context.inside(sentence.start, sentence.end) if m.entity >= 0]
    if near:
        best = min(near, key=lambda m: (m.start > start, abs(m.start - start)))
        return register.entities[best.entity]["name"], True
    stranger = first_name(context.text[sentence.start : start])
    if _VENUE.match(stranger):
        return "", False
    if stranger:
        return stranger, False
    if context.above.lead or context.above.heading:
        return register.entities[(context.above.lead or context.above.heading)[0]]["name"], True
    for title in reversed(context.block.headings):
        stranger = first_name(title)
        if stranger:
            return stranger, False
    return "", False
