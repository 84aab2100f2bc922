"""The tables of a register that are worked out once: which text may mean what.

All of it is lists and strings, so that it is kept with the register: see store.py.
"""

from __future__ import annotations

import re
from typing import Any

from .words import alternation, fold, inflected, spellings

_NO_DENIAL = r"(?!\b(?:not|no|never|neither|nor|without)\b|n't\b)"
#: Between the pieces of a relation: a few words of the clause, without a denial.
_GAP = (
    r"(?:(?!\b(?:not|no|never|neither|nor|without|only|but|than|unlike)\b|n't\b|前者|后者|区别|差别|相比|而|替代|取代|代替|去掉|去除|移除|取消|删除|放弃|抛弃|省去|避免|冻结|固定|比(?!例|较))"
    r"[^，,。；;：:\n不无没未非仅只]){0,24}?"
)


def build(plain: dict[str, Any]) -> dict[str, Any]:
    """The tables of a plain register; adds canonical values to its facts of kind member."""
    made = _Tables(plain)
    return {
        "keys": [[text, *row] for text, row in made.rows.items()],
        "wordings": made.wordings,
        "hints": list(made.hints),
        "vocabulary": made.vocabulary,
        "variants": made.variants,
        "alias_variants": made.alias_variants,
        "cues": _cues(plain),
    }


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
        #: Letters of which some must stand near a wording with a gap; numbered in order.
        self.hints: dict[str, int] = {}
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
            for role in ("relation", "denies"):
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
        first, *pieces = [piece.strip() for piece in re.split("…+|\\.\\.\\.", wording)]
        rest = "".join(
            f"(?:{_NO_DENIAL}[^，。；\n不没未]){{0,{40 if p.isascii() else 16}}}?(?:{alternation([p])})"
            for p in pieces
        )
        upper = first[:1].isupper() and first.isascii() and len(first) < 6
        entity = self.facts[fact]["entity"] if fact >= 0 else -1
        forms = spellings(first)
        if role == "says":
            forms |= {other for form in forms for other in inflected(form)}
        after = self._hint(pieces[:1])
        self._point(forms, entity, [fact, role, attribute, value, rest, upper, "", after, -1])

    def _add_pattern(self, role: str, attribute: str, anchor: int, pieces: list[list[str]]) -> None:
        """A pattern of a relation: the words of its anchor are found, the others around it."""
        words = [
            piece if n == anchor else [w for word in piece for w in (word, *inflected(word))]
            for n, piece in enumerate(pieces)
        ]
        before = "".join(f"(?:{alternation(piece)}){_GAP}" for piece in words[:anchor])
        after = "".join(f"{_GAP}(?:{alternation(piece)})" for piece in words[anchor + 1 :])
        forms = {form for word in words[anchor] for form in spellings(word)}
        lead = before + "$" if before else ""
        hints = [self._hint(words[anchor + 1] if after else []), -1]
        if lead:
            hints[1] = self._hint(words[anchor - 1])
        self._point(forms, -1, [-1, role, attribute, role, after, False, lead, *hints])

    def _hint(self, words: list[str]) -> int:
        """The number of a pattern for the letters of some words, -1 for no words."""
        forms = sorted({form for word in words for form in spellings(word)})
        if not forms:
            return -1
        return self.hints.setdefault("|".join(map(re.escape, forms)), len(self.hints))

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
