"""headings/skipped-level: a heading two levels below the one before."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class SkippedLevel(Rule):
    """A heading is more than one level deeper than the heading above it."""

    id = "headings/skipped-level"
    lean = True
    severity = Severity.INFO
    summary = Text("标题跳级", "a heading that skips a level")
    why = Text(
        "大纲和读屏软件按级别组织内容，跳级会多出一层空的小节。",
        "Outlines and screen readers are built from levels; a skipped one leaves an empty section.",
    )
    limits = Text("页面的第一个标题可以是任意一级。", "A page's first heading may have any level.")
    bad = (Bad("# 甲\n\n### ⟦乙⟧\n"), Bad("## 甲\n\n<h4>⟦乙⟧</h4>\n"))
    good = (Good("### 甲\n\n#### 乙\n\n## 丙\n"), Good("# 甲\n\n## 乙\n\n# 丙\n"))

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Compare each heading's level with the one before."""
        last = 0
        for heading in document.headings:
            if not heading.top_level:
                continue
            if last and heading.level > last + 1:
                right = last + 1
                yield self.finding(
                    document,
                    heading.text_span,
                    Text(
                        f"从 {last} 级标题直接到 {heading.level} 级，应为 {right} 级",
                        f"level {heading.level} follows level {last}; {right} is expected",
                    ),
                    key=heading.text.strip(),
                )
            last = heading.level
