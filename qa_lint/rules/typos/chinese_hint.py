"""typos/chinese-hint: what may be a wrong Chinese character; a list to review, not a gate."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from . import _model


class ChineseHint(Rule):
    """A character that the model of Chinese would rather see replaced, without being sure."""

    id = "typos/chinese-hint"
    severity = Severity.INFO
    default = False
    summary = Text("可能的错别字", "what may be a wrong Chinese character")
    why = Text(
        "大扫除时想把可疑之处都看一遍；其中不少是误报，所以默认不开。",
        "For a thorough review, when a list with many false alarms is worth reading.",
    )
    limits = Text(
        "模型不懂意思，只看字词的搭配；专业词、人名、古文容易误报。",
        "The model knows which words go together, not what they mean: rare terms, names and"
        " classical Chinese are often reported.",
    )
    bad = (Bad("作者对此深有⟦体汇⟧。\n"),)
    good = (
        Good("服务器会返回一个状态码。\n"),
        Good("我們應該在這個時候設定閥值。\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Report what the model is not sure enough of for typos/chinese."""
        yield from _model.doubts(self, document, settings)
