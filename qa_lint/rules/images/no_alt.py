"""images/no-alt: a picture without a description."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class NoAlt(Rule):
    """A picture has no alternative text."""

    id = "images/no-alt"
    lean = True
    severity = Severity.INFO
    summary = Text("图片没有替代文字", "a picture without an alternative text")
    why = Text(
        "图片加载失败时、用读屏软件时，只剩替代文字。",
        "When the picture does not load, and for screen readers, the text is all there is.",
    )
    limits = Text(
        '原始 HTML 里写明的 `alt=""` 表示装饰图，不报告。',
        'An explicit `alt=""` in raw HTML means a decorative picture and is fine.',
    )
    references = ("https://www.w3.org/WAI/tutorials/images/",)
    bad = (Bad("⟦![](a.png)⟧\n"), Bad('⟦<img src="a.png">⟧\n'))
    good = (Good("![结构图](a.png)\n"), Good('<img src="a.png" alt="">\n'))

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Pictures whose description is absent, in Markdown also empty."""
        for image in document.images:
            markdown = image.kind in ("inline", "reference")
            if image.src and (image.alt is None or (markdown and not image.alt.strip())):
                yield self.finding(
                    document,
                    image.span,
                    Text("图片没有替代文字", "the picture has no alternative text"),
                )
