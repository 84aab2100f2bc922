"""The weights that turn what speaks for a proposal into a score, and the thresholds.

They are in data/judge.json, with the measurement that chose them. `glance` and `garbles` are for
the listed wrong forms (garbles.py): before and after their words are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

#: Where the weights and thresholds are.
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "judge.json")


@cache
def settings() -> dict[str, Any]:
    """The content of judge.json."""
    with open(PATH, encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


def logit(features: Sequence[float]) -> float:
    """The score of a proposal."""
    return _sum(settings(), features)


def glance(features: Sequence[float]) -> float:
    """The first score of a listed wrong form, at least 0 where its words are worth reading."""
    return _sum(settings()["glance"], features)


def garble(features: Sequence[float]) -> float:
    """The score of a listed wrong form."""
    return _sum(settings()["garbles"], features)


def _sum(model: dict[str, Any], features: Sequence[float]) -> float:
    total: float = model["constant"]
    for weight, feature in zip(model["weights"], features, strict=True):
        total += weight * feature
    return total
