"""The masked prose of a document, made once for all rules of the family."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from ...config import Settings
from ...document import Document, Prose, Span
from ...finding import Edit, Fix
from ...spelling import lexicon
from ...spelling.entries import load
from ...spelling.identifiers import Misspelt, judge
from ...spelling.mask import mask
from . import _hidden as hidden

_last: tuple[Document | None, list[tuple[Prose, str]]] = (None, [])


def masked(document: Document) -> list[tuple[Prose, str]]:
    """Each prose, and what markup hides by a slip, with its masked text."""
    global _last
    if _last[0] is not document:
        texts = (*document.prose, *hidden.find(document))
        _last = (document, [(prose, mask(prose.text)) for prose in texts])
    return _last[1]


#: Stands between the texts of a document: no pattern of the family reaches across it.
_BETWEEN = "\0"


class Joined(NamedTuple):
    """The masked texts of a document as one, for what looks at all of them at once."""

    text: str
    starts: list[int]
    parts: list[tuple[Prose, str]]

    def part(self, offset: int) -> tuple[Prose, str, int]:
        """The prose and its masked text that hold `offset`, and where the text begins."""
        index = bisect_right(self.starts, offset) - 1
        return *self.parts[index], self.starts[index]


_joined: tuple[Document | None, Joined] = (None, Joined("", [], []))


def joined(document: Document) -> Joined:
    """The masked texts of a document as one; alternative texts of pictures included."""
    global _joined
    if _joined[0] is not document:
        parts = masked(document)
        texts = [text for _, text in parts]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        _joined = (document, Joined(_BETWEEN.join(texts), starts[:-1], parts))
    return _joined[1]


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


_judged: dict[tuple[str, ...], dict[str, Misspelt | None]] = {}
_MAX_JUDGED = 50_000


def judged(token: str, settings: Settings) -> Misspelt | None:
    """`identifiers.judge`, asked once for each token."""
    known = _judged.setdefault(settings.packs, {})
    if token not in known:
        if len(known) >= _MAX_JUDGED:
            known.clear()
        known[token] = judge(token, lexicon.get(settings.packs), curated_english(settings))
    return known[token]


_wrong: dict[tuple[str, ...], frozenset[str]] = {}


def wrong_names(settings: Settings) -> frozenset[str]:
    """Single words that typos/term reports, so that no other rule needs to."""
    if settings.packs not in _wrong:
        _, terms = load(settings.packs)
        _wrong[settings.packs] = frozenset(w for term in terms for w in term.wrong if w.isalpha())
    return _wrong[settings.packs]


def replacement(prose: Prose, start: int, end: int, text: str, safe: bool) -> Fix | None:
    """A fix for [start, end) of a prose, None where markup stands between the characters."""
    if not prose.contiguous(start, end):
        return None
    span: Span = prose.source_span(start, end)
    return Fix((Edit(span.start, span.end, text),), safe)
