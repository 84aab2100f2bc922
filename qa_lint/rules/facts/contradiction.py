"""facts/contradiction: two places give one thing two values that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...config import Settings
from ...document import Document
from ...facts.conflicts import Statement, conflicting
from ...facts.store import register
from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._analysis import analysis, prepare, span


class Stated(NamedTuple):
    """A statement and where it stands."""

    path: str
    place: Place
    statement: Statement


class Contradiction(Rule):
    """Two statements about one attribute of one thing that cannot both be right."""

    id = "facts/contradiction"
    severity = Severity.WARNING
    summary = Text("两处说法互相矛盾", "two places contradict each other")
    why = Text(
        "两页给出不同的年份、机构或参数，至少有一处是错的；不需要知道哪一处。",
        "When two pages give different years, organisations or numbers, at least one of them is"
        " wrong; it is not necessary to know which.",
    )
    limits = Text(
        "只比较明确指名的对象的年份、提出机构和规模；不同型号不互相比较。",
        "Only years, organisations and sizes of things that are named outright are compared;"
        " different sizes of a model are not.",
    )
    bad = (
        Bad("Zephyrion-X 由 ⟦Google⟧ 提出。\n", files={"a.md": "Zephyrion-X 由 OpenAI 提出。\n"}),
        Bad(
            "Zephyrion-X 的参数量为 ⟦70B⟧。\n",
            files={"a.md": "Zephyrion-X 的参数量为 130B。\n"},
        ),
        Bad("Zephyrion-X 于 ⟦2021⟧ 年发布。\n", files={"a.md": "Zephyrion-X 于 2019 年发布。\n"}),
    )
    good = (
        Good("Zephyrion-X 由谷歌提出。\n", files={"a.md": "Zephyrion-X 由 Google 提出。\n"}),
        Good("Zephyrion-X 有 700 亿参数。\n", files={"a.md": "Zephyrion-X 有 70B 参数。\n"}),
        Good(
            "Zephyrion-X 并非由 Google 提出。\n", files={"a.md": "Zephyrion-X 由 OpenAI 提出。\n"}
        ),
        Good("Zephyrion-X-7B 有 32 层。\n", files={"a.md": "Zephyrion-X-13B 有 40 层。\n"}),
    )

    def prepare(self, settings: Settings) -> None:
        """Have the register ready."""
        prepare(settings)

    def summarise(self, document: Document, settings: Settings) -> Any:
        """The statements of a document that can be compared."""
        found = analysis(document, settings)
        wrong = {(hit.block, hit.start) for hit in found.hits}
        rows = []
        for claim in found.claims:
            if claim.sure and (claim.block, claim.start) not in wrong:
                place = document.source.place(*span(document, claim))
                rows.append([list(place), list(Statement.of(claim))])
        return rows or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """One finding for each statement that an earlier one contradicts."""
        groups: dict[tuple[str, str, str], list[Stated]] = {}
        for page, rows in project.extra(self.id):
            for place, statement in rows:
                made = Statement(*statement)
                groups.setdefault(made.key, []).append(Stated(page.path, Place(*place), made))
        if not groups:
            return
        attributes = register(project.settings.packs).attributes
        for stated in groups.values():
            for first, second in conflicting(stated, lambda item: item.statement):
                yield self._finding(first, second, attributes)

    def _finding(self, first: Stated, second: Stated, attributes: dict[str, Any]) -> Finding:
        said, other = second.statement, first.statement
        name = attributes[said.attribute]["name"]
        where = f"{first.path}:{first.place.line}"
        return self.finding_at(
            second.path,
            second.place,
            Text(
                f"{said.entity} 的{name['zh']}在这里是 {said.written}，在 {where} 是 {other.written}",
                f"{said.entity}: {name['en']} is {said.written} here and {other.written} in {where}",
            ),
            key=f"{said.entity}:{said.attribute}:{said.written}",
            data={
                "entity": said.entity, "attribute": said.attribute,
                "other": {"path": first.path, "line": first.place.line, "value": other.written},
            },
        )  # fmt: skip
