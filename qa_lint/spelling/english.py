"""English words that are misspelt: a curated list, then words that nothing else explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .lexicon import Lexicon, edits1
from .slips import kind, meant_by

#: A word between other Latin letters, digits, hyphens or dots is part of a name or an identifier.
WORD = re.compile(
    r"(?<![A-Za-z0-9_./\\@#$'])(?<![A-Z0-9_]-)[A-Za-z]+(?:'[a-z]+)?"
    r"(?![A-Za-z0-9_\\/(]|\.[A-Za-z0-9]|-[A-Z0-9])"
)
_MIN_UNKNOWN, _MAX_UNKNOWN = 5, 24
#: A part of a CamelCase word was meant to be one of so many words: rarer ones are names.
_VERY_FREQUENT = 5_000
_CAMEL = re.compile(r"[A-Z][a-z]+")


class Slip(NamedTuple):
    """A misspelt word at [start, end), candidates best first, and why it is thought so.

    `how`: "list", "file" (a word of the file is one edit away: `times` it stands there) or
    "frequency".
    """

    start: int
    end: int
    word: str
    candidates: tuple[str, ...]
    how: str
    times: int = 0


def words(text: str) -> Counter[str]:
    """How often each word stands in a masked text, in lower case."""
    return Counter(match.group().lower() for match in WORD.finditer(text))


def find(
    text: str, known: Mapping[str, tuple[str, ...]], lexicon: Lexicon, counts: Counter[str]
) -> Iterator[Slip]:
    """Misspelt words of a masked text; `counts` are the words of the whole file."""
    for match in WORD.finditer(text):
        word = match.group()
        if not 3 <= len(word) <= 4 * _MAX_UNKNOWN or word.isupper():
            continue
        if not (word.islower() or word.istitle()):
            yield from _parts(match, lexicon, counts)
            continue
        lower = word.lower()
        right = known.get(lower)
        if right is not None:
            yield Slip(*match.span(), word, tuple(_cased(r, word) for r in right), "list")
        elif (
            _MIN_UNKNOWN <= len(word) <= _MAX_UNKNOWN
            and "'" not in word
            and not lexicon.knows(lower)
        ):
            slip = _unknown(match, lower, lexicon, counts)
            if slip is not None:
                yield slip


def _parts(match: re.Match[str], lexicon: Lexicon, counts: Counter[str]) -> Iterator[Slip]:
    """Unknown parts of a CamelCase word whose other parts are words."""
    word = match.group()
    parts = list(_CAMEL.finditer(word))
    if counts[word.lower()] > 1 or len("".join(p.group() for p in parts)) < len(word):
        return
    unknown = [p for p in parts if not lexicon.knows(p.group().lower())]
    if len(unknown) != 1 or not 7 <= len(unknown[0].group()) <= _MAX_UNKNOWN or len(parts) < 2:
        return
    part = unknown[0]
    candidates = meant_by(part.group().lower(), lexicon, True, _VERY_FREQUENT)
    if len(candidates) == 1:
        start = match.start() + part.start()
        right = _cased(candidates[0], part.group())
        yield Slip(start, start + len(part.group()), part.group(), (right,), "frequency")


def _unknown(
    match: re.Match[str], lower: str, lexicon: Lexicon, counts: Counter[str]
) -> Slip | None:
    word = match.group()
    if counts[lower] > 2 or lexicon.compound(lower):
        return None
    if word.istitle() and _is_reference(match):
        return None
    in_file = [
        c
        for c in edits1(lower)
        if counts.get(c, 0) >= 2 and len(lower) > 5 and lexicon.knows(c) and kind(lower, c)
    ]
    if in_file:
        best = max(in_file, key=lambda c: (counts[c], c))
        return Slip(*match.span(), word, (_cased(best, word),), "file", counts[best])
    candidates = meant_by(lower, lexicon, word.istitle())
    if not candidates or len(candidates) > 3:
        return None
    return Slip(*match.span(), word, tuple(_cased(c, word) for c in candidates), "frequency")


#: A list of people or a citation: "A. Krizhevsky, I. Sutskever", "Smith and Jones, 2019", "et al".
_PEOPLE = re.compile(
    r"et al\b|\b[A-Z]\. ?[A-Z]|[A-Z][\w'-]+ [A-Z][\w'.-]+, [A-Z][\w'-]+ [A-Z]|\b(?:19|20)\d\d[).,]"
    r"|\b(?:vol|pp|eds?|Proc|Trans)\.|ISBN|\b[Bb]y [A-Z]"
)


def _is_reference(match: re.Match[str]) -> bool:
    """Whether the word stands among people's names."""
    around = match.string[max(0, match.start() - 60) : match.end() + 60]
    return _PEOPLE.search(around) is not None


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
