"""The register in memory: entities, facts, and one automaton over all names and wordings."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

import ahocorasick

from . import numbers
from .index import build
from .words import alternation, fold


class Block(NamedTuple):
    """The visible text of one block; code, math and pictures are U+FFFC, line breaks LF.

    `headings` are the headings it stands under, outermost first; `lead` is the text of the list
    item or paragraph that introduces it, after a blank line below the text that introduces that.
    """

    text: str
    kind: str = "paragraph"
    headings: tuple[str, ...] = ()
    lead: str = ""
    index: int = 0  # type: ignore[assignment]  # shadows tuple.index, which nobody needs here


class Wording(NamedTuple):
    """What a wording in the text may mean.

    `fact` is the index of the fact that lists it ("is", "not" or "says" as `role`), or -1 for a
    value of a shared attribute (then `value` is its canonical name); `rest` are the pieces that
    must follow and `lead` those that must stand before it, for wordings with a gap.
    """

    fact: int
    role: str
    attribute: str
    value: str
    rest: str
    upper: bool
    lead: str


class Key(NamedTuple):
    """Everything that one folded string can be.

    `wordings` are by the entity whose fact lists them, -1 for values of shared attributes.
    """

    entities: list[tuple[int, str]]  # (index or -1 for a namesake, the name as written)
    wordings: dict[int, list[Wording]]


#: What a family of models has in common: one value without variants holds for every size.
_OF_EVERY_SIZE = frozenset(
    {"vocabulary", "context_length", "experts", "active_parameters", "languages", "tokens"}
)


class Keys:
    """The keys of the automaton, made when they are asked for."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._rows: list[Any] = tables["keys"]
        self._wordings: list[Any] = tables["wordings"]
        self._made: dict[int, Key] = {}
        self.names = [bool(row[1]) for row in self._rows]
        self.says = [bool(row[2]) for row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Key:
        key = self._made.get(number)
        if key is None:
            _, names, owners = self._rows[number]
            key = self._made[number] = Key(
                [(index, name) for index, name in names],
                {
                    int(owner): [Wording(*self._wordings[row]) for row in rows]
                    for owner, rows in owners
                },
            )
        return key


class Cues(NamedTuple):
    """The compiled vocabulary of an attribute for one entity."""

    unit: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    before: re.Pattern[str] | None  # a cue and what may stand between it and its number
    unless: re.Pattern[str] | None


class Register:
    """Built from the plain register; immutable in use."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.attributes: dict[str, dict[str, Any]] = plain["attributes"]
        self.entities: list[dict[str, Any]] = plain["entities"]
        self.facts: list[dict[str, Any]] = plain["facts"]
        self.of_entity: list[list[int]] = [[] for _ in self.entities]
        self.by_id = {fact["id"]: fact for fact in self.facts}
        for index, fact in enumerate(self.facts):
            self.of_entity[fact["entity"]].append(index)
        tables = plain.get("index") or build(plain)
        self.variants: list[set[str]] = [set(names) for names in tables["variants"]]
        self.alias_variant: dict[tuple[int, str], str] = {
            (index, alias): rest for index, alias, rest in tables["alias_variants"]
        }
        self._cues: dict[tuple[int, str], Cues] = {}
        self._compiled: dict[tuple[Any, ...], Cues] = {}
        self._values: dict[int, list[float]] = {}
        self._vocabulary: dict[str, dict[str, str]] = tables["vocabulary"]
        self.keys = Keys(tables)
        self.automaton = ahocorasick.Automaton()
        for number, (text, _, _) in enumerate(tables["keys"]):
            self.automaton.add_word(text, (number, len(text)))
        if tables["keys"]:
            self.automaton.make_automaton()
        self.value_attributes = self._attributes("value")
        #: For each entity what may be said of it in words.
        self.said_attributes = [
            member | relation
            for member, relation in zip(
                self._attributes("member"), self._attributes("relation"), strict=True
            )
        ]

    @cached_property
    def organisations(self) -> re.Pattern[str]:
        """Any wording of an organisation."""
        return re.compile(alternation(self._vocabulary.get("organisation", {})) or r"(?!)")

    def is_wording(self, name: str) -> bool:
        """Whether a name is a value of an attribute, such as an organisation."""
        number = self.automaton.get(fold(name), (-1, 0))[0]
        return number >= 0 and bool(self.keys[number].wordings)

    def knows(self, name: str) -> bool:
        """Whether a name is an entity of the register or one that it tells apart."""
        number = self.automaton.get(fold(name), (-1, 0))[0]
        return number >= 0 and bool(self.keys[number].entities)

    def entity(self, name: str) -> int | None:
        """The index of the entity that a name is of."""
        number = self.automaton.get(fold(name), (-1, 0))[0]
        names = self.keys[number].entities if number >= 0 else []
        return next((index for index, _ in names if index >= 0), None)

    def value_of(self, attribute: str, words: str) -> str | None:
        """The value of a shared attribute that `words` are or begin with."""
        vocabulary = self._vocabulary.get(attribute, {})
        folded = fold(words)
        if folded in vocabulary:
            return vocabulary[folded]
        if folded.isascii():
            return None
        for length in range(min(len(folded), 12), 1, -1):
            if folded[:length] in vocabulary and not folded[:length].isascii():
                return vocabulary[folded[:length]]
        return None

    def _attributes(self, kind: str) -> list[frozenset[str]]:
        """For each entity the attributes of its facts of a kind."""
        return [
            frozenset(self.facts[i]["attribute"] for i in indices if self.facts[i]["kind"] == kind)
            for indices in self.of_entity
        ]

    def facts_of(self, entity: int, kind: str, attribute: str | None = None) -> list[int]:
        """Indices of the facts of an entity, of a kind, of an attribute if one is given."""
        return [
            i
            for i in self.of_entity[entity]
            if self.facts[i]["kind"] == kind
            and (attribute is None or self.facts[i]["attribute"] == attribute)
        ]

    def cues(self, entity: int, attribute: str) -> Cues:
        """The vocabulary of an attribute with the additions of the entity's facts (-1: none)."""
        found = self._cues.get((entity, attribute))
        if found is None:
            shared = self.attributes[attribute]
            lists = {field: list(shared.get(field, [])) for field in ("units", "cues", "unless")}
            if entity >= 0:
                for index in self.of_entity[entity]:
                    if self.facts[index]["attribute"] == attribute:
                        for field in ("units", "cues"):
                            lists[field] += self.facts[index][field]
            own = (attribute, *map(tuple, lists.values()))
            if own not in self._compiled:
                self._compiled[own] = _compile(lists)
            found = self._cues[(entity, attribute)] = self._compiled[own]
        return found

    def accepted(self, fact: int, variant: str) -> list[float] | None:
        """Accepted numbers of a fact for a variant ("" for none); None: the fact does not tell."""
        entry = self.facts[fact]
        variants = entry["variants"]
        if variant:
            if not variants and self.facts[fact]["attribute"] in _OF_EVERY_SIZE:
                return self.accepted(fact, "")
            if variant in variants:
                return [_accepted(v) for v in variants[variant]]
            return None
        if fact not in self._values:
            every = [*entry["is"], *(v for values in variants.values() for v in values)]
            self._values[fact] = [_accepted(v) for v in every]
        return self._values[fact]

    def verdict(self, wording: Wording, entity: int) -> tuple[int, bool] | None:
        """(fact, accepted) for a wording that is said of an entity; None when no fact tells."""
        if wording.fact >= 0:
            if self.facts[wording.fact]["entity"] != entity:
                return None
            return wording.fact, wording.role == "is"
        if wording.role in ("relation", "denies"):
            for index in self.facts_of(entity, "relation", wording.attribute):
                return index, self.facts[index]["holds"] == (wording.role == "relation")
            return None
        indices = self.facts_of(entity, "member", wording.attribute)
        for index in indices:
            if wording.value in self.facts[index]["is_values"]:
                return index, True
        for index in indices:
            if wording.value in self.facts[index]["not_values"]:
                return index, False
        for index in indices:
            shared = self.attributes[wording.attribute].get("closed")
            if self.facts[index]["is"] and self.facts[index].get("closed", shared):
                return index, False
        return None


def _accepted(text: str) -> float:
    """The value of an accepted number; percentages as fractions."""
    value = numbers.parse(text)
    return value / 100 if text.strip().endswith(("%", "％")) else value


def _compile(lists: dict[str, list[str]]) -> Cues:
    unit = alternation(lists["units"])
    cue = alternation(lists["cues"])
    unless = alternation(lists["unless"])
    between = r"[^\d，,。；;！!？?\n()（）]{0,12}[(（]?(?: ?[约为])?$"
    return Cues(
        re.compile(r"[ -]?(?:" + unit.replace(r"(?<![a-z0-9])", "") + ")") if unit else None,
        re.compile(cue) if cue else None,
        re.compile(f"(?:{cue}){between}") if cue else None,
        re.compile(unless) if unless else None,
    )
