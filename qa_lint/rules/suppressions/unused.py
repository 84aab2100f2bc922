"""suppressions/unused: a suppression that silences nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...suppress import Active


class Unused(Rule):
    """A suppression comment silences no finding.

    The engine calls `check_used` when all other rules are done: only then is it known what a
    comment silenced.
    """

    id = "suppressions/unused"
    lean = True
    severity = Severity.WARNING
    summary = Text("抑制注释没有抑制任何问题", "a suppression that suppresses nothing")
    why = Text(
        "问题已经消失而注释还在，会掩盖以后出现的同类问题。",
        "The problem is gone, and the comment would hide the next one of its kind.",
    )
    bad = (
        Bad("⟦<!-- qa-lint-disable-next-line images -- 图片稍后补上 -->⟧\n正文没有图片。\n"),
        Bad("⟦<!-- qa-lint-disable-file anchors/no-such-rule -- 笔误 -->⟧\n"),
    )
    good = (Good("<!-- qa-lint-disable-next-line images -- 图片稍后补上 -->\n![图](none.png)\n"),)

    def check_used(
        self,
        path: str,
        active: Sequence[Active],
        used: Sequence[int],
        known: frozenset[str],
        ran: frozenset[str],
    ) -> Iterator[Finding]:
        """Findings for one file; `known` are all rule and family names, `ran` those that ran."""
        for item, count in zip(active, used, strict=True):
            names = item.suppression.rules
            unknown = [name for name in names if name not in known]
            if unknown:
                message = Text(
                    f"没有名为“{unknown[0]}”的规则", f"there is no rule called '{unknown[0]}'"
                )
            elif count or not names or not set(names) <= ran:
                continue
            else:
                listed = ", ".join(names)
                message = Text(
                    f"这里没有 {listed} 的问题，可以删去这条注释",
                    f"there is nothing of {listed} here; remove the comment",
                )
            yield self.finding_at(path, item.place, message, key=",".join(names))
