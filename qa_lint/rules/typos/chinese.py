"""typos/chinese: wrong Chinese characters that a pack knows."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling.curated import Curated, Match
from ...spelling.entries import load
from ...spelling.mask import is_simplified
from ._text import joined, own_words, replacement

_made: dict[tuple[str, ...], Curated] = {}


class Chinese(Rule):
    """A form that is certainly a slip of the input method or the pen."""

    id = "typos/chinese"
    severity = Severity.WARNING
    summary = Text("错别字", "a wrong Chinese character")
    why = Text(
        "同音、形近的错字眼睛容易滑过去，读者却会停下来。",
        "The eye slides over characters of the same sound or shape; a reader stumbles.",
    )
    limits = Text(
        "只报告词库（rules/typos/）里核对过的错误写法，不靠语义猜测；繁体段落不检查。",
        "Only wrong forms that a reviewed pack lists; nothing is guessed from meaning. Passages in"
        " traditional characters are left alone.",
    )
    bad = (
        Bad("设定一个合适的⟦阀值⟧。\n", fixed="设定一个合适的阈值。\n"),
        Bad("系统⟦反回⟧结果，⟦以经⟧完成。\n", fixed="系统返回结果，已经完成。\n"),
        Bad("- **⟦布暑⟧到线上**\n", fixed="- **部署到线上**\n"),
    )
    good = (
        Good("所以经常要备份，自己经过相反回路。\n"),
        Good("阀门的阀体由厂家提供，`阀值` 是变量名。\n"),
        Good("我們應該在這個時候設定閥值。\n"),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look up all wrong forms in one pass over each prose."""
        automaton = _automaton(settings)
        own = own_words(settings)
        texts = joined(document)
        for match in automaton.find(texts.text):
            if match.typo.wrong not in own:
                prose, text, start = texts.part(match.start)
                if is_simplified(text):
                    here = match._replace(start=match.start - start, end=match.end - start)
                    yield self._finding(document, prose, here)

    def _finding(self, document: Document, prose: Prose, match: Match) -> Finding:
        typo = match.typo
        right = typo.right[0]
        listed = "、".join(typo.right)
        note = f"（{typo.note}）" if typo.note else ""
        safe = len(typo.right) == 1 and typo.severity == "warning"
        return self.finding(
            document,
            prose.source_span(match.start, match.end),
            Text(f"“{typo.wrong}”应为“{listed}”{note}", f"'{typo.wrong}' should be '{listed}'"),
            severity=Severity.parse(typo.severity),
            suggestion=right,
            fix=replacement(prose, match.start, match.end, right, safe),
            key=typo.wrong,
        )


def _automaton(settings: Settings) -> Curated:
    if settings.packs not in _made:
        typos, _ = load(settings.packs)
        _made[settings.packs] = Curated(t for t in typos if not t.wrong.isascii())
    return _made[settings.packs]
