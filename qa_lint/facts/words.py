"""Words as patterns and keys: folding, spellings, alternations."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HAN = "\u3400-\u9fff"
_HAN_LATIN = re.compile(f"(?<=[{_HAN}]) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=[{_HAN}])")
_ODD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2010-\u2013\u00a0]")


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


def spellings(name: str) -> set[str]:
    """A name with its separators as hyphen, space and nothing; Han and Latin apart and joined."""
    base = fold(name)
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
    forms = {form for word in words for form in spellings(word)}
    parts = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        left = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", form) else ""
        right = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", form) else ""
        parts.append(left + re.escape(form) + right)
    return "|".join(parts)
