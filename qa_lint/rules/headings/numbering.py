"""headings/numbering: a question number that is skipped, repeated or out of order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ...config import Settings
from ...document import Document, Heading
from ...finding import Finding, Place, Severity, Text
from ...project import PAGE_SUFFIXES, Project
from ...rule import Bad, Good, Rule
from ._questions import Numbered, chinese_number, numbered

_MIN_SERIES = 3
#: A number at the start of a line, however it is written.
_LEADING = re.compile(
    r"^[\W_]*(?:第|Q|问题|题目|Question|Step|Part|方法|步骤)?\s*(\d{1,4}|[一二三四五六七八九十]{1,3})",
    re.MULTILINE | re.IGNORECASE,
)


class Numbering(Rule):
    """The numbers of sibling headings do not count up by one."""

    id = "headings/numbering"
    lean = True
    severity = Severity.WARNING
    summary = Text("题号跳号、重号或乱序", "a question number skipped, repeated or out of order")
    why = Text(
        "读者以为缺了一题；别处按题号引用时会指错。",
        "Readers think that a question is missing, and references by number go wrong.",
    )
    limits = Text(
        "同一父标题下、同一写法的至少三个编号才算一个系列；可以从任意数开始。"
        "1.2 这样的小节号和版本号不算。一套题分放在同一文件夹的几页上、每个题号只用一次时，"
        "本页缺的题号若在别的页上，不算跳号。",
        "A series is at least three numbers written alike under one heading; it may begin with any"
        " number. Section numbers such as 1.2 and versions do not count. Where the pages of a folder"
        " share one numbering and use each number once, a number that another page has is not"
        " missing.",
    )
    bad = (
        Bad("## 1. 甲\n\n## 2. 乙\n\n## ⟦4. 丙⟧\n\n## 5. 丁\n"),
        Bad("## 1、甲\n\n## 2、乙\n\n## ⟦2、丙⟧\n\n## 3、丁\n"),
        Bad("## Q1: a\n\n## Q3: c\n\n## ⟦Q2: b⟧\n\n## Q4: d\n"),
        Bad("## 一、甲\n\n## 二、乙\n\n## ⟦四、丙⟧\n"),
        # Each page counts for itself: that another has a 3 says nothing about this one.
        Bad(
            "## 1. 甲\n\n## 2. 乙\n\n## ⟦4. 丁⟧\n\n## 5. 戊\n",
            files={"b.md": "## 1. 子\n\n## 2. 丑\n\n## 3. 寅\n"},
        ),
        # One numbering on two pages, and 5 on neither.
        Bad(
            "## 1. 甲\n\n## 2. 乙\n\n## ⟦6. 己⟧\n\n## 7. 庚\n",
            files={"b.md": "## 3. 丙\n\n## 4. 丁\n\n## 8. 辛\n"},
        ),
        Bad(
            "## 1. 甲\n\n## 2. 乙\n\n## ⟦4. 丁⟧\n\n## 5. 戊\n",
            files={"other/b.md": "## 3. 丙\n\n## 6. 己\n"},
        ),
        Bad(
            "## 1. 甲\n\n## 2. 乙\n\n## ⟦4. 丁⟧\n\n## 5. 戊\n",
            files={"b.md": "## Q3: 丙\n\n### 3. 丙\n"},
        ),
    )
    good = (
        Good("## 11. 甲\n\n## 12. 乙\n\n## 13. 丙\n"),
        Good("# 一章\n\n## 1. 甲\n\n## 2. 乙\n\n# 二章\n\n## 1. 丙\n\n## 2. 丁\n\n## 3. 戊\n"),
        Good("## 1.1 甲\n\n## 1.3 乙\n\n## 2.0 丙\n"),
        Good("## 2023. 回顾\n\n## 2021. 开始\n\n## 2020. 之前\n"),
        Good("## 1. 甲\n\n## 附录\n\n## 2. 乙\n\n## 3. 丙\n"),
        Good("## 1. 甲\n\n## 2. 乙\n\n## 3. 丙\n\n## 1. 新的一组\n\n## 2. 丁\n"),
        Good("## 5. 戊\n\n## 4. 丁\n\n## 3. 丙\n\n## 2. 乙\n\n## 1. 甲\n"),
        Good("## 第 1 部分\n\n## 第二部分\n\n## 第 3 部分\n\n## 第 4 部分\n"),
        Good("### 1. 甲\n\n###2. 乙\n\n### 3. 丙\n\n### 4. 丁\n"),
        Good("### 1. 甲\n\n**2. 乙**\n\n### 3. 丙\n\n### 4. 丁\n"),
        # The questions are grouped by subject, and their numbers run through all pages.
        Good(
            "## 1. 甲\n\n## 2. 乙\n\n## 6. 己\n\n## 7. 庚\n",
            files={"b.md": "## 3. 丙\n\n## 5. 戊\n", "c.md": "## 4. 丁\n\n## 8. 辛\n"},
        ),
        Good("## 121. 买卖股票\n\n## 15. 三数之和\n\n## 209. 长度最小的子数组\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Report what is repeated or out of order in a series of numbers."""
        for series in _series(document):
            numbers = [found.number for _, found in series]
            for heading, number, missing in _breaks(document, series):
                if not missing:
                    text = _out_of_order(number, numbers)
                    yield self.finding(document, heading.text_span, text, key=heading.text.strip())

    def summarise(self, document: Document, settings: Settings) -> Any:
        """What is skipped on this page; another page may have it."""
        gaps = []
        for series in _series(document):
            numbers = [found.number for _, found in series]
            style, level = series[0][1].style, series[0][0].level
            for heading, number, missing in _breaks(document, series):
                if missing:
                    place = list(document.source.place(*heading.text_span))
                    key = heading.text.strip()
                    gaps.append([style, level, numbers, number, missing, place, key])
        return gaps or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Report numbers that are skipped, unless the pages of the folder share one numbering."""
        for page, gaps in project.extra(self.id):
            for style, level, numbers, number, missing, place, key in gaps:
                absent = set(missing)
                for others in _elsewhere(project, page.path, level, style):
                    if others.isdisjoint(numbers):
                        absent -= others
                if absent:
                    text = _skipped(number, sorted(absent))
                    yield self.finding_at(page.path, Place(*place), text, key=key)


def _breaks(
    document: Document, series: Sequence[tuple[Heading, Numbered]]
) -> Iterator[tuple[Heading, int, list[int]]]:
    """(heading, its number, the numbers skipped before it) where a series does not count on.

    Nothing is skipped where a number is repeated or out of order.
    """
    numbers = [found.number for _, found in series]
    if len(series) < _MIN_SERIES or not _counts_up(numbers):
        return
    expected = numbers[0]
    for index, (heading, found) in enumerate(series):
        number = found.number
        if number == expected or number == 1:
            expected = number + 1
            continue
        again = number < expected
        missing = set(range(expected, number))
        # What is missing here but comes later is reported there.
        moved = not again and missing <= set(numbers[index:])
        if not again and not moved:
            before = series[index - 1][0].span.end
            moved = missing <= _numbers_between(document, before, heading.span.start)
        expected = max(expected, number + 1)
        if not moved:
            yield heading, number, sorted(missing)


def _elsewhere(project: Project, path: str, level: int, style: str) -> Iterable[set[int]]:
    """The numbers of each other page in the folder, of the same level and manner of numbering."""
    folder = posixpath.dirname(path)
    pages = project.once(f"headings/numbering {folder}", lambda: _folder(project, folder))
    for other, series in pages:
        if other != path and (level, style) in series:
            yield series[level, style]


def _folder(project: Project, folder: str) -> list[tuple[str, dict[tuple[int, str], set[int]]]]:
    """The pages right in a folder, checked or not, with their numbers by level and manner."""
    found = []
    for name in sorted(project.files.entries(folder) or {}):
        path = posixpath.join(folder, name)
        summary = project.page(path) if name.lower().endswith(PAGE_SUFFIXES) else None
        series: dict[tuple[int, str], set[int]] = {}
        for heading in summary.headings if summary else ():
            number = numbered(heading.text)
            if number is not None:
                series.setdefault((heading.level, number.style), set()).add(number.number)
        found.append((path, series))
    return found


def _out_of_order(number: int, numbers: Sequence[int]) -> Text:
    if numbers.count(number) > 1:
        return Text(f"题号 {number} 重复", f"the number {number} is repeated")
    return Text(f"题号 {number} 的顺序不对", f"the number {number} is out of order")


def _skipped(number: int, missing: Sequence[int]) -> Text:
    first, last = missing[0], missing[-1]
    if first == last:
        zh, en = str(last), f"{last} is missing"
    elif last - first + 1 == len(missing):
        zh, en = f"{first} 到 {last}", f"{first} to {last} are missing"
    else:
        shown = [str(n) for n in missing[:5]] + ["…"] * (len(missing) > 5)
        zh, en = "、".join(shown), f"{', '.join(shown)} are missing"
    return Text(f"题号跳到 {number}，缺 {zh}", f"the numbers skip to {number}: {en}")


def _series(document: Document) -> list[list[tuple[Heading, Numbered]]]:
    """Numbered headings by parent, level and manner of numbering, in order."""
    parents: list[tuple[int, int]] = []
    found: dict[tuple[int, int, str], list[tuple[Heading, Numbered]]] = {}
    for index, heading in enumerate(document.headings):
        if not heading.top_level:
            continue
        while parents and parents[-1][0] >= heading.level:
            parents.pop()
        parent = parents[-1][1] if parents else -1
        parents.append((heading.level, index))
        number = numbered(heading.text)
        if number is not None:
            found.setdefault((parent, heading.level, number.style), []).append((heading, number))
    return list(found.values())


def _numbers_between(document: Document, start: int, end: int) -> set[int]:
    """The numbers that lines between two offsets begin with, in headings written otherwise."""
    found = set()
    for prose in document.prose:
        if prose.segments and start <= prose.segments[0].source < end and prose.parent < 0:
            for match in _LEADING.finditer(prose.text):
                digits = match.group(1)
                number = int(digits) if digits.isascii() else chinese_number(digits)
                if number is not None:
                    found.add(number)
    return found


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether the numbers count: otherwise they name something, such as a site's problems."""
    steps = list(pairwise(numbers))
    if sum(b == a - 1 for a, b in steps) * 2 > len(steps):
        return False  # a countdown
    good = sum(b == a + 1 or b == 1 for a, b in steps)
    spread = max(numbers) - min(numbers) + 1
    return good * 2 > len(steps) or spread <= len(numbers) + len(numbers) // 5 + 1
