"""links/missing-reference: `[text][label]` whose label is nowhere defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import Settings
from ...document import Document, FailedLink
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule

_NOT_A_LABEL = re.compile(r"[\s\d.,:;+\-*/=|]*|[xX ]|\^.*|@.*|!.*")
_INDEX = re.compile(r"[\w)\]}$\\]")
#: A label as people make them up (clip-paper, fig_2); a note such as [heads up] is none.
_LABEL = re.compile(r"\w+(?:[-_.:]\w+)+|[a-z]+\d+|https?:.*")
_CODE_LIKE = re.compile(r"[\w.]{1,2}|\w+\s*[+*/:,]\s*\w*|[^\w\s].*", re.ASCII)


class MissingReference(Rule):
    """A reference link's label has no definition, so that the brackets are shown as they are."""

    id = "links/missing-reference"
    lean = True
    severity = Severity.WARNING
    summary = Text("引用式链接没有定义", "a reference link without a definition")
    why = Text(
        "没有 `[标签]: 地址` 的定义，页面上显示的是方括号原文。",
        "Without `[label]: address` the page shows the brackets as they are.",
    )
    limits = Text(
        "下标（a[i][j]）、编号引用（[1][2]）和一两个字母的标签不报告；一个定义也没有的页面里，"
        "像便条的方括号（[张三][待定]）也不报告。",
        "Indices such as a[i][j], citations such as [1][2] and labels of one or two letters are"
        " left alone; so are notes such as [Kim][to do] in a page that defines no label at all.",
    )
    bad = (
        Bad("参见 ⟦[原论文][clip-paper]⟧。\n"),
        Bad("参见 ⟦[原论文][clip-papr]⟧。\n\n[clip-paper]: https://example.org\n"),
        Bad("参见 ⟦[CLIP 论文][]⟧。\n"),
        Bad("⟦![结构图][arch-fig]⟧\n"),
    )
    good = (
        Good("参见 [原论文][clip-paper]。\n\n[clip-paper]: https://example.org\n"),
        Good("数组 a[i][j] 与 dp[left][right]，以及 [1][2] 两篇。\n"),
        Good("`[x][y-z]`\n"),
        Good("区间 [l][r] 和 [[wiki]]\n"),
        Good("形状为 [batch][seq, dim]\n"),
        Good("- [Kim][to do] 看一下\n- [Lee][done] 好了\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Brackets that the parser found no definition for."""
        for item in document.failed_links:
            if item.kind != "undefined" or not _is_reference(document.text, item):
                continue
            label = item.target or item.text
            if item.target and not document.definitions and not _LABEL.fullmatch(label.strip()):
                continue
            labels = [definition.label for definition in document.definitions]
            best = _nearest(label, labels)
            zh = f"没有定义“[{label}]: …”"
            en = f"'[{label}]: …' is not defined"
            if best:
                zh, en = f"{zh}；最接近的是“{best}”", f"{en}; nearest is '{best}'"
            yield self.finding(document, item.span, Text(zh, en), suggestion=None)


def _is_reference(text: str, item: FailedLink) -> bool:
    start = item.span.start
    if start and _INDEX.match(text[start - 1]):
        return False
    if text[item.span.end : item.span.end + 1] in ("[", "("):
        return False
    label, shown = item.target.strip() or item.text.strip(), item.text.strip()
    if not item.target and (len(shown) < 3 or shown.isdigit()):
        return False
    if _NOT_A_LABEL.fullmatch(label) or _CODE_LIKE.fullmatch(label) or "," in label:
        return False
    return bool(shown) and not _NOT_A_LABEL.fullmatch(shown)


def _nearest(label: str, labels: list[str]) -> str | None:
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        label.lower(), {n: n.lower() for n in labels}, scorer=fuzz.ratio, score_cutoff=75
    )
    return str(best[2]) if best else None
