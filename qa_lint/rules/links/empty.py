"""links/empty: a link without an address."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class Empty(Rule):
    """A link has no destination."""

    id = "links/empty"
    lean = True
    severity = Severity.WARNING
    summary = Text("链接没有地址", "a link without an address")
    why = Text(
        "点了没有反应，多半是写到一半忘了填。", "A click does nothing: it was never filled in."
    )
    limits = Text(
        "`[文字](#)` 指向页首，是有效的。", "`[text](#)` leads to the top of the page and is valid."
    )
    bad = (
        Bad("⟦[论文]()⟧\n"),
        Bad('⟦<a href="">x</a>⟧\n'),
        Bad("⟦[论文](<>)⟧\n"),
    )
    good = (
        Good("[论文](#)\n"),
        Good('<a id="x"></a>\n'),
        Good("- [ ] 待办\n- [x] 完成\n"),
        Good("`[论文]()`\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Links whose destination is empty."""
        for link in document.links:
            if not link.href.strip():
                shown = link.text.strip() or document.text[link.span.start : link.span.end]
                yield self.finding(
                    document,
                    link.span,
                    Text(f"链接“{shown}”没有地址", f"the link '{shown}' has no address"),
                )
