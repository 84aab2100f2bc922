"""The trend as stacked columns: their geometry, which the page's template draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .history import Point

WIDTH, HEIGHT = 720, 200
_LEFT, _BOTTOM, _TOP = 44, 30, 12
_MAX_COLUMNS = 60


class Part(NamedTuple):
    """One severity of a column."""

    severity: str
    y: float
    height: float


class Column(NamedTuple):
    """A point in time: its parts from the bottom up, and a label where there is room for one."""

    x: float
    width: float
    parts: list[Part]
    label: str
    title: str


class Chart(NamedTuple):
    """The drawing; `lines` are (y, value) of the grid."""

    width: int
    height: int
    left: int
    base: int
    columns: list[Column]
    lines: list[tuple[float, int]]


def chart(points: Sequence[Point]) -> Chart | None:
    """Columns for the newest points; None where there are fewer than two."""
    shown = list(points)[-_MAX_COLUMNS:]
    if len(shown) < 2:
        return None
    base = HEIGHT - _BOTTOM
    top = _rounded(max(1, *(point.total for point in shown)))
    scale = (base - _TOP) / top
    step = (WIDTH - _LEFT) / len(shown)
    every = -(-len(shown) // 8)
    columns = []
    for index, point in enumerate(shown):
        y = float(base)
        parts = []
        for severity in ("error", "warning", "info"):
            height = getattr(point, severity + "s") * scale
            y -= height
            if height:
                parts.append(Part(severity, round(y, 1), round(height, 1)))
        newest_first = len(shown) - 1 - index
        label = _label(point) if newest_first % every == 0 else ""
        name = " ".join(
            part for part in (point.date[:10], point.label or point.commit[:12]) if part
        )
        title = f"{name}: {point.errors} + {point.warnings} + {point.infos} = {point.total}"
        x = round(_LEFT + index * step + step * 0.12, 1)
        columns.append(Column(x, round(step * 0.76, 1), parts, label, title))
    lines = [(round(base - value * scale, 1), value) for value in {0, top // 2, top}]
    return Chart(WIDTH, HEIGHT, _LEFT, base, columns, sorted(lines))


def _label(point: Point) -> str:
    """A tag's name, else month and day."""
    if point.label and not point.commit.startswith(point.label):
        return point.label[:12]
    return point.date[5:10]


def _rounded(value: int) -> int:
    """The next number that reads well, so that its half is whole."""
    size: int = 10 ** max(0, len(str(value)) - 1)
    for factor in (1, 2, 4, 6, 8, 10):
        if factor * size >= value:
            return max(2, factor * size)
    return 10 * size
