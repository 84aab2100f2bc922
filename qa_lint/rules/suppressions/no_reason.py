"""suppressions/no-reason: a rule is silenced without saying why."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class NoReason(Rule):
    """A suppression comment gives no reason."""

    id = "suppressions/no-reason"
    lean = True
    severity = Severity.WARNING
    summary = Text("抑制注释没有写明理由", "a suppression without a reason")
    why = Text(
        "没有理由的抑制，后来的人无法判断它是否仍然需要。",
        "Without a reason nobody can tell later whether the suppression is still needed.",
    )
    bad = (
        Bad("⟦<!-- qa-lint-disable-file headings -->⟧\n\n#标题\n"),
        Bad("⟦<!-- qa-lint-disable-next-line headings/malformed -->⟧\n#标题\n"),
    )
    good = (
        Good("<!-- qa-lint-disable-file headings -- 本页从别处导入 -->\n\n#标题\n"),
        Good("<!-- qa-lint-enable headings -->\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Every suppression must have text after `--` and name a rule."""
        for item in document.suppressions:
            if not item.reason or not item.rules:
                names = ", ".join(item.rules) or "RULE"
                yield self.finding(
                    document,
                    item.span,
                    Text(
                        f"请写明理由：<!-- qa-lint-disable… {names} -- 理由 -->",
                        f"give a reason: <!-- qa-lint-disable… {names} -- reason -->",
                    ),
                )
