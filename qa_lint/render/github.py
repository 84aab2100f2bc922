"""GitHub's ids.

A heading's text is lower-cased, everything but letters, marks, decimal digits, letter numbers,
connector punctuation, hyphens and blanks is removed, and each blank becomes a hyphen; nothing is
trimmed or collapsed. Repeats are counted. This is what the npm package github-slugger 2.0
reproduces from GitHub; the character classes here agree with it on all code points that its
version of Unicode knows. Emoji shortcodes (`:tada:`) are images when GitHub makes the ids and add
their letters only where GitHub has no such emoji; here the letters are kept, as github-slugger
does.

An id in raw HTML is kept letter for letter; a heading with an explicit id still gets its slug's
anchor. GitHub's script also finds a fragment that differs only in letter case, and strips the
prefix `user-content-` that the page's ids carry.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from functools import lru_cache

from ..percent import unquote
from .base import HeadingText, Reach, Renderer

_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
#: Symbols that Unicode's property Alphabetic covers: circled and squared Latin letters.
_ALPHABETIC_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


class _Table(dict[int, str | None]):
    """A translation table that decides about each character once."""

    def __missing__(self, code: int) -> str | None:
        value = self[code] = _translate(code)
        return value


def _translate(code: int) -> str | None:
    if code == 0x20:
        return "-"
    char = chr(code)
    if char == "-" or unicodedata.category(char) in _KEPT:
        return char
    if any(first <= code <= last for first, last in _ALPHABETIC_SYMBOLS):
        return char
    return None


_TABLE = _Table()


def slugify(text: str) -> str:
    """The slug of a heading's visible text."""
    return text.lower().translate(_TABLE)


class GitHub(Renderer):
    """GitHub's rendering of Markdown files."""

    name = "github"
    slugs_raw_html = True

    def slug(self, heading: HeadingText) -> str:
        return slugify(heading.text)

    def unique(self, slug: str, used: dict[str, int]) -> str:
        candidate = slug
        while candidate in used:
            used[slug] += 1
            candidate = f"{slug}-{used[slug]}"
        used[candidate] = 0
        return candidate

    def ids(self, headings: Sequence[HeadingText]) -> list[str | None]:
        used: dict[str, int] = {}
        return [self.unique(self.slug(heading), used) or None for heading in headings]

    def reaches(self, fragment: str, ids: Container[str]) -> Reach:
        if super().reaches(fragment, ids) is Reach.EXACT:
            return Reach.EXACT
        decoded = unquote(fragment)
        for candidate in (fragment, decoded):
            if candidate.startswith("user-content-"):
                rest = candidate.removeprefix("user-content-")
                if rest in ids or rest.startswith(("fn-", "fnref-")):
                    return Reach.EXACT
        if isinstance(ids, (set, frozenset, list, tuple)) and decoded.lower() in _lower(
            frozenset(ids)
        ):
            return Reach.CASE_ONLY
        return Reach.NONE


@lru_cache(maxsize=8)
def _lower(ids: frozenset[str]) -> frozenset[str]:
    """Ids in lower case; kept, because a page's links come together."""
    return frozenset(name.lower() for name in ids)


RENDERERS = {"github": GitHub()}
