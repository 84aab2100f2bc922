"""The weights that turn what speaks for a proposal into a score, and the thresholds.

They are in data/judge.json, with the measurement that chose them.
"""

from __future__ import annotations

import json
import os
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


def logit(features: tuple[float, ...]) -> float:
    """The score of a proposal."""
    total: float = settings()["constant"]
    for weight, feature in zip(settings()["weights"], features, strict=True):
        total += weight * feature
    return total
