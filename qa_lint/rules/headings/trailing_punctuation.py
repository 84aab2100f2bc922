"""headings/trailing-punctuation: a heading that ends like a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule

_MARKS = "。，、；：,;:．."


class TrailingPunctuation(Rule):
    """A heading ends with a comma, colon, semicolon or full stop."""

    id = "headings/trailing-punctuation"
    lean = True
    severity = Severity.INFO
    summary = Text("标题末尾有多余的标点", "a heading that ends with punctuation")
    why = Text(
        "标题不是句子；标点也会进入目录。", "A heading is no sentence, and the table copies it."
    )
    limits = Text(
        "问号、感叹号、省略号、缩写（etc.）是对的。",
        "Question and exclamation marks, an ellipsis and abbreviations such as etc. are right.",
    )
    bad = (
        Bad("## 总结⟦。⟧\n", fixed="## 总结\n"),
        Bad("## Usage⟦:⟧\n", fixed="## Usage\n"),
        Bad("<h2>总结⟦：⟧</h2>\n", fixed="<h2>总结</h2>\n"),
    )
    good = (
        Good(
            "## 什么是 CLIP？\n\n## 太好了！\n\n## 等等……\n\n## A, B, etc.\n\n## To be continued...\n"
        ),
        Good("## 以 `a:`\n"),
        Good("## 1.\n"),
        Good("## :tada:\n"),
        Good("## U.S.A.\n"),
        Good("### 三元运算符 ?:\n\n### 切片 [:\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look at the last character of each heading as it is written."""
        for heading in document.headings:
            start, end = heading.text_span
            written = document.text[start:end].rstrip()
            shown = heading.text.rstrip()
            if len(written) < 3 or not shown or written[-1] != shown[-1]:
                continue
            last = written[-1]
            if last not in _MARKS or written[-2] in _MARKS or _is_right(shown):
                continue
            at = start + len(written) - 1
            yield self.finding(
                document,
                (at, at + 1),
                Text(f"标题末尾的“{last}”是多余的", f"a heading should not end with '{last}'"),
                suggestion="",
                fix=Fix((Edit(at, at + 1, ""),), safe=False),
                key=shown,
            )


def _is_right(text: str) -> bool:
    if text[-1] in ",;:." and not text[-2:-1].isalnum() and text[-2:-1] not in ")）]】”’\"'`》」":
        return True  # an operator, as in "?:"
    word = text.rsplit(None, 1)[-1].lower()
    if word.startswith(":") and len(word) > 2:
        return True
    if text.endswith("."):
        return (
            word in ("etc.", "al.", "inc.", "ltd.", "co.", "vs.")
            or word.count(".") > 1
            or (word[:-1].isdigit())
        )
    return False
