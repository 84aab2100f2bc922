"""Claims about names that the register does not know, in plain forms only.

They are compared between pages and offered as candidates for facts; nothing is held against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import numbers
from .joined import Joined
from .numbers import Number
from .register import Block, Register
from .result import Claim
from .strange import ANY_NAME, STRANGER
from .text import is_question, is_reported, is_unreal, sentences
from .words import fold

#: What is read of a name; each has a shared vocabulary of units and cues.
_COUNTED = (
    "parameters", "active_parameters", "layers", "heads", "width", "vocabulary",
    "context_length", "experts",
)  # fmt: skip
#: A name as the subject of a sentence, or of a later one of its clauses.
_SUBJECT = re.compile(
    r"[\s“\"《*]*(?:其中|而|但)?\s*(?P<name>(?:(?=[A-Za-z0-9.+\-]*[A-Z])[A-Za-z][A-Za-z0-9.+\-]*[A-Z0-9][A-Za-z0-9.+\-]*"
    r"|[A-Z][a-z]{2,}(?=\s*[\u4e00-\u9fff])))(?![A-Za-z0-9])"
)
_OF_SUBJECT = (
    r"(?:共有|总共|一共|有|拥有|具有|包含|由|于|在|最早|最初|首次|是|的?总?(?:参数|层数|隐藏|词表|词汇表|上下文|注意力头|头数|专家)|"
    r"使用|采用|用了?|支持|堆叠)"
)
#: What may follow the name itself.
_PREDICATE = re.compile(
    rf"\s*(?:模型|网络)?(?:\s*[（(][^（）()]{{1,80}}[)）])?\s*(?:{_OF_SUBJECT}|(?:was|were|is|has|with|uses|contains)\b)"
)
#: A name, or the end of one, with its predicate.
_NAMED = re.compile(rf"[A-Z0-9][A-Za-z0-9.+\-]*+{_PREDICATE.pattern}")
#: What a clause begins with that goes on about the subject.
_CONTINUES = re.compile(
    rf"\s*(?:并且?|而且|且|它|其|该模型|该网络)?\s*{_OF_SUBJECT}"
    r"|\s*(?:and |which |it |with )*(?:has|is|was|with|uses|contains)\b"
)
_PRONOUN = re.compile(r"\s*(?:它|其|该模型|该网络|该方法|it\b|the model\b)", re.IGNORECASE)
_MADE_ZH = "提出|发布|推出|开发|研发|开源|发表|设计|问世|公布"
_MADE = re.compile(
    rf"(?:{_MADE_ZH})|\b(?:proposed|introduced|developed|released|published|presented|created|open-sourced)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?! ?[-–—~至到])")
_MAKER = re.compile(r"(?:由|是|来自|\bby (?:researchers (?:at|from) )?)\s*$")
#: Another thing is spoken of as well, or the value is denied or only a part.
_OTHER = re.compile(
    r"不|没|未|非|比|相比|超过|低于|高于|分别|之一|基于|之上|改进|版本|系列|变体|例如|比如|"
    r"\b(?:not|never|than|compared|respectively|based|variants?|versions?|series|e\.g)\b|n't\b"
)
_PART = re.compile(
    r"(?:第|前|后|每|各|另|额外|新增|增加了?|减少了?|去掉|加入|添加|最后|其中|仅用|\b(?:first|last|each|every|per|additional|extra|next)) ?$"
)
_QUICK = re.compile(
    r"[A-Za-z\d）)] ?(?:模型|网络)?(?:由|于|在|最早|最初|首次|是|有|共|拥有|具有|包含|的|使用|采用|用|支持|was|were|is|has|with|uses|contains)"
)
_CAPITAL = re.compile("[A-Z]")
_USED = re.compile(r"使用|采用|用|包含|有|支持|训练|数据|\b(?:uses|with|contains|has)\b")
#: Nothing is counted by the number but what the cue before it says.
_ALONE = re.compile(r" ?(?:[，,。；;、)）\n]|$|左右|\.(?!\d))")
#: Counted in thousands at least.
_LARGE = frozenset({"parameters", "active_parameters"})
_STATED = re.compile(
    r"由|层|参数|专家|词表|词汇表|上下文|维度|注意力头|头数|(?:19|20)\d\d|"
    r"\b(?:by|layers|parameters|experts|heads|vocabulary|context|hidden)\b"
)


def first_name(text: str) -> str:
    """The first Latin name of a text that is written like that of a model, "" for none."""
    match = STRANGER.search(text)
    return match[0].rstrip(".-+") if match else ""


def stranger_blocks(joined: Joined, register: Register) -> Iterator[Block]:
    """The blocks that may have claims about names that are not in the register, in order.

    A claim needs a predicate behind a name, or a pronoun below the heading that names its subject.
    """
    named = {joined.number(match.start()) for match in _NAMED.finditer(joined.text)}
    unknown: dict[tuple[str, ...], bool] = {(): False}
    headings: tuple[str, ...] = ()
    below = False
    for number, block in enumerate(joined.blocks):
        if block.headings is not headings:
            headings = block.headings
            if headings not in unknown:
                unknown[headings] = bool(_of_heading(block, register))
            below = unknown[headings]
        if below or number in named:
            yield block


def stranger_claims(block: Block, register: Register) -> Iterator[Claim]:
    """Claims of a block about names that are not in the register."""
    text = block.text
    if _CAPITAL.search(text) is None and not block.headings:
        return
    if not _states(text):
        return
    if _QUICK.search(text) is None and _PRONOUN.search(text) is None:
        return
    folded = ""
    subject = ""
    for sentence in sentences(text):
        words = text[sentence.start : sentence.end]
        if not _PRONOUN.match(words):
            subject = ""
        elif not subject:
            subject = _of_heading(block, register)
        if not subject and _NAMED.search(text, sentence.start, sentence.end) is None:
            continue
        states: bool | None = None
        for start, end in sentence.clauses:
            named = _SUBJECT.match(text, start, end)
            at = start
            if named is not None:
                name = named["name"].rstrip(".-+")
                at = named.start("name") + len(name)
                known = register.knows(name) or register.is_wording(name)
                subject = "" if known or not _PREDICATE.match(text, at, end) else name
            elif _CONTINUES.match(text, start, end) is None:
                subject = ""
            if subject and states is None:  # asked late, because it is dear
                states = not (is_question(words) or is_reported(words) or is_unreal(words))
            if subject and not states:
                subject = ""
                break
            if subject:
                folded = folded or fold(text)
                yield from _Clause(block.index, text, folded, at, end, subject, register).claims()


def _of_heading(block: Block, register: Register) -> str:
    """The one unknown name of the heading that a block stands under, "" for none."""
    heading = block.headings[-1] if block.headings else ""
    names = {match.group() for match in ANY_NAME.finditer(heading)}
    name = first_name(heading)
    return name if names == {name} and not register.knows(name) else ""


class _Clause:
    """[start, end) of a text, behind the name of its subject if it stands there."""

    def __init__(
        self, block: int, text: str, folded: str, start: int, end: int, name: str,
        register: Register,
    ) -> None:  # fmt: skip
        self.block = block
        self.text = text
        self.folded = folded
        self.start = start
        self.end = end
        self.name = name
        self.register = register

    def claims(self) -> Iterator[Claim]:
        """What the clause says of its subject, unless it speaks of something else as well."""
        if _OTHER.search(self.folded, self.start, self.end):
            return
        makers = list(self.register.organisations.finditer(self.folded, self.start, self.end))
        for name in ANY_NAME.finditer(self.text, self.start, self.end):
            if not any(m.start() <= name.start() and name.end() <= m.end() for m in makers):
                return
        yield from self._made(makers)
        yield from self._counted()

    def _made(self, makers: list[re.Match[str]]) -> Iterator[Claim]:
        """Who made it and when."""
        verb = _MADE.search(self.folded, self.start, self.end)
        if verb is None:
            return
        if len(makers) == 1 and _MAKER.search(self.folded, self.start, makers[0].start()):
            start, end = makers[0].span()
            value = self.register.value_of("organisation", self.text[start:end])
            if value:
                yield self._claim(start, end, "organisation", value, 0.0, 0.0)
        years = list(_YEAR.finditer(self.folded, self.start, self.end))
        if len(years) == 1:
            start, end = years[0].span()
            if not _USED.search(self.folded, self.start, start):
                value = years[0].group()
                yield self._claim(start, end, "year", value, float(value), float(value))

    def _counted(self) -> Iterator[Claim]:
        found: dict[str, list[Number]] = {}
        for number in numbers.find(self.folded, self.start, self.end):
            before = self.folded[self.start : number.start]
            if number.percent or number.value <= 1 or _PART.search(before):
                continue
            attribute = self._attribute(number, before)
            if attribute:
                found.setdefault(attribute, []).append(number)
        for attribute, counts in found.items():
            if len(counts) == 1:
                number = counts[0]
                yield self._claim(
                    number.start, number.end, attribute, f"{number.value:g}",
                    number.low, number.high,
                )  # fmt: skip

    def _attribute(self, number: Number, before: str) -> str:
        best, attribute = 0, ""
        alone = _ALONE.match(self.folded, number.end, self.end) is not None
        for name in _COUNTED:
            shared = self.register.attributes.get(name)
            if shared is None or (number.value < 1000 and name in _LARGE):
                continue
            cues = self.register.cues(-1, name)
            unit = cues.unit.match(self.folded, number.end, self.end) if cues.unit else None
            cue = cues.before(before)
            if unit is not None and (shared.get("cue") != "required" or cue >= 0):
                length = 100 + unit.end() - unit.start()
            elif cue >= 0 and alone:
                length = cue + 1
            else:
                continue
            if length > best:
                best, attribute = length, name
        return attribute

    def _claim(
        self, start: int, end: int, attribute: str, value: str, low: float, high: float
    ) -> Claim:
        return Claim(
            self.block, start, end, self.name, False, "", attribute, value, low, high, (), True,
            self.text[start:end],
        )  # fmt: skip


def _states(text: str) -> bool:
    """Whether a maker, a thing that is counted or a year may be named."""
    return _STATED.search(text) is not None
