"""What the model of Chinese finds in a document: made once for the two rules that report it."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Rule
from ...spelling.mask import is_simplified
from ...spelling.model import judge, verdict
from ._text import joined, own_words

_last: tuple[Document | None, list[tuple[Prose, judge.Finding]]] = (None, [])


def findings(document: Document) -> list[tuple[Prose, judge.Finding]]:
    """The model's findings, down to the least sure ones that are shown at all."""
    global _last
    if _last[0] is not document:
        _last = (document, list(_find(document)))
    return _last[1]


def _find(document: Document) -> Iterator[tuple[Prose, judge.Finding]]:
    """All proses are read as one text: the model looks at a place, wherever it stands."""
    texts = joined(document)
    if not is_simplified(texts.text):
        return
    for found in judge.find(texts.text, verdict.settings()["hint"]):
        prose, text, start = texts.part(found.start)
        if is_simplified(text):
            yield (
                prose,
                found._replace(
                    start=found.start - start,
                    end=found.end - start,
                    word_start=found.word_start - start,
                ),
            )


def report(
    rule: Rule, document: Document, settings: Settings, least: float, below: float
) -> Iterator[Finding]:
    """Findings with least <= score < below."""
    own = own_words(settings)
    for prose, found in findings(document):
        if not least <= found.score < below or any(word in _around(prose, found) for word in own):
            continue
        start, end, meant = _whole_word(prose, found)
        span = prose.source_span(start, end)
        yield _finding(rule, document, span, found, prose.text[start:end], meant)


def _around(prose: Prose, found: judge.Finding) -> str:
    return prose.text[max(0, found.start - 2) : found.end + 2].lower()


def _whole_word(prose: Prose, found: judge.Finding) -> tuple[int, int, str]:
    """Where the wrong word stands, and what should; the character alone where it is the word."""
    start, end = found.word_start, found.word_start + len(found.word)
    if start <= found.start and found.end <= end <= len(prose.text):
        return start, end, found.word
    return found.start, found.end, found.meant


def _finding(
    rule: Rule,
    document: Document,
    span: tuple[int, int],
    found: judge.Finding,
    written: str,
    meant: str,
) -> Finding:
    is_word = found.features[7] > 0 or len(written) == 1
    zh = f"“{written}”" + ("放在这里不通" if is_word else "不成词") + f"，疑为“{meant}”"
    en = f"'{written}' " + ("does not fit here" if is_word else "is no word")
    if found.times >= 2:
        zh += f"（“{found.word}”在本文中出现 {found.times} 次）"
        en += f"; '{found.word}' stands {found.times} times in this file"
    else:
        en += f"; '{meant}' was probably meant"
    return rule.finding(
        document,
        span,
        Text(zh, en),
        severity=rule.severity,
        suggestion=meant,
        data={"score": round(found.score, 2)},
        key=written,
    )


def least_for(severity: Severity) -> float:
    """From which score on the model's findings have a severity."""
    return float(verdict.settings()["warning" if severity >= Severity.WARNING else "hint"])
