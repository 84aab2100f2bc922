"""A block with its names, sentences and clauses, and the names in it that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from .above import Above
from .fillers import ADVERBS, FILLER, LATIN_WORD
from .mentions import Found, Mention, mentions
from .openings import (
    ANAPHOR,
    BEFORE_SUBJECT,
    IS,
    NEW_NAME,
    REFERS,
)
from .register import Block, Register
from .strange import (
    ANY_NAME,
    NOT_NAMES,
    OTHER_ZH,
    STRANGER,
    UNKNOWN,
    UNKNOWN_LOWER,
    UNKNOWN_ZH,
)
from .text import Sentence, is_caption, is_question, is_reported, is_unreal, sentences


class Places:
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
        named = {m.entity for m in self.mentions if m.entity >= 0}
        #: What the block or something above it names.
        self.entities = named.union(above.lead, above.heading)
        self._silent: dict[int, bool] = {}

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the block, in order."""
        return sentences(self.text)

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

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds an offset, None between sentences."""
        return next((s for s in self.sentences if s.start <= at < s.end), None)

    def sentence_clause(self, at: int) -> tuple[int, int]:
        """The clause that holds an offset."""
        sentence = self.sentence_at(at)
        if sentence is None:
            return at, len(self.text)
        return sentence.clauses[self.clause(sentence, at)]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions in [start, end)."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def is_name(self, first: int, last: int) -> bool:
        """Whether the bracket [first, last) holds a name and nothing more."""
        return any(m.start - first <= 1 and last - m.end <= 2 for m in self.inside(first, last))

    def depth(self, sentence: Sentence, at: int) -> int:
        """How many brackets of the sentence are open at an offset."""
        words = self.text[sentence.start : at]
        return sum(map(words.count, "（(")) - sum(map(words.count, "）)"))

    def opening(self, sentence: Sentence, at: int) -> int:
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

    def stranger_in(self, start: int, end: int) -> bool:
        """Whether a name that the register does not know stands in [start, end)."""
        pattern = ANY_NAME if max(self.text[start:end], default="") >= "一" else STRANGER
        for match in pattern.finditer(self.text, start, end):
            name = match[0]
            known = any(m.start < match.end() and m.end > match.start() for m in self.mentions)
            if not (known or NOT_NAMES.match(name) or self.register.is_wording(name)):
                return True
        return False

    def introduces(self, start: int, end: int) -> bool:
        """Whether [start, end) names something else: GoogLeNet 的另一个变体是 Xception。它…."""
        for match in STRANGER.finditer(self.text, start, end):
            if IS.search(self.text[start : match.start()]) and self.stranger_in(*match.span()):
                return True
        for match in NEW_NAME.finditer(self.text, start, end):
            if not any(
                m.start < match.end() and match.start("name") < m.end for m in self.mentions
            ):
                return True
        return False

    def names_stranger(self, clause_start: int, start: int) -> bool:
        """Whether a name that the register does not know is the subject: 不同的是 BART 来自…."""
        for match in STRANGER.finditer(self.text, clause_start, start):
            ahead = self.text[clause_start : match.start()]
            if (
                BEFORE_SUBJECT.search(ahead)
                and not NOT_NAMES.match(match[0])
                and self.register.value_of("organisation", match[0]) is None
                and not any(m.start < match.end() and m.end > match.start() for m in self.mentions)
            ):
                return True
        return False

    def starts_with_stranger(self, start: int, end: int) -> bool:
        """Whether the clause begins with a name that the register does not know."""
        if OTHER_ZH.match(self.text, start, end) and not self.inside(start, end):
            return True
        match = (
            UNKNOWN.match(self.text, start, end)
            or UNKNOWN_ZH.match(self.text, start)
            or UNKNOWN_LOWER.match(self.text, start)
        )
        if match is None or match.end() > end or NOT_NAMES.match(match["name"]):
            return False
        if self.register.value_of("organisation", match["name"]):
            return False
        return not any(m.start < match.end() and m.end > match.start("name") for m in self.mentions)

    def is_direct(self, start: int, end: int, cue: re.Pattern[str] | None = None) -> bool:
        """Whether [start, end), the words before a claim, name nothing that could be its subject."""
        words = self.folded[start:end]
        if ANAPHOR.match(words) and REFERS.search(words):
            return True
        if cue is not None:
            words = cue.sub("", words)
        rest = ADVERBS.sub("", FILLER.sub("", words))
        return sum("一" <= c <= "鿿" for c in rest) + len(LATIN_WORD.findall(rest)) <= 1


def clause_of(context: Places, sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause of a sentence in which an offset lies."""
    return sentence.clauses[context.clause(sentence, at)]
