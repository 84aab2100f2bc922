"""Words as patterns and keys: folding, spellings, alternations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_HAN = "\u3400-\u9fff"
_HAN_LATIN = re.compile(f"(?<=[{_HAN}]) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=[{_HAN}])")
_ODD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2010-\u2013\u00a0]")

#: What may stand between a word and the place that it stands before.
_LOOSE = frozenset(' \t\n“”"《》*-')


def fold(text: str) -> str:
    """Lower case, half width, plain hyphens; the same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _ODD.sub(_half, lowered)


def _half(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFF00:
        return chr(code - 0xFEE0).lower()
    return " " if code == 0xA0 else "-"


class Ending:
    """A pattern for what stands right before a place.

    Such a search tries the pattern at every character of its window; it is made only where the last
    character before the place, but for spaces and quotes, may be one that the pattern ends with.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._search = re.compile(pattern, flags).search
        self._own = frozenset(c for c in pattern if c > "\x7f")

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match in text[start:end]; the pattern itself ends with `$`."""
        at = end - 1
        while at >= start and text[at] in _LOOSE:
            at -= 1
        if at < start or (text[at] > "\x7f" and text[at] not in self._own):
            return None
        return self._search(text, start, end)


class AnyOf:
    """Any of some words, longest first, with boundaries where they are Latin.

    Their letters alone are sought first, which is quick, and patterns are compiled when needed.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._forms = sorted({f for word in words for f in spellings(word)}, key=_longest)

    @cached_property
    def pattern(self) -> str:
        """The words as a pattern."""
        return bounded(self._forms)

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self._forms)))

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of the words in text[start:end]."""
        stop = len(text) if end is None else end
        first = self._letters.search(text, start, stop)
        return first and self._exact.search(text, first.start(), stop)


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


#: Words that are written in two ways: the American letters, and the British.
_TWO_WAYS = (
    (
        re.compile(
            "(normal|token|optim|initial|regular|quant|general|summar|memor|synchron|maxim|minim|recogn|util|factor|parameter|parametr|"
            "vector|standard|penal|local|categor|organ|special|parallel|discret|binar|visual|stabil|formal)i[sz](?=e|ing|at)"
        ),
        (r"\1iz", r"\1is"),
    ),
    (re.compile("(model|label|signal)l?(?=ed|ing)"), (r"\1", r"\1l")),
    (re.compile("(behavi|neighb|col)ou?r"), (r"\1or", r"\1our")),
)


def spellings(name: str) -> set[str]:
    """A name with its separators as hyphen, space and nothing; Han and Latin apart and joined.

    Words that have an American and a British spelling come in both.
    """
    base = fold(name)
    written = {base}
    for pattern, letters in _TWO_WAYS:
        if pattern.search(base):
            written = {pattern.sub(new, form) for form in written for new in letters}
    return {form for one in written for form in _separated(one)}


def _separated(base: str) -> set[str]:
    """A folded name with its separators as hyphen, space and nothing."""
    forms = {base}
    if (
        " " not in base
        and "-" not in base
        and (base.isascii() or (base.isalpha() and min(base) > "\u007f"))
    ):
        return forms
    if re.search(r"[A-Za-z0-9][- ][A-Za-z0-9]", base):
        for mark in ("-", " ", ""):
            forms.add(re.sub(r"(?<=[a-z0-9.)])[- ](?=[a-z0-9(])", mark, base))
    forms |= {_HAN_LATIN.sub("", form) for form in forms}
    forms |= {_HAN_LATIN.sub(" ", form) for form in forms}
    return forms


def inflected(phrase: str) -> list[str]:
    """An English phrase that begins with a verb, in its other forms."""
    verb, space, rest = phrase.partition(" ")
    if not verb.isascii() or not verb.isalpha() or len(verb) < 3:
        return []
    base = verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
    stem = base[:-1] if base.endswith("e") else base
    return [form + space + rest for form in (base, base + "s", stem + "ing", stem + "ed")]


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words (folded), longest first, with Latin boundaries."""
    return bounded(sorted({form for word in words for form in spellings(word)}, key=_longest))


def bounded(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, in order, with Latin boundaries."""
    parts = []
    for form in forms:
        left = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", form) else ""
        right = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", form) else ""
        parts.append(left + re.escape(form) + right)
    return "|".join(parts)
