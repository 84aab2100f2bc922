"""Which facts of the register the pages rely on, and which of these are due for review."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ..facts.maintain import due_on
from ..facts.messages import evidence, truth
from ..facts.store import register
from ..finding import Text
from ..project import Project

_PLACES, _STATEMENTS = "facts/overdue", "facts/contradiction"
#: Position of `facts` in a plain facts.conflicts.Statement.
_COVERED = 7


class FactUse(NamedTuple):
    """A fact that pages rely on: what is true, its review, and (page, line) of each first use."""

    id: str
    truth: Text
    reviewed: str
    due: str
    overdue: bool
    evidence: list[tuple[str, str]]
    places: list[tuple[str, int]]


class FactsUse(NamedTuple):
    """Facts in use, those due first; sizes of the register and of what it covers.

    `covered` of `statements` recognised statements are about a value that the register knows;
    both are None where that was not looked at.
    """

    facts: list[FactUse]
    registered: int
    statements: int | None
    covered: int | None

    @property
    def overdue(self) -> int:
        """How many facts in use are past their review date."""
        return sum(item.overdue for item in self.facts)


def facts_use(project: Project, rules: set[str], today: datetime.date) -> FactsUse | None:
    """What the run's rules know of the facts in use; None where facts were not checked."""
    if _PLACES not in rules:
        return None
    known = register(project.settings.packs)
    places: dict[str, list[tuple[str, int]]] = {}
    for path, found in project.pages.extras(_PLACES):
        if project.named is None or path in project.named:
            for identifier, place in found.items():
                places.setdefault(identifier, []).append((path, place[2]))
    facts = []
    for identifier, where in places.items():
        fact = known.by_id.get(identifier)
        if fact is None:
            continue
        due = due_on(fact)
        facts.append(
            FactUse(
                identifier, Text(*truth(known, fact)), fact["reviewed"], due.isoformat(),
                due <= today, evidence(fact), where,
            )
        )  # fmt: skip
    facts.sort(key=lambda item: (not item.overdue, -len(item.places), item.due, item.id))
    statements = covered = None
    if _STATEMENTS in rules:
        rows = [
            row[1][_COVERED]
            for path, found in project.pages.extras(_STATEMENTS)
            if project.named is None or path in project.named
            for row in found
        ]
        statements, covered = len(rows), sum(rows)
    return FactsUse(facts, len(known.facts), statements, covered)
