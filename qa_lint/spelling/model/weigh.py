"""How much likelier a text becomes when a few characters of it are replaced."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from . import verdict
from .lattice import likeliest


class Listed(Protocol):
    """What is asked of an entry of a pack."""

    @property
    def right(self) -> tuple[str, ...]: ...
    @property
    def before(self) -> tuple[str, ...]: ...
    @property
    def after(self) -> tuple[str, ...]: ...
    @property
    def weighed(self) -> bool: ...


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


def is_meeting(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is where words meet, as 选顶 is in 筛选|顶级: one of them goes beyond it."""
    return any(
        at < end and start < stop and (at < start or end < stop)
        for at, stop in words_around(text, start, end)
    )


def is_within(text: str, place: int) -> bool:
    """Whether a place lies within a word, as the middle of 面对面对 does in 面对面|对话."""
    return any(at < place < stop for at, stop in words_around(text, place, place))


def words_around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of more than one character stand around [start, end), as it is read."""
    left, right = edges(text, start, end)
    at = left
    for word in reading(text[left:right])[1]:
        if len(word) > 1:
            yield at, at + len(word)
        at += len(word)


def agrees(text: str, start: int, end: int, entry: Listed) -> bool:
    """Whether a listed wrong form at [start, end) is read as such, and not as words that meet.

    A `weighed` one counts only where the right one is likelier there; words that meet are no
    matter where the entry tells what stands beside the form.
    """
    told = bool(entry.before or entry.after)
    if told and not entry.weighed:
        return True
    gained = gain(text, start, end, entry.right[0])
    if entry.weighed and gained < verdict.settings()["weighed"]:
        return False
    return told or gained >= verdict.settings()["meeting"] or not is_meeting(text, start, end)


def gain(text: str, start: int, end: int, meant: str) -> float:
    """By how much log10 of the probability grows when `meant` stands at [start, end)."""
    left, right = edges(text, start, end)
    written = text[left:right]
    better = text[left:start] + meant + text[end:right]
    return reading(better)[0] - reading(written)[0]
