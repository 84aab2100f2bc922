"""The masked prose of a document, made once for all rules of the family."""

from __future__ import annotations

from ...config import Settings
from ...document import Document, Prose, Span
from ...finding import Edit, Fix
from ...spelling.entries import load
from ...spelling.mask import mask

_last: tuple[Document | None, list[tuple[Prose, str]]] = (None, [])


def masked(document: Document) -> list[tuple[Prose, str]]:
    """Each prose with its masked text."""
    global _last
    if _last[0] is not document:
        _last = (document, [(prose, mask(prose.text)) for prose in document.prose])
    return _last[1]


def own_words(settings: Settings) -> frozenset[str]:
    """The project's words: the setting `words` and the lines of the words file, lower case."""
    words = [word.lower() for word in settings.words]
    if settings.words_file:
        try:
            with open(settings.words_file, encoding="utf-8") as file:
                words += [line.split("#")[0].strip().lower() for line in file]
        except OSError:
            pass  # the file is optional until the first word is added
    return frozenset(word for word in words if word)


_known: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}


def curated_english(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The curated list of misspelt English words: lower case to right forms."""
    if settings.packs not in _known:
        typos, _ = load(settings.packs)
        _known[settings.packs] = {t.wrong.lower(): t.right for t in typos if t.wrong.isascii()}
    return _known[settings.packs]


def replacement(prose: Prose, start: int, end: int, text: str, safe: bool) -> Fix | None:
    """A fix for [start, end) of a prose, None where markup stands between the characters."""
    if not prose.contiguous(start, end):
        return None
    span: Span = prose.source_span(start, end)
    return Fix((Edit(span.start, span.end, text),), safe)
