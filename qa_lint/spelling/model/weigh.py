"""How much likelier a text becomes when a few characters of it are replaced."""

from __future__ import annotations

from functools import lru_cache

from .lattice import likeliest

#: So many characters on each side of a place are read.
AROUND = 5


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The Han characters around [start, end), at most AROUND on each side."""
    left = start
    while left > 0 and start - left < AROUND and "\u4e00" <= text[left - 1] <= "\u9fff":
        left -= 1
    right = end
    while right < len(text) and right - end < AROUND and "\u4e00" <= text[right] <= "\u9fff":
        right += 1
    return left, right


@lru_cache(maxsize=50_000)
def reading(run: str) -> tuple[float, tuple[str, ...]]:
    """log10 of the likeliest reading of a short run, and its words."""
    score, words = likeliest(run)
    return score, tuple(words)


def gain(text: str, start: int, end: int, meant: str) -> float:
    """By how much log10 of the probability grows when `meant` stands at [start, end)."""
    left, right = edges(text, start, end)
    written = text[left:right]
    better = text[left:start] + meant + text[end:right]
    return reading(better)[0] - reading(written)[0]
