"""Known wrong forms, found with one automaton whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick

from .entries import Typo


class Match(NamedTuple):
    """A wrong form at [start, end) of the text."""

    start: int
    end: int
    typo: Typo


class Curated:
    """An automaton over wrong forms; `protected` are forms that hold one and are right."""

    def __init__(self, typos: Iterable[Typo], protected: Iterable[str] = ()) -> None:
        self._automaton = ahocorasick.Automaton()
        forms: dict[str, list[Typo]] = {}
        for typo in typos:
            forms.setdefault(typo.wrong, []).append(typo)
        for right in protected:
            if right not in forms:
                forms[right] = []
        for form, entries in forms.items():
            self._automaton.add_word(form, (form, entries))
        if forms:
            self._automaton.make_automaton()
        self._empty = not forms

    def find(self, text: str) -> Iterator[Match]:
        """Matches in order; a longer form that is right, or known, hides what lies in it."""
        if self._empty:
            return
        hits: list[tuple[int, int, Sequence[Typo]]] = []
        for last, (form, entries) in self._automaton.iter(text):
            start, end = last + 1 - len(form), last + 1
            if _bounded(text, start, end):
                hits.append((start, end, entries))
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        reach = -1
        for start, end, entries in hits:
            if end <= reach:
                continue
            fitting = [typo for typo in entries if _fits(text, start, end, typo)]
            if fitting or not entries:
                reach = max(reach, end)
            if fitting:
                yield Match(start, end, fitting[0])


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether [start, end) begins and ends with a word where its edges are Latin letters."""
    if start and is_word(text[start]) and is_word(text[start - 1]):
        return False
    return not (end < len(text) and is_word(text[end - 1]) and is_word(text[end]))


def is_word(char: str) -> bool:
    """Whether a character is a Latin letter, a digit or an underscore."""
    return char.isascii() and (char.isalnum() or char == "_")


def _fits(text: str, start: int, end: int, typo: Typo) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if typo.before and not before.endswith(typo.before):
        return False
    if typo.after and not after.startswith(typo.after):
        return False
    if typo.not_before and before.endswith(typo.not_before):
        return False
    return not (typo.not_after and after.startswith(typo.not_after))
