"""links/malformed: meant as a link, but not one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import Settings
from ...document import Document, FailedLink
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule

_ADDRESS = re.compile(
    r"https?://\S.*|mailto:\S+|#[^\s#][^\s]*|\.{0,2}/[\w.%-][^\s]*(?: [^\s]+)*"
    r"|[^\s/]+(?:/[^\s/]+)*(?: [^\s]+)*\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp|ipynb)"
    r"(?:#\S*)?",
    re.IGNORECASE,
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp")
_TITLE = re.compile(r"""^(\S+)\s+(["'“‘].*["'”’])$""")


class Malformed(Rule):
    """Brackets around a text and an address that Markdown does not read as a link."""

    id = "links/malformed"
    lean = True
    severity = Severity.ERROR
    summary = Text("写坏的链接", "brackets that were meant as a link")
    why = Text(
        "页面上显示的是方括号和地址的原文，没有链接。",
        "The page shows the brackets and the address instead of a link.",
    )
    limits = Text(
        "括号里不像地址的文字不报告，例如“[注]（见下文）”。",
        "Only what looks like an address is reported: `[note]（see below）` is prose.",
    )
    references = ("https://spec.commonmark.org/0.31.2/#links",)
    bad = (
        Bad(
            "见 ⟦[论文]（https://arxiv.org/abs/2103.00020）⟧。\n",
            fixed="见 [论文](https://arxiv.org/abs/2103.00020)。\n",
        ),
        Bad("见 ⟦[第二章](docs/my file.md)⟧\n", fixed="见 [第二章](docs/my%20file.md)\n"),
        Bad("⟦![结构](./imgs/a b.png)⟧\n", fixed="![结构](./imgs/a%20b.png)\n"),
        Bad("见 ⟦[论文](https://example.org/a⟧ 一文\n"),
        Bad("见 ⟦[论文] (https://example.org/a)⟧\n", fixed="见 [论文](https://example.org/a)\n"),
        Bad("见 ⟦（论文）[https://example.org/a]⟧\n", fixed="见 [论文](https://example.org/a)\n"),
        Bad("见 ⟦[论文(https://example.org/a)⟧\n", fixed="见 [论文](https://example.org/a)\n"),
        Bad("⟦！[图](a.png)⟧\n", fixed="![图](a.png)\n", files={"a.png": b"x"}),
        Bad("见 ⟦[目录]（#目录）⟧\n", fixed="见 [目录](#目录)\n"),
    )
    good = (
        Good("[注]（见下文）\n"),
        Good("- [ ] (https://example.org/a)\n- [x] (a.md)\n"),
        Good("见[注 (https://example.org/a)]。快看！[文档](a.md)\n"),
        Good("f[x](y) 与 [可选](见 第二节)\n"),
        Good("[论文](https://example.org/a_(b))\n"),
        Good('[论文](a.md "标题 里有空格")\n', files={"a.md": "# A\n"}),
        Good("`[论文]（https://example.org）`\n"),
        Good("数组[0](第 1 个) 和 a[i]（下标）\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Failed brackets whose target looks like an address."""
        for item in document.failed_links:
            if item.kind == "undefined" or not _ADDRESS.fullmatch(item.target.strip()):
                continue
            if item.kind == "gap" and item.text.strip().lower() in ("", "x"):
                continue
            yield self._finding(document, item)
        yield from self._fullwidth_images(document)

    def _fullwidth_images(self, document: Document) -> Iterator[Finding]:
        for link in document.links:
            start = link.span.start
            if link.kind != "inline" or document.text[start - 1 : start] != "！":
                continue
            if link.href.lower().partition("?")[0].endswith(_PICTURES):
                yield self.finding(
                    document,
                    (start - 1, link.span.end),
                    Text(
                        "感叹号是全角的，图片成了链接", "a full-width '！' makes the picture a link"
                    ),
                    suggestion="!" + document.text[start : link.span.end],
                    fix=Fix((Edit(start - 1, start, "!"),)),
                )

    def _finding(self, document: Document, item: FailedLink) -> Finding:
        address = item.target.strip()
        lead = document.text[item.span.start : item.target_span.start].rstrip()[:-1]
        fix = None
        suggestion = None
        if item.kind == "fullwidth":
            zh, en = "链接用了全角括号", "a link with full-width brackets"
            suggestion = f"{lead}({address.replace(' ', '%20')})"
        elif item.kind == "space":
            zh, en = (
                "地址里的空格使它不成为链接",
                "a blank in the address keeps it from being a link",
            )
            suggestion = f"{lead}({_encoded(address)})"
        elif item.kind == "gap":
            zh, en = "方括号和圆括号之间有空格，不成为链接", "a blank between the brackets"
            suggestion = f"[{item.text}]({address})"
            if document.text[item.span.start] == "!":
                suggestion = "!" + suggestion
        elif item.kind == "reversed":
            zh, en = "方括号和圆括号写反了", "the brackets are the wrong way round"
            suggestion = f"[{item.text}]({address})"
        elif item.kind == "no-bracket":
            zh, en = "链接文字缺少右方括号", "the closing square bracket is missing"
            suggestion = f"[{item.text}]({address})"
        else:
            zh, en = "链接缺少右括号", "the closing parenthesis is missing"
        if suggestion is not None:
            fix = Fix((Edit(item.span.start, item.span.end, suggestion),))
        return self.finding(document, item.span, Text(zh, en), suggestion=suggestion, fix=fix)


def _encoded(address: str) -> str:
    title = _TITLE.match(address)
    if title:
        plain = title.group(2)[1:-1]
        return f'{title.group(1)} "{plain}"'
    return address.replace(" ", "%20")
