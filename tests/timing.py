"""Times that another program on the same machine hardly changes."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

T = TypeVar("T")


def shortest(run: Callable[[T], object], argument: T, times: int = 3) -> float:
    """The least processor time in seconds that `run` took for `argument` in so many runs."""
    seconds = []
    for _ in range(times):
        started = process_time()
        run(argument)
        seconds.append(process_time() - started)
    return min(seconds)
