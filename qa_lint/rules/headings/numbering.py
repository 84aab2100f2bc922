"""headings/numbering: a question number that is skipped, repeated or out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...config import Settings
from ...document import Document, Heading
from ...finding import Finding, Severity, Text
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
    severity = Severity.WARNING
    summary = Text("题号跳号、重号或乱序", "a question number skipped, repeated or out of order")
    why = Text(
        "读者以为缺了一题；别处按题号引用时会指错。",
        "Readers think that a question is missing, and references by number go wrong.",
    )
    limits = Text(
        "同一父标题下、同一写法的至少三个编号才算一个系列；可以从任意数开始。"
        "1.2 这样的小节号和版本号不算。",
        "A series is at least three numbers written alike under one heading; it may begin with any"
        " number. Section numbers such as 1.2 and versions do not count.",
    )
    bad = (
        Bad("## 1. 甲\n\n## 2. 乙\n\n## ⟦4. 丙⟧\n\n## 5. 丁\n"),
        Bad("## 1、甲\n\n## 2、乙\n\n## ⟦2、丙⟧\n\n## 3、丁\n"),
        Bad("## Q1: a\n\n## Q3: c\n\n## ⟦Q2: b⟧\n\n## Q4: d\n"),
        Bad("## 一、甲\n\n## 二、乙\n\n## ⟦四、丙⟧\n"),
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
        Good("## 121. 买卖股票\n\n## 15. 三数之和\n\n## 209. 长度最小的子数组\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look at each series of numbers."""
        for series in _series(document):
            yield from self._series(document, series)

    def _series(
        self, document: Document, series: Sequence[tuple[Heading, Numbered]]
    ) -> Iterator[Finding]:
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
            moved = not again and set(range(expected, number)) <= set(numbers[index:])
            if not again and not moved:
                before = series[index - 1][0].span.end
                missing = set(range(expected, number))
                moved = missing <= _numbers_between(document, before, heading.span.start)
            expected = max(expected, number + 1)
            if not moved:  # else what is missing here is reported where it comes
                yield self._finding(document, heading, found, numbers, again)

    def _finding(
        self,
        document: Document,
        heading: Heading,
        found: Numbered,
        numbers: Sequence[int],
        again: bool,
    ) -> Finding:
        number = found.number
        if again and numbers.count(number) > 1:
            text = Text(f"题号 {number} 重复", f"the number {number} is repeated")
        elif again:
            text = Text(f"题号 {number} 的顺序不对", f"the number {number} is out of order")
        else:
            text = Text(
                f"题号跳到 {number}，缺 {number - 1}",
                f"the numbers skip to {number}: {number - 1} is missing",
            )
        return self.finding(document, heading.text_span, text, key=heading.text.strip())


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
