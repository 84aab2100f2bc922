"""The id that a broken fragment most likely means."""

from __future__ import annotations

import re
from functools import lru_cache

from ...percent import unquote

_IGNORED = re.compile(r"[\W_]+")
#: Of rapidfuzz's ratio (0 to 100): below this two ids have little more than letters in common.
_SIMILAR = 72


def normalised(identifier: str) -> str:
    """Letters and digits alone, lower-cased, percent-decoded: what typos of slugs keep."""
    return _IGNORED.sub("", unquote(identifier)).lower()


@lru_cache(maxsize=8)
def _by_name(ids: frozenset[str]) -> dict[str, str]:
    """Ids, sorted, with their normalised forms; kept, because a page's links come together."""
    return {name: normalised(name) for name in sorted(ids)}


@lru_cache(maxsize=512)
def nearest(fragment: str, ids: frozenset[str]) -> tuple[str | None, bool]:
    """The most similar id, and whether it is certainly the one meant.

    It is certain when it is the only one that is equal up to punctuation, case and
    percent-encoding.
    """
    by_text = _by_name(ids)
    wanted = normalised(fragment)
    if not wanted:
        return None, False
    equal = [name for name, text in by_text.items() if text == wanted]
    if equal:
        return equal[0], len(equal) == 1
    if not by_text:
        return None, False
    from rapidfuzz import fuzz, process

    best = process.extractOne(wanted, by_text, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    if best is not None:
        return str(best[2]), False
    inside = [n for n, text in by_text.items() if len(wanted) >= 4 and wanted in text]
    return (inside[0], False) if len(inside) == 1 else (None, False)
