"""anchors/duplicate-id: an id that is given twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Span
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class DuplicateId(Rule):
    """Two places of a page have the same id, so that the second can never be reached."""

    id = "anchors/duplicate-id"
    lean = True
    severity = Severity.WARNING
    summary = Text("同一页面中重复的 id", "an id that is given twice on a page")
    why = Text(
        "浏览器只会跳到第一个同名 id，第二个位置永远无法到达。",
        "A browser goes to the first element with an id; the second can never be reached.",
    )
    limits = Text(
        "同一标题上 `id` 与 `name` 相同不算重复。",
        "The same value as `id` and `name` of one tag, or inside the heading that has it, is fine.",
    )
    references = ("https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute",)
    bad = (
        Bad('<a id="one"></a>\n\n<a id="⟦one⟧"></a>\n'),
        Bad('<a id="one"></a> <a name="⟦one⟧"></a>\n'),
        Bad('# One\n\n<a id="⟦one⟧"></a>\n'),
    )
    good = (
        Good('<a id="one" name="one"></a>\n'),
        Good('<a id="one"></a>\n\n<a id="One"></a>\n'),
        Good('<h2 id="one">One</h2>\n'),
        Good('## <a id="one"></a>One\n', note=Text("锚点就在标题里", "the anchor is in it")),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Compare explicit ids with each other and with the ids of headings."""
        first: dict[str, Span] = {}
        for heading, identifier in zip(document.headings, document.heading_ids, strict=True):
            if identifier and heading.explicit_id is None:
                first.setdefault(identifier, heading.span)
        for tag in document.tags:
            own: set[str] = set()
            for name, value, span in tag.attributes:
                if name not in ("id", "name") or not value or value in own or tag.closing:
                    continue
                if name == "name" and tag.name != "a":
                    continue
                own.add(value)
                where = first.setdefault(value, tag.span)
                if where != tag.span and not where.start <= span.start < where.end:
                    yield self._finding(document, value, span, where)

    def _finding(self, document: Document, value: str, span: Span, where: Span) -> Finding:
        line = document.source.position(where.start)[0]
        return self.finding(
            document,
            span,
            Text(
                f"id“{value}”已在第 {line} 行出现，这里永远无法到达",
                f"id '{value}' is already on line {line}; this one can never be reached",
            ),
            data={"first_line": line},
        )
