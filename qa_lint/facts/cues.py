"""The units and cue words that tell what a number is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from .scan import Scanner
from .words import AnyOf, alternation

#: What may stand between a cue and its number.
_BETWEEN = re.compile(r"[^\d，,。；;！!？?\n()（）]{0,12}[(（]?(?: ?[约为])?$")


class Cues:
    """The vocabulary of an attribute for one entity; each part is compiled when it is asked for."""

    def __init__(self, units: Iterable[str], cues: Iterable[str], unless: Iterable[str]) -> None:
        self._units = list(units)
        words, forbidden = list(cues), list(unless)
        self.cue = AnyOf(words) if words else None
        self.unless = AnyOf(forbidden) if forbidden else None

    @cached_property
    def unit(self) -> re.Pattern[str] | None:
        """A unit right behind a number."""
        if not self._units:
            return None
        units = alternation(self._units).replace(r"(?<![a-z0-9])", "")
        return re.compile(rf"[ -]?(?:{units})")

    @cached_property
    def words(self) -> re.Pattern[str] | None:
        """A cue."""
        return re.compile(self.cue.pattern) if self.cue else None

    @cached_property
    def any(self) -> re.Pattern[str] | None:
        """A cue or a unit."""
        parts = [self.cue.pattern] if self.cue else []
        parts += [self.unit.pattern] if self.unit else []
        return re.compile("|".join(parts)) if parts else None

    def before(self, words: str) -> int:
        """Where the cue of a number begins in the words right before it, -1 for none."""
        if self.cue is None:
            return -1
        found = self.cue.search(words)
        while found is not None:
            if _BETWEEN.match(words, found.end()):
                return found.start()
            found = self.cue.search(words, found.start() + 1)
        return -1


class CueTable:
    """Where units and cues stand in a text, found with one automaton for all attributes.

    A form is the number of a unit or cue. What a form is good for is kept by attribute and, for
    those that a fact brings along, by entity: both as a pair of sets, (units, cues).
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._scanner = Scanner(table["forms"])
        self._of_attribute = table["attributes"]
        self._of_entity = table["entities"]

    def forms(
        self, entity: int, attributes: Iterable[str]
    ) -> tuple[frozenset[int], frozenset[int]]:
        """The units and the cues of attributes, with those that the facts of an entity add."""
        own_units, own_cues = self._of_entity[entity]
        units, cues = set(own_units), set(own_cues)
        for name in attributes:
            of_name = self._of_attribute.get(name)
            if of_name is not None:
                units.update(of_name[0])
                cues.update(of_name[1])
        return frozenset(units), frozenset(cues)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """All (form, start, end) in a folded text."""
        return self._scanner.find(folded)
