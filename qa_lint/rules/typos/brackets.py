"""typos/brackets: a bracket that opens full-width and closes half-width, or never closes."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling import brackets
from ._text import BETWEEN, joined, replacement


class Brackets(Rule):
    """Brackets do not pair."""

    id = "typos/brackets"
    severity = Severity.WARNING
    summary = Text("括号或引号不配对", "brackets or quotation marks that do not pair")
    why = Text(
        "全角配半角的括号宽窄不一，也说明这里改过一半。",
        "A full-width bracket that a half-width one closes looks wrong and is half an edit.",
    )
    limits = Text(
        "列表编号 1)、表情 :) 和区间 [0, 1) 不算。没有配对的括号，以及中文多用半角标点的页面，作提示。",
        "List markers such as 1), smileys and intervals such as [0, 1) are fine. A bracket without a"
        " partner is info, and so is everything on a page that punctuates Chinese half-width.",
    )
    bad = (
        Bad(
            "编码器-解码器混合架构（MED⟦)⟧，见下。\n",
            fixed="编码器-解码器混合架构（MED），见下。\n",
        ),
        Bad("输入⟦(⟧图像）与文本。\n", fixed="输入（图像）与文本。\n"),
        Bad("这里少了一半⟦（⟧见下一节。\n"),
        Bad('所谓“中间件⟦"⟧就是一层。\n', fixed="所谓“中间件”就是一层。\n"),
        Bad("见【附录⟦]⟧一节。\n", fixed="见【附录】一节。\n"),
    )
    good = (
        Good("架构（MED）与 (a, b) 和 f(x)。\n"),
        Good("1) 第一步\n2) 第二步 :)\n"),
        Good("区间 [0, 1) 与 (0, 1]。\n"),
        Good("a) 甲；b) 乙\n"),
        Good("嵌套（外(内)外）。\n"),
        Good('屏幕 27" 的“显示器”，“一”与 "x" 和“二” 3"。\n'),
        Good("（谢谢你 :)）与（好的 ;)）以及（ﾉಥ益ಥ)ﾉ。\n"),
        Good("【注】数组 [1] 与 a[0] 及 ]。\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Pair the brackets of each prose in which they are not plainly paired."""
        texts = joined(document)
        marks = brackets.marks(texts.text, BETWEEN)
        for prose, text, held in zip(texts.proses, texts.texts, marks, strict=bool(texts.texts)):
            if prose.kind == "alt" or brackets.is_paired(held):
                continue
            for item in (*brackets.find(text), *brackets.find_others(text)):
                sure = bool(item.right) and not brackets.is_half_width(texts.text)
                yield self._finding(document, prose, item, sure)

    def _finding(
        self, document: Document, prose: Prose, item: brackets.Mismatch, sure: bool
    ) -> Finding:
        if item.right:
            message = Text(
                f"括号全角半角不配对：这里应为“{item.right}”",
                f"a full-width bracket pairs with a half-width one: '{item.right}' fits here",
            )
            fix = replacement(prose, item.at, item.at + 1, item.right, True)
        else:
            message = Text(f"“{item.char}”没有配对", f"'{item.char}' has no partner")
            fix = None
        return self.finding(
            document,
            prose.source_span(item.at, item.at + 1),
            message,
            severity=None if sure else Severity.INFO,
            suggestion=item.right or None,
            fix=fix,
            key=item.char + prose.text[max(0, item.at - 6) : item.at],
        )
