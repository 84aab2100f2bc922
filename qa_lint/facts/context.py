"""What a place in a block speaks of: clause, sentence, sentence before, lead, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .above import Above
from .mentions import Found, Mention, mentions
from .register import Block, Register
from .strange import NOT_NAMES, STRANGER
from .text import Sentence, is_caption, is_question, is_reported, is_unreal, sentences

#: A Latin name that the register does not know, at the start of a clause.
_UNKNOWN = re.compile(
    r"[\s“\"《*（(]*(?:而|但|在|对于|对|与|[一-鿿A-Za-z]{2,12} ?的 ?|the |in |for |and |while |whereas )?\s*"
    r"(?P<name>(?=[A-Za-z0-9.+-]*[A-Z])[A-Za-z][A-Za-z0-9.+-]*[A-Z0-9][A-Za-z0-9.+-]*)"
)
#: In Chinese text any capitalised Latin word at the start of a clause is a name.
_UNKNOWN_ZH = re.compile(
    r"[\s“\"《*]*(?:而|但|在|对于|对|与|[一-鿿A-Za-z]{2,12} ?的 ?)?\s*(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9](?: [A-Z0-9][A-Za-z0-9.+-]*){0,3})(?=\s*[\u4e00-\u9fff])"
)
#: 但是 elmo 实际上是…: a name in small letters, as people type it.
_UNKNOWN_LOWER = re.compile(
    r"\s*(?:而|但是?|其中|不过)? ?(?P<name>(?!token|batch|loss|attention|encoder|decoder|embedding|layer|mask|patch|prompt|query|"
    r"queries|key|value|softmax|self|head|model|the |and |for |with |but |it |its )[a-z][a-z0-9]{2,11}) ?(?=(?:实际|是|则|采用|使用|用的|由|会|把|将|有(?!限|效)))"
)
#: 而微调需要…, 后一种方法则…: the clause has another subject.
_OTHER_ZH = re.compile(
    r"\s*(?:而(?!且|是|不|非|由|使用|采用|用|在|通过|从|对|将|把|并|后|总|每|其|它|该|参数|层数|训练|模型|这|成|有|只|仅|无|没)"
    r"[一-鿿]{2}|[一-鿿]{2,8}则(?!是|为|由))"
)
PLACEHOLDER = "\ufffc"
_ANAPHOR = re.compile(
    r"^\s*(?:它们?|其|该|此|这(?:个|一|种|些)|本|因此|所以|此外|另外|同时|而且|并且|并|还|也|然后|其中|如|例如|比如|包括|从而|使|以|可|能|既|且|具体来说|具体地?|"
    r"the model|the method|it\b|its\b|this\b|these\b|the\b|they\b|their\b)",
    re.IGNORECASE,
)
_ANY_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9]")
_OPENER = re.compile(
    r"\s*(?:由于|因为|为了|通过|作为|凭借|随着|得益于|鉴于|(?:[A-Z][a-z]+ed|Built|Known|First|Due to|Because|As|With|By|Thanks)\s)"
)
_WHICH = re.compile(r"\s*(?:which|who|whose)\b")
#: The second predicate of a clause goes back to its first subject.
_SECOND = re.compile(
    r"\band (?:is|was|has|had|uses|used|were|does|contains)\b|并且?(?!行|列|发)|而且"
)
_LATTER = re.compile(
    r"\s*(?:而|但|并且|其中)?(?:后者|前者|两者|二者|相比之下|相反|反之|与之相对|另一方面|by contrast|in contrast|conversely|on the other hand|the (?:latter|former)|both)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^[\s“”\"》《*]*(?:、|和|与|及|以及|跟|/|,|，|and|or|&)[\s“”\"《》*]*$")
_RESPECTIVE = re.compile(r"分别|依次|respectively", re.IGNORECASE)
#: 许多模型采用…, we use…: a clause that names a subject of its own, without a name.
_OWN_SUBJECT = re.compile(
    r"\s*(?:(?:其中|同时|另外|此外|而|但是?|然而|因此|所以|于是|并且|例如|比如|现在|如今|并|不过)[，,]?\s*)?"
    r"(?:在?这些|我们|你|您|大家|人们|研究者|研究人员|LLMs?(?![A-Za-z])|大模型|许多|很多|大多数|大部分|多数|绝大多数|现代|这些|那些|"
    r"各种|其他|其它|另一|一些|有些|有的|某些|后续|传统|以往|此前|早期|主流|近年|常见的|一般的?|普通|通常的|以[^，,。]{1,20}为代表|"
    r"这[一个种些](?!模型|方法|网络|架构|工作|框架|技术|算法|思路|机制)[一-鿿]{2,6}(?:由|被|是|在|会|能|可)|"
    r"也就是|即(?!使|便|可|将)|换句话说|换言之|(?:we|you|most|many|modern|several|some|other|such|these|those|people|one)\s)",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\s*(?:相比|相较|不同于|区别于|比起|较之|compared (?:to|with)|unlike)", re.IGNORECASE
)
_BOTH = re.compile(r"它们|两者|二者|都|均|\b(?:both|they|their)\b", re.IGNORECASE)
_REFERS = re.compile(
    r"(?:这项|此项|这篇)(?:工作|研究|论文)|它|该|其(?!他|它|中)|此模型|这(?:个|一|种)?(?:模型|方法|网络)|\b(?:it|its|the model)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"(?:是|叫做?|称为|名为|即|提出了?) ?[“\"《]?$")
_NEW_NAME = re.compile(
    r"的[一-鿿]{0,6}(?:变体|改进|版本|后继|扩展|代表)(?:就?是|为|叫做?|有) ?(?P<name>[A-Z][a-z]{2,}[A-Za-z0-9-]*)"
)
_PREDICATE = re.compile(
    r" ?(?:模型|网络)?(?:完全|本身|并|都)?(?:没有|使用|采用|是|由|有|用|通过|则|也|基于|只|不|is|uses|has)"
)
_ONLY_LATIN = re.compile(r"\s*(?:而|但|，)?(?:由于|因为)?[A-Za-z .-]{0,16}$")
#: What may stand before a name that a clause is about: 接下来出场的是 Transformer，它….
_TOPIC_AHEAD = re.compile(
    r"[\s“\"《*]*(?:[^，,。；;]{0,12}是|而|但|其中|原始的?|原版的?|标准的?|在|[Tt]he |[Aa]n? )? ?$"
)
_BEFORE_SUBJECT = re.compile(r"(?:是|而|但|其中|例如|比如|而且|同时|不过|然而)[，,：:]? ?[“\"《]?$")
#: A name before a mention that is joined to it: DDIM 与 DDPM.
_JOINED_BEFORE = re.compile(
    r"(?P<name>[A-Z][A-Za-z0-9.+-]*)(?:[(（][^()（）]*[)）])? ?(?:、|和|与|及|或|以及|/|and|or) ?$"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9.+/-]* ?$")
_FILLER = re.compile(
    r"它们?|其中?|该|这个?|此|模型|方法|网络|共有|[总共合]计|共|总|包含|包括|拥有|具有|具备|有|使用|采用|了|的|为|是|由|在|于|"
    r"与|和|且|同时|还|也|则|均|都|而|以|用|将|达到?|大?约|参数|层|数|量|规模|维度?|长度|一|个|"
    r"通常|默认|首次|最初|正式|最早|原始|论文|中|里|上|内部|结构|架构|整个?|模块|可以|能够?|会|最|多|大|小|到|从"
)


_ADVERBS = re.compile(
    r"训练时?|推理时?|可训练的?|冻结的?|实际|本质|具体|来说|整体|主要|核心|关键|原文|作者|这项|此项|工作|需要|注意|图像|文本|视觉|语言|编码器|解码器|预训练|微调|阶段|第[一二三]|部分|"
    r"[一-鿿]{2}地|所以|因此|于是|因而|并且?|随机|来自|互联网|网络上?|上|收集|构建|采集|大规模|总共|数据集?|"
    r"其余|最终|最后|首先|先|再|一般|常|仍|依然|完全|仅|只|直接|得到|提出|发布|推出|开源|团队|公司|研究|等人?|年|月|日|[约近超]|过|"
    r"\b(?:the|a|an|is|are|was|has|uses?|using|used|by|with|in|at|on|to|of|and|also|it|its|model|trained|training|about|over|only|then|both)\b"
)
_LATIN_WORD = re.compile(r"[a-z][a-z0-9-]+")


class Subject(NamedTuple):
    """An entity that a place speaks of; `how` tells where it was named."""

    entity: int
    variant: str
    how: str  # clause, sentence, before, lead, heading
    sure: bool


class Context:
    """One block with its mentions, sentences and the entities of what stands above it."""

    def __init__(
        self, block: Block, folded: str, found: Sequence[Found], register: Register, above: Above
    ) -> None:
        self.block = block
        self.text = block.text
        self.folded = folded
        self.register = register
        self.above = above
        self.mentions = mentions(block.text, folded, found, register, folded + above.text)
        self.sentences = sentences(block.text)
        named = {m.entity for m in self.mentions if m.entity >= 0}
        #: What the block or something above it names.
        self.entities = named.union(above.lead, above.heading)
        self.said_attributes = frozenset().union(
            *(register.said_attributes[e] for e in self.entities)
        )
        self._subjects: dict[tuple[int, int], list[Subject]] = {}
        self._silent: dict[int, bool] = {}

    def silent(self, sentence: Sentence) -> bool:
        """Whether a sentence states nothing: a question, a plan, a mistake that is reported."""
        if sentence.start not in self._silent:
            words = self.text[sentence.start : sentence.end]
            self._silent[sentence.start] = (
                is_caption(words) or is_question(words) or is_unreal(words) or is_reported(words)
            )
        return self._silent[sentence.start]

    def clause(self, sentence: Sentence, at: int) -> int:
        """The index of the clause of `sentence` in which the offset `at` lies."""
        for index, (start, end) in enumerate(sentence.clauses):
            if start <= at < end:
                return index
        return len(sentence.clauses) - 1

    def sentence_clause(self, at: int) -> tuple[int, int]:
        """The clause that holds an offset."""
        for sentence in self.sentences:
            if sentence.start <= at < sentence.end:
                return sentence.clauses[self.clause(sentence, at)]
        return at, len(self.text)

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions in [start, end)."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def subjects(self, sentence: Sentence, start: int, end: int) -> list[Subject]:
        """What the place [start, end) speaks of, nothing when that is not clear."""
        found = self._subjects.get((sentence.start, start))
        if found is None:
            found = self._subjects[(sentence.start, start)] = self._find(sentence, start, end)
        return found

    def _find(self, sentence: Sentence, start: int, end: int) -> list[Subject]:
        index = self.clause(sentence, start)
        clause_start, _ = sentence.clauses[index]
        explained = self.bracketed(sentence, start)
        if explained is not None:
            return explained
        near = [m for m in self.inside(clause_start, start) if m.role in ("subject", "other")]
        if not near:
            # GPT-3（175B）的…: the bracket of a size belongs to the name.
            near = [
                m for m in self.mentions if m.start < clause_start == m.end and m.role == "subject"
            ]
        if not near and self._adjective_first(clause_start, start):
            return []
        if near:
            if len(near) > 1 and _SECOND.search(self.text, near[-1].end, start):
                near = near[:1]
            return self._group(sentence, near, start, "clause")
        if index and _WHICH.match(self.text, clause_start):
            just = [
                m for m in self.inside(*sentence.clauses[index - 1]) if clause_start - m.end < 4
            ]
            return self._group(sentence, just[-1:], start, "clause") if just else []
        if _LATTER.match(self.text, clause_start):
            return []
        if (
            self.starts_with_stranger(clause_start, start)
            or PLACEHOLDER in self.text[clause_start:start]
        ):
            return []
        words = self.text[clause_start:start]
        if self._depth(sentence, clause_start):
            words = self.text[sentence.clauses[max(0, index - 1)][0] : start]
        if not _REFERS.search(words) and (
            _OWN_SUBJECT.match(words) or self._names_stranger(clause_start, start)
        ):
            return []
        depth = self._depth(sentence, clause_start)
        for before in range(index - 1, -1, -1):
            first, last = sentence.clauses[before]
            if _COMPARING.match(self.text, first):
                continue  # 相比 A，…: A is not what the next clause speaks of
            if self._depth(sentence, first) > depth and not self._is_name(first, last):
                continue  # what a bracket says is over when it closes
            found = [m for m in self.inside(first, last) if m.role in ("subject", "other")]
            if found:
                if self.starts_with_stranger(first, found[0].start):
                    return []
                sure = self._continues(clause_start, start)
                if before == index - 1 and self.text[last - 1 : last] in "（(":
                    return self._group(sentence, found[-1:], start, "sentence")
                topic = [m for m in found if m.role == "subject"][:1]
                if topic and not any(
                    _GROUP.match(self.text[topic[0].end : m.start]) for m in found[1:]
                ):
                    return self._group(sentence, topic, start, "sentence", sure)
                if len(topic) and not _BOTH.search(words):
                    return []  # DDIM 与 DDPM 共用训练目标，但…: the first alone may be meant
                return self._group(sentence, found, start, "sentence", sure)
            if _OWN_SUBJECT.match(self.text, first, last) or self._other_topic(first, last):
                return []
            if self.starts_with_stranger(first, last) or PLACEHOLDER in self.text[first:last]:
                return []
        return self._carried(sentence, clause_start, start)

    def _other_topic(self, first: int, last: int) -> bool:
        """Whether a clause is about a name that is not meant as such: Transformer 的这种架构其实….

        Also about a time, 在 BERT 出现之前: what follows is not said of it.
        """
        for mention in self.inside(first, last):
            if mention.role in ("adjective", "neighbour"):
                return _TOPIC_AHEAD.match(self.text[first : mention.start]) is not None
        return False

    def _introduces(self, start: int, end: int) -> bool:
        """Whether [start, end) names something else: GoogLeNet 的另一个变体是 Xception。它…."""
        for match in STRANGER.finditer(self.text, start, end):
            if _IS.search(self.text[start : match.start()]) and self.stranger_in(*match.span()):
                return True
        for match in _NEW_NAME.finditer(self.text, start, end):
            if not any(
                m.start < match.end() and match.start("name") < m.end for m in self.mentions
            ):
                return True
        return False

    def _adjective_first(self, clause_start: int, start: int) -> bool:
        """Whether a common noun that names nothing for certain is the clause's subject."""
        for mention in self.inside(clause_start, start):
            if mention.role == "adjective" and mention.entity >= 0:
                ahead = self.text[clause_start : mention.start]
                verb = _PREDICATE.match(self.text, mention.end)
                return verb is not None and _ONLY_LATIN.match(ahead) is not None
        return False

    def _names_stranger(self, clause_start: int, start: int) -> bool:
        """Whether a name that the register does not know is the subject: 不同的是 BART 来自…."""
        for match in STRANGER.finditer(self.text, clause_start, start):
            ahead = self.text[clause_start : match.start()]
            if (
                _BEFORE_SUBJECT.search(ahead)
                and not NOT_NAMES.match(match[0])
                and self.register.value_of("organisation", match[0]) is None
                and not any(m.start < match.end() and m.end > match.start() for m in self.mentions)
            ):
                return True
        return False

    def _is_name(self, first: int, last: int) -> bool:
        """Whether the bracket [first, last) holds a name and nothing more."""
        return any(m.start - first <= 1 and last - m.end <= 2 for m in self.inside(first, last))

    def _depth(self, sentence: Sentence, at: int) -> int:
        """How many brackets of the sentence are open at an offset."""
        words = self.text[sentence.start : at]
        return sum(map(words.count, "（(")) - sum(map(words.count, "）)"))

    def bracketed(self, sentence: Sentence, at: int) -> list[Subject] | None:
        """The name that an open bracket explains: BERT-large（24 层，340M）; None: no such one."""
        opening = self._opening(sentence, at)
        if opening < 0 or self.inside(opening, at):
            return None
        for mention in self.mentions:
            if 0 <= opening - mention.end <= 1:
                if mention.entity < 0:
                    return []
                return [Subject(mention.entity, mention.variant, "clause", True)]
        before = self.text[max(sentence.start, opening - 24) : opening]
        name = _LATIN_BEFORE.search(before)
        if name is None or name[0].islower() or NOT_NAMES.match(name[0].strip()):
            return None
        return []

    def _opening(self, sentence: Sentence, at: int) -> int:
        """Where the innermost bracket opens that is open at an offset, -1 for none."""
        depth = 0
        for offset in range(at - 1, sentence.start - 1, -1):
            char = self.text[offset]
            if char in "）)":
                depth += 1
            elif char in "（(":
                if not depth:
                    return offset
                depth -= 1
        return -1

    def _ahead(self, sentence: Sentence, clause_start: int) -> list[Subject] | None:
        """The subject of `Released in 2018, BERT ...` for its first clause; None: not such one."""
        index = self.clause(sentence, clause_start)
        first, last = sentence.clauses[index]
        if index + 1 == len(sentence.clauses) or not _OPENER.match(self.text, first, last):
            return None
        start, end = sentence.clauses[index + 1]
        found = [m for m in self.inside(start, end) if m.start - start <= 5]
        if found and found[0].role == "subject" and found[0].entity >= 0:
            return [Subject(found[0].entity, found[0].variant, "clause", True)]
        return [] if found or self.starts_with_stranger(start, end) else None

    def _carried(self, sentence: Sentence, clause_start: int, start: int) -> list[Subject]:
        opening = len(self.text[sentence.start : clause_start].strip()) <= 4
        ahead = self._ahead(sentence, clause_start) if opening else None
        if ahead is not None:
            return ahead
        sure = self._continues(clause_start, start) or bool(
            _ANAPHOR.match(self.text[sentence.start : sentence.end])
        )
        for earlier in reversed([s for s in self.sentences if s.end <= sentence.start]):
            found = [m for m in self.inside(earlier.start, earlier.end) if m.role == "subject"]
            found = [m for m in found if not self._generic(m.entity)]
            named = list(dict.fromkeys(m.entity for m in found))
            if found and (
                self.starts_with_stranger(earlier.start, found[0].start)
                or self._introduces(found[-1].end, earlier.end)
            ):
                return []
            if len(named) == 1:
                return (
                    [] if named[0] < 0 else [Subject(named[0], found[-1].variant, "before", sure)]
                )
            if named:
                first = found[0]
                heading = [e for e in named if e in self.above.heading]
                if len(heading) == 1:
                    return [Subject(heading[0], "", "before", False)]
                return (
                    []
                    if first.entity < 0
                    else [Subject(first.entity, first.variant, "before", False)]
                )
            if self.starts_with_stranger(earlier.start, earlier.end):
                return []
        if self.stranger_in(sentence.start, start):
            return []
        words = self.text[sentence.start : start]
        if self.inside(sentence.start, start) and not _REFERS.search(words):
            return []  # the sentence has a subject of its own
        if self.block.kind == "cell":
            return []  # what a cell speaks of stands in another cell of its row or column
        if len(self.above.lead) == 1:
            return [Subject(self.above.lead[0], "", "lead", sure)]
        if self.above.lead:
            return []
        # Under a heading a passage speaks of other things too, unless it points back to it.
        sure = sure and len(self.above.heading) == 1
        return [Subject(e, "", "heading", sure) for e in self.above.heading]

    def _group(
        self, sentence: Sentence, found: list[Mention], at: int, how: str, sure: bool = True
    ) -> list[Subject]:
        """The last mention with those joined to it (A、B 和 C)."""
        group = [found[-1]]
        for mention in reversed(found[:-1]):
            if not _GROUP.match(self.text[mention.end : group[0].start]):
                break
            group.insert(0, mention)
        if len(group) > 1 and _RESPECTIVE.search(self.text[sentence.start : sentence.end]):
            return []
        if any(m.entity < 0 for m in group):
            return []
        joined = _JOINED_BEFORE.search(
            self.text, max(sentence.start, group[0].start - 40), group[0].start
        )
        if (
            joined
            and not self.register.is_wording(joined["name"])
            and not any(m.start <= joined.start("name") < m.end for m in self.mentions)
        ):
            return []
        rest = {m.entity for m in found[: -len(group)]} - {m.entity for m in group}
        clear = sure and not rest
        return [Subject(m.entity, m.variant, how, clear) for m in group]

    def stranger_in(self, start: int, end: int) -> bool:
        """Whether a name that the register does not know stands in [start, end)."""
        pattern = _ANY_NAME if max(self.text[start:end], default="") >= "一" else STRANGER
        for match in pattern.finditer(self.text, start, end):
            name = match[0]
            known = any(m.start < match.end() and m.end > match.start() for m in self.mentions)
            if not (known or NOT_NAMES.match(name) or self.register.is_wording(name)):
                return True
        return False

    def _generic(self, entity: int) -> bool:
        return entity >= 0 and bool(self.register.entities[entity]["generic"])

    def starts_with_stranger(self, start: int, end: int) -> bool:
        """Whether the clause begins with a name that the register does not know."""
        if _OTHER_ZH.match(self.text, start, end) and not self.inside(start, end):
            return True
        match = (
            _UNKNOWN.match(self.text, start, end)
            or _UNKNOWN_ZH.match(self.text, start)
            or _UNKNOWN_LOWER.match(self.text, start)
        )
        if match is None or match.end() > end or NOT_NAMES.match(match["name"]):
            return False
        if self.register.value_of("organisation", match["name"]):
            return False
        return not any(m.start < match.end() and m.end > match.start("name") for m in self.mentions)

    def is_direct(self, start: int, end: int, cue: re.Pattern[str] | None = None) -> bool:
        """Whether [start, end), the words before a claim, name nothing that could be its subject."""
        words = self.folded[start:end]
        if _ANAPHOR.match(words) and _REFERS.search(words):
            return True
        if cue is not None:
            words = cue.sub("", words)
        rest = _ADVERBS.sub("", _FILLER.sub("", words))
        return sum("一" <= c <= "鿿" for c in rest) + len(_LATIN_WORD.findall(rest)) <= 1

    def _continues(self, clause_start: int, start: int) -> bool:
        """Whether a clause has no subject of its own before `start`."""
        words = self.text[clause_start:start]
        if _ANAPHOR.match(words):
            return True
        rest = _FILLER.sub("", words)
        return sum("一" <= c <= "鿿" for c in rest) <= 4
