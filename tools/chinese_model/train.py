"""Training the weights that tell slips from good text: good text, planted slips and real ones.

Everything is deterministic. Good examples are the places where lines of text hold a listed wrong
form, which are no slips. Bad ones are real repairs, and slips planted in the lines as often as
people are thought to make them: by writing the wrong form for a right one.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_lint.spelling.model import garbles, proposals

from .garbles import Garble

Floats = NDArray[np.float64]

#: So many slips are planted, at most so many of one form, in places drawn from so many.
_PLANTED, _AT_MOST, _PLACES = 20_000, 6, 24
#: A repair counts as much as so many planted slips.
_REPAIR = 5
_PENALTY, _STEPS = 1e-3, 40
#: So many characters on each side tell which place a repair is of.
_NEAR = 5
#: So many lines are read, drawn from all.
_LINES = 40_000
#: So large a share of the planted slips passes the first look.
_PASS = 0.95


class Repair(NamedTuple):
    """`wrong` stood between `before` and `after` where `right` was meant."""

    before: str
    wrong: str
    right: str
    after: str


_Example = tuple[tuple[float, ...], tuple[float, ...], bool]


def train(
    lines: Iterable[str], slips: Iterable[Garble], repairs: Iterable[Repair]
) -> dict[str, Any]:
    """Weights for `glance` and `garbles` of judge.json, see verdict.py; `slips` are planted."""
    chosen = list(lines)
    random.Random(0).shuffle(chosen)
    chosen, real = chosen[:_LINES], list(repairs)
    examples = [*_good(chosen, real), *_planted(chosen, list(slips)), *_repaired(real)]
    looks = np.array([look for look, _, _ in examples])
    features = np.array([feature for _, feature, _ in examples])
    bad = np.array([is_slip for _, _, is_slip in examples])
    first, constant = fit(looks, bad)
    first_scores = looks @ first + constant
    constant -= float(np.quantile(first_scores[bad], 1 - _PASS))
    passed = looks @ first + constant >= 0
    second, offset = fit(features[passed], bad[passed])
    return {
        "glance": {"weights": _rounded(first), "constant": round(constant, 4)},
        "garbles": {"weights": _rounded(second), "constant": round(offset, 4)},
    }


def _rounded(weights: Floats) -> list[float]:
    return [round(float(weight), 4) for weight in weights]


def fit(features: Floats, bad: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Weights and constant of a logistic regression, by Newton's method with a ridge."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    scaled = np.c_[(features - mean) / spread, np.ones(len(features))]
    target = bad.astype(float)
    weights = np.zeros(scaled.shape[1])
    penalty = np.full(scaled.shape[1], _PENALTY * len(features))
    penalty[-1] = 1e-9
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (share - target) + penalty * weights
        curve = (scaled * (share * (1 - share))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ mean)


def _good(lines: list[str], repairs: list[Repair]) -> Iterator[_Example]:
    """Where listed forms stand; what a repair says is a slip is none of them."""
    slips = {(r.before[-_NEAR:], r.wrong, r.after[:_NEAR]) for r in repairs}
    for line in lines:
        repeats = proposals.Repeated(proposals.pairs_of(line))
        for place in garbles.places(line):
            first, last = place.first, place.last
            around = line[max(0, first - _NEAR) : first], line[last : last + _NEAR]
            if (around[0], line[first:last], around[1]) not in slips:
                yield _one(line, place, repeats, False)


def _planted(lines: list[str], slips: list[Garble]) -> Iterator[_Example]:
    draw = random.Random(1)
    wrong: dict[str, list[Garble]] = defaultdict(list)
    for slip in slips:
        wrong[slip.right].append(slip)
    where = _where(lines, wrong.keys(), draw)
    total = sum(2**slip.slips for right in where for slip in wrong[right])
    for right, places in where.items():
        for slip in wrong[right]:
            quota = min(_AT_MOST, _PLANTED * 2**slip.slips / total + draw.random())
            for number, at in draw.sample(places, min(int(quota), len(places))):
                line = lines[number]
                made = line[:at] + slip.written + line[at + len(right) :]
                repeats = proposals.Repeated(proposals.pairs_of(made))
                for place in garbles.places(made):
                    if (place.start, place.written, place.right) == (at, slip.written, right):
                        yield _one(made, place, repeats, True)


def _where(
    lines: list[str], rights: Collection[str], draw: random.Random
) -> dict[str, list[tuple[int, int]]]:
    """Places (line, code point) where right forms stand, an even sample of each."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    times: dict[str, int] = defaultdict(int)
    for number, line in enumerate(lines):
        for length in (2, 3):
            for at in range(len(line) - length + 1):
                right = line[at : at + length]
                if right in rights:
                    times[right] += 1
                    if len(found[right]) < _PLACES:
                        found[right].append((number, at))
                    elif (chosen := draw.randrange(times[right])) < _PLACES:
                        found[right][chosen] = number, at
    return found


def _repaired(repairs: Iterable[Repair]) -> Iterator[_Example]:
    """Real slips; that their confusion was seen in their own project does not count."""
    for repair in repairs:
        text = repair.before + repair.wrong + repair.after
        meant = repair.before + repair.right + repair.after
        repeats = proposals.Repeated(proposals.pairs_of(text))
        for place in garbles.places(text):
            if text[: place.first] + place.meant + text[place.last :] == meant:
                yield from itertools.repeat(_one(text, place, repeats, True, 1), _REPAIR)


def _one(
    line: str, place: garbles.Place, repeats: proposals.Repeated, is_slip: bool, unseen: int = 0
) -> _Example:
    look = garbles.looks(line, place, unseen)
    return look, garbles.read(line, place, look, repeats).features, is_slip
