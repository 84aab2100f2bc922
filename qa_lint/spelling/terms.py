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
from .curated import Curated
from .english import places
from .entries import Typo
from .lexicon import Lexicon

_TOKEN = re.compile(r"(?<![A-Za-z0-9_/.\-])[A-Za-z][A-Za-z]{3,}(?![A-Za-z0-9_/(]|[.\-][A-Za-z0-9])")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MAX_FINE = 100_000
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
        wrong = (Typo(form, (name,)) for form, name in tables.wrong.items())
        self._curated = Curated(wrong, held=tables.held)
        self._glued = tables.glued
        self._pairs = tables.pairs
        self._fine: set[str] = set()  # tokens that are no wrong name, whatever stands around them

    def find(self, text: str, words: Iterable[str], lexicon: Lexicon) -> Iterator[Wrong]:
        """Wrong names of a masked text that holds these Latin `words`."""
        taken = []
        for match in self._curated.find(text):
            name = match.typo.right[0]
            taken.append((match.start, match.end))
            yield Wrong(
                match.start, match.end, match.typo.wrong, name, is_style(match.typo.wrong, name)
            )
        fine = self._fine
        if len(fine) > _MAX_FINE:
            fine.clear()
        doubtful = []
        for word in words:
            if word in fine:
                continue
            if "'" in word or len(word) < 4 or self._is_fine(word, lexicon):
                fine.add(word)
            else:
                doubtful.append(word)
        for token in _tokens(text, doubtful):
            start, end = token.span()
            index = bisect_right(taken, (start, end))
            if any(a < end and start < b for a, b in taken[max(0, index - 2) : index + 2]):
                continue
            found = self._garbled(token.group(), lexicon) or self._second(text, token, lexicon)
            if found is not None:
                yield Wrong(start, end, token.group(), found, False)

    def _is_fine(self, word: str, lexicon: Lexicon) -> bool:
        return lexicon.knows(word.lower()) and self._garbled(word, lexicon) is None

    def _garbled(self, token: str, lexicon: Lexicon) -> str | None:
        """The name that a token such as GitnmbCopilot is, written as one and garbled."""
        parts = _PARTS.findall(token)
        if len(parts) < 2 or len(token) < 8:
            return None
        unknown = [part for part in parts if len(part) > 3 and not lexicon.knows(part.lower())]
        if len(unknown) != 1:
            return None
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
        return None

    def _second(self, text: str, token: re.Match[str], lexicon: Lexicon) -> str | None:
        """The second word of a name whose first word stands right before, such as Adobe."""
        word = token.group()
        if lexicon.knows(word.lower()):
            return None
        before = re.search(r"([A-Za-z]+) $", text[max(0, token.start() - 24) : token.start()])
        if before is None:
            return None
        from rapidfuzz import fuzz

        for second, _ in self._pairs.get(before.group(1), ()):
            if second[0] == word[0] and fuzz.ratio(second.lower(), word.lower()) >= 65:
                return second if second != word else None
        return None


def _tokens(text: str, words: Iterable[str]) -> list[re.Match[str]]:
    """Where words stand as tokens of a text, in order."""
    found = [
        match
        for word in words
        for at in places(text, (word,))
        if (match := _TOKEN.match(text, at)) and match.group() == word
    ]
    return sorted(found, key=lambda match: match.start())


def is_style(found: str, name: str) -> bool:
    """Whether two forms differ in case, blanks and hyphens only, and no hyphen joins letters."""
    if re.search(r"[A-Za-z]-[A-Za-z]$", name) and not re.search(r"[- ]", found):
        return False  # PaLME for PaLM-E reads as another word
    return _bare(found) == _bare(name)


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_·.]", "", text).lower()
