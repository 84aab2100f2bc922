"""Which known word an unknown English word was meant to be.

Fingers swap neighbouring letters, drop one and double one far more often than they hit a wrong
one, and names differ from words by a first or last letter. So each kind of edit has its own
limits: how long the word must be, and how frequent the word that was meant.
"""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Lexicon, edits1


class Limit(NamedTuple):
    """For words of at least `length` letters the candidate must be among the `rank` first."""

    length: int
    rank: int


# Chosen on unknown words of two thousand pages of notes, read one by one: with these, three of
# four candidates are what the writer meant.
_LOWER: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(5, 40_000),),
    "dropped": (Limit(7, 20_000), Limit(6, 12_000), Limit(5, 4_500)),
    "undoubled": (Limit(7, 20_000), Limit(6, 9_000)),
    "doubled": (Limit(7, 20_000), Limit(6, 5_000), Limit(5, 300)),
    "added": (Limit(8, 15_000), Limit(7, 9_000), Limit(6, 1_500), Limit(5, 200)),
    "changed": (Limit(9, 20_000), Limit(8, 9_000), Limit(7, 4_500), Limit(6, 700)),
    "clipped": (Limit(9, 9_000), Limit(8, 4_000)),
}
_TITLE: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(7, 15_000), Limit(6, 6_000)),
    "dropped": (Limit(8, 9_000), Limit(7, 4_500), Limit(6, 2_000)),
    "undoubled": (Limit(9, 9_000),),
    "doubled": (Limit(9, 4_500),),
    "added": (Limit(9, 5_000), Limit(8, 4_500)),
    "changed": (Limit(9, 5_000),),
    "clipped": (),
}
#: A name of the packs may be this short.
_SHORTEST_NAME = {"swap": 5, "dropped": 6, "undoubled": 6, "doubled": 6, "added": 6, "changed": 7}


def kind(word: str, meant: str) -> str:
    """What happened to `meant` (one edit away): a key of the tables, "" for an inflection."""
    if len(word) == len(meant):
        differ = [at for at in range(len(word)) if word[at] != meant[at]]
        if len(differ) == 2:
            return "swap"
        return "changed" if 0 < differ[0] < len(word) - 1 else ""
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    at = next((i for i in range(len(shorter)) if longer[i] != shorter[i]), len(shorter))
    if at == 0:
        return ""
    twice = longer[at] == longer[at - 1]
    if at == len(shorter):
        if twice and word is longer and longer[-1] not in "se":
            return "doubled"
        return "clipped" if word is shorter and longer[-1] not in "sdrney" else ""
    if word is shorter:
        return "undoubled" if twice else "dropped"
    return "doubled" if twice else "added"


def meant_by(word: str, lexicon: Lexicon, title: bool, limit: int = 1 << 30) -> list[str]:
    """Words and names that the lower-case `word` was meant to be, most frequent first.

    `title` says that it is capitalised, and so may be a name; `limit` bounds the rank further.
    """
    found = []
    for candidate in edits1(word):
        rank = lexicon.place(candidate)
        if rank < limit and _fits(word, candidate, rank, lexicon, title):
            found.append((rank, candidate))
    return [candidate for _, candidate in sorted(found)]


def _fits(word: str, candidate: str, rank: int, lexicon: Lexicon, title: bool) -> bool:
    if rank >= 40_000 or (word[0] != candidate[0] and word[:2] != candidate[1::-1]):
        return False
    how = kind(word, candidate)
    if not how:
        return False
    if lexicon.is_name(candidate) and len(word) >= _SHORTEST_NAME.get(how, 99):
        return True
    limits = (_TITLE if title else _LOWER)[how]
    return any(len(word) >= length and rank < below for length, below in limits)
