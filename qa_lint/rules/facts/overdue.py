"""facts/overdue: the content relies on a fact that should have been reviewed again by now."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from ...config import Settings
from ...document import Document
from ...facts.maintain import due_on
from ...facts.store import register
from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._analysis import analysis, span

_PACK = """\
entities:
  Zephyrion:
    evidence: [{title: A model card, url: "https://example.org/card"}]
    reviewed: 2020-01-01
    facts:
      layers: {is: 48, bad: [Zephyrion 有 12 层。], good: [Zephyrion 有 48 层。]}
"""


class Overdue(Rule):
    """The review date of a fact has passed, and the content states what it is about."""

    id = "facts/overdue"
    severity = Severity.INFO
    summary = Text("所依据的事实该复核了", "a fact that the content relies on is due for review")
    why = Text(
        "事实会变：过期的登记既可能误报，也可能放过错误。",
        "Facts change: an entry that nobody looks at again flags what is right and passes what"
        " is wrong.",
    )
    bad = (
        Bad(
            "Zephyrion 有 ⟦48⟧ 层。\n",
            files={"p/facts/z.yaml": _PACK},
            settings={"packs": ["p"]},
        ),
    )
    good = (
        Good(
            "Zephyrion 有 48 层。\n",
            files={"p/facts/z.yaml": _PACK.replace("2020-01-01", "2099-01-01")},
            settings={"packs": ["p"]},
        ),
    )

    def summarise(self, document: Document, settings: Settings) -> Any:
        """The first place at which each fact is relied on."""
        found = analysis(document, settings)
        places: dict[str, list[int]] = {}
        for claim in found.claims:
            for fact in claim.facts:
                if fact not in places:
                    places[fact] = list(document.source.place(*span(document, claim)))
        return places or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """One finding for each overdue fact, at the first place that relies on it."""
        today = datetime.date.today()
        relied = list(project.extra(self.id))
        if not relied:
            return
        known = register(project.settings.packs)
        seen: set[str] = set()
        for page, places in relied:
            for identifier, place in places.items():
                fact = known.by_id.get(identifier)
                if fact is None or identifier in seen or due_on(fact) > today:
                    continue
                seen.add(identifier)
                yield self.finding_at(
                    page.path,
                    Place(*place),
                    Text(
                        f"事实 {identifier} 应在 {due_on(fact)} 前复核（上次：{fact['reviewed']}）",
                        f"fact {identifier} was due for review on {due_on(fact)}"
                        f" (last: {fact['reviewed']})",
                    ),
                    key=identifier,
                    data={"fact": identifier},
                )
