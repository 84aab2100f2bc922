"""typos/doubled: a word that stands twice and should stand once."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling import doubled
from ._text import joined, replacement


class Doubled(Rule):
    """A character or word is repeated by mistake."""

    id = "typos/doubled"
    severity = Severity.WARNING
    summary = Text("重复的字词", "a word that stands twice")
    why = Text(
        "改写句子时常留下半句旧文，“通过通过”“的的”。",
        "Rewriting a sentence often leaves a piece of the old one behind.",
    )
    limits = Text(
        "叠词（看看、慢慢、研究研究）不报告；既是名词又是动词的（用加密连接连接数据库）和隔着标记的"
        "（**边缘**边缘是指……）作提示。",
        "Reduplication that is good Chinese is left alone. A word that is a noun and a verb is info,"
        " and so is a label in bold that the sentence behind it begins with.",
    )
    bad = (
        Bad(
            "模型⟨通过⟩⟦通过⟧注意力聚合信息。\n".replace("⟨", "").replace("⟩", ""),
            fixed="模型通过注意力聚合信息。\n",
        ),
        Bad("这是模型的⟦的⟧输出。\n", fixed="这是模型的输出。\n"),
        Bad("Compare the⟦ the⟧ models.\n", fixed="Compare the models.\n"),
    )
    good = (
        Good("看看再说，慢慢来，常常如此，的的确确，大家研究研究。\n"),
        Good("目的的描述，为了了解，对应应该的。\n"),
        Good("I know that that is right. He had had enough.\n"),
        Good("对对对，试试看，一步一步来，非常非常慢。\n"),
        Good("面对对手，存在在线版本，人人都知道。\n"),
        Good("断开的边的边权，生产者生产、消费者消费，是不是不好，前缀和和差分，很多很多。\n"),
        Good(
            "大家品味品味：想买啥买啥，去会会他。跳到下下一个节点，左节点的左节点的左节点为空。\n"
        ),
        Good("分库分表与联合结合结构\n"),
        Good("他不得不不断重试，再查诗词词库。\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look at each prose in which anything stands twice in a row."""
        texts = joined(document)
        for prose, text in texts.holding(doubled.places(texts.text)):
            for item in doubled.find(text):
                sure = item.sure and not _is_label(prose, item)
                yield self.finding(
                    document,
                    prose.source_span(item.start, item.end),
                    Text(f"“{item.unit}”重复了", f"'{item.unit}' stands twice"),
                    severity=None if sure else Severity.INFO,
                    suggestion="",
                    fix=replacement(prose, item.start, item.end, "", False),
                    key=item.unit + text[item.end : item.end + 4],
                )


def _is_label(prose: Prose, item: doubled.Doubled) -> bool:
    """Whether markup ends between two copies of a word: **边缘** 边缘是……"""
    first = item.start - len(item.unit)
    return len(item.unit) > 1 and not prose.contiguous(first, item.end)
