"""typos/chinese: wrong Chinese characters, known from a pack or found by the model."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling.compiled import tables
from ...spelling.curated import Curated, Match
from ...spelling.mask import is_simplified
from ...spelling.model.weigh import agrees
from . import _model
from ._text import joined, own_words, replacement

_made: dict[tuple[str, ...], Curated] = {}


class Chinese(Rule):
    """A form that is almost certainly a slip of the input method or the pen."""

    id = "typos/chinese"
    severity = Severity.WARNING
    summary = Text("错别字", "a wrong Chinese character")
    why = Text(
        "同音、形近的错字眼睛容易滑过去，读者却会停下来。",
        "The eye slides over characters of the same sound or shape; a reader stumbles.",
    )
    limits = Text(
        "报告词库（rules/typos/）里核对过的错误写法，以及大量正确文本中从不出现、而且语言模型很有把握的错字；模型只看字词的搭配，"
        "不懂意思，两种写法都通的看不出来。没有十分把握的归 typos/chinese-hint。繁体段落不检查。",
        "Wrong forms that a reviewed pack lists, and forms that much good text never has where a"
        " model of Chinese is sure that they do not fit. It"
        " knows which words go together and not what they mean; what it is less sure of is left to"
        " typos/chinese-hint. Passages in traditional characters are left alone.",
    )
    bad = (
        Bad("设定一个合适的⟦阀值⟧。\n", fixed="设定一个合适的阈值。\n"),
        Bad("系统⟦反回⟧结果，⟦以经⟧完成。\n", fixed="系统返回结果，已经完成。\n"),
        Bad("- **⟦布暑⟧到线上**\n", fixed="- **部署到线上**\n"),
        Bad("用循环⟦便利⟧数组，⟦在次⟧执行。\n", fixed="用循环遍历数组，再次执行。\n"),
        Bad(
            "这个模块只⟦副责⟧转发，只⟦执持⟧两种格式。\n",
            note=Text("由模型发现", "found by the model"),
        ),
    )
    good = (
        Good("所以经常要备份，自己经过相反回路。\n"),
        Good("阀门的阀体由厂家提供，`阀值` 是变量名。\n"),
        Good("我們應該在這個時候設定閥值。\n"),
    )

    def prepare(self, settings: Settings) -> None:
        """Have the automaton ready."""
        _automaton(settings).prepare()

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look up all wrong forms in one pass over each prose, then ask the model."""
        known: set[int] = set()
        for finding in self._known(document, settings):
            known.update(range(finding.place.start, finding.place.end))
            yield finding
        for finding in _model.sure(self, document, settings):
            if known.isdisjoint(range(finding.place.start, finding.place.end)):
                yield finding

    def _known(self, document: Document, settings: Settings) -> Iterator[Finding]:
        automaton = _automaton(settings)
        own = own_words(settings)
        texts = joined(document)
        for match in automaton.find(texts.text):
            if match.typo.wrong in own:
                continue
            if agrees(texts.text, match.start, match.end, match.typo):
                prose, text, start = texts.part(match.start)
                if is_simplified(text):
                    here = match._replace(start=match.start - start, end=match.end - start)
                    yield self._finding(document, prose, here)

    def _finding(self, document: Document, prose: Prose, match: Match) -> Finding:
        typo = match.typo
        right = typo.right[0]
        listed = "、".join(typo.right)
        note = f"（{typo.note}）" if typo.note else ""
        safe = len(typo.right) == 1 and typo.severity == "warning" and not typo.weighed
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
        _made[settings.packs] = Curated(tables(settings.packs).chinese)
    return _made[settings.packs]
