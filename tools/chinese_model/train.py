"""Training the weights that tell slips from good text: package text with slips planted in it.

Everything is deterministic. Good examples are the places where the lines of packages hold a listed
wrong form, which are no slips; bad ones are made by writing the wrong form for a right one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_lint.spelling.model import garbles, proposals

from .garbles import Garble

Floats = NDArray[np.float64]

#: One place in so many where a slip could be planted gets one, at most so many for a right form.
_PLANTED, _AT_MOST = 12, 6
_PENALTY, _STEPS = 1e-3, 40
#: So many lines are read, drawn from all.
_LINES = 60_000
#: So large a share of the planted slips passes the first look.
_PASS = 0.95


def train(lines: Iterable[str], slips: Iterable[Garble]) -> dict[str, Any]:
    """Weights for `glance` and `garbles` of judge.json, see verdict.py; `slips` are planted."""
    chosen = list(lines)
    random.Random(0).shuffle(chosen)
    examples = _examples(chosen[:_LINES], slips)
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


def _examples(
    lines: list[str], slips: Iterable[Garble]
) -> list[tuple[tuple[float, ...], tuple[float, ...], bool]]:
    draw = random.Random(1)
    wrong: dict[str, list[str]] = defaultdict(list)
    for slip in slips:
        wrong[slip.right].append(slip.written)
    planted: dict[str, int] = defaultdict(int)
    found = []
    for line in lines:
        pairs = proposals.pairs_of(line)
        repeats = proposals.Repeated(pairs)
        for place in garbles.places(line):
            found.append(_one(line, place, repeats, False))
        for length in (2, 3):
            for at in range(len(line) - length + 1):
                right = line[at : at + length]
                if right not in wrong or draw.randrange(_PLANTED) or planted[right] >= _AT_MOST:
                    continue
                form = draw.choice(wrong[right])
                planted[right] += 1
                made = line[:at] + form + line[at + length :]
                again = proposals.Repeated(proposals.pairs_of(made))
                for place in garbles.places(made):
                    if (place.start, place.written, place.right) == (at, form, right):
                        found.append(_one(made, place, again, True))
    return found


def _one(
    line: str, place: garbles.Place, repeats: proposals.Repeated, is_slip: bool
) -> tuple[tuple[float, ...], tuple[float, ...], bool]:
    look = garbles.looks(line, place)
    return look, garbles.read(line, place, look, repeats).features, is_slip
