"""typos/redundant: a word paired with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ._text import joined

_PAIR = re.compile(
    r"([\u4e00-\u9fff]{2,4})(?:和|与|及|以及|或)\1(性|化|度|率|力|者)?(?![\u4e00-\u9fff]{0,1}之间)"
)

#: What each pair holds, found by the word between: a text without is read in no time.
_QUICK = re.compile(
    r"[和与及或](?:(?<=(..)[和与及或])\1|(?<=(...)[和与及或])\2|(?<=(....)[和与及或])\3"
    r"|(?<=(..)以及)\4|(?<=(...)以及)\5|(?<=(....)以及)\6)"
)

#: 词与词之间, 人与人的关系: what follows tells that two different ones are meant.
_RELATION = frozenset("之间 之中 间的 的关 的区 的差 的比 的对 的交 的联 的通 的连".split())


#: What may follow the pair; any other character makes the second word part of a longer one.
_AFTER = frozenset("与和及或的是在了都会将而也被等这那并就从对于均")


class Redundant(Rule):
    """Two different words were meant, and one stands twice."""

    id = "typos/redundant"
    severity = Severity.INFO
    summary = Text("并列的两个词相同", "a word paired with itself")
    why = Text(
        "“差异和差异性”没有说出第二个意思，多半想写另一个词。",
        "The pair says one thing twice; another word was meant.",
    )
    bad = (Bad("模态之间存在⟦差异和差异性⟧。\n"), Bad("提高⟦效率与效率⟧。\n"))
    good = (
        Good("差异和相似性，人与人之间，词和词的关系。\n"),
        Good("模型和模型之间共享参数。\n"),
        Good("调用和调用方在同一进程。\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look for a pair joined by 和, 与, 及 or 或."""
        texts = joined(document)
        if not _QUICK.search(texts.text):
            return
        for match in _PAIR.finditer(texts.text):
            after = texts.text[match.end() : match.end() + 2]
            if match.group(2) is None and (after in _RELATION or _goes_on(after[:1])):
                continue
            prose, _, start = texts.part(match.start())
            yield self.finding(
                document,
                prose.source_span(match.start() - start, match.end() - start),
                Text(f"“{match.group(1)}”与自己并列", f"'{match.group(1)}' is paired with itself"),
            )


def _goes_on(char: str) -> bool:
    """Whether a character after the pair makes its second word part of a longer one: 调用和调用方."""
    return "\u4e00" <= char <= "\u9fff" and char not in _AFTER
