"""Wrong forms that clean text never has, looked up in one pass and then weighed where they stand.

data/garbles.bin has wrong forms of two and three characters with the right ones; how it was made is
told in tools/build_garbles.py. A form in the list is a slip nearly always where its right form fits
better than it does, and else two words that meet by chance.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from . import judge, listed, proposals, verdict
from .proposals import Proposal, Repeated
from .tables import TABLES
from .weigh import edges, words_around

#: Places this near are one mistake.
_APART = 3
#: A form that a text has so often is its own, unless it has the right one so many times as often.
_OWN, _OUTNUMBERED = 3, 10
#: Which of the features tells how often the form is repeated.
_REPEATED = 13
#: A character that text has so often (log10) as a word may stand beside any other.
_FREE = -5.0
#: So many characters on each side tell how familiar the text is.
_AROUND = 14
_FINAL = re.compile(r"[吗呢吧啊](?=[\W]|$)")
_COUNT = re.compile(r"\d ?$")
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


def places(text: str) -> list[Place]:
    """Where forms of the table stand, in order."""
    return [_listed(text, *found) for found in sorted(listed.find(text))]


def _listed(text: str, start: int, length: int, place: int, meant: str) -> Place:
    first, end = start + place, start + length
    last = first + len(meant)
    right = text[start:first] + meant + text[last:end]
    return Place(start, text[start:end], right, first, last, meant)


def _place(at: int, form: str, right: str) -> Place:
    differ = [place for place, (a, b) in enumerate(zip(form, right, strict=True)) if a != b]
    first, last = differ[0], differ[-1] + 1
    return Place(at, form, right, at + first, at + last, right[first:last])


def repeated(pairs: list[str], repeats: Repeated) -> Iterator[Place]:
    """Where a form stands once that looks like a word which the text repeats, and is none."""
    alike: dict[str, list[str]] = {}
    for form in proposals.unusual_pairs(repeats.pairs.keys()):
        words = [word for word, _ in repeats.like(form)]
        if words and not TABLES.is_common(form) and any(map(_is_bound, form)):
            alike[form] = words
    for at in itertools.compress(itertools.count(), map(alike.__contains__, pairs)):
        for word in alike[pairs[at]]:
            yield _place(at, pairs[at], word)


def _is_bound(char: str) -> bool:
    """Whether a character is hardly a word of its own, as 务 is; 需|约 and 耐|电 are two words."""
    share = TABLES.share(char)
    return share is None or share < _FREE


def find(text: str, least: float) -> Iterator[judge.Finding]:
    """Slips of a text with a score of at least `least`, in order."""
    pairs = proposals.pairs_of(text)
    repeats = Repeated(pairs)
    found = []
    for place in (*places(text), *repeated(pairs, repeats)):
        glance = looks(text, place)
        if verdict.glance(glance) < 0:
            continue
        finding = read(text, place, glance, repeats)
        score = verdict.garble(finding.features)
        if score >= least and not _is_own(text, place) and not _is_chance(text, place):
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


def _is_chance(text: str, place: Place) -> bool:
    """Whether a form is a word, or where words meet: 词语|间, 求解|式, 7 位|基础, 1 字节|吗."""
    start, end = place.start, place.start + len(place.written)
    if _FINAL.match(text, end - 1) or (place.first == start and _COUNT.search(text[:start])):
        return True
    for at, stop in words_around(text, start, end):
        if (at, stop) == (start, end):
            return True
        crosses = at < start < stop < end or start < at < end < stop
        if crosses and (stop <= place.first or place.last <= at):
            return True
    return False


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
    # A slip in a heading stands in the contents, too: only _is_own looks at how often it stands.
    plain = (*found.features[:_REPEATED], 0.0, *found.features[_REPEATED + 1 :])
    features = (*plain, *glance, min(3.0, gain.gain), familiar(text, start, end))
    return found._replace(score=0.0, features=features, word=word, word_start=at)


def familiar(text: str, start: int, end: int) -> float:
    """How often the trigrams stand elsewhere that lie around [start, end), but not over it.

    In a text of another field much is unknown, and what is said of one place says little.
    """
    known = judge.grams(text[max(0, start - _AROUND) : start])
    known += judge.grams(text[end : end + _AROUND])
    return sum(known) / len(known) if known else judge.NO_GRAM


def kind_of(written: str, meant: str) -> str:
    """How a confusion came about; see Proposal."""
    kind = proposals.how(written, meant)
    if kind == "near" and len(written) == 1 and meant in TABLES.loose.get(written, ""):
        return "shape"
    return kind
