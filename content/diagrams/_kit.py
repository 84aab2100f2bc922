"""Boxes, arrows, matrices and labels, written as SVG.

Coordinates are pixels of an 800 pixel wide picture, from the top left. What a drawing puts in a
box must fit it: a label that is too long is an error, not a cut text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from _theme import STYLE, width

WIDTH = 800
SMALL, NORMAL, LARGE = 14, 15, 17
Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle: where arrows may start and end."""

    x: float
    y: float
    w: float
    h: float

    @property
    def left(self) -> Point:
        return self.x, self.y + self.h / 2

    @property
    def right(self) -> Point:
        return self.x + self.w, self.y + self.h / 2

    @property
    def top(self) -> Point:
        return self.x + self.w / 2, self.y

    @property
    def bottom(self) -> Point:
        return self.x + self.w / 2, self.y + self.h

    def on(self, side: str, share: float) -> Point:
        """The point at `share` (0 to 1) of a side: left, right, top or bottom."""
        if side in ("left", "right"):
            return self.x + (self.w if side == "right" else 0), self.y + self.h * share
        return self.x + self.w * share, self.y + (self.h if side == "bottom" else 0)


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


class Picture:
    """One SVG file under construction."""

    def __init__(self, title: str, desc: str, height: float) -> None:
        """`title` and `desc` are read aloud in place of the picture."""
        self.title, self.desc, self.height = title, desc, height
        self._parts: list[str] = []

    def svg(self) -> str:
        """The whole file."""
        w, h = WIDTH, _number(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" '
            f'height="{h}" role="img" aria-labelledby="title desc">\n'
            f'<title id="title">{escape(self.title)}</title>\n'
            f'<desc id="desc">{escape(self.desc)}</desc>\n'
            f"<style>{STYLE}</style>\n"
            '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
            'markerHeight="7" orient="auto-start-reverse">'
            '<path class="head" d="M0 0L10 5L0 10z"/></marker></defs>\n'
            f'<rect class="card" x="0.5" y="0.5" width="{w - 1}" '
            f'height="{_number(self.height - 1)}" rx="10"/>\n'
        )
        return head + "\n".join(self._parts) + "\n</svg>\n"

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        anchor: str = "middle",
        bold: bool = False,
        second: bool = False,
    ) -> None:
        """Lines of text, the first with its baseline at `y`; `anchor` is start, middle or end."""
        for number, line in enumerate(text.split("\n")):
            if line:
                self._parts.append(
                    self._text(x, y + number * size * 1.4, line, size, anchor, bold, second)
                )

    def _text(
        self, x: float, y: float, line: str, size: float, anchor: str, bold: bool, second: bool
    ) -> str:
        left = {"start": x, "middle": x - width(line, size, bold) / 2}.get(
            anchor, x - width(line, size, bold)
        )
        if left < 4 or left + width(line, size, bold) > WIDTH - 4 or not 12 < y < self.height - 3:
            raise ValueError(f"{self.title}: {line!r} leaves the picture")
        names = ("second" if second else "ink") + (" bold" if bold else "")
        return (
            f'<text class="{names}" x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" '
            f'text-anchor="{anchor}">{escape(line)}</text>'
        )

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        label: str = "",
        kind: str = "data",
        *,
        size: float = NORMAL,
        bold: bool | None = None,
        round_: float = 7,
        dash: bool = False,
    ) -> Box:
        """A box with its label in the middle.

        Of several lines the first is bold and the others are small, unless `bold` says otherwise.
        """
        lines = label.split("\n") if label else []
        several = len(lines) > 1
        sizes = [size if number == 0 or bold is not None else SMALL for number in range(len(lines))]
        strong = [
            bool(bold) if bold is not None else (several and number == 0)
            for number in range(len(lines))
        ]
        step = [s * 1.38 for s in sizes]
        if sum(step) > h + 1:
            raise ValueError(f"{self.title}: {label!r} is too high for its box")
        names = kind + (" dash" if dash else "")
        thick = {"train": 2.2, "none": 1}.get(kind, 1.5)
        parts = [
            f'<rect class="{names}" x="{_number(x)}" y="{_number(y)}" width="{_number(w)}" '
            f'height="{_number(h)}" rx="{_number(min(round_, w / 2, h / 2))}" '
            f'stroke-width="{thick}"/>'
        ]
        at = y + h / 2 - sum(step) / 2
        for line, s, high, b in zip(lines, sizes, step, strong, strict=True):
            if width(line, s, b) > w - 4:
                need = width(line, s, b) + 4
                raise ValueError(f"{self.title}: {line!r} needs {need:.0f} pixels, has {w:.0f}")
            parts.append(
                self._text(x + w / 2, at + high / 2 + s * 0.36, line, s, "middle", b, False)
            )
            at += high
        self._parts.append('<g class="box">' + "".join(parts) + "</g>")
        return Box(x, y, w, h)

    def frame(
        self, x: float, y: float, w: float, h: float, label: str = "", *, size: float = NORMAL
    ) -> Box:
        """A dashed frame around other things, with its label inside at the top left."""
        self._parts.append(
            f'<rect class="frame" x="{_number(x)}" y="{_number(y)}" width="{_number(w)}" '
            f'height="{_number(h)}" rx="10"/>'
        )
        if label:
            self.text(x + 12, y + 22, label, size=size, anchor="start", bold=True)
        return Box(x, y, w, h)

    def arrow(
        self, *points: Point, dash: bool = False, both: bool = False, head: bool = True
    ) -> None:
        """A line through the points with a head at its end."""
        data = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        marks = (' marker-end="url(#head)"' if head else "") + (
            ' marker-start="url(#head)"' if both else ""
        )
        names = "line" + (" dash" if dash else "")
        self._parts.append(f'<path class="{names}" d="{data}" stroke-width="1.6"{marks}/>')

    def curve(self, points: Sequence[Point], kind: str, *, dash: bool = False) -> None:
        """A plotted line."""
        data = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        names = f"curve-{kind}" + (" dash" if dash else "")
        self._parts.append(f'<path class="{names}" d="{data}" stroke-width="2.4"/>')

    def row(
        self,
        x: float,
        y: float,
        labels: Sequence[str],
        w: float,
        h: float,
        kind: str | Callable[[int], str] = "data",
        *,
        gap: float = 4,
        size: float = SMALL,
        down: bool = False,
    ) -> list[Box]:
        """Small boxes side by side, or below each other: tokens, vectors."""
        made = []
        for number, label in enumerate(labels):
            at = (x, y + number * (h + gap)) if down else (x + number * (w + gap), y)
            name = kind if isinstance(kind, str) else kind(number)
            made.append(self.box(*at, w, h, label, name, size=size, round_=4))
        return made

    def matrix(
        self,
        x: float,
        y: float,
        rows: int,
        columns: int,
        cell: float,
        kind: Callable[[int, int], str],
        label: Callable[[int, int], str] = lambda row, column: "",
        *,
        high: float | None = None,
        size: float = SMALL,
    ) -> Box:
        """Cells in rows and columns; returns the box around them."""
        high = cell if high is None else high
        for row in range(rows):
            for column in range(columns):
                self.box(
                    x + column * cell,
                    y + row * high,
                    cell - 2,
                    high - 2,
                    label(row, column),
                    kind(row, column),
                    size=size,
                    round_=2,
                )
        return Box(x, y, columns * cell - 2, rows * high - 2)

    def legend(
        self, y: float, entries: Sequence[tuple[str, str]], *, x: float | None = None
    ) -> None:
        """(kind, meaning) in one row, in the middle of the picture unless `x` says where."""
        total = sum(22 + width(text, SMALL) + 26 for _, text in entries) - 26
        at = (WIDTH - total) / 2 if x is None else x
        for kind, text in entries:
            self.box(at, y - 11, 16, 14, "", kind, round_=3)
            self.text(at + 22, y + 1, text, anchor="start", second=True)
            at += 22 + width(text, SMALL) + 26
