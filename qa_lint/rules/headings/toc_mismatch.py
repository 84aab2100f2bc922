"""headings/toc-mismatch: a table of contents that differs from the headings it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from ...config import Settings
from ...document import Document, Heading, Link
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from ._compare import difference, nearly_equal
from ._questions import normalised, numbered

#: A level that the table lists to this share, with no more exceptions, is meant to be complete.
_COVERED = 0.75
_MAX_ABSENT = 3

_TOC_NAMES = frozenset(("目录", "目次", "contents", "tableofcontents", "toc", "索引", "index"))


#: Sections that a table of contents may leave out at its end.
_TAIL = frozenset(
    (
        "参考 参考文献 参考资料 参考链接 引用 结语 结论 总结 小结 附录 致谢 后记 许可 许可证 版权 贡献 贡献者"
        " 更新日志 相关阅读 延伸阅读 更多 其他 references license contributing contributors changelog"
        " summary conclusion acknowledgements seealso furtherreading appendix links thanks"
    ).split()
)


class Entry(NamedTuple):
    """A link of the table and the index of the heading that it leads to, -1 for none."""

    link: Link
    heading: int


class TocMismatch(Rule):
    """An entry's text, the order, or the entries differ from the headings."""

    id = "headings/toc-mismatch"
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
        tables = _tables(document, settings.toc_min_entries)
        listed = {entry.heading for table in tables for entry in table}
        for entries in tables:
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
        scope = _scope(document, own, min(levels))
        for level in levels:
            same = [
                index
                for index in scope
                if document.headings[index].level == level and document.headings[index].top_level
            ]
            absent = [
                index
                for index in same
                if index not in listed
                and _is_listable(document.headings[index], index > max(own))
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


def _scope(document: Document, own: set[int], level: int) -> range:
    """The headings that a table answers for: from its first one to the end of their section."""
    first, end = min(own), max(own) + 1
    while end < len(document.headings) and document.headings[end].level >= level:
        end += 1
    return range(first, end)


def _is_listable(heading: Heading, at_end: bool) -> bool:
    name = normalised(heading.text)
    return bool(name) and name not in _TOC_NAMES and not (at_end and name in _TAIL)


def _tables(document: Document, minimum: int) -> list[list[Entry]]:
    """Runs of list entries that each are a link into the page, before most of the headings."""
    by_id: dict[str, int] = {}
    for index, (heading, slug) in enumerate(
        zip(document.headings, document.heading_ids, strict=True)
    ):
        if slug:
            by_id.setdefault(slug, index)
        if heading.explicit_id:
            by_id[heading.explicit_id] = index
    tables: list[list[Entry]] = [[]]
    last_line = -9
    for link in document.links:
        if not link.list_depth or not link.href.startswith("#") or link.kind == "html":
            continue
        fragment = link.href[1:]
        target = by_id.get(fragment, by_id.get(unquote(fragment), -1))
        line = document.source.position(link.span.start)[0]
        if line > last_line + 2 or not _fills_item(document, link):
            tables.append([])
        last_line = line
        if _fills_item(document, link):
            tables[-1].append(Entry(link, target))
    return [table for table in tables if _is_table(document, table, minimum)]


def _fills_item(document: Document, link: Link) -> bool:
    """Whether the list item is the link and nothing else but its marker and a number."""
    line, _ = document.source.position(link.span.start)
    start = document.source.line_starts[line - 1]
    before = document.text[start : link.span.start].strip(" \t*_")
    after = document.text[link.span.end :].split("\n", 1)[0].strip(" \t\r*_")
    marker = before.strip("-+* \t>")
    return not after and (not marker or marker.rstrip(".)、").isdigit())


def _is_table(document: Document, table: Sequence[Entry], minimum: int) -> bool:
    """Whether enough entries lead to headings, and most of those come after the table."""
    own = [entry.heading for entry in table if entry.heading >= 0]
    if len(own) < minimum:
        return False
    end = table[-1].link.span.end
    return sum(document.headings[index].span.start > end for index in own) * 2 > len(own)


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
