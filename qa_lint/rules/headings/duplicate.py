"""headings/duplicate: the same heading twice among siblings."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ._questions import normalised

#: A text that stands so often among siblings is a part of an outline, not a forgotten copy.
_MANY = 2
_SHORT = 5
_SHORT_WORDS = 2


class Duplicate(Rule):
    """Two headings with the same text stand under the same heading at the same level."""

    id = "headings/duplicate"
    lean = True
    severity = Severity.WARNING
    summary = Text("同级标题重复", "the same heading twice among siblings")
    why = Text(
        "目录里分不清两者，链接也要靠 -1 后缀区分；常见原因是复制后忘了修改。",
        "The table of contents cannot tell them apart; often a copy that was not edited.",
    )
    limits = Text(
        "不同父标题下的同名小节（如各章的“小结”）不报告；很短的或重复多次的同级标题只是提示。",
        "Equal headings under different parents, such as each chapter's summary, are fine; short"
        " ones and those that come again and again are only mentioned.",
    )
    bad = (
        Bad("# 页\n\n## 什么是注意力？\n\n文\n\n## ⟦什么是注意力？⟧\n"),
        Bad('<h2 id="a">同题</h2>\n\n<h2 id="b">⟦同题⟧</h2>\n'),
    )
    good = (
        Good("# 甲\n\n## 小结\n\n# 乙\n\n## 小结\n"),
        Good("# 1.0\n\n## Added\n\n# 0.9\n\n## Added\n"),
        Good("## C\n\n## C++\n\n## C#\n"),
        Good("## 例 1\n\n## 例 2\n"),
        Good("## 问\n\n### 答\n\n## 问二\n\n### 答\n"),
        Good('## <h2 id="5">五、训练</h2>\n'),
        Good("> ## 引文\n\n## 引文\n"),
        Good("$$\na\n=\nb\n$$\n\n$$\na\n=\nc\n$$\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Compare each heading with those that have the same parent."""
        parents: list[tuple[int, int]] = []  # (level, index) of the headings that are open
        seen: dict[tuple[int, int, str], list[int]] = {}
        end = 0
        for index, heading in enumerate(document.headings):
            if not heading.top_level or heading.span.start < end:  # `## <h2>…</h2>` is one
                continue
            end = heading.span.end
            while parents and parents[-1][0] >= heading.level:
                parents.pop()
            parent = parents[-1][1] if parents else -1
            parents.append((heading.level, index))
            text = heading.text.strip()
            if not normalised(text) or text.startswith("$$"):  # a formula's own equals sign
                continue
            identity = (parent, heading.level, " ".join(text.split()).lower())
            seen.setdefault(identity, []).append(index)
        for indexes in seen.values():
            for index in indexes[1:]:
                yield self._finding(document, indexes[0], index, len(indexes))

    def _finding(self, document: Document, first: int, index: int, times: int) -> Finding:
        heading = document.headings[index]
        text = heading.text.strip()
        line = document.source.position(document.headings[first].span.start)[0]
        return self.finding(
            document,
            heading.text_span,
            Text(f"与第 {line} 行的标题“{text}”相同", f"the same heading as on line {line}"),
            severity=Severity.INFO if times > _MANY or _is_short(text) else None,
            data={"first_line": line},
            key=text,
        )


def _is_short(text: str) -> bool:
    """Whether a heading may be a recurring part of an outline, such as "输出" or "Sample Output"."""
    words = normalised(text)
    return len(words) <= _SHORT if not words.isascii() else len(text.split()) <= _SHORT_WORDS
