"""headings/toc-mismatch: a table of contents that differs from the headings it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...config import Settings
from ...document import Document, Heading, Link
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from ._compare import difference, nearly_equal
from ._questions import normalised, numbered
from ._tables import Entry, is_listable, scope, tables

#: A level that the table lists to this share, with no more exceptions, is meant to be complete.
_COVERED = 0.75
_MAX_ABSENT = 3


class TocMismatch(Rule):
    """An entry's text, the order, or the entries differ from the headings."""

    id = "headings/toc-mismatch"
    lean = True
    severity = Severity.WARNING
    summary = Text("目录与标题不一致", "a table of contents that differs from the headings")
    why = Text(
        "目录是读者的第一印象；文字、顺序或条目对不上，说明有一处改了另一处没改。",
        "A reader meets the table first; where it differs, one of the two was edited alone.",
    )
    limits = Text(
        "目录指列表里至少 toc-min-entries 个连续的页内链接。缩短的条目不报告；"
        "目录列出某一级大部分标题时才报告遗漏。",
        "A table is a list of at least `toc-min-entries` links into the page. A shortened entry is"
        " fine; a heading is missing only where the table lists most of its level.",
    )
    bad = (
        Bad(
            "- [1.什么是编码器](#a)\n- [2.什么是解码器](#b)\n- ⟦[3.什么是注意里机制](#c)⟧\n\n"
            '<h2 id="a">1.什么是编码器</h2>\n\n<h2 id="b">2.什么是解码器</h2>\n\n'
            '<h2 id="c">3.什么是注意力机制</h2>\n'
        ),
        Bad(
            "- [一](#一)\n- [二](#二)\n- [四](#四)\n\n## 一\n\n## 二\n\n## ⟦三⟧\n\n## 四\n",
        ),
        Bad("- [一](#一)\n- [二](#二)\n- [三](#三)\n\n## 一\n\n## 二\n\n## 三\n\n## ⟦四⟧\n"),
        Bad("- [一](#一)\n- [三](#三)\n- ⟦[二](#二)⟧\n\n## 一\n\n## 二\n\n## 三\n"),
    )
    good = (
        Good("## 目录\n\n- [一](#一)\n- [二](#二)\n- [三](#三)\n\n## 一\n\n## 二\n\n## 三\n"),
        Good(
            "- [安装](#安装-linux)\n- [二](#二)\n- [三](#三)\n\n## 安装 Linux\n\n## 二\n\n## 三\n"
        ),
        Good("见 [二](#二)、[一](#一) 与 [三](#三)\n\n## 一\n\n## 二\n\n## 三\n"),
        Good("- [一](#一)\n- [二](#二)\n- [三](#三)\n\n## 一\n\n### 细\n\n## 二\n\n## 三\n"),
        Good(
            "- [一](#一)\n- [二](#二)\n- [三](#三)\n\n## 简介\n\n## 一\n\n## 二\n\n## 三\n\n## 参考文献\n"
        ),
        Good(
            "# 甲\n\n- [一](#一)\n- [二](#二)\n- [三](#三)\n\n## 一\n\n## 二\n\n## 三\n\n# 乙\n\n## 四\n"
        ),
        Good(
            "- [一](#一)\n- [二](#二)\n- [三](#3)\n- [四](#四)\n\n## 一\n\n## 二\n\n## 三\n\n## 四\n"
        ),
        Good(
            "## 一\n\n## 二\n\n## 三\n\n## 四\n\n相关：\n\n- [二](#二)\n- [一](#一)\n- [三](#三)\n"
        ),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Compare each table of contents with the headings."""
        found = tables(document, settings.toc_min_entries)
        listed = {entry.heading for table in found for entry in table}
        for entries in found:
            table = [entry for entry in entries if entry.heading >= 0]
            for entry in table:
                heading = document.headings[entry.heading]
                if _differs(entry.link.text, heading.text):
                    yield self._text(document, entry.link, heading)
            yield from self._order(document, table)
            yield from self._missing(document, entries, listed)

    def _text(self, document: Document, link: Link, heading: Heading) -> Finding:
        right = heading.text.strip()
        line = document.source.position(heading.span.start)[0]
        shown = difference(link.text.strip(), right)
        written = document.text[link.span.start : link.span.end]
        at = written.find(link.text)
        fix = None
        if at >= 0 and link.kind == "inline" and "[" not in right and "\\" not in right:
            start = link.span.start + at
            fix = Fix((Edit(start, start + len(link.text), right),), safe=False)
        return self.finding(
            document,
            link.span,
            Text(
                f"目录条目与第 {line} 行的标题不同：{shown}（目录 → 标题）",
                f"the entry differs from the heading on line {line}: {shown} (entry → heading)",
            ),
            suggestion=right,
            fix=fix,
            data={"heading_line": line},
        )

    def _order(self, document: Document, table: Sequence[Entry]) -> Iterator[Finding]:
        indexes = [entry.heading for entry in table]
        if indexes == sorted(indexes):
            return
        highest = -1
        for entry in table:
            if entry.heading < highest:
                earlier = document.headings[highest].text.strip()
                own = document.headings[entry.heading].text.strip()
                yield self.finding(
                    document,
                    entry.link.span,
                    Text(
                        f"正文中“{own}”在“{earlier}”之前，目录却排在后面",
                        f"'{own}' comes before '{earlier}' in the page, but after it here",
                    ),
                )
                return
            highest = max(highest, entry.heading)

    def _missing(
        self, document: Document, entries: Sequence[Entry], listed: set[int]
    ) -> Iterator[Finding]:
        own = {entry.heading for entry in entries if entry.heading >= 0}
        names = {normalised(entry.link.text) for entry in entries}
        levels = {document.headings[index].level for index in own}
        answerable = scope(document, own, min(levels))
        for level in levels:
            same = [
                index
                for index in answerable
                if document.headings[index].level == level and document.headings[index].top_level
            ]
            absent = [
                index
                for index in same
                if index not in listed
                and is_listable(document.headings[index], index > max(own))
                and normalised(document.headings[index].text) not in names
            ]
            covered = len(same) - len(absent)
            if covered < 2 or covered < _COVERED * len(same) or len(absent) > _MAX_ABSENT:
                continue
            for index in absent:
                yield self._absent(document, document.headings[index])

    def _absent(self, document: Document, heading: Heading) -> Finding:
        name = heading.text.strip()
        return self.finding(
            document,
            heading.text_span,
            Text(f"目录里没有“{name}”", f"the table of contents misses '{name}'"),
            key=name,
        )


def _differs(entry: str, heading: str) -> bool:
    """Whether an entry is an edited copy of the heading rather than a shortened one."""
    shown, right = normalised(entry), normalised(heading)
    if shown == right or not shown:
        return False
    one, two = numbered(entry), numbered(heading)
    if one is not None and two is not None and one.number != two.number:
        return True
    rest_one = normalised(one.rest if one else entry)
    rest_two = normalised(two.rest if two else heading)
    if rest_one in rest_two or rest_two in rest_one:
        return False
    return nearly_equal(entry, heading)
