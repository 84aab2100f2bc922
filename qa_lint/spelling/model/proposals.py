"""Where a text may hold a wrong character, and what may have been meant.

One cheap pass finds the pairs of characters that hardly ever follow one another. There, what
sounds or looks like a common word or a known phrase is proposed where its characters go together
much better. Only these places are weighed by words.
"""

from __future__ import annotations

import itertools
import operator
from collections import Counter, defaultdict
from collections.abc import Iterator, KeysView
from functools import cache, cached_property
from typing import NamedTuple

from .tables import NO_JOIN, TABLES

#: Two characters that follow one another less often than this (log10) are rare; phrases are looked
#: for at less rare ones, too.
_RARE, _UNUSUAL = -6.0, -6.0
#: How much likelier (log10) the joins of the characters must become.
_GATE = 1.0
#: A pair beside a rare one is right when it stands so often.
_FREQUENT = -4.2
#: What the rare pair itself must gain, and what a pair beside it may lose.
_RARE_GAIN, _BESIDE_GAIN = 0.5, -1.0
#: A word that the text repeats so often explains a garbled one that looks like it.
_REPEATED = 5
#: Where phrases of three and four characters lie that hold a pair at 0.
_WINDOWS = ((-1, 2), (0, 3), (-2, 2), (-1, 3), (0, 4))


class Proposal(NamedTuple):
    """[start, end) of the text may have been meant as `meant`, of the same length.

    `source`: "rare" (rare neighbours) or "phrase" (the sound of a phrase). `kind`: "sound",
    "near" (a sound that is confused with it), "shape" or "file" (it looks somewhat like that, and
    the text repeats the word). `word` is what `meant` belongs to.
    """

    start: int
    end: int
    meant: str
    source: str
    kind: str
    word: str


class _Word(NamedTuple):
    """A word that two characters may stand for: [first, last) of it differ.

    `gain` tells how much likelier (log10) its characters follow one another.
    """

    word: str
    kind: str
    first: int
    last: int
    gain: float


#: Pairs that need no look, and those that do with how rare they are; kept from text to text.
_usual: set[str] = set()
_CACHED = 200_000


class Repeated:
    """How often a text has a pair of characters, and which words it repeats."""

    def __init__(self, pairs: list[str]) -> None:
        self.pairs = Counter(pairs)

    def count(self, word: str) -> int:
        """How often a word stands there: exact for two characters, else at most so often."""
        return min((self.pairs[a + b] for a, b in itertools.pairwise(word)), default=0)

    @cached_property
    def _words(self) -> dict[tuple[int, str], list[str]]:
        """The common words that are repeated, by one of their characters and its place."""
        words: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word, count in self.pairs.items():
            if count >= _REPEATED and TABLES.is_common(word):
                words[0, word[0]].append(word)
                words[1, word[1]].append(word)
        return words

    def like(self, written: str) -> Iterator[tuple[str, int]]:
        """Repeated words that a garbled one looks somewhat like, and which character differs."""
        if self.pairs[written] > 1:
            return
        for at in (0, 1):
            alike = TABLES.loose.get(written[at], "")
            for word in self._words.get((1 - at, written[1 - at]), ()):
                if word[at] in alike:
                    yield word, at


def pairs_of(text: str) -> list[str]:
    """All pairs of neighbours, in order."""
    return list(map(operator.add, text, text[1:]))


def find(text: str, pairs: list[str], repeated: Repeated) -> Iterator[Proposal]:
    """Proposals of a text, in no order; some stand twice."""
    unusual = unusual_pairs(repeated.pairs.keys())
    places = [at for at, pair in enumerate(pairs) if pair in unusual]
    if not places:
        return
    sounds = text.translate(TABLES.sound_keys)
    phrases = TABLES.phrase_sounds
    for at in places:
        for first, last in _WINDOWS:
            if sounds[at + first : at + last] in phrases and at + first >= 0:
                yield from _phrase(text, sounds, at + first, at + last)
        pair = pairs[at]
        if _join(pair) < _RARE:
            for swap in words_for(pair):
                if swap.gain >= _RARE_GAIN and _joins_better(pairs, at, swap):
                    yield _made(at, swap)
            if at and _join(pairs[at - 1]) < _FREQUENT:
                for swap in second_of(pairs[at - 1]):
                    if _joins_better(pairs, at - 1, swap):
                        yield _made(at - 1, swap)
            if at + 1 < len(pairs) and _join(pairs[at + 1]) < _FREQUENT:
                for swap in first_of(pairs[at + 1]):
                    if _joins_better(pairs, at + 1, swap):
                        yield _made(at + 1, swap)
            for word, differs in repeated.like(pair):
                place = at + differs
                yield Proposal(place, place + 1, word[differs], "rare", "file", word)


def unusual_pairs(pairs: KeysView[str]) -> set[str]:
    """The pairs of Han characters that follow one another less often than usual."""
    found = pairs - _usual
    if len(_usual) > _CACHED:
        _usual.clear()
    for pair in list(found):
        if _join(pair) >= _UNUSUAL:
            _usual.add(pair)
            _joins.pop(pair, None)
            found.discard(pair)
    return found


def _made(at: int, swap: _Word) -> Proposal:
    word, kind, first, last, _ = swap
    return Proposal(at + first, at + last, word[first:last], "rare", kind, word)


@cache
def words_for(written: str) -> tuple[_Word, ...]:
    """Common words that sound or look like two characters."""
    found: dict[str, str] = {}
    if not _is_han(written[0]) or not _is_han(written[1]):
        return ()
    for word in TABLES.by_sound(written.translate(TABLES.sound_keys)):
        if word != written:
            found[word] = how(written, word)
    for at in (0, 1):
        for char in TABLES.shapes.get(written[at], ""):
            word = char + written[1] if at == 0 else written[0] + char
            if TABLES.is_common(word):
                found.setdefault(word, "shape")
    return tuple(
        _Word(
            word,
            kind,
            int(word[0] == written[0]),
            1 + int(word[1] != written[1]),
            _join(word) - _join(written),
        )
        for word, kind in found.items()
    )


@cache
def second_of(written: str) -> tuple[_Word, ...]:
    """Of these words those with another second character, for a pair before a rare one."""
    return tuple(w for w in words_for(written) if w.last == 2 and w.gain >= _BESIDE_GAIN)


@cache
def first_of(written: str) -> tuple[_Word, ...]:
    """Of these words those with another first character, for a pair after a rare one."""
    return tuple(w for w in words_for(written) if w.first == 0 and w.gain >= _BESIDE_GAIN)


def how(written: str, word: str) -> str:
    """Whether all changed characters have a sound in common, but for the tone."""
    for one, two in zip(written, word, strict=True):
        if one != two and not _plain(one) & _plain(two):
            return "near"
    return "sound"


@cache
def _plain(char: str) -> frozenset[str]:
    entry = TABLES.characters.get(char)
    return frozenset(sound.rstrip("12345") for sound in entry[1]) if entry else frozenset()


def _joins_better(pairs: list[str], at: int, swap: _Word) -> bool:
    """Whether all characters around join better with a word in the place of the pair at `at`."""
    gain = swap.gain
    if swap.first == 0 and at:
        before = pairs[at - 1]
        gain += _join(before[0] + swap.word[0]) - _join(before)
    if swap.last == 2 and at + 1 < len(pairs):
        after = pairs[at + 1]
        gain += _join(swap.word[1] + after[1]) - _join(after)
    return gain >= _GATE


_joins: dict[str, float] = {}


def _join(pair: str) -> float:
    """log10 of how often two characters follow one another; 0 where they are not both Han."""
    value = _joins.get(pair)
    if value is None:
        if len(_joins) > _CACHED:
            _joins.clear()
        one, two = pair[0], pair[1]
        if "\u4e00" <= one <= "\u9fff" and "\u4e00" <= two <= "\u9fff":
            value = max(TABLES.join(one, two), NO_JOIN)
        else:
            value = 0.0
        _joins[pair] = value
    return value


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _phrase(text: str, sounds: str, start: int, end: int) -> Iterator[Proposal]:
    written, known = text[start:end], TABLES.phrase_sounds[sounds[start:end]]
    length = len(written)
    if written in known:
        return
    for phrase in known:
        differ = [at for at in range(length) if phrase[at] != written[at]]
        first, last = differ[0], differ[-1] + 1
        if last - first > 2 or (length == 3 and len(differ) == 2 and _is_chain(written)):
            continue
        meant = phrase[first:last]
        kind = how(written[first:last], meant)
        yield Proposal(start + first, start + last, meant, "phrase", kind, phrase)


def _is_chain(written: str) -> bool:
    """Whether two of three characters are a common word: a word and a particle by chance."""
    return TABLES.is_common(written[:2]) or TABLES.is_common(written[1:])
