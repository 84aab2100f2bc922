"""What the model of Chinese finds in a document: made once for the two rules that report it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Text
from ...rule import Rule
from ...spelling.mask import is_simplified
from ...spelling.model import garbles, judge, verdict
from ._text import joined, own_words

_Found = list[tuple[Prose, judge.Finding]]
_last: tuple[Document | None, _Found] = (None, [])


def slips(document: Document) -> _Found:
    """Listed wrong forms where they do not fit, down to the least sure ones."""
    global _last
    if _last[0] is not document:
        _last = (document, list(_find(document, _slips)))
    return _last[1]


def _slips(text: str) -> Iterator[judge.Finding]:
    return garbles.find(text, verdict.settings()["garbles"]["hint"])


def _doubts(text: str) -> Iterator[judge.Finding]:
    return judge.find(text, verdict.settings()["hint"])


def _find(
    document: Document, search: Callable[[str], Iterator[judge.Finding]]
) -> Iterator[tuple[Prose, judge.Finding]]:
    """All proses are read as one text: the model looks at a place, wherever it stands."""
    texts = joined(document)
    if not is_simplified(texts.text):
        return
    for found in search(texts.text):
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


def sure(rule: Rule, document: Document, settings: Settings) -> Iterator[Finding]:
    """What the model is sure of."""
    least: float = verdict.settings()["garbles"]["warning"]
    yield from _report(
        rule, document, settings, (f for f in slips(document) if f[1].score >= least)
    )


def doubts(rule: Rule, document: Document, settings: Settings) -> Iterator[Finding]:
    """What the model doubts without being sure."""
    least: float = verdict.settings()["garbles"]["warning"]
    found = slips(document)
    known = {(prose.text, f.start + d) for prose, f in found for d in range(-3, 4)}
    unsure = [f for f in found if f[1].score < least]
    for prose, doubt in _find(document, _doubts):
        if (prose.text, doubt.start) not in known:
            unsure.append((prose, doubt))
    yield from _report(rule, document, settings, unsure)


def _report(
    rule: Rule,
    document: Document,
    settings: Settings,
    found: Iterable[tuple[Prose, judge.Finding]],
) -> Iterator[Finding]:
    own = own_words(settings)
    for prose, slip in found:
        if any(word in _around(prose, slip) for word in own):
            continue
        start, end, meant = _whole_word(prose, slip)
        span = prose.source_span(start, end)
        yield _finding(rule, document, span, slip, prose.text[start:end], meant)


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
