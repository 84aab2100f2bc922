"""Names in a wrong form: those that a pack lists, and near misses of a name.

A near miss is a word that is in no dictionary and, with what stands around it, almost a name of
several parts: one part garbled, the others exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .compiled import Tables
from .curated import is_bounded, is_held
from .english import places
from .lexicon import Lexicon

_TOKEN = re.compile(r"(?<![A-Za-z0-9_/.\-])[A-Za-z][A-Za-z]{3,}(?![A-Za-z0-9_/(]|[.\-][A-Za-z0-9])")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_HEAD = re.compile(r"[A-Za-z]+")
_MAX_FINE = 100_000
#: An acronym of so many letters that is repeated is a slip only where the right one is more often.
_SHORT = 5
#: Of rapidfuzz's ratio (0 to 100), for the garbled part and for the whole.
_PART_RATIO, _WHOLE_RATIO = 60, 80


class Wrong(NamedTuple):
    """A wrong name at [start, end); `style` when only case, blanks or hyphens differ."""

    start: int
    end: int
    found: str
    right: str
    style: bool


class Names:
    """All names, ready for look-up."""

    def __init__(self, tables: Tables) -> None:
        self._wrong = tables.wrong
        self._held = tables.held
        #: The wrong forms by their first run of letters, which a text has among its words.
        self._heads: dict[str, list[str]] = {}
        for form in tables.wrong:
            letters = _HEAD.search(form)
            self._heads.setdefault(letters.group() if letters else "", []).append(form)
        self._glued = tables.glued
        self._pairs = tables.pairs
        self._fine: set[str] = set()  # words that neither begin a wrong form nor are a garbled name
        self._garbles: dict[str, str] = {}

    def find(self, text: str, words: Iterable[str], lexicon: Lexicon) -> Iterator[Wrong]:
        """Wrong names of a masked text that holds these Latin `words`."""
        held = set(words)
        forms = list(self._heads.get("", ()))
        garbled = []
        for word in held.difference(self._fine):
            listed = self._heads.get(word.partition("'")[0], ())
            forms += listed
            if word not in self._garbles:
                self._garbles[word] = self._garbled(word, lexicon)
            if self._garbles[word]:
                garbled.append(word)
            elif not listed:
                self._fine.add(word)
                del self._garbles[word]
        if len(self._fine) > _MAX_FINE:
            self._fine.clear()
        taken = []
        for start, form in self._listed(text, forms):
            taken.append((start, start + len(form)))
            name = self._wrong[form]
            style = is_style(form, name)
            if style or not _is_own(text, form, name):
                yield Wrong(start, start + len(form), form, name, style)
        near = [
            *((token, self._garbles[token.group()]) for token in _tokens(text, garbled)),
            *self._seconds(text, self._pairs.keys() & held, lexicon),
        ]
        for token, name in sorted(near, key=lambda item: item[0].start()):
            start, end = token.span()
            index = bisect_right(taken, (start, end))
            if any(a < end and start < b for a, b in taken[max(0, index - 2) : index + 2]):
                continue
            yield Wrong(start, end, token.group(), name, False)

    def _listed(self, text: str, forms: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Where wrong forms stand, in order; a longer one hides what lies in it."""
        reach = -1
        hits = set(places(text, forms))
        for start, form in sorted(hits, key=lambda hit: (hit[0], -len(hit[1]))):
            end = start + len(form)
            if end <= reach or not is_bounded(text, start, end):
                continue
            if not is_held(text, start, self._held.get(form, ())):
                reach = end
                yield start, form

    def _garbled(self, token: str, lexicon: Lexicon) -> str:
        """The name that a token such as GitnmbCopilot is, written as one and garbled, or ""."""
        parts = _PARTS.findall(token)
        if len(parts) < 2 or len(token) < 8:
            return ""
        unknown = [part for part in parts if len(part) > 3 and not lexicon.knows(part.lower())]
        if len(unknown) != 1:
            return ""
        from rapidfuzz import fuzz

        for part in parts:
            for name, words in self._glued.get(part.lower(), ()):
                whole = "".join(words)
                others = [w for w in words if w.lower() != part.lower()]
                if whole == token or not others or unknown[0][:2].lower() != others[0][:2].lower():
                    continue
                if fuzz.ratio(unknown[0].lower(), "".join(others).lower()) >= _PART_RATIO and (
                    fuzz.ratio(token.lower(), whole.lower()) >= _WHOLE_RATIO
                ):
                    return name
        return ""

    def _seconds(
        self, text: str, firsts: Iterable[str], lexicon: Lexicon
    ) -> Iterator[tuple[re.Match[str], str]]:
        """Where a garbled second word of a name stands right behind the first, such as Adobe."""
        for at, first in places(text, firsts):
            token = _TOKEN.match(text, at + len(first) + 1)
            if token is None or text[token.start() - 1] != " " or text[at - 1 : at].isalpha():
                continue
            word = token.group()
            if lexicon.knows(word.lower()):
                continue
            if name := self._second(first, word):
                yield token, name

    def _second(self, first: str, word: str) -> str:
        from rapidfuzz import fuzz

        for second, _ in self._pairs[first]:
            if second[0] == word[0] and fuzz.ratio(second.lower(), word.lower()) >= 65:
                return second if second != word else ""
        return ""


def _tokens(text: str, words: Iterable[str]) -> list[re.Match[str]]:
    """Where words stand as tokens of a text, in order."""
    found = [
        match
        for word in words
        for at, _ in places(text, (word,))
        if (match := _TOKEN.match(text, at)) and match.group() == word
    ]
    return sorted(found, key=lambda match: match.start())


def _is_own(text: str, form: str, name: str) -> bool:
    """Whether a text uses a short acronym as a name of its own, as it may with STMP or GUP."""
    times = text.count(form)
    return form.isupper() and len(form) <= _SHORT and times > 1 and times >= text.count(name)


def is_style(found: str, name: str) -> bool:
    """Whether two forms differ in case, blanks and hyphens only, and no hyphen joins letters."""
    if re.search(r"[A-Za-z]-[A-Za-z]$", name) and not re.search(r"[- ]", found):
        return False  # PaLME for PaLM-E reads as another word
    return _bare(found) == _bare(name)


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_·.]", "", text).lower()
