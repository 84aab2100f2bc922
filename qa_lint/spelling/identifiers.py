"""Misspelt identifiers: a well-known name that is one slip off, or a misspelt word inside one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .lexicon import Lexicon
from .slips import kind, meant_by

#: Letters of one case, "HTTPServer" being HTTP and Server.
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
#: A capital after a small letter, as in readLine but not in CClaude.
_INNER = re.compile(r"[a-z][A-Z]")
#: Both the name and the identifier must be so long for each kind of slip.
_SHORTEST = {
    "swap": 5,
    "dropped": 6,
    "undoubled": 6,
    "doubled": 5,
    "added": 7,
    "changed": 8,
    "clipped": 8,
    "trailing": 8,
    "headless": 9,
    "ending": 8,
    "mixed": 7,
    "short": 7,
    "two": 11,
}
#: Names that were misspelt when they were made: a system call, an HTTP header.
_REAL = frozenset(("creat", "referer", "referers"))
_SHORTEST_PART = 5
#: The rank of a name that is no word.
_RARE = 100_000
#: A part was meant to be one of so many words: rarer ones are names.
_VERY_FREQUENT = 5_000
#: A long part is seldom an abbreviation.
_LONG_PART, _FREQUENT = 8, 12_000


class Misspelt(NamedTuple):
    """The characters [start, end) of an identifier should be the first of `candidates`.

    `how`: "name" (the whole is almost a well-known name), "list" (a part is on the curated list)
    or "part" (a part is no word, but almost a frequent one).
    """

    start: int
    end: int
    candidates: tuple[str, ...]
    how: str


def judge(token: str, lexicon: Lexicon, known: Mapping[str, tuple[str, ...]]) -> Misspelt | None:
    """What is misspelt in an identifier of letters, digits and underscores."""
    lower = token.lower()
    if lower in lexicon.names or lower in _REAL or len(token) < 4:
        return None
    if lower not in known and lexicon.has(lower):
        return None
    name = near_name(token, lexicon)
    if name:
        return Misspelt(0, len(token), (name,), "name")
    parts = list(PART.finditer(token))
    unknown = [
        part
        for part in parts
        if len(part.group()) >= 4
        and (part.group().lower() in known or not lexicon.knows(part.group().lower()))
    ]
    if len(unknown) != 1:
        return None
    return _part(unknown[0], lexicon, known)


def near_name(token: str, lexicon: Lexicon) -> str | None:
    """The one name that an identifier is a slip of, in its own form."""
    if token not in lexicon.answers:
        lexicon.answers[token] = _near_name(token, lexicon)
    answer: str | None = lexicon.answers[token]
    return answer


def _near_name(token: str, lexicon: Lexicon) -> str | None:
    lower = token.lower()
    if len(lower) < 5 or not lower.isalpha() or lexicon.has(lower) or lexicon.inflects(lower):
        return None
    inner = _INNER.search(token) is not None
    whole = inner and all(lexicon.knows(part.lower()) for part in PART.findall(token))
    found: dict[str, str] = {}
    for candidate in lexicon.near(lower) | lexicon.far(lower):
        if candidate in lexicon.names and candidate[0] == lower[0]:
            how = kind(lower, candidate)
            if candidate.replace("ed", "", 1) == lower and len(lower) > 6:
                found[candidate] = "dropped"  # LinkHashMap
                continue
            if how == "changed" and lexicon.compound(lower):
                continue  # filebase is another name than Firebase
            if whole and (
                how in ("two", "mixed", "short") or (how == "changed" and len(lower) < 10)
            ):
                continue  # TransitionManager is another name than TransactionManager
            if inner and lexicon.names[candidate][1:].islower():
                continue  # readLine is another name than readlink
            if how and candidate not in lexicon.people and len(lower) >= _SHORTEST[how]:
                found[candidate] = how
    near = [name for name, how in found.items() if how not in ("two", "mixed", "short")] or list(
        found
    )
    if len(near) > 1:
        near.sort(key=lambda name: lexicon.rank.get(name, _RARE))
        if lexicon.rank.get(near[0], _RARE) * 4 > lexicon.rank.get(near[1], _RARE):
            return None
    return like(lexicon.names[near[0]], token) if near else None


def like(right: str, token: str) -> str:
    """A right form in the letter case of what was written, where that is all one case."""
    if token.islower():
        return right.lower()
    if token.isupper() and len(token) > 1:
        return right.upper()
    if token.istitle() and (right.islower() or (right.isupper() and len(right) > 4)):
        return right.capitalize()
    if right.islower() and token[:1].isupper():
        return right[:1].upper() + right[1:]
    return right


def _part(
    part: re.Match[str], lexicon: Lexicon, known: Mapping[str, tuple[str, ...]]
) -> Misspelt | None:
    word = part.group()
    lower = word.lower()
    if lower in known:
        right = tuple(like(candidate, word) for candidate in known[lower])
        return Misspelt(part.start(), part.end(), right, "list")
    if len(word) < _SHORTEST_PART or lexicon.compound(lower):
        return None
    limit = _FREQUENT if len(word) >= _LONG_PART else _VERY_FREQUENT
    candidates = meant_by(lower, lexicon, "part", limit)
    if len(candidates) != 1:
        return None
    return Misspelt(part.start(), part.end(), (like(candidates[0], word),), "part")
