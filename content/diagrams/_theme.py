"""Colours for light and dark mode, and how wide a text is."""

from __future__ import annotations

import unicodedata

FONTS = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)

#: Kind of box -> (fill, stroke). What a kind means in a picture, its legend tells; these are the
#: usual meanings.
LIGHT = {
    "data": ("#f1f3f5", "#7d8590"),  # what goes in, and neutral parts
    "frozen": ("#dbeeff", "#0969da"),  # not trained
    "train": ("#ffeed6", "#b35900"),  # trained
    "good": ("#d9f5e0", "#1a7f37"),  # what comes out; a positive pair
    "loss": ("#ffe3e6", "#cf222e"),  # what is minimised; a negative
    "extra": ("#efe5ff", "#8250df"),  # a part to look at
    "none": ("#ffffff", "#c4cbd3"),  # empty
}
DARK = {
    "data": ("#262c36", "#9198a1"),
    "frozen": ("#0f3157", "#58a6ff"),
    "train": ("#452b08", "#e3a04f"),
    "good": ("#113b1d", "#4ac26b"),
    "loss": ("#4d1a1e", "#ff7b72"),
    "extra": ("#34225c", "#bc8cff"),
    "none": ("#161b22", "#4b535d"),
}
#: (card, its edge, text, second text, lines)
LIGHT_PAGE = ("#ffffff", "#d0d7de", "#1f2328", "#57606a", "#57606a")
DARK_PAGE = ("#161b22", "#3d444d", "#e6edf3", "#aab4bf", "#9da7b3")


def _rules(page: tuple[str, ...], kinds: dict[str, tuple[str, str]]) -> str:
    card, edge, ink, second, line = page
    rules = [
        f".card{{fill:{card};stroke:{edge}}}",
        f".ink{{fill:{ink}}}.second{{fill:{second}}}",
        f".line{{fill:none;stroke:{line}}}.head{{fill:{line}}}",
        f".frame{{fill:none;stroke:{line}}}",
    ]
    rules += [f".{kind}{{fill:{a};stroke:{b}}}" for kind, (a, b) in kinds.items()]
    rules += [f".curve-{kind}{{fill:none;stroke:{b}}}" for kind, (_, b) in kinds.items()]
    return "".join(rules)


STYLE = (
    f"text{{font-family:{FONTS}}}.bold{{font-weight:600}}"
    ".frame{stroke-dasharray:5 4}.dash{stroke-dasharray:6 4}"
    + _rules(LIGHT_PAGE, LIGHT)
    + "@media (prefers-color-scheme:dark){"
    + _rules(DARK_PAGE, DARK)
    + "}"
)

_NARROW = set("iljtfrI.,:;'|!()[]/ ·")
_WIDE = set("mwMW%@+=<>−×→←↑↓≥≤…—“”")


def width(text: str, size: float, bold: bool = False) -> float:
    """How many pixels `text` takes at most, in the widest of the usual fonts.

    A Chinese sign is one em; Latin letters are taken as wide as in DejaVu Sans, which is wider
    than the system fonts of Windows, macOS and Android.
    """
    total = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            total += 1.0
        elif unicodedata.combining(char):
            continue
        elif char in _NARROW:
            total += 0.4
        elif char in _WIDE:
            total += 0.98
        elif char.isupper():
            total += 0.74
        else:
            total += 0.63
    return total * size * (1.06 if bold else 1.0)
