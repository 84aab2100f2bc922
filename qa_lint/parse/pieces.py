"""What an inline text is made of, however it was read.

A piece is a tuple (kind, start, end, …) with offsets in the inline text. Text that stands in one
piece in the source is one TEXT piece. The further members by kind:

SPECIAL, CODE, MATH: what the reader sees. HTML: nothing, the tag is the text. AUTOLINK: the
destination. LINK: destination, pieces of the text, start and end of the destination as written
(-1, -1 for a reference), label. IMAGE: the same, with the pieces of the description, and the
description's start and end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

TEXT, SPECIAL, CODE, MATH, BREAK, FOOTNOTE, HTML, IMAGE, LINK, AUTOLINK = range(10)

#: A tuple as above.
Piece = tuple[Any, ...]


def visible(src: str, pieces: Iterable[Piece]) -> tuple[str, str]:
    """What a reader sees of an inline text, without and with the alt texts of its pictures."""
    text: list[str] = []
    alt: list[str] = []
    for piece in pieces:
        kind = piece[0]
        if kind == TEXT:
            shown = src[piece[1] : piece[2]]
        elif kind in (SPECIAL, CODE, MATH):
            shown = piece[3]
        elif kind == BREAK:
            shown = "\n"
        elif kind == LINK:
            shown, with_alt = visible(src, piece[4])
            text.append(shown)
            alt.append(with_alt)
            continue
        elif kind == AUTOLINK:
            shown = src[piece[1] + 1 : piece[2] - 1]
        elif kind == IMAGE:
            alt.append(visible(src[piece[8] : piece[9]], piece[4])[1])
            continue
        else:
            continue
        text.append(shown)
        alt.append(shown)
    return "".join(text), "".join(alt)
