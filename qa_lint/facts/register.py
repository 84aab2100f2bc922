"""The register in memory: entities, facts, and one automaton over all names and wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..mapped import Mapped
from . import numbers
from .cues import Cues, CueTable
from .keys import RELATIONS, Keys, Wording, bits, members
from .pieces import PieceTable
from .scan import Scanner
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


#: Attributes that are compared across pages for every entity, with a fact or without.
COMPARED = frozenset(
    {"parameters", "layers", "heads", "vocabulary", "experts", "active_parameters"}
)
#: What a family of models has in common: one value without variants holds for every size.
_OF_EVERY_SIZE = frozenset(
    {"vocabulary", "context_length", "experts", "active_parameters", "languages", "tokens"}
)

#: So many sets of entities that stand together are remembered.
_REMEMBERED = 4_000


class Register:
    """Built from the plain register; immutable in use."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.attributes: dict[str, dict[str, Any]] = plain["attributes"]
        self.entities: list[dict[str, Any]] = plain["entities"]
        self.facts: Sequence[dict[str, Any]] = plain["facts"]
        tables: Mapping[str, Any] | None = plain.get("index")
        if not tables:
            from .index import build

            tables = build(dict(plain))
        self._tables = tables
        self.by_id: Mapping[str, dict[str, Any]] = _ById(self.facts, tables["ids"])
        self.of_entity: list[list[int]] = tables["of_entity"]
        self.variants: list[set[str]] = [set(names) for names in tables["variants"]]
        self.alias_variant: dict[tuple[int, str], str] = {
            (index, alias): rest for index, alias, rest in tables["alias_variants"]
        }
        self._cues: dict[tuple[int, str], Cues] = {}
        self._compiled: dict[tuple[Any, ...], Cues] = {}
        self._values: dict[int, list[float]] = {}
        self._facts_of: dict[tuple[int, str, str | None], list[int]] = {}
        self._telling: dict[int, dict[int, tuple[Wording, ...]]] = {}
        #: What the matcher has said of blocks, without and with comparison across pages.
        self.told: tuple[dict[Any, Any], dict[Any, Any]] = ({}, {})
        self._forms: dict[tuple[int, bool], tuple[frozenset[int], frozenset[int]]] = {}
        self._vocabulary: dict[str, dict[str, str]] = tables["vocabulary"]
        self.keys = Keys(tables)
        #: Where units and cues of numbers stand.
        self.cue_table = CueTable(tables["cues"])
        #: The entities whose names depend on words around them, and those that have an expansion.
        self.needs_scope = bits(
            n for n, e in enumerate(self.entities) if e["elsewhere"] or e["only_with"]
        )
        self.expanded = bits(tables["expanded"])
        #: For each entity the attributes of its facts with a number.
        self.value_attributes = [frozenset(names) for names in tables["value_attributes"]]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self._tables["texts"])}

    @cached_property
    def _names(self) -> Scanner:
        return Scanner(self._tables["name_texts"])

    @cached_property
    def _says(self) -> Scanner:
        def every() -> list[str]:
            tables = self._tables
            # The automaton has them afterwards: nobody else may keep ten megabytes of strings.
            texts = tables.unkept("texts") if isinstance(tables, Mapped) else tables["texts"]
            return [texts[number] for number in self.keys.says]

        return Scanner(every, (self._tables["beginnings"], self._tables["begin_says"]))

    @cached_property
    def pieces(self) -> PieceTable:
        """The pieces of wordings that have several."""
        return PieceTable(self._tables["pieces"])

    @cached_property
    def organisations(self) -> re.Pattern[str]:
        """Any wording of an organisation."""
        return re.compile(alternation(self._vocabulary.get("organisation", {})) or r"(?!)")

    def prepare(self) -> None:
        """Make the automatons, which processes can share when they are made before those are."""
        self._names.prepare()
        self._says.prepare()

    def names(self, folded: str) -> list[tuple[int, int, int]]:
        """All (key, start, end) of names in a folded text, in order of their ends."""
        keys = self.keys.names
        return [(keys[n], start, end) for n, start, end in self._names.find(folded)]

    def sayings(self, folded: str, reach: int) -> list[tuple[int, int, int]]:
        """All (key, start, end) of wordings that say something of the entities `reach` (bits)."""
        keys, tells = self.keys.says, self.keys.tells
        return [
            (keys[n], start, end)
            for n, start, end in self._says.find(folded)
            if tells[keys[n]] & reach
        ]

    def is_wording(self, name: str) -> bool:
        """Whether a name is a value of an attribute, such as an organisation."""
        number = self._numbers.get(fold(name), -1)
        return number >= 0 and bool(self.keys[number].wordings)

    def knows(self, name: str) -> bool:
        """Whether a name is an entity of the register or one that it tells apart."""
        number = self._numbers.get(fold(name), -1)
        return number >= 0 and bool(self.keys[number].entities)

    def entity(self, name: str) -> int | None:
        """The index of the entity that a name is of."""
        number = self._numbers.get(fold(name), -1)
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

    def facts_of(self, entity: int, kind: str, attribute: str | None = None) -> list[int]:
        """Indices of the facts of an entity, of a kind, of an attribute if one is given."""
        asked = (entity, kind, attribute)
        found = self._facts_of.get(asked)
        if found is None:
            found = self._facts_of[asked] = [
                i
                for i in self.of_entity[entity]
                if self.facts[i]["kind"] == kind
                and (attribute is None or self.facts[i]["attribute"] == attribute)
            ]
        return found

    def telling(self, key: int, entity: int) -> tuple[Wording, ...]:
        """The wordings with this key that a fact is about when they are said of the entity."""
        of_key = self._telling.get(key)
        if of_key is None:
            of_key = self._telling[key] = {}
        found = of_key.get(entity)
        if found is None:
            wordings = self.keys[key].wordings
            found = of_key[entity] = tuple(
                wording
                for owner in (entity, -1)
                for wording in wordings.get(owner, ())
                if self.verdict(wording, entity) is not None
            )
        return found

    def is_optional(self, attribute: str, cues: Cues) -> bool:
        """Whether a value of an attribute may stand without one of its cues."""
        need = self.attributes[attribute].get("cue", "required" if cues.cue else "optional")
        return bool(need == "optional")

    def number_forms(self, reach: int, sized: bool) -> tuple[frozenset[int], frozenset[int]]:
        """The units and cues of numbers that may be said of the entities `reach` (bits)."""
        found = self._forms.get((reach, sized))
        if found is None:
            units, cues = zip(
                *(self._number_forms(one, sized) for one in members(reach)), strict=True
            )
            found = frozenset().union(*units), frozenset().union(*cues)
            if len(self._forms) > _REMEMBERED:
                self._forms.clear()
            self._forms[(reach, sized)] = found
        return found

    def _number_forms(self, entity: int, sized: bool) -> tuple[frozenset[int], frozenset[int]]:
        names = self.value_attributes[entity]
        if sized and names & COMPARED:
            names = names | (COMPARED & self.attributes.keys())
        return self.cue_table.forms(entity, names)

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
                self._compiled[own] = Cues(**lists)
            found = self._cues[(entity, attribute)] = self._compiled[own]
        return found

    def accepted(self, fact: int, variant: str) -> list[float] | None:
        """Accepted numbers of a fact for a variant ("" for none); None: the fact does not tell."""
        entry = self.facts[fact]
        variants = entry["variants"]
        if variant:
            if not variants and entry["attribute"] in _OF_EVERY_SIZE:
                return self.accepted(fact, "")
            if variant in variants:
                return [_accepted(v) for v in variants[variant]]
            size = entry["attribute"] == "parameters"
            if entry["is"] and not size and self._is_own_size(entry["entity"], variant):
                return [_accepted(v) for v in entry["is"]]
            return None
        if fact not in self._values:
            every = [*entry["is"], *(v for values in variants.values() for v in values)]
            self._values[fact] = [_accepted(v) for v in every]
        return self._values[fact]

    def _is_own_size(self, entity: int, variant: str) -> bool:
        """Whether a variant such as 175b is the size of the model itself: its largest."""
        if not variant[:1].isdigit() or variant[-1] not in "bm":
            return False
        sizes = [
            value
            for fact in self.facts_of(entity, "value", "parameters")
            for value in self.accepted(fact, "") or ()
        ]
        try:
            return bool(sizes) and abs(numbers.parse(variant) - max(sizes)) <= 0.02 * max(sizes)
        except ValueError:
            return False

    def verdict(self, wording: Wording, entity: int) -> tuple[int, bool] | None:
        """(fact, accepted) for a wording that is said of an entity; None when no fact tells."""
        if wording.fact >= 0:
            if self.facts[wording.fact]["entity"] != entity:
                return None
            return wording.fact, wording.role == "is"
        if wording.role in RELATIONS:
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


class _ById(Mapping[str, dict[str, Any]]):
    """Facts by their ids."""

    def __init__(self, facts: Sequence[dict[str, Any]], numbers: Mapping[str, int]) -> None:
        self._facts = facts
        self._numbers = numbers

    def __getitem__(self, identifier: str) -> dict[str, Any]:
        return self._facts[self._numbers[identifier]]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _accepted(text: str) -> float:
    """The value of an accepted number; percentages as fractions."""
    value = numbers.parse(text)
    return value / 100 if text.strip().endswith(("%", "％")) else value
