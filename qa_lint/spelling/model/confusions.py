"""How often people write one character, or one word of two characters, for another.

confusions-zh.txt says in how many projects each confusion was seen repaired. What was not seen has
the chance of its kind: the same sound and tone, the same sound, a sound that input methods and
dialects confuse with it, or the same shape; a frequent character is written for another more often
than a rare one is.
"""

from __future__ import annotations

import math
import os
from functools import cache
from pathlib import Path

from .tables import TABLES, one_sound

#: Where the confusions are: lines "right wrong projects".
PATH = Path(os.path.dirname(os.path.abspath(__file__))).parent / "data" / "confusions-zh.txt"

#: log10 of the chance that a character is written for another, by how frequent the written one is:
#: above 10**-3 of all characters, above 10**-3.5 and so on. Counted over the repairs in histories
#: of 120 repositories, for each character of a kind that could have been written.
_CHANCES = {
    "tone": (-4.9, -5.5, -6.0, -6.1, -6.2),
    "sound": (-5.1, -5.4, -6.1, -6.5, -7.1),
    "near": (-5.6, -6.1, -6.1, -7.0, -7.2),
    "shape": (-6.2, -6.4, -6.9, -7.0, -7.2),
    "none": (-7.0, -7.3, -7.6, -7.9, -8.2),
}
#: The same for a word of two characters, both of which are others.
_WORD = {"tone": -5.8, "sound": -6.0, "near": -6.6, "shape": -7.5, "none": -7.5}
#: So many of a word's log10 a rarer word is written less often by.
_RARER = 0.5
#: How much a kind's chance is believed, in repairs, and in how many characters they were counted.
_BELIEVED, _COUNTED = 0.15, 1.7e7


@cache
def known(path: Path = PATH) -> dict[tuple[str, str], int]:
    """Confusions (right, wrong) with the number of projects where they were seen."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = (line.split() for line in lines)
    return {(right, wrong): int(times) for right, wrong, times in rows}


def chance(right: str, wrong: str, unseen: int = 0) -> float:
    """log10 of the chance that `wrong` is written where `right` is meant.

    Both are one character or a word of two. `unseen` of the projects where it was seen do not
    count.
    """
    times = max(0, known().get((right, wrong), 0) - unseen)
    return _chance(right, wrong, times)


@cache
def _chance(right: str, wrong: str, times: int) -> float:
    if len(right) == 1:
        prior = _CHANCES[kind(right, wrong)][_rarity(wrong)]
        share = TABLES.characters[right][2] if right in TABLES.characters else -6.0
    else:
        kinds = [kind(a, b) for a, b in zip(right, wrong, strict=True) if a != b]
        prior = min(_WORD[name] for name in kinds)
        prior += _RARER * ((TABLES.share(wrong) or -7.5) + 4)
        share = TABLES.share(right) or -6.0
    stands = 10**share * _COUNTED
    return math.log10((_BELIEVED + times) / (_BELIEVED / 10**prior + stands))


def _rarity(char: str) -> int:
    share = TABLES.characters[char][2] if char in TABLES.characters else -6.0
    return min(4, max(0, math.floor(-2 * share) - 5))


@cache
def kind(right: str, wrong: str) -> str:
    """What two characters have in common: a key of the chances."""
    first, second = TABLES.characters.get(right), TABLES.characters.get(wrong)
    if not first or not second:
        return "none"
    if set(first[1]) & set(second[1]):
        return "tone"
    plain = [{sound.rstrip("12345") for sound in entry[1]} for entry in (first, second)]
    if plain[0] & plain[1]:
        return "sound"
    if {*map(one_sound, first[1])} & {*map(one_sound, second[1])}:
        return "near"
    if wrong in TABLES.shapes.get(right, "") or right in TABLES.shapes.get(wrong, ""):
        return "shape"
    return "none"
