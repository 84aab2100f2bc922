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
_MIN_UNKNOWN = 6
#: A candidate of the frequency list must be among this many words (chosen on repairs from
#: histories of documentation: above it, names outnumber slips).
_FREQUENT = 9_000


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
        lower = word.lower()
        if len(word) < 3 or not (word.islower() or word.istitle()):
            continue
        right = known.get(lower)
        if right is not None:
            yield Slip(*match.span(), word, tuple(_cased(r, word) for r in right), "list")
        elif len(word) >= _MIN_UNKNOWN and "'" not in word and not lexicon.knows(lower):
            slip = _unknown(match, lower, lexicon, counts)
            if slip is not None:
                yield slip


def _unknown(
    match: re.Match[str], lower: str, lexicon: Lexicon, counts: Counter[str]
) -> Slip | None:
    word = match.group()
    if counts[lower] > 2 or lexicon.compound(lower):
        return None
    near = edits1(lower)
    in_file = [c for c in near if counts.get(c, 0) >= 2 and lexicon.knows(c) and _alike(lower, c)]
    if in_file:
        best = max(in_file, key=lambda c: (counts[c], c))
        return Slip(*match.span(), word, (_cased(best, word),), "file", counts[best])
    if not word.islower():
        return None  # a capitalised unknown word is a name more often than a slip
    frequent = sorted(
        (c for c in near if lexicon.rank.get(c, 1 << 30) < _FREQUENT and _alike(lower, c)),
        key=lambda c: lexicon.rank[c],
    )
    if not frequent or len(frequent) > 3:
        return None
    return Slip(*match.span(), word, tuple(_cased(c, word) for c in frequent), "frequency")


def _alike(word: str, candidate: str) -> bool:
    """Not a mere inflection, and with the same first letter, or the first two swapped."""
    if word[0] != candidate[0] and word[:2] != candidate[1::-1]:
        return False
    longer, shorter = (word, candidate) if len(word) > len(candidate) else (candidate, word)
    return not (longer[:-1] == shorter and longer[-1] in "sdrney")


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
