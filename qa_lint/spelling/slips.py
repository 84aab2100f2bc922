"""Which known word an unknown English word was meant to be.

Fingers swap neighbouring letters, drop one and double one far more often than they hit a wrong
one, and names differ from words by a first or last letter. So each kind of slip has its own
limits: how long the word must be, and how frequent the word that was meant.
"""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from .lexicon import LAST_MEANT, Lexicon, are_near


class Limit(NamedTuple):
    """For words of at least `length` letters the candidate must be among the `rank` first."""

    length: int
    rank: int


# Chosen on unknown words of two thousand pages of notes, read one by one: with these, three of
# four candidates are what the writer meant.
_LOWER: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(9, LAST_MEANT), Limit(5, 40_000), Limit(4, 1_500)),
    "dropped": (Limit(10, LAST_MEANT), Limit(6, 25_000), Limit(5, 7_000), Limit(4, 300)),
    "undoubled": (Limit(9, LAST_MEANT), Limit(6, 25_000), Limit(5, 9_000)),
    "doubled": (Limit(9, LAST_MEANT), Limit(7, 25_000), Limit(6, 12_000), Limit(5, 4_000)),
    "added": (
        Limit(11, LAST_MEANT),
        Limit(8, 25_000),
        Limit(7, 15_000),
        Limit(6, 4_000),
        Limit(5, 700),
    ),
    "changed": (
        Limit(9, 25_000),
        Limit(8, 15_000),
        Limit(7, 9_000),
        Limit(6, 2_500),
        Limit(5, 400),
    ),
    "clipped": (Limit(8, 9_000), Limit(6, 3_000), Limit(5, 700)),
    "trailing": (Limit(9, 9_000), Limit(7, 2_500), Limit(6, 700)),
    "headless": (Limit(7, 5_000), Limit(6, 1_500)),
    "ending": (Limit(8, 5_000), Limit(7, 2_000)),
    "mixed": (Limit(8, 12_000), Limit(7, 5_000), Limit(6, 1_500)),
    "short": (Limit(10, 20_000), Limit(9, 9_000), Limit(8, 4_500), Limit(7, 4_000)),
    "two": (Limit(11, 12_000), Limit(9, 6_000), Limit(8, 2_500)),
}
#: A part of an identifier may be an abbreviation, as no word of a text is.
_PART: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(5, 40_000),),
    "dropped": (Limit(7, 20_000), Limit(6, 12_000), Limit(5, 4_500)),
    "undoubled": (Limit(7, 20_000), Limit(6, 9_000)),
    "doubled": (Limit(7, 20_000), Limit(6, 5_000), Limit(5, 2_000)),
    "added": (Limit(8, 15_000), Limit(7, 9_000), Limit(6, 1_500), Limit(5, 200)),
    "changed": (Limit(9, 20_000), Limit(8, 9_000), Limit(7, 4_500), Limit(6, 1_000)),
    "clipped": (Limit(9, 9_000), Limit(8, 4_000)),
    "ending": (Limit(8, 3_000), Limit(7, 1_500)),
    "mixed": (Limit(8, 12_000), Limit(7, 5_000), Limit(6, 1_500)),
    "short": (Limit(8, 4_500), Limit(7, 2_500)),
    "two": (Limit(11, 12_000), Limit(10, 4_500)),
}
_TITLE: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(11, 40_000), Limit(7, 15_000), Limit(6, 6_000), Limit(5, 1_500)),
    "dropped": (Limit(11, 40_000), Limit(8, 9_000), Limit(7, 5_000)),
    "undoubled": (Limit(11, 40_000), Limit(9, 9_000), Limit(7, 2_500)),
    "doubled": (Limit(11, 40_000), Limit(9, 5_000), Limit(7, 2_000)),
    "added": (Limit(11, 40_000), Limit(9, 5_000), Limit(8, 4_500), Limit(7, 1_500)),
    "changed": (Limit(11, 40_000), Limit(9, 5_000), Limit(8, 1_500)),
    "ending": (Limit(9, 1_500),),
    "clipped": (Limit(10, 3_000), Limit(6, 700)),
    "trailing": (Limit(9, 3_000),),
    "mixed": (Limit(8, 6_000),),
    "two": (Limit(11, 5_000),),
}
#: Words in capitals: most unknown ones are acronyms.
_UPPER: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(5, 12_000),),
    "dropped": (Limit(7, 12_000), Limit(6, 8_000), Limit(5, 2_000)),
    "undoubled": (Limit(6, 8_000),),
    "doubled": (Limit(6, 4_000),),
    "added": (Limit(7, 6_000),),
    "changed": (Limit(8, 8_000), Limit(7, 3_000)),
    "mixed": (Limit(8, 5_000),),
    "short": (Limit(8, 6_000),),
}
#: Words that seem to be put together from known ones.
_DERIVED: dict[str, tuple[Limit, ...]] = {
    "swap": (Limit(5, 6_000),),
    "doubled": (Limit(6, 6_000),),
    "undoubled": (Limit(6, 6_000),),
    "dropped": (Limit(7, 3_000),),
    "added": (Limit(9, 4_500),),
}
#: A name of the packs may be this short.
_SHORTEST_NAME = {
    "swap": 5,
    "dropped": 5,
    "undoubled": 6,
    "doubled": 5,
    "added": 6,
    "changed": 7,
    "clipped": 7,
    "trailing": 7,
    "headless": 8,
    "ending": 7,
    "mixed": 6,
    "short": 7,
    "two": 9,
}
_LIMITS = {
    "lower": _LOWER,
    "part": _PART,
    "title": _TITLE,
    "upper": _UPPER,
    "derived": _DERIVED,
}
#: Persons' names are many, and the rare ones resemble the famous ones.
_SHORTEST_PERSON = {
    "swap": 6,
    "dropped": 7,
    "undoubled": 7,
    "doubled": 7,
    "added": 8,
    "changed": 8,
}
#: How much likelier a slip makes a candidate than its frequency says, in powers of ten.
_COST = {
    "added": 0.4,
    "dropped": 0.2,
    "changed": 1.0,
    "clipped": 1.0,
    "trailing": 1.0,
    "headless": 1.0,
    "ending": 1.2,
    "mixed": 0.8,
    "two": 2.0,
}


def kind(word: str, meant: str) -> str:
    """What happened to `meant`: a key of the tables, "" for an inflection or another word."""
    if word == meant:
        return ""
    if len(word) == len(meant):
        differ = [at for at in range(len(word)) if word[at] != meant[at]]
        if len(differ) == 1:
            return _changed(word, meant, differ[0])
        if len(differ) == 2 and differ[1] == differ[0] + 1 and _turned(word, meant, differ[0]):
            return "swap"
    elif abs(len(word) - len(meant)) == 1 and (found := _longer_by_one(word, meant)):
        return found if found != "none" else ""
    return _far(word, meant)


def _changed(word: str, meant: str, at: int) -> str:
    if at == 0 or {word[at], meant[at]} == {"s", "z"}:
        return ""  # serialiser and serializer
    if at < len(word) - 1:
        return "changed"
    return "" if word[-1] in _ENDINGS and meant[-1] in _ENDINGS else "ending"


#: A word that ends in one of these may be an inflection, or its end may be.
_ENDINGS = "sdrnyeao"
#: What may be added to a word to make another: a letter of an ending, a vowel, an initial.
_ADDED = "sdrnyeaoiumtxzjcvfbpl"


def _turned(word: str, meant: str, at: int) -> bool:
    return word[at] == meant[at + 1] and word[at + 1] == meant[at]


def _longer_by_one(word: str, meant: str) -> str:
    """The kind of one letter more or less, "none" for an inflection, "" for more than that."""
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    at = next((i for i in range(len(shorter)) if longer[i] != shorter[i]), len(shorter))
    if longer[at + 1 :] != shorter[at:]:
        return ""
    if at == 0:
        return "headless" if word is shorter else "none"
    twice = longer[at] == longer[at - 1]
    if at == len(shorter):
        if twice and word is longer and longer[-1] not in "se":
            return "doubled"
        if word is shorter:
            return "clipped" if longer[-1] not in _ENDINGS else "none"
        return "trailing" if longer[-1] not in _ADDED else "none"
    if word is shorter:
        return "undoubled" if twice else "dropped"
    return "doubled" if twice else "added"


def _far(word: str, meant: str) -> str:
    """Slips of more than one edit: inner letters mixed, two dropped, or two edits of a long word."""
    if word[0] != meant[0] or word[-1] != meant[-1]:
        return ""
    if len(word) == len(meant) >= 6 and sorted(word) == sorted(meant):
        return "mixed"
    if len(meant) == len(word) + 2 and len(word) > 6 and _within(word, meant):
        return "short"
    if min(len(word), len(meant)) < 8 or abs(len(word) - len(meant)) > 2:
        return ""
    return "two" if are_near(word, meant) else ""


def _within(word: str, meant: str) -> bool:
    """Whether `meant` with two neighbouring letters dropped is `word`."""
    at = next(i for i in range(len(meant)) if i == len(word) or word[i] != meant[i])
    return word[:at] + meant[at : at + 2] + word[at:] == meant


def meant_by(word: str, lexicon: Lexicon, case: str, limit: int = 1 << 30) -> list[str]:
    """Words and names that the lower-case `word` was meant to be, likeliest first.

    `case` is how it is written: "lower", "title" (it may be a name), "upper", "part" (of an
    identifier), or "derived" for one that seems to be put together from known words; `limit` bounds the rank of a candidate further.
    """
    key = (word, case, limit)
    if key not in lexicon.answers:
        lexicon.answers[key] = _meant_by(word, lexicon, case, limit)
    answer: list[str] = lexicon.answers[key]
    return answer


def _meant_by(word: str, lexicon: Lexicon, case: str, limit: int) -> list[str]:
    found = []
    for candidate in lexicon.near(word) | lexicon.far(word):
        rank = lexicon.place(candidate)
        if rank < limit and (how := _fits(word, candidate, rank, lexicon, case)):
            found.append((log10(rank + 30) + _COST.get(how, 0.0), candidate))
    found.sort()
    return [candidate for cost, candidate in found if cost < found[0][0] + 1.2]


def _fits(word: str, candidate: str, rank: int, lexicon: Lexicon, case: str) -> str:
    """The kind of slip when it is within the limits."""
    if rank >= LAST_MEANT or (
        word[0] != candidate[0] and word[:2] != candidate[1::-1] and word != candidate[1:]
    ):
        return ""
    how = kind(word, candidate)
    if not how or (how == "headless" and case not in ("lower", "part")):
        return ""
    if len(word) == 4 and word[0] != candidate[0]:
        return ""
    if candidate in lexicon.people and case != "lower":
        return how if len(word) >= _SHORTEST_PERSON.get(how, 99) else ""
    if case != "derived" and lexicon.is_name(candidate):
        shortest = _SHORTEST_NAME[how] + (case == "title" and how in ("dropped", "added"))
        if len(word) >= shortest:
            return how
    limits = _LIMITS[case].get(how, ())
    fits = any(len(word) >= length and rank < below for length, below in limits)
    return how if fits else ""
