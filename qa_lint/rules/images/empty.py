"""images/empty: a picture without an address."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule


class Empty(Rule):
    """A picture has no address."""

    id = "images/empty"
    lean = True
    severity = Severity.ERROR
    summary = Text("图片没有地址", "a picture without an address")
    why = Text("什么也不会显示。", "Nothing will show.")
    bad = (Bad("⟦![结构图]()⟧\n"), Bad('⟦<img src="" alt="a">⟧\n'), Bad('⟦<img alt="a">⟧\n'))
    good = (
        Good("![a](a.png)\n"),
        Good('<img srcset="a.png 1x">\n'),
        Good('<img data-src="a.png">\n'),
        Good('<img :src="logo">\n'),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Pictures whose address is empty and that no script or `srcset` fills in."""
        filled = {
            tag.span
            for tag in document.tags
            if tag.name == "img" and any(_fills(name) for name, _, _ in tag.attributes)
        }
        for image in document.images:
            if image.src.strip() or image.span in filled or image.kind == "source":
                continue
            yield self.finding(
                document, image.span, Text("图片没有地址", "the picture has no address")
            )


def _fills(attribute: str) -> bool:
    return attribute == "srcset" or (attribute != "src" and attribute.endswith("src"))
