"""headings/id-mismatch: a heading's text and its own id have drifted apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Heading
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from ._compare import difference, nearly_equal
from ._questions import normalised


class IdMismatch(Rule):
    """The visible text of a raw HTML heading differs from its own id."""

    id = "headings/id-mismatch"
    lean = True
    severity = Severity.WARNING
    summary = Text("标题文字与自己的 id 不一致", "a heading's text differs from its own id")
    why = Text(
        "改了标题忘了改 id（或反过来），目录和正文对同一个问题写法不同。",
        "The title was edited and its id forgotten, or the other way round.",
    )
    limits = Text(
        "只比较几乎相同的文字与 id；刻意取的短 id（如 clip）不报告。",
        "Only ids that nearly repeat the text; a short id such as `clip` is a choice.",
    )
    bad = (
        Bad('<h2 id="⟦3.说明查询模块如何对齐?⟧">3.说明BLIP-2的查询模块如何对齐?</h2>\n'),
        Bad('<h2 id="⟦12.什么是词向量⟧">13.什么是词向量</h2>\n'),
    )
    good = (
        Good('<h2 id="clip">13.CLIP的原理?</h2>\n'),
        Good('<h2 id="13.CLIP的原理?">13.CLIP的原理? </h2>\n'),
        Good('<h2 id="什么是-CLIP">什么是 CLIP？</h2>\n'),
        Good('<h2 id="what-is-clip">What is CLIP?</h2>\n'),
        Good('<h2 id="5-如何微调大模型">5. 如何微调大模型？</h2>\n'),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Compare each raw heading with its id."""
        for heading in document.headings:
            if not heading.explicit_id or heading.explicit_id_span is None:
                continue
            text, identifier = heading.text.strip(), heading.explicit_id
            if normalised(text) == normalised(identifier) or not nearly_equal(text, identifier):
                continue
            yield self._finding(document, heading, text, identifier)

    def _finding(self, document: Document, heading: Heading, text: str, identifier: str) -> Finding:
        assert heading.explicit_id_span is not None
        shown = difference(identifier, text)
        used = any(link.href == f"#{identifier}" for link in document.links)
        fix = None
        if '"' not in text and not used:
            fix = Fix((Edit(*heading.explicit_id_span, text),), safe=False)
        return self.finding(
            document,
            heading.explicit_id_span,
            Text(
                f"id 与标题文字不同：{shown}（id → 文字）",
                f"the id differs from the heading's text: {shown} (id → text)",
            ),
            suggestion=text,
            fix=fix,
            data={"text": text, "id": identifier},
        )
