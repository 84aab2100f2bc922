"""headings/malformed: meant as a heading, but not the one it was meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Span
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from . import _malformed as find


class Malformed(Rule):
    """A heading is written so that Markdown or HTML reads it as something else."""

    id = "headings/malformed"
    lean = True
    severity = Severity.ERROR
    summary = Text("写坏的标题", "a heading that is not read as one")
    why = Text(
        "页面上显示井号原文、整段变成标题，或后面的内容都成了标题的一部分。",
        "The page shows the number signs, a whole paragraph as a heading, or all that follows.",
    )
    limits = Text(
        "`#话题 #标签`、`#include`、`#123` 这类文字不算标题。",
        "Hash tags, `#include` and `#123` are text.",
    )
    references = (
        "https://spec.commonmark.org/0.31.2/#atx-headings",
        "https://spec.commonmark.org/0.31.2/#html-blocks",
    )
    bad = (
        Bad("⟦##什么是注意力⟧\n\n正文\n", fixed="## 什么是注意力\n\n正文\n"),
        Bad("⟦#标题⟧\n", fixed="# 标题\n"),
        Bad("⟦###标题###⟧\n", fixed="### 标题 ###\n"),
        Bad("⟦##学习 C#⟧\n", fixed="## 学习 C#\n"),
        Bad("⟦＃＃ 标题⟧\n", fixed="## 标题\n"),
        Bad("⟦######## 太深⟧\n", fixed="###### 太深\n"),
        Bad('⟦<h2 id="a">⟧没有结束\n\n正文\n\n<h2 id="b">下一题</h2>\n'),
        Bad("⟦<h2>⟧甲</h3>\n"),
        Bad("正文⟦</h2>⟧\n"),
        Bad("<div>\n⟦## 标题⟧\n</div>\n"),
        Bad(
            "⟦这一段写完了，后面想画一条分隔线。\n---⟧\n\n下一段\n",
            fixed="这一段写完了，后面想画一条分隔线。\n\n---\n\n下一段\n",
        ),
        Bad("⟦##⟧\n\n正文\n"),
        Bad("⟦<h2></h2>⟧\n"),
    )
    good = (
        Good("## 标题\n\n#AI #LLM\n\n#include <stdio.h>\n\n#123 已修复\n\nC# 与 F#\n"),
        Good("```\n#注释\n```\n\n    #缩进代码\n\n`#标题`\n"),
        Good("<pre>\n# 注释\n</pre>\n\n<!--\n## 旧标题\n-->\n\n<script>\n# x\n</script>\n"),
        Good("<div>\n\n## 标题\n\n</div>\n"),
        Good('<h1 align="center">\n  <img src="a.png" alt="Logo">\n</h1>\n'),
        Good("标题\n---\n\nTitle\n=====\n"),
        Good("# ![logo](a.png)\n"),
        Good("\\#不是标题\n"),
        Good("<details>\n<summary>展开</summary>\n\n### 标题\n\n</details>\n"),
        Good("#1 的答案在下面\n"),
        Good("- #标签\n- #另一个标签\n"),
        Good("- #187：[往期](a.md)\n- #188：[往期](b.md)\n"),
        Good("终于来了！\n=====\n\n真快！\n---\n\n![图](a.png)\n=====\n"),
        Good("颜色 \n#fff 与\n#a0b1c2\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """All kinds of malformed headings."""
        lines = find.marked_lines(document)
        for item in find.without_space(document, lines):
            yield self._without_space(document, item)
        for item in find.fullwidth(document):
            yield self._fullwidth(document, item)
        for item in find.too_deep(lines):
            yield self._too_deep(document, item)
        for span, message in find.broken_tags(document):
            yield self.finding(document, span, message)
        for span in find.in_html(document):
            text = Text(
                "在 HTML 块里，不会成为标题；前面要空一行",
                "inside an HTML block this is text; leave a blank line before it",
            )
            yield self.finding(document, span, text)
        for span in find.accidents(document):
            yield self._accident(document, span)
        for span in find.empty(document):
            yield self.finding(document, span, Text("空标题", "an empty heading"))

    def _without_space(self, document: Document, item: find.Marks) -> Finding:
        marks = item.end_of_marks - item.span.start
        edits = tuple(Edit(at, at, " ") for at in find.gaps(item))
        closed = len(edits) > 1
        return self.finding(
            document,
            item.span,
            Text(f"{marks} 个 # 后面缺空格，不是标题", "no space after the number signs"),
            severity=_severity(marks),
            suggestion=f"{'#' * marks} {item.rest.rstrip('# ') if closed else item.rest}",
            fix=Fix(edits),
        )

    def _fullwidth(self, document: Document, item: find.Marks) -> Finding:
        marks = item.end_of_marks - item.span.start
        right = f"{'#' * marks} {item.rest}"
        return self.finding(
            document,
            item.span,
            Text("井号是全角的，不是标题", "full-width number signs make no heading"),
            severity=_severity(marks),
            suggestion=right,
            fix=Fix((Edit(*item.span, right),), safe=False),
        )

    def _too_deep(self, document: Document, item: find.Marks) -> Finding:
        marks = item.end_of_marks - item.span.start
        return self.finding(
            document,
            item.span,
            Text(f"有 {marks} 个 #，标题最多六级", f"{marks} number signs; six is the most"),
            suggestion=f"###### {item.rest.strip()}",
            fix=Fix((Edit(item.span.start + 6, item.end_of_marks, ""),), safe=False),
        )

    def _accident(self, document: Document, span: Span) -> Finding:
        underline = document.text.rfind("\n", span.start, span.end) + 1
        plain = document.text[underline] in "-="  # not in a quote or a list
        fix = Fix((Edit(underline, underline, "\n"),), safe=False) if plain else None
        return self.finding(
            document,
            span,
            Text(
                "分隔线紧跟在段落后面，整段成了标题；中间要空一行",
                "the line under the paragraph makes it a heading; leave a blank line between",
            ),
            fix=fix,
        )


def _severity(marks: int) -> Severity | None:
    """One number sign may be meant as a hash tag."""
    return Severity.WARNING if marks == 1 else None
