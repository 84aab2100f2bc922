"""The tables of a register that are worked out once: which text may mean what.

All of it is lists and strings, so that it is kept with the register: see store.py.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import Any

from . import scan
from .keys import RELATIONS
from .pieces import RELATION, SAID, SAID_LATIN, families
from .words import fold, inflected, spellings

#: Between the pieces of a wording.
_GAP = re.compile("…+|\\.\\.\\.")


#: Tables of which a run over one page needs few rows.
ROWS = ("owners", "wordings", "pieces", "begin_says")


def build(plain: dict[str, Any]) -> dict[str, Any]:
    """The tables of a plain register; adds canonical values to its facts of kind member."""
    made = _Tables(plain)
    texts = list(made.rows)
    owners = [owners for _, owners in made.rows.values()]
    says = [number for number, of_text in enumerate(owners) if of_text]
    beginnings, begin_says = scan.beginnings([texts[number] for number in says])
    return {
        "texts": texts,
        "name_texts": [text for text, (names, _) in made.rows.items() if names],
        "names": [[n, names] for n, (names, _) in enumerate(made.rows.values()) if names],
        "says": array("I", says),
        "owners": owners,
        "wordings": made.wordings,
        **made.tells(),
        "pieces": [families(words) for words in made.pieces],
        "beginnings": beginnings,
        "begin_says": begin_says,
        "vocabulary": made.vocabulary,
        "variants": made.variants,
        "alias_variants": made.alias_variants,
        "cues": _cues(plain),
        "ids": {fact["id"]: number for number, fact in enumerate(plain["facts"])},
        **_of_entities(plain),
    }


def _of_entities(plain: dict[str, Any]) -> dict[str, Any]:
    """By entity the numbers of its facts, and the attributes of those with a number."""
    facts: list[list[int]] = [[] for _ in plain["entities"]]
    attributes: list[set[str]] = [set() for _ in plain["entities"]]
    expanded = set()
    for number, fact in enumerate(plain["facts"]):
        entity = fact["entity"]
        facts[entity].append(number)
        if fact["kind"] == "value":
            attributes[entity].add(fact["attribute"])
        elif fact["kind"] == "expansion":
            expanded.add(entity)
    return {
        "of_entity": facts,
        "value_attributes": [sorted(names) for names in attributes],
        "expanded": sorted(expanded),
    }


def tells_of(fact: dict[str, Any], attribute: dict[str, Any], value: str) -> bool:
    """Whether a fact of kind member accepts or rejects a value of its attribute."""
    if value in fact["is_values"] or value in fact["not_values"]:
        return True
    return bool(fact["is"] and fact.get("closed", attribute.get("closed")))


def _cues(plain: dict[str, Any]) -> dict[str, Any]:
    """The forms of units and cues of numbers, and which attribute or entity has which."""
    forms: dict[str, int] = {}

    def numbered(words: list[str]) -> list[int]:
        every = sorted({form for word in words for form in spellings(word)})
        return [forms.setdefault(form, len(forms)) for form in every]

    attributes = {
        name: [numbered(attribute.get(field, [])) for field in ("units", "cues")]
        for name, attribute in plain["attributes"].items()
        if attribute["kind"] == "value"
    }
    own: list[tuple[list[str], list[str]]] = [([], []) for _ in plain["entities"]]
    for fact in plain["facts"]:
        if fact["kind"] == "value":
            for words, field in zip(own[fact["entity"]], ("units", "cues"), strict=True):
                words += fact[field]
    entities = [[numbered(units), numbered(cues)] for units, cues in own]
    return {"forms": list(forms), "attributes": attributes, "entities": entities}


class _Tables:
    """`rows` by text: names as [entity, name], wordings as [owner, [rows of `wordings`]]."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.attributes: dict[str, Any] = plain["attributes"]
        self.entities: list[dict[str, Any]] = plain["entities"]
        self.facts: list[dict[str, Any]] = plain["facts"]
        self.rows: dict[str, tuple[list[Any], list[Any]]] = {}
        self.wordings: list[list[Any]] = []
        #: The pieces that must stand around a wording as the words of each, numbered.
        self.pieces: dict[tuple[str, ...], int] = {}
        self.vocabulary: dict[str, dict[str, str]] = {}
        self.variants: list[list[str]] = []
        self.alias_variants: list[list[Any]] = []
        self._add_names()
        self._add_wordings()

    def _row(self, text: str) -> tuple[list[Any], list[Any]]:
        return self.rows.setdefault(text, ([], []))

    def _add_names(self) -> None:
        of_entity: list[set[str]] = [set() for _ in self.entities]
        for fact in self.facts:
            of_entity[fact["entity"]].update(fact["variants"])
        for index, entity in enumerate(self.entities):
            variants = of_entity[index]
            self.variants.append(sorted(variants | {p for v in variants for p in v.split("/")}))
            for alias in entity["aliases"]:
                rest = fold(alias).removeprefix(fold(entity["name"])).strip(" -_")
                if rest in variants:
                    self.alias_variants.append([index, alias, rest])
                for form in sorted(spellings(alias)):
                    self._row(form)[0].append([index, alias])
        known = set(self.rows)
        for entity in self.entities:
            for name in entity["not_same"]:
                for form in sorted(spellings(name) - known):
                    if [-1, name] not in self._row(form)[0]:
                        self._row(form)[0].append([-1, name])

    def _add_wordings(self) -> None:
        for name, attribute in self.attributes.items():
            vocabulary = self.vocabulary[name] = {}
            for value, wordings in attribute.get("values", {}).items():
                for wording in (value, *wordings):
                    vocabulary[fold(wording)] = value
                    self._add_wording(wording, -1, "", name, value)
            for role in RELATIONS:
                for anchor, pieces in attribute.get(role, []):
                    self._add_pattern(role, name, anchor, pieces)
        for index, fact in enumerate(self.facts):
            if fact["kind"] == "member":
                self._add_member(index, fact)
            for wording in fact["says"]:
                self._add_wording(wording, index, "says", fact["attribute"], wording)

    def _add_member(self, index: int, fact: dict[str, Any]) -> None:
        vocabulary = self.vocabulary.get(fact["attribute"], {})
        implied = self.attributes[fact["attribute"]].get("implies", {})
        for role in ("is", "not"):
            values = [vocabulary.get(fold(w), w) for w in fact[role]]
            if role == "is":
                values += [w for value in values for w in implied.get(value, ())]
            fact[role + "_values"] = values
            for wording in fact[role]:
                if fold(wording) not in vocabulary:
                    self._add_wording(wording, index, role, fact["attribute"], wording)

    def _add_wording(self, wording: str, fact: int, role: str, attribute: str, value: str) -> None:
        first, *pieces = [p for p in map(str.strip, _GAP.split(wording)) if p]
        rest = [[self._piece([p]), SAID_LATIN if p.isascii() else SAID] for p in pieces]
        upper = first[:1].isupper() and first.isascii() and len(first) < 6
        entity = self.facts[fact]["entity"] if fact >= 0 else -1
        forms = spellings(first)
        if role == "says":
            forms |= {other for form in forms for other in inflected(form)}
        self._point(forms, entity, [fact, role, attribute, value, rest, upper, []])

    def _add_pattern(self, role: str, attribute: str, anchor: int, pieces: list[list[str]]) -> None:
        """A pattern of a relation: the words of its anchor are found, the others around it."""
        forms = {form for word in pieces[anchor] for form in spellings(word)}
        others = [self._inflected(piece) for piece in pieces]
        lead = [self._piece(words) for words in others[:anchor]]
        rest = [[self._piece(words), RELATION] for words in others[anchor + 1 :]]
        self._point(forms, -1, [-1, role, attribute, role, rest, False, lead])

    def _inflected(self, words: list[str]) -> list[str]:
        return [form for word in words for form in (word, *inflected(word))]

    def _piece(self, words: Iterable[str]) -> int:
        """The number of the piece that is any of some words."""
        every = sorted({form for word in words for form in spellings(word)})
        return self.pieces.setdefault(tuple(every), len(self.pieces))

    def tells(self) -> dict[str, Any]:
        """By text: the entities of which it says something that a fact is about.

        As the number of one of the sets, which are written as hex bits.
        """
        known: dict[tuple[str, str, str], int] = {}
        sets: dict[str, int] = {}
        found = []
        for _, owners in self.rows.values():
            bits = 0
            for owner, rows in owners:
                if owner >= 0:
                    bits |= 1 << owner
                    continue
                for row in rows:
                    _, role, attribute, value, *_ = self.wordings[row]
                    asked = (role, attribute, value)
                    if asked not in known:
                        known[asked] = self._telling(*asked)
                    bits |= known[asked]
            found.append(sets.setdefault(f"{bits:x}", len(sets)))
        return {"tells": array("I", found), "sets": list(sets)}

    def _telling(self, role: str, attribute: str, value: str) -> int:
        """The entities that have a fact about a value, or a relation, of a shared attribute."""
        bits = 0
        for fact in self.facts:
            if fact["attribute"] != attribute:
                continue
            if role in RELATIONS:
                tells = fact["kind"] == "relation"
            else:
                tells = fact["kind"] == "member" and tells_of(
                    fact, self.attributes[attribute], value
                )
            if tells:
                bits |= 1 << fact["entity"]
        return bits

    def _point(self, forms: set[str], owner: int, wording: list[Any]) -> None:
        """Let each of the forms mean a wording of an entity (-1: of a shared attribute)."""
        self.wordings.append(wording)
        number = len(self.wordings) - 1
        for form in sorted(forms):
            owners = self._row(form)[1]
            for entry in owners:
                if entry[0] == owner:
                    entry[1].append(number)
                    break
            else:
                owners.append([owner, [number]])
