"""Wrong forms that clean text never has, though it often has the right form of the same sound.

For every frequent word and phrase all forms with another character of the same or a near sound, or
of the same shape, and with another word of the same sound in the place of a word, are made. Those
are kept that the counted text does not have though their neighbours lead to expect them, and of
those the ones that are likely to be written: by how often the right form stands, times how easily
the characters are confused.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_lint.spelling.model.tables import TABLES, one_sound

from .ngrams import BITS, Counted, Keys, Numbers, Rows, row_at, shift

#: A right form stands at least so often, by its length, and in so many folders.
_OFTEN = {2: 30, 3: 8, 4: 8}
_FOLDERS = 3
#: A form that stands once in so many right ones, and no more often than this, is a slip itself.
_SLIPS, _SLIPS_AT_MOST = 400, 2
#: What confusions of characters count: the same sound and tone, sound, near sound, shape.
_TONE, _SOUND, _NEAR, _SHAPE, _LOOSE = 1.0, 0.6, 0.15, 0.15, 0.02
#: So much rarer (log2) a second right form of a wrong one may be.
_SECOND = 5.0
#: What a confusion counts for each time it is listed among known ones.
_KNOWN = 0.3
_LEAST_CONFUSED = 0.02
#: A word of the same sound in the place of a word.
_WORD = 0.5
_UNSEEN = 0.75
#: These stand beside nearly anything, so that a form without one of them is seldom a slip for it.
PARTICLES = frozenset("是的一地得会有个不就也都了着这那时到其")
#: Added to what is expected, so that rare characters do not decide.
_FLOOR = 0.02
#: Forms are kept that are so much likelier (log2) to be slips than meant, and at most so many.
LEAST, MOST = 7.0, 480_000


class Garble(NamedTuple):
    """`written` was meant as `right`; `slips` is the log2 of how often that may happen."""

    written: str
    right: str
    slips: float


def is_particle(garble: Garble) -> bool:
    """Whether a particle alone differs, or 时 stands there, which ends nearly any phrase."""
    differ = [(a, b) for a, b in zip(garble.written, garble.right, strict=True) if a != b]
    return len(differ) == 1 and (differ[0][1] in PARTICLES or differ[0][0] == "时")


def is_word(garble: Garble) -> bool:
    """Whether a common word of two characters stands where the forms differ: it is seldom a slip."""
    written, right = garble.written, garble.right
    differ = [at for at, (a, b) in enumerate(zip(written, right, strict=True)) if a != b]
    words = range(max(0, differ[-1] - 1), min(differ[0], len(written) - 2) + 1)
    return any(TABLES.is_common(written[at : at + 2]) for at in words)


class _Made(NamedTuple):
    """Keys of wrong forms, of their right forms, and the weight of each as a slip."""

    wrong: Keys
    right: Keys
    weight: NDArray[np.float64]


class Garbles:
    """Makes the garbles of what was counted; `known` has confusions (right, wrong) with counts."""

    def __init__(
        self, counted: Mapping[int, Counted], rows: Rows, known: Mapping[tuple[str, str], int]
    ) -> None:
        self._counted = counted
        self._rows = rows
        self._known = known
        self._confused = self._characters()
        self._words = self._same_sound()
        two = counted[2]
        first, last = row_at(two.keys, 2, 0), row_at(two.keys, 2, 1)
        size = 1 << BITS
        self._after = np.bincount(first, minlength=size)
        self._before = np.bincount(last, minlength=size)
        self._starts = np.bincount(first, weights=two.counts, minlength=size)

    def make(self) -> list[Garble]:
        """All garbles, what is written most often first; one that holds a shorter one is left out.

        A form may stand twice, with the two right forms that it is most often written for.
        """
        found: dict[str, list[Garble]] = {}
        for length in (2, 3):
            kept: dict[str, list[Garble]] = {}
            for wrong, right, slips in self._likely(length):
                written = self._rows.gram(wrong, length)
                inner = (written[a:b] for a in range(length) for b in range(a + 2, length + 1))
                if any(part in found for part in inner):
                    continue
                others = kept.setdefault(written, [])
                if not others or (len(others) == 1 and slips > others[0].slips - _SECOND):
                    others.append(Garble(written, self._rows.gram(right, length), slips))
            found |= kept
        made = itertools.chain.from_iterable(found.values())
        return sorted(made, key=lambda g: (-g.slips, g.written, g.right))[:MOST]

    def _likely(self, length: int) -> Iterator[tuple[int, int, float]]:
        """Keys of wrong and right forms with log2 of their weight, the heaviest first."""
        made = [*self._singles(length), *self._by_words(length)]
        wrong, right, weight = map(np.concatenate, zip(*made, strict=True))
        slips = np.log2(weight)
        level = slips - np.log2(self._expected(wrong, length) + _FLOOR)
        keep = np.flatnonzero(level >= LEAST)
        best = keep[np.lexsort((right[keep], wrong[keep], -slips[keep]))][: 2 * MOST]
        for at in best.tolist():
            yield int(wrong[at]), int(right[at]), float(slips[at])

    def _frequent(self, length: int) -> tuple[Keys, Numbers]:
        counted = self._counted[length]
        keep = (counted.counts >= _OFTEN[length]) & (counted.folders >= _FOLDERS)
        keys, counts = counted.keys[keep], counted.counts[keep]
        if length == 2:
            words = [TABLES.is_common(self._rows.gram(key, 2)) for key in keys.tolist()]
            keys, counts = keys[words], counts[words]
        return keys, counts

    def _singles(self, length: int) -> Iterator[_Made]:
        """Forms with one other character."""
        keys, counts = self._frequent(length)
        for place in range(length):
            at = shift(length, place)
            for char, group in _groups(row_at(keys, length, place)):
                right, times = keys[group], counts[group]
                base = right & ~(np.uint64((1 << BITS) - 1) << at)
                for other, weight in self._confused.get(char, {}).items():
                    if length > 2 and weight < 2 * _LEAST_CONFUSED:
                        continue
                    yield self._unseen(
                        base | (np.uint64(other) << at), right, times, weight, length
                    )

    def _by_words(self, length: int) -> Iterator[_Made]:
        """Forms with another word of two characters that sounds the same."""
        keys, counts = self._frequent(length)
        for place in range(length - 1):
            at = shift(length, place, 2)
            mask = np.uint64((1 << 2 * BITS) - 1)
            for word, group in _groups((keys >> at) & mask):
                right, times = keys[group], counts[group]
                base = right & ~(mask << at)
                for other, weight in self._words.get(self._rows.gram(word, 2), ()):
                    yield self._unseen(
                        base | (np.uint64(other) << at), right, times, weight, length
                    )

    def _unseen(
        self, wrong: Keys, right: Keys, times: Numbers, weight: float, length: int
    ) -> _Made:
        seen = self._counted[length].of(wrong)
        keep = (seen * _SLIPS <= times) & (seen <= _SLIPS_AT_MOST)
        return _Made(wrong[keep], right[keep], times[keep] * weight)

    def _expected(self, keys: Keys, length: int) -> NDArray[np.float64]:
        """How often a form would stand if its characters had nothing to do with one another."""
        if length == 2:
            pairs = self._after[row_at(keys, 2, 0)] * self._before[row_at(keys, 2, 1)]
            return _UNSEEN * pairs / len(self._counted[2].keys)
        mask = np.uint64((1 << BITS * (length - 1)) - 1)
        left, right = keys >> np.uint64(BITS), keys & mask
        ahead, behind = self._smooth(left, length - 1), self._smooth(right, length - 1)
        if length == 3:
            shared = np.maximum(1.0, self._starts[row_at(keys, 3, 1)])
        else:
            middle = (keys >> np.uint64(BITS)) & np.uint64((1 << 2 * BITS) - 1)
            shared = np.maximum(0.5, self._counted[2].of(middle))
        product: NDArray[np.float64] = ahead * behind / shared
        return product

    def _smooth(self, keys: Keys, length: int) -> NDArray[np.float64]:
        seen = self._counted[length].of(keys).astype(np.float64)
        unseen = seen == 0
        seen[unseen] = self._expected(keys[unseen], length) * (1.0 if length == 2 else 0.5)
        return seen

    def _characters(self) -> dict[int, dict[int, float]]:
        """Row of a character to the rows of what is written for it, with weights."""
        known: dict[str, dict[str, int]] = defaultdict(dict)
        for (right, wrong), times in self._known.items():
            if len(right) == 1:
                known[right][wrong] = times
        table = TABLES.characters
        by_sound: dict[str, list[str]] = defaultdict(list)
        for char, (_, sounds, _) in table.items():
            for sound in dict.fromkeys(map(one_sound, sounds)):
                by_sound[sound].append(char)
        confused = {}
        for char, (_, sounds, _) in table.items():
            weights: dict[str, float] = {}
            for sound in dict.fromkeys(map(one_sound, sounds[:2])):
                for other in by_sound[sound]:
                    weights[other] = _alike(char, other) * _share(other)
            for other in TABLES.shapes.get(char, ""):
                weights[other] = weights.get(other, _LOOSE) + _SHAPE * _share(other)
            for other, times in known[char].items():
                weights[other] = weights.get(other, 0.0) + _KNOWN * times
            numbers = self._rows.numbers
            confused[numbers[char]] = {
                numbers[other]: weight
                for other, weight in weights.items()
                if other != char and weight >= _LEAST_CONFUSED and other in numbers
            }
        return confused

    def _same_sound(self) -> dict[str, list[tuple[int, float]]]:
        """Word of two characters to the keys of others, differing in both, with weights."""
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in TABLES.words:
            if len(word) == 2 and _known_characters(word, self._rows):
                groups[_sound_of(word)].append(word)
        found = {}
        for word in TABLES.words:
            if len(word) == 2 and TABLES.is_common(word) and _known_characters(word, self._rows):
                others = []
                for other in groups[_sound_of(word)]:
                    if other[0] != word[0] and other[1] != word[1]:
                        plain = min(map(_alike, word, other)) >= _SOUND
                        share = 10 ** (0.5 * ((TABLES.share(other) or -8.0) + 4))
                        weight = _WORD * share * (1.0 if plain else 0.2)
                        weight += _KNOWN * self._known.get((word, other), 0)
                        if weight >= _LEAST_CONFUSED:
                            others.append((self._rows.key(other), weight))
                found[word] = others
        return found


def _groups(values: NDArray[Any]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Each value with the places where it stands, in order of the values."""
    order = np.argsort(values, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(values[order])) + 1):
        if len(group):
            yield int(values[group[0]]), group


def _known_characters(word: str, rows: Rows) -> bool:
    return all(char in rows.numbers for char in word)


def _sound_of(word: str) -> tuple[str, ...]:
    return tuple(one_sound(TABLES.characters[char][1][0]) for char in word)


def _share(char: str) -> float:
    """The root of a character's share, so that rare ones count less as slips, but do count."""
    share: float = 10 ** (0.5 * (TABLES.characters[char][2] + 3))
    return share


def _alike(one: str, two: str) -> float:
    """What the sounds of two characters that are confused have in common."""
    first, second = (set(TABLES.characters[char][1]) for char in (one, two))
    if first & second:
        return _TONE
    plain = ({sound.rstrip("12345") for sound in sounds} for sounds in (first, second))
    return _SOUND if set.intersection(*plain) else _NEAR
