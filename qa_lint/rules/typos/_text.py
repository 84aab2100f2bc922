"""The masked prose of a document, made once for all rules of the family."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from ...config import Settings
from ...document import Document, Prose, Span
from ...finding import Edit, Fix
from ...spelling import english, lexicon
from ...spelling.compiled import tables
from ...spelling.identifiers import Misspelt, judge
from ...spelling.mask import hide, marks
from . import _hidden as hidden

#: Stands between the texts of a document: no pattern of the family reaches across it.
BETWEEN = "\0"


class Page:
    """The texts of a document, markup's slips included, and the same as one masked text.

    What is rare is looked for in the one text, and only what holds it is looked at by itself.
    """

    def __init__(self, document: Document) -> None:
        self.proses = [*document.prose, *hidden.find(document)]
        texts = [prose.text for prose in self.proses]
        ends = accumulate((len(text) + 1 for text in texts), initial=0)
        self._starts = list(ends)[:-1]
        #: Prose and [start, end) in its text of the identifiers and calls that are masked.
        self.identifiers: list[tuple[Prose, int, int]] = []
        for index in self._holding(marks(BETWEEN.join(texts))):
            texts[index], spans = hide(texts[index])
            self.identifiers += ((self.proses[index], *span) for span in spans)
        #: The masked text of each prose, and all of them as one.
        self.texts = texts
        self.text = BETWEEN.join(texts)

    @cached_property
    def forms(self) -> Counter[str]:
        """How often each run of Latin letters stands here, in its own letter case."""
        return english.forms(self.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each of them stands here, in lower case."""
        return english.in_lower_case(self.forms)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the page is in another language in Latin letters.

        Names such as `de-la-x` hold runs of letters, so whole words are counted where it seems so.
        """
        return english.is_foreign(self.counts) and english.is_foreign(english.words(self.text))

    def part(self, offset: int) -> tuple[Prose, str, int]:
        """The prose and its masked text that hold `offset`, and where the text begins."""
        index = bisect_right(self._starts, offset) - 1
        return self.proses[index], self.texts[index], self._starts[index]

    def holding(self, offsets: Iterable[int]) -> Iterator[tuple[Prose, str]]:
        """Each prose and its masked text that holds one of the offsets, in order."""
        for index in self._holding(offsets):
            yield self.proses[index], self.texts[index]

    def _holding(self, offsets: Iterable[int]) -> list[int]:
        return sorted({bisect_right(self._starts, offset) - 1 for offset in offsets})


_last: tuple[Document | None, Page | None] = (None, None)


def joined(document: Document) -> Page:
    """The page of a document, made once for all rules of the family."""
    global _last
    if _last[0] is not document or _last[1] is None:
        _last = (document, Page(document))
    made = _last[1]
    assert made is not None
    return made


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


def curated_english(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The curated list of misspelt English words: lower case to right forms."""
    return tables(settings.packs).english


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


def wrong_names(settings: Settings) -> dict[str, str]:
    """Wrong forms that typos/term reports, so that no other rule needs to, and what is right."""
    return tables(settings.packs).wrong


def replacement(prose: Prose, start: int, end: int, text: str, safe: bool) -> Fix | None:
    """A fix for [start, end) of a prose, None where markup stands between the characters."""
    if not prose.contiguous(start, end):
        return None
    span: Span = prose.source_span(start, end)
    return Fix((Edit(span.start, span.end, text),), safe)


_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`]+")


def in_address(document: Document, word: str) -> bool:
    """Whether a lower-case word stands in an address of the page."""
    return any(word in match.group().lower() for match in _ADDRESS.finditer(document.text))
