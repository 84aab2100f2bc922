"""Whether two texts are meant to be the same, and how they differ."""

from __future__ import annotations

from ._questions import normalised

#: Of difflib's ratio, on texts of at least so many letters. A page has few headings to compare:
#: difflib is as good here as a faster library that takes longer to import.
_NEAR = 0.6
_MIN_LENGTH = 5


def nearly_equal(one: str, two: str) -> bool:
    """Whether one text is an edited copy of the other."""
    first, second = normalised(one), normalised(two)
    if min(len(first), len(second)) < _MIN_LENGTH:
        return False
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def difference(one: str, two: str, context: int = 4) -> str:
    """The differing characters, as in "…第[-三-]{+四+}章…"."""
    from difflib import SequenceMatcher

    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            kept = one[a:b]
            if len(kept) > 2 * context + 1:
                head = kept[:context] if parts else ""
                tail = kept[-context:] if b < len(one) or d < len(two) else ""
                kept = f"{head}…{tail}"
            parts.append(kept)
            continue
        if a < b:
            parts.append(f"[-{one[a:b]}-]")
        if c < d:
            parts.append(f"{{+{two[c:d]}+}}")
    return "".join(parts)
