"""The register in memory: entities, facts, and one automaton over all names and wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import ahocorasick

from . import numbers

_HAN = "\u3400-\u9fff"
_HAN_LATIN = re.compile(f"(?<=[{_HAN}]) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=[{_HAN}])")
_ODD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2010-\u2013\u00a0]")


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
    rest: re.Pattern[str] | None
    upper: bool
    lead: re.Pattern[str] | None = None


class Key(NamedTuple):
    """Everything that one folded string can be.

    `wordings` are by the entity whose fact lists them, -1 for values of shared attributes.
    """

    entities: list[tuple[int, str]]  # (index or -1 for a namesake, the name as written)
    wordings: dict[int, list[Wording]]


#: Between the pieces of a relation: a few words of the clause, without a denial.
_GAP = (
    r"(?:(?!\b(?:not|no|never|without|only|but|than|unlike)\b|n't\b|前者|后者|区别|差别|相比|而|替代|取代|代替|去掉|去除|移除|取消|删除|放弃|抛弃|省去|避免|冻结|固定|比(?!例|较))"
    r"[^，,。；;：:\n不无没未非仅只]){0,24}?"
)


class Cues(NamedTuple):
    """The compiled vocabulary of an attribute for one entity."""

    unit: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    before: re.Pattern[str] | None  # a cue and what may stand between it and its number
    unless: re.Pattern[str] | None


def fold(text: str) -> str:
    """Lower case, half width, plain hyphens; the same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _ODD.sub(_half, lowered)


def _half(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFF00:
        return chr(code - 0xFEE0).lower()
    return " " if code == 0xA0 else "-"


def spellings(name: str) -> set[str]:
    """A name with its separators as hyphen, space and nothing; Han and Latin apart and joined."""
    base = fold(name)
    forms = {base}
    if re.search(r"[A-Za-z0-9][- ][A-Za-z0-9]", base):
        for mark in ("-", " ", ""):
            forms.add(re.sub(r"(?<=[a-z0-9.)])[- ](?=[a-z0-9(])", mark, base))
    forms |= {_HAN_LATIN.sub("", form) for form in forms}
    forms |= {_HAN_LATIN.sub(" ", form) for form in forms}
    return forms


def _inflected(phrase: str) -> list[str]:
    """An English phrase that begins with a verb, in its other forms."""
    verb, space, rest = phrase.partition(" ")
    if not verb.isascii() or not verb.isalpha() or len(verb) < 3:
        return []
    base = verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
    stem = base[:-1] if base.endswith("e") else base
    return [form + space + rest for form in (base, base + "s", stem + "ing", stem + "ed")]


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words (folded), longest first, with Latin boundaries."""
    forms = {form for word in words for form in spellings(word)}
    parts = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        left = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", form) else ""
        right = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", form) else ""
        parts.append(left + re.escape(form) + right)
    return "|".join(parts)


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
        self.variants: list[set[str]] = []
        self.alias_variant: dict[tuple[int, str], str] = {}
        self._cues: dict[tuple[int, str], Cues] = {}
        self._values: dict[int, list[float]] = {}
        self._keys: dict[str, Key] = {}
        self._vocabulary: dict[str, dict[str, str]] = {}
        self._add_names()
        self._add_wordings()
        self.keys: list[Key] = list(self._keys.values())
        self.automaton = ahocorasick.Automaton()
        for number, text in enumerate(self._keys):
            self.automaton.add_word(text, (number, len(text)))
        if self.keys:
            self.automaton.make_automaton()
        self.organisations = re.compile(
            alternation(self._vocabulary.get("organisation", {})) or r"(?!)"
        )
        self.value_attributes = self._value_attributes()

    def _key(self, text: str) -> Key:
        return self._keys.setdefault(text, Key([], {}))

    def _add_names(self) -> None:
        for index, entity in enumerate(self.entities):
            variants = {v for i in self.of_entity[index] for v in self.facts[i]["variants"]}
            self.variants.append(variants | {part for v in variants for part in v.split("/")})
            for alias in entity["aliases"]:
                rest = fold(alias).removeprefix(fold(entity["name"])).strip(" -_")
                if rest in variants:
                    self.alias_variant[(index, alias)] = rest
                for form in spellings(alias):
                    self._key(form).entities.append((index, alias))
        known = set(self._keys)
        for entity in self.entities:
            for name in entity["not_same"]:
                for form in spellings(name) - known:
                    if (-1, name) not in self._key(form).entities:
                        self._key(form).entities.append((-1, name))

    def _add_wordings(self) -> None:
        for name, attribute in self.attributes.items():
            vocabulary = self._vocabulary[name] = {}
            for value, wordings in attribute.get("values", {}).items():
                for wording in (value, *wordings):
                    vocabulary[fold(wording)] = value
                    self._add_wording(wording, -1, "", name, value)
            for role in ("relation", "denies"):
                for anchor, pieces in attribute.get(role, []):
                    self._add_pattern(role, name, anchor, pieces)
        for index, fact in enumerate(self.facts):
            if fact["kind"] == "member":
                vocabulary = self._vocabulary.get(fact["attribute"], {})
                implied = self.attributes[fact["attribute"]].get("implies", {})
                for role in ("is", "not"):
                    values = [vocabulary.get(fold(w), w) for w in fact[role]]
                    if role == "is":
                        values += [w for value in values for w in implied.get(value, ())]
                    fact[role + "_values"] = values
                    for wording in fact[role]:
                        if fold(wording) not in vocabulary:
                            self._add_wording(wording, index, role, fact["attribute"], wording)
            for wording in fact["says"]:
                self._add_wording(wording, index, "says", fact["attribute"], wording)

    def _add_wording(self, wording: str, fact: int, role: str, attribute: str, value: str) -> None:
        first, *pieces = [piece.strip() for piece in re.split("…+|\\.\\.\\.", wording)]
        rest = None
        if pieces:
            rest = re.compile(
                "".join(
                    f"[^，。；\n]{{0,{40 if p.isascii() else 16}}}?(?:{alternation([p])})"
                    for p in pieces
                )
            )
        upper = first[:1].isupper() and first.isascii() and len(first) < 6
        made = Wording(fact, role, attribute, value, rest, upper)
        entity = self.facts[fact]["entity"] if fact >= 0 else -1
        forms = spellings(first)
        if role == "says":
            forms |= {other for form in forms for other in _inflected(form)}
        for form in forms:
            self._key(form).wordings.setdefault(entity, []).append(made)

    def _add_pattern(self, role: str, attribute: str, anchor: int, pieces: list[list[str]]) -> None:
        """A pattern of a relation: the words of its anchor are found, the others around it."""
        words = [
            piece if n == anchor else [w for word in piece for w in (word, *_inflected(word))]
            for n, piece in enumerate(pieces)
        ]
        before = "".join(f"(?:{alternation(piece)}){_GAP}" for piece in words[:anchor])
        after = "".join(f"{_GAP}(?:{alternation(piece)})" for piece in words[anchor + 1 :])
        made = Wording(
            -1, role, attribute, role, re.compile(after) if after else None, False,
            re.compile(before + "$") if before else None,
        )  # fmt: skip
        for word in words[anchor]:
            for form in spellings(word):
                kept = self._key(form).wordings.setdefault(-1, [])
                if made not in kept:
                    kept.append(made)

    def is_wording(self, name: str) -> bool:
        """Whether a name is a value of an attribute, such as an organisation."""
        key = self._keys.get(fold(name))
        return key is not None and bool(key.wordings)

    def knows(self, name: str) -> bool:
        """Whether a name is an entity of the register or one that it tells apart."""
        key = self._keys.get(fold(name))
        return key is not None and bool(key.entities)

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

    def _value_attributes(self) -> list[frozenset[str]]:
        """For each entity the attributes of its facts of kind value."""
        return [
            frozenset(
                self.facts[i]["attribute"] for i in indices if self.facts[i]["kind"] == "value"
            )
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
            found = self._cues[(entity, attribute)] = _compile(lists)
        return found

    def accepted(self, fact: int, variant: str) -> list[float] | None:
        """Accepted numbers of a fact for a variant ("" for none); None: the fact does not tell."""
        entry = self.facts[fact]
        variants = entry["variants"]
        if variant:
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
