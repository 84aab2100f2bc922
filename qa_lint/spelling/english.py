"""English words that are misspelt: a curated list, then words that nothing else explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .lexicon import Lexicon, edits1

#: A word between other Latin letters, digits, hyphens or dots is part of a name or an identifier.
WORD = re.compile(
    r"(?<![A-Za-z0-9_.\-/\\@#$'])[A-Za-z]+(?:'[a-z]+)?(?![A-Za-z0-9_\\/(]|[-.][A-Za-z0-9])"
)
_MIN_UNKNOWN, _MAX_UNKNOWN = 5, 24
#: A candidate of the frequency list must be among this many words; for a part of a CamelCase
#: word and for a capitalised word, which may be a name, among fewer (chosen on repairs from
#: histories of documentation: above it, names outnumber slips).
_FREQUENT, _VERY_FREQUENT = 9_000, 5_000
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
    candidates = _frequent(part.group().lower(), lexicon, _VERY_FREQUENT)
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
    in_file = [
        c
        for c in edits1(lower)
        if counts.get(c, 0) >= 2 and len(lower) > 5 and lexicon.knows(c) and _alike(lower, c)
    ]
    if in_file:
        best = max(in_file, key=lambda c: (counts[c], c))
        return Slip(*match.span(), word, (_cased(best, word),), "file", counts[best])
    if word.islower():
        candidates = _frequent(lower, lexicon, _FREQUENT if len(word) > 6 else 1_000)
    else:  # a capitalised unknown word is a name more often than a slip
        candidates = _frequent(lower, lexicon, _VERY_FREQUENT if len(word) > 7 else -1)
        candidates = [c for c in candidates if c[:-1] != lower[: len(c) - 1]]
        names = [c for c in edits1(lower) if lexicon.is_name(c) and _alike(lower, c)]
        candidates = (names if len(lower) > 5 else []) or candidates
    if not candidates or len(candidates) > 3:
        return None
    return Slip(*match.span(), word, tuple(_cased(c, word) for c in candidates), "frequency")


def _frequent(lower: str, lexicon: Lexicon, limit: int) -> list[str]:
    """Words among the `limit` most frequent that are one edit away, most frequent first."""
    near = (
        c
        for c in edits1(lower)
        if lexicon.place(c) < limit and _alike(lower, c) and not lower.startswith(c)
    )
    return sorted(near, key=lexicon.place)


def _alike(word: str, candidate: str) -> bool:
    """Not a mere inflection, and with the same first letter, or the first two swapped."""
    if word[0] != candidate[0] and word[:2] != candidate[1::-1]:
        return False
    longer, shorter = (word, candidate) if len(word) > len(candidate) else (candidate, word)
    return not (longer[:-1] == shorter and longer[-1] in "sdrney")


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
