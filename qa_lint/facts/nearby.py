"""Numbers in blocks, and the units and cues next to them, before a close look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .joined import Joined
from .register import Register

_NUMERIC = re.compile("[0-9０-９二三四五六七八九十百两]")
_NUMBER_WORD = re.compile(r"\b(?:two|three|four|five|six|seven|eight|ten|twelve|sixteen)\b")
#: The same letters anywhere, which is sought faster.
_NUMBER_LETTERS = re.compile("two|three|four|five|six|seven|eight|ten|twelve")
_YEAR = re.compile(r"(?:19[5-9]|20[0-3])[0-9](?![0-9])")
#: What a number may end with, but for a letter.
_NUMBER_END = frozenset("0123456789零一二两三四五六七八九十百千〇万亿多余%％}⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER_WORD_END = re.compile(
    r"(?:[0-9] ?-?[bmkt]n?|illion|thousand|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty)$"
)
_NUMBER_AFTER = re.compile(
    r"(?:[^\d，,。；;！!？?\n()（）]|[，,](?=[达高约为只仅可大一通默])){0,12}[(（]?(?: ?[约为])?[0-9百]"
)

#: (number of a unit or cue, start, end)
Form = tuple[int, int, int]
#: Units and cues.
Forms = tuple[frozenset[int], frozenset[int]]


def is_numeric(folded: str, start: int, end: int) -> bool:
    """Whether a number may stand in folded[start:end]."""
    if _NUMERIC.search(folded, start, end) is not None:
        return True
    word = _NUMBER_LETTERS.search(folded, start, end)
    return (
        word is not None
        and folded[start:end].isascii()
        and _NUMBER_WORD.search(folded, word.start(), end) is not None
    )


def has_year(folded: str, start: int, end: int) -> bool:
    """Whether a year may stand in folded[start:end]."""
    return _YEAR.search(folded, start, end) is not None


def forms_in(
    joined: Joined, wanted: Sequence[Forms | None], register: Register
) -> dict[int, list[Form]]:
    """By block the units and cues of those that are `wanted` there, offsets in the joined text."""
    every = frozenset[int]().union(*(one for both in wanted if both for one in both))
    hits = [hit for hit in register.cue_table.find(joined.folded) if hit[0] in every]
    return joined.by_block(hits)


def near_numbers(joined: Joined, number: int, hits: Iterable[Form], forms: Forms) -> list[int]:
    """The offsets in block `number` of the units and cues next to a number, of those in `forms`."""
    text = joined.folded
    units, cues = forms
    first, last = joined.places[number]
    near = []
    for form, start, end in hits:
        if form in units and _ends_number(text, start):
            near.append(start - first)
        elif form in cues and _NUMBER_AFTER.match(text, end, last):
            near.append(end - first)
    return near


def _ends_number(text: str, at: int) -> bool:
    """Whether a number ends at an offset, or one character before it."""
    last = text[at - 1]
    if last in " -":
        at -= 1
        last = text[at - 1 : at]
    if last in _NUMBER_END:
        return last != "一" or text[at - 2 : at - 1] in _NUMBER_END
    return "a" <= last <= "z" and _NUMBER_WORD_END.search(text, max(0, at - 9), at) is not None
