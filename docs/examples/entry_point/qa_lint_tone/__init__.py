"""A rule in a package of its own: three exclamation marks in a row."""

import re

from qa_lint.finding import Edit, Fix, Severity, Text
from qa_lint.rule import Bad, Good, Rule

_SHOUT = re.compile(r"[!！]{3,}")


class Shouting(Rule):
    """Three exclamation marks or more."""

    id = "tone/shouting"
    severity = Severity.INFO
    summary = Text("连续的感叹号", "exclamation marks in a row")
    why = Text("一个就够了。", "One is enough.")
    bad = (Bad("注意⟦！！！⟧\n", fixed="注意！\n"),)
    good = (Good("注意！\n"),)

    def check(self, document, settings):
        for prose in document.prose:
            for match in _SHOUT.finditer(prose.text):
                span = prose.source_span(*match.span())
                yield self.finding(
                    document,
                    span,
                    Text("感叹号太多", "too many exclamation marks"),
                    suggestion=match.group()[0],
                    fix=Fix((Edit(span.start, span.end, match.group()[0]),)),
                )
