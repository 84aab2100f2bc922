"""Tables of contents: lists of links to the headings of their own page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...document import Document, Heading, Link
from ...percent import unquote
from ._questions import normalised

_TOC_NAMES = frozenset(("目录", "目次", "contents", "tableofcontents", "toc", "索引", "index"))


#: Sections that a table of contents may leave out at its end.
_TAIL = frozenset(
    [
        "参考",
        "参考文献",
        "参考资料",
        "参考链接",
        "引用",
        "结语",
        "结论",
        "总结",
        "小结",
        "附录",
        "致谢",
        "后记",
        "许可",
        "许可证",
        "版权",
        "贡献",
        "贡献者",
        "更新日志",
        "相关阅读",
        "延伸阅读",
        "更多",
        "其他",
        "references",
        "license",
        "contributing",
        "contributors",
        "changelog",
        "summary",
        "conclusion",
        "acknowledgements",
        "seealso",
        "furtherreading",
        "appendix",
        "links",
        "thanks",
    ]
)


class Entry(NamedTuple):
    """A link of the table and the index of the heading that it leads to, -1 for none."""

    link: Link
    heading: int


def scope(document: Document, own: set[int], level: int) -> range:
    """The headings that a table answers for: from its first one to the end of their section."""
    first, end = min(own), max(own) + 1
    while end < len(document.headings) and document.headings[end].level >= level:
        end += 1
    return range(first, end)


def is_listable(heading: Heading, at_end: bool) -> bool:
    name = normalised(heading.text)
    return bool(name) and name not in _TOC_NAMES and not (at_end and name in _TAIL)


def tables(document: Document, minimum: int) -> list[list[Entry]]:
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
    end = document.text.find("\n", link.span.end)
    after = document.text[link.span.end : end if end >= 0 else None].strip(" \t\r*_")
    marker = before.strip("-+* \t>")
    return not after and (not marker or marker.rstrip(".)、").isdigit())


def _is_table(document: Document, table: Sequence[Entry], minimum: int) -> bool:
    """Whether enough entries lead to headings, and most of those come after the table."""
    own = [entry.heading for entry in table if entry.heading >= 0]
    if len(own) < minimum:
        return False
    end = table[-1].link.span.end
    return sum(document.headings[index].span.start > end for index in own) * 2 > len(own)
