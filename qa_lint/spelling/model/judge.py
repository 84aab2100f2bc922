"""How sure it is that a proposed character was meant, from what speaks for and against it."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from . import proposals, verdict
from .proposals import Proposal, Repeated
from .tables import TABLES
from .weigh import edges, reading

#: What gains less (log10 of the probability) is not looked at further.
_LEAST_GAIN = 1.0
#: Places this near are one mistake.
_APART = 4
#: What a trigram that is not in the tables counts.
NO_GRAM = -8.0


class Finding(NamedTuple):
    """`written` at [start, end) of a text was probably meant as `meant`.

    `word` is the word that `meant` makes at [word_start, word_start + len(word)), and `times`
    tells how often the file has it. `score` is a logit.
    """

    start: int
    end: int
    written: str
    meant: str
    word: str
    word_start: int
    times: int
    score: float
    features: tuple[float, ...]


class _Gain(NamedTuple):
    gain: float
    proposal: Proposal
    left: int
    right: int


def find(text: str, least: float, repeats: Repeated | None = None) -> Iterator[Finding]:
    """Findings of a text whose score is at least `least`, in order.

    `repeats` is what the whole file repeats, where the text is only a part of it.
    """
    pairs = proposals.pairs_of(text)
    repeats = repeats or proposals.Repeated(pairs)
    gains: dict[tuple[int, int, str], _Gain] = {}
    for proposal in proposals.find(text, pairs, repeats):
        key = proposal[:3]
        if key not in gains or proposal.source == "phrase":
            gains[key] = gain_of(text, proposal)
    ranked = sorted(
        (g for g in gains.values() if g.gain >= _LEAST_GAIN), key=lambda g: (-g.gain, g.proposal)
    )
    near: dict[int, list[_Gain]] = defaultdict(list)
    for gain in ranked:
        near[gain.proposal.start].append(gain)
    found: list[Finding] = []
    taken: set[int] = set()
    for gain in ranked:
        start = gain.proposal.start
        places = range(start - _APART + 1, start + _APART)
        if not taken.isdisjoint(places):
            continue
        taken.add(start)
        rivals = (near[place][:2] for place in places if place in near)
        rival = max((g.gain for g in itertools.chain(*rivals) if g is not gain), default=0.0)
        finding = weigh(text, gain, rival, repeats)
        if finding.score >= least:
            found.append(finding)
    yield from sorted(found)


def gain_of(text: str, proposal: Proposal) -> _Gain:
    left, right = edges(text, proposal.start, proposal.end)
    before, after = text[left : proposal.start], text[proposal.end : right]
    meant = reading(before + proposal.meant + after)[0]
    return _Gain(meant - reading(text[left:right])[0], proposal, left, right)


def weigh(text: str, gain: _Gain, rival: float, repeats: Repeated) -> Finding:
    proposal, left, right = gain.proposal, gain.left, gain.right
    start, end, meant = proposal.start, proposal.end, proposal.meant
    written = text[start:end]
    before, after = text[left:start], text[end:right]
    inside, _ = _word_over(reading(text[left:right])[1], start - left)
    word, word_at = _word_over(reading(before + meant + after)[1], start - left)
    longer, was_longer = len(word) > len(meant), len(inside) > len(written)
    sides = [s for s in (before[-1:] + written, written + after[:1]) if len(s) > len(written)]
    repeated = min(map(repeats.count, sides), default=1)
    times = repeats.count(word) if longer else 0
    grams_meant = grams(before[-2:] + meant + after[:2])
    grams_written = grams(before[-2:] + written + after[:2])
    features = (
        gain.gain,
        float(proposal.source == "phrase"),
        float(proposal.kind == "near"),
        float(proposal.kind in ("shape", "file")),
        float(all(map(_one_tone, written, meant))),
        frequency(written[0]),
        frequency(meant[0]),
        float(was_longer),
        (TABLES.share(inside) or -8.0) + 5 if was_longer else 0.0,
        float(len(word)) if longer else 0.0,
        (TABLES.share(word) or -8.0) + 5 if longer else 0.0,
        weakest(before[-1:] + written + after[:1]),
        weakest(before[-1:] + meant + after[:1]),
        min(3.0, math.log2(max(1, repeated))),
        min(4.0, gain.gain - max(0.0, rival)),
        float(min(8, right - left)),
        float(end - start == 2),
        sum(grams_meant) - sum(grams_written),
        min(grams_meant, default=NO_GRAM),
        max(grams_meant, default=NO_GRAM),
        max(grams_written, default=NO_GRAM),
        float(len(grams_written)),
        float(times >= 3 and repeated <= max(1, times // 5)) * math.log2(max(1, times)),
    )
    return Finding(
        start,
        end,
        written,
        meant,
        word,
        left + word_at,
        times,
        verdict.logit(features),
        features,
    )


def _word_over(words: tuple[str, ...], place: int) -> tuple[str, int]:
    """The word of a reading at `place`, and where it begins."""
    at = 0
    for word in words:
        if at <= place < at + len(word):
            return word, at
        at += len(word)
    return "", at


def grams(run: str) -> list[float]:
    """The trigrams of a run of characters, each by its frequency (log10)."""
    return [TABLES.gram(run[at : at + 3]) or NO_GRAM for at in range(len(run) - 2)]


def weakest(run: str) -> float:
    return min((TABLES.join(a, b) for a, b in itertools.pairwise(run)), default=-3.0)


def frequency(char: str) -> float:
    entry = TABLES.characters.get(char)
    return entry[2] if entry else -5.5


def _one_tone(one: str, two: str) -> bool:
    first, second = TABLES.characters.get(one), TABLES.characters.get(two)
    return one == two or bool(first and second and set(first[1]) & set(second[1]))
