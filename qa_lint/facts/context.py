"""What a place in a block speaks of: clause, sentence, sentence before, lead, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .above import Above
from .fillers import FILLER
from .mentions import Found, Mention
from .openings import (
    ANAPHOR,
    APPOSITION,
    BOTH,
    COMPARING,
    FRAME,
    GROUP,
    JOINED_BEFORE,
    LATIN_BEFORE,
    LATTER,
    NAMES_ABOVE,
    OF_TWO,
    ONLY_LATIN,
    OPENER,
    OWN_SUBJECT,
    POINTS_BACK,
    PREDICATE,
    REFERS,
    RESPECTIVE,
    SECOND,
    SET_OFF,
    SEVERAL,
    SWAPS,
    THIS_IS,
    TOPIC_AHEAD,
    VERB_FIRST,
    WHICH,
)
from .places import Places
from .register import Block, Register
from .strange import (
    NOT_NAMES,
    PLACEHOLDER,
)
from .text import Sentence


class Subject(NamedTuple):
    """An entity that a place speaks of; `how` tells where it was named."""

    entity: int
    variant: str
    how: str  # clause, sentence, before, lead, heading
    sure: bool


class Context(Places):
    """One block, and what its places speak of."""

    def __init__(
        self, block: Block, folded: str, found: Sequence[Found], register: Register, above: Above
    ) -> None:
        super().__init__(block, folded, found, register, above)
        self._subjects: dict[tuple[int, int], list[Subject]] = {}

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
            if len(near) > 1 and SECOND.search(self.text, near[-1].end, start):
                near = near[:1]
            if len(near) > 1 and SWAPS.search(self.text, near[0].end, start):
                near = near[:1]
            return self._group(sentence, near, start, "clause")
        if index and WHICH.match(self.text, clause_start):
            just = [
                m for m in self.inside(*sentence.clauses[index - 1]) if clause_start - m.end < 4
            ]
            return self._group(sentence, just[-1:], start, "clause") if just else []
        if index and SET_OFF.match(self.text, clause_start):
            just = [
                m for m in self.inside(*sentence.clauses[index - 1]) if clause_start - m.end < 3
            ]
            if just and just[-1].role in ("subject", "object"):
                return self._group(sentence, just[-1:], start, "sentence")
        two = OF_TWO.match(self.text, clause_start)
        if two is not None:
            return self._of_two(sentence, clause_start, two["first"] is not None)
        if LATTER.match(self.text, clause_start):
            return []
        if (
            self.starts_with_stranger(clause_start, start)
            or PLACEHOLDER in self.text[clause_start:start]
        ):
            return []
        words = self.text[clause_start:start]
        if self.depth(sentence, clause_start):
            words = self.text[sentence.clauses[max(0, index - 1)][0] : start]
        if not REFERS.search(words) and (
            OWN_SUBJECT.match(words) or self.names_stranger(clause_start, start)
        ):
            return []
        depth = self.depth(sentence, clause_start)
        goes_on = VERB_FIRST.match(self.text, clause_start) is not None
        for before in range(index - 1, -1, -1):
            first, last = sentence.clauses[before]
            if COMPARING.match(self.text, first):
                continue  # 相比 A，…: A is not what the next clause speaks of
            if goes_on and before and APPOSITION.match(self.text, first):
                continue
            if self.depth(sentence, first) > depth and not self.is_name(first, last):
                continue  # what a bracket says is over when it closes
            found = [m for m in self.inside(first, last) if m.role in ("subject", "other")]
            if found:
                if self.starts_with_stranger(first, found[0].start):
                    return []
                sure = self._continues(clause_start, start) or self._frames(first, last)
                if before == index - 1 and self.text[last - 1 : last] in "（(":
                    return self._group(sentence, found[-1:], start, "sentence")
                topic = [m for m in found if m.role == "subject"][:1]
                if topic and not any(
                    GROUP.match(self.text[topic[0].end : m.start]) for m in found[1:]
                ):
                    return self._group(sentence, topic, start, "sentence", sure)
                if len(topic) and not BOTH.search(words):
                    return []  # DDIM 与 DDPM 共用训练目标，但…: the first alone may be meant
                return self._group(sentence, found, start, "sentence", sure)
            if OWN_SUBJECT.match(self.text, first, last) or self._other_topic(first, last):
                return []
            if self.starts_with_stranger(first, last) or PLACEHOLDER in self.text[first:last]:
                return []
            if THIS_IS.match(words) and self.stranger_in(first, last):
                return []
        return self._carried(sentence, clause_start, start)

    def _of_two(self, sentence: Sentence, at: int, first: bool) -> list[Subject]:
        """The first or the second of the two entities that were named together before an offset."""
        earlier = self._earlier(sentence)
        for place in (sentence, *earlier[-1:]):
            found = self.inside(place.start, min(place.end, at))
            if not found:
                continue
            if len(found) != 2 or not GROUP.match(self.text[found[0].end : found[1].start]):
                return []
            one = found[0 if first else 1]
            if found[0].entity < 0 or found[1].entity < 0 or one.role != "subject":
                return []
            return [Subject(one.entity, one.variant, "sentence", True)]
        return []

    def _frames(self, first: int, last: int) -> bool:
        """Whether a clause only says in what something is: 在 Transformer 中，解码器…."""
        found = self.inside(first, last)
        return (
            len(found) == 1
            and FRAME.fullmatch(
                self.text[first : found[0].start] + "X" + self.text[found[0].end : last]
            )
            is not None
        )

    def _other_topic(self, first: int, last: int) -> bool:
        """Whether a clause is about a name that is not meant as such: Transformer 的这种架构其实….

        Also about a time, 在 BERT 出现之前: what follows is not said of it.
        """
        for mention in self.inside(first, last):
            if mention.role in ("adjective", "neighbour"):
                return TOPIC_AHEAD.match(self.text[first : mention.start]) is not None
        return False

    def _adjective_first(self, clause_start: int, start: int) -> bool:
        """Whether a common noun that names nothing for certain is the clause's subject."""
        for mention in self.inside(clause_start, start):
            if mention.role == "adjective" and mention.entity >= 0:
                ahead = self.text[clause_start : mention.start]
                verb = PREDICATE.match(self.text, mention.end)
                return verb is not None and ONLY_LATIN.match(ahead) is not None
        return False

    def bracketed(self, sentence: Sentence, at: int) -> list[Subject] | None:
        """The name that an open bracket explains: BERT-large（24 层，340M）; None: no such one."""
        opening = self.opening(sentence, at)
        if opening < 0 or self.inside(opening, at):
            return None
        for mention in self.mentions:
            if 0 <= opening - mention.end <= 1:
                if mention.entity < 0:
                    return []
                return [Subject(mention.entity, mention.variant, "clause", True)]
        before = self.text[max(sentence.start, opening - 24) : opening]
        name = LATIN_BEFORE.search(before)
        if name is None or name[0].islower() or NOT_NAMES.match(name[0].strip()):
            return None
        return []

    def _ahead(self, sentence: Sentence, clause_start: int) -> list[Subject] | None:
        """The subject of `Released in 2018, BERT ...` for its first clause; None: not such one."""
        index = self.clause(sentence, clause_start)
        first, last = sentence.clauses[index]
        if index + 1 == len(sentence.clauses) or not OPENER.match(self.text, first, last):
            return None
        start, end = sentence.clauses[index + 1]
        found = [m for m in self.inside(start, end) if m.start - start <= 5]
        if found and found[0].role == "subject" and found[0].entity >= 0:
            return [Subject(found[0].entity, found[0].variant, "clause", True)]
        return [] if found or self.starts_with_stranger(start, end) else None

    def _carried(self, sentence: Sentence, clause_start: int, start: int) -> list[Subject]:
        if self.text[sentence.start : clause_start + 2].lstrip().startswith("|"):
            return []  # a row of a table
        opening = len(self.text[sentence.start : clause_start].strip()) <= 4
        ahead = self._ahead(sentence, clause_start) if opening else None
        if ahead is not None:
            return ahead
        sure = self._continues(clause_start, start) or bool(
            ANAPHOR.match(self.text[sentence.start : sentence.end])
        )
        for earlier in reversed(self._earlier(sentence)):
            found = [m for m in self.inside(earlier.start, earlier.end) if m.role == "subject"]
            found = [m for m in found if not self._generic(m.entity)]
            named = list(dict.fromkeys(m.entity for m in found))
            if found and (
                self.starts_with_stranger(earlier.start, found[0].start)
                or self.introduces(found[-1].end, earlier.end)
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
        if self.inside(sentence.start, start) and not REFERS.search(words):
            return []  # the sentence has a subject of its own
        if self.block.kind == "cell":
            return []  # what a cell speaks of stands in another cell of its row or column
        if not self._points_above(sentence, start):
            return []
        if len(self.above.lead) == 1:
            return [Subject(self.above.lead[0], "", "lead", sure)]
        if self.above.lead:
            return []
        # Under a heading a passage speaks of other things too, unless it points back to it.
        sure = sure and len(self.above.heading) == 1
        return [Subject(e, "", "heading", sure) for e in self.above.heading]

    def _earlier(self, sentence: Sentence) -> list[Sentence]:
        """The sentences of the block before one."""
        return [s for s in self.sentences if s.end <= sentence.start]

    def _points_above(self, sentence: Sentence, start: int) -> bool:
        """Whether a sentence may speak of its heading or lead, as far as its place tells.

        A sentence that is not the first of its block speaks of what those before it are about,
        unless it says that it speaks of the model; 它 is what was named last.
        """
        if self.names_above(sentence, start):
            return True
        if SEVERAL.search(self.text, sentence.start, start):
            return False
        return not self.text[: sentence.start].strip()

    def goes_on(self, sentence: Sentence, at: int, entity: int | None = None) -> bool:
        """Whether a sentence speaks before `at` of what the one before it began with.

        It says so (它, 该模型), or begins with what is told, below a sentence that begins with the name,
        which is that of `entity` when one is given.
        """
        if POINTS_BACK.search(self.folded, sentence.start, at):
            return True
        if self.clause(sentence, at):
            return False
        earlier = self._earlier(sentence)
        if not earlier:
            return False
        words = self.text[earlier[-1].start : earlier[-1].end]
        opens = earlier[-1].start + len(words) - len(words.lstrip())
        return any(
            opens <= m.start <= opens + 6
            and entity in (None, m.entity)
            and (entity is None or not re.search("[，,：:]", self.text[opens : m.start]))
            for m in self.mentions
        )

    def names_above(self, sentence: Sentence, start: int) -> bool:
        """Whether the words of a sentence before `start` point at the heading: 该模型, the model."""
        return NAMES_ABOVE.search(self.text, sentence.start, start) is not None

    def _group(
        self, sentence: Sentence, found: list[Mention], at: int, how: str, sure: bool = True
    ) -> list[Subject]:
        """The last mention with those joined to it (A、B 和 C)."""
        group = [found[-1]]
        for mention in reversed(found[:-1]):
            if not GROUP.match(self.text[mention.end : group[0].start]):
                break
            group.insert(0, mention)
        if len(group) > 1 and RESPECTIVE.search(self.text[sentence.start : sentence.end]):
            return []
        if any(m.entity < 0 for m in group):
            return []
        joined = JOINED_BEFORE.search(
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

    def _generic(self, entity: int) -> bool:
        return entity >= 0 and bool(self.register.entities[entity]["generic"])

    def _continues(self, clause_start: int, start: int) -> bool:
        """Whether a clause has no subject of its own before `start`."""
        words = self.text[clause_start:start]
        if ANAPHOR.match(words):
            return True
        rest = FILLER.sub("", words)
        return sum("一" <= c <= "鿿" for c in rest) <= 4
