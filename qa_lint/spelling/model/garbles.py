"""Wrong forms that clean text never has, looked up in one pass and then weighed where they stand.

data/garbles.txt has wrong forms of two to four characters with the right ones; how it was made is
told in tools/build_garbles.py. A form in the list is a slip nearly always where its right form fits
better than it does, and else two words that meet by chance.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from . import judge, proposals, verdict
from .proposals import Proposal, Repeated
from .tables import DATA, TABLES
from .weigh import edges

#: Places this near are one mistake.
_APART = 3
#: A form that a text has so often is its own, unless it has the right one so many times as often.
_OWN, _OUTNUMBERED = 3, 10
#: Another word fits better than the listed one where it gains so much more (log10).
_BETTER = 0.5


class Place(NamedTuple):
    """A wrong form at `start`; [first, last) of the text were meant as `meant`."""

    start: int
    written: str
    right: str
    first: int
    last: int
    meant: str


class _List:
    """The forms of the list; read at the first use."""

    @cached_property
    def _lines(self) -> list[list[str]]:
        with open(os.path.join(DATA, "garbles.txt"), encoding="utf-8") as file:
            return [line.split() for line in file]

    @cached_property
    def right(self) -> dict[str, str]:
        """Wrong form to right form."""
        found: dict[str, str] = {}
        for forms in self._lines[:3]:
            found.update(zip(forms[::2], forms[1::2], strict=True))
        return found

    @cached_property
    def second(self) -> dict[str, str]:
        """Wrong form to another right form, where there is one."""
        forms = self._lines[3]
        return dict(zip(forms[::2], forms[1::2], strict=True))

    @cached_property
    def by_length(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The forms of two, of three and of four characters."""
        two, three, four = (frozenset(forms[::2]) for forms in self._lines[:3])
        return two, three, four

    def rights(self, form: str) -> Iterator[str]:
        """What a wrong form may have been meant as."""
        yield self.right[form]
        if form in self.second:
            yield self.second[form]


LIST = _List()


def places(text: str, pairs: list[str]) -> list[Place]:
    """Where forms of the list stand, in order; `pairs` are the neighbours of the text."""
    two, three, four = LIST.by_length
    forms = two.intersection(pairs)
    forms |= three.intersection(map(add, pairs, text[2:]))
    forms |= four.intersection(map(add, pairs, pairs[2:]))
    found: list[Place] = []
    for form in forms:
        for right in LIST.rights(form):
            found += _everywhere(text, form, right)
    return sorted(found)


def _everywhere(text: str, form: str, right: str) -> Iterator[Place]:
    at = text.find(form)
    while at >= 0:
        yield _place(at, form, right)
        at = text.find(form, at + 1)


def _place(at: int, form: str, right: str) -> Place:
    differ = [place for place, (a, b) in enumerate(zip(form, right, strict=True)) if a != b]
    first, last = differ[0], differ[-1] + 1
    return Place(at, form, right, at + first, at + last, right[first:last])


@lru_cache(maxsize=20_000)
def _look_alikes(word: str) -> frozenset[str]:
    """What looks somewhat like a word and is none: one character differs."""
    first, second = word[0], word[1]
    forms = {char + second for char in TABLES.loose.get(first, "")}
    forms |= {first + char for char in TABLES.loose.get(second, "")}
    return frozenset(form for form in forms if not TABLES.is_common(form))


def repeated(text: str, repeats: Repeated) -> list[Place]:
    """Where a form stands once that looks like a word which the text repeats."""
    found: list[Place] = []
    for word in repeats.words():
        for form in _look_alikes(word):
            if repeats.pairs.get(form) == 1 and proposals.is_rare(form):
                found += _everywhere(text, form, word)
    return found


def find(text: str, least: float) -> Iterator[judge.Finding]:
    """Slips of a text with a score of at least `least`, in order."""
    pairs = proposals.pairs_of(text)
    repeats = Repeated(pairs)
    found = []
    for place in (*places(text, pairs), *repeated(text, repeats)):
        glance = looks(text, place)
        if verdict.glance(glance) < 0 or _is_own(text, place):
            continue
        finding = read(text, place, glance, repeats)
        score = verdict.garble(finding.features)
        if score >= least:
            found.append(_best(text, place, finding, repeats)._replace(score=score))
    # Of places that are one mistake the surest counts.
    kept: list[judge.Finding] = []
    taken: set[int] = set()
    for finding in sorted(found, key=lambda f: (-f.score, f.start)):
        if finding.start not in taken:
            taken.update(range(finding.start - _APART + 1, finding.start + _APART))
            kept.append(finding)
    yield from sorted(kept)


def _is_own(text: str, place: Place) -> bool:
    """Whether the text uses a form as a word of its own, as pages on 类式组件 do."""
    times = text.count(place.written)
    return times >= _OWN and text.count(place.right) < _OUTNUMBERED * times


def _best(text: str, place: Place, found: judge.Finding, repeats: Repeated) -> judge.Finding:
    """The reading of a slip that fits best: the listed one or another word like the form."""
    if len(place.written) > 2:
        return found
    for other in proposals.words_for(place.written):
        rival = _place(place.start, place.written, other.word)
        reading = read(text, rival, looks(text, rival), repeats)
        # The gain comes first among the features.
        if reading.features[0] > found.features[0] + _BETTER:
            found = reading
    return found


def looks(text: str, place: Place) -> tuple[float, ...]:
    """What tells at a glance whether a form is a slip, without reading its words."""
    left, right = edges(text, place.first, place.last)
    before, after = text[max(left, place.first - 2) : place.first], text[place.last : right][:2]
    written, meant = text[place.first : place.last], place.meant
    grams_written, grams_meant = (
        judge.grams(before + written + after),
        judge.grams(before + meant + after),
    )
    count = len(grams_written)
    length = len(place.written)
    return (
        float(length == 3),
        float(length == 4),
        float(place.last - place.first == 2),
        judge.weakest(before[-1:] + written + after[:1]),
        judge.weakest(before[-1:] + meant + after[:1]),
        (sum(grams_meant) - sum(grams_written)) / max(1, count),
        min(grams_meant, default=judge.NO_GRAM),
        max(grams_meant, default=judge.NO_GRAM),
        max(grams_written, default=judge.NO_GRAM),
        float(count),
        float(place.first == place.start and bool(before)),
        float(place.last == place.start + length and bool(after)),
        judge.frequency(written[0]),
        judge.frequency(meant[0]),
    )


def read(text: str, place: Place, glance: tuple[float, ...], repeats: Repeated) -> judge.Finding:
    """A finding with all that tells whether a place is a slip, and no score yet."""
    start, end, meant = place.first, place.last, place.meant
    kind = kind_of(text[start:end], meant)
    gain = judge.gain_of(text, Proposal(start, end, meant, "garble", kind, place.right))
    found = judge.weigh(text, gain, 0.0, repeats)
    word, at = found.word, found.word_start
    if len(word) <= len(meant):
        word, at = place.right, place.start
    features = (*found.features, *glance, min(3.0, gain.gain))
    return found._replace(score=0.0, features=features, word=word, word_start=at)


def kind_of(written: str, meant: str) -> str:
    """How a confusion came about; see Proposal."""
    kind = proposals.how(written, meant)
    if kind == "near" and len(written) == 1 and meant in TABLES.loose.get(written, ""):
        return "shape"
    return kind
