"""Known wrong forms, found with one automaton whatever their number; in a page or two without.

The automaton walks the edges of a state one by one, and a thousand Chinese forms begin with hundreds
of different characters. So it reads UTF-8, a byte for a character: no state has many edges then,
and a text is read in a twentieth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from .entries import Typo

if TYPE_CHECKING:
    import ahocorasick


class Match(NamedTuple):
    """A wrong form at [start, end) of the text."""

    start: int
    end: int
    typo: Typo


#: A text of so many characters is looked through by the beginnings of the forms: the automaton
#: takes as long to make as a page to check.
_WITHOUT = 12_000
_BEGINNING = 2

_Hit = tuple[int, str, list[Typo]]


class Curated:
    """Looks for wrong forms; `protected` are forms that hold one and are right.

    `held` tells which of them hold a wrong form, and where: {wrong: [(right, offset)]}.
    """

    def __init__(self, typos: Iterable[Typo], protected: Iterable[str] = ()) -> None:
        self._automaton: ahocorasick.Automaton | None = None
        self._rest = _WITHOUT
        self._forms: dict[str, list[Typo]] = {}
        self._beginnings: dict[str, list[str]] = {}
        for typo in typos:
            self._forms.setdefault(typo.wrong, []).append(typo)
        for form in self._forms:
            self._beginnings.setdefault(form[:_BEGINNING], []).append(form)
        self.held: dict[str, list[tuple[str, int]]] = {}
        for right in set(protected).difference(self._forms) if self._forms else ():
            for start, wrong, _ in self._hits(right):
                self.held.setdefault(wrong, []).append((right, start))

    def _hits(self, text: str) -> Iterable[_Hit]:
        """Where each wrong form stands in a text."""
        if self._automaton is None:
            self._rest -= len(text)
            if self._rest >= 0:
                return self._few(text)
        return self._many(self.prepare(), text)

    def prepare(self) -> ahocorasick.Automaton:
        """Make the automaton, which many texts are worth."""
        if self._automaton is None:
            import ahocorasick

            self._automaton = ahocorasick.Automaton()
            for form, entries in self._forms.items():
                self._automaton.add_word(_bytes(form), (form, entries))
            self._automaton.make_automaton()
        return self._automaton

    def _few(self, text: str) -> Iterator[_Hit]:
        for width in range(1, _BEGINNING + 1):
            for start in range(len(text) - width + 1):
                for form in self._beginnings.get(text[start : start + width], ()):
                    if text.startswith(form, start):
                        yield start, form, self._forms[form]

    def _many(self, automaton: ahocorasick.Automaton, text: str) -> Iterator[_Hit]:
        read = _bytes(text)
        seen = start = 0
        for last, (form, entries) in automaton.iter(read):
            start += len(read[seen : last + 1].encode("latin-1").decode("utf-8", "surrogatepass"))
            seen = last + 1
            yield start - len(form), form, entries

    def find(self, text: str) -> Iterator[Match]:
        """Matches in order; a longer form that is right, or known, hides what lies in it."""
        if not self._forms:
            return
        hits = [
            (start, start + len(form), form, entries)
            for start, form, entries in self._hits(text)
            if is_bounded(text, start, start + len(form))
        ]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        reach = -1
        for start, end, form, entries in hits:
            if end <= reach or is_held(text, start, self.held.get(form, ())):
                continue
            fitting = next((typo for typo in entries if _fits(text, start, end, typo)), None)
            if fitting:
                reach = max(reach, end)
                yield Match(start, end, fitting)


def is_held(text: str, start: int, holders: Iterable[tuple[str, int]]) -> bool:
    """Whether a wrong form at `start` is a part of a right one there.

    `holders` are the right forms that hold it, each with its place in them.
    """
    for right, inner in holders:
        begin = start - inner
        there = begin >= 0 and text.startswith(right, begin)
        if there and is_bounded(text, begin, begin + len(right)):
            return True
    return False


def _bytes(text: str) -> str:
    """A text's UTF-8 bytes as characters."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def is_bounded(text: str, start: int, end: int) -> bool:
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
