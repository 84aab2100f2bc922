"""Where an SVG picture's texts, boxes and lines are, measured without its drawing code."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from typing import NamedTuple

NS = "{http://www.w3.org/2000/svg}"
LATIN, THIN = 0.6, 0.35  # the mean width of a letter, and of a blank or a bar, in em


class Area(NamedTuple):
    """A rectangle from its left top to its right bottom."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""

    def shrunk(self, by: float) -> Area:
        return Area(self.left + by, self.top + by, self.right - by, self.bottom - by, self.name)

    def overlaps(self, other: Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Area) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Line(NamedTuple):
    """One straight piece of a path."""

    a: tuple[float, float]
    b: tuple[float, float]

    def crosses(self, area: Area) -> bool:
        """Whether a part of the line lies within the area (clipping after Liang and Barsky)."""
        low, high = 0.0, 1.0
        dx, dy = self.b[0] - self.a[0], self.b[1] - self.a[1]
        for step, room in (
            (-dx, self.a[0] - area.left),
            (dx, area.right - self.a[0]),
            (-dy, self.a[1] - area.top),
            (dy, area.bottom - self.a[1]),
        ):
            if step == 0:
                if room <= 0:
                    return False
            elif step < 0:
                low = max(low, room / step)
            else:
                high = min(high, room / step)
        return low < high


def _ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return THIN if char in " |" else LATIN


def _text_area(node: ElementTree.Element) -> Area:
    text = node.text or ""
    size = float(node.get("font-size", "0"))
    ems = sum(_ems(char) for char in text)
    x, y, wide = float(node.get("x", "0")), float(node.get("y", "0")), ems * size
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.get("text-anchor", "start")]
    return Area(left, y - 0.82 * size, left + wide, y + 0.18 * size, text)


def _rectangle(node: ElementTree.Element) -> Area:
    x, y, w, h = (float(node.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + w, y + h, node.get("class", ""))


def _lines(node: ElementTree.Element) -> list[Line]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", node.get("d", ""))]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [Line(a, b) for a, b in pairwise(points)]


def _edges(area: Area) -> list[Line]:
    corners = [
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (area.left, area.bottom),
        (area.left, area.top),
    ]
    return [Line(a, b) for a, b in pairwise(corners)]


def defects(root: ElementTree.Element) -> list[str]:
    """What a reader would stumble over, one line each; empty for a good picture."""
    _, _, width, height = map(float, root.get("viewBox", "0 0 0 0").split())
    page = Area(0, 0, width, height)
    labels: list[tuple[Area, Area]] = []  # a text and the box it stands in
    boxes: list[Area] = []
    for group in root.iter(f"{NS}g"):
        box = _rectangle(group.find(f"{NS}rect"))  # type: ignore[arg-type]
        boxes.append(box)
        labels += [(_text_area(node), box) for node in group.iter(f"{NS}text")]
    loose = [_text_area(node) for node in root.findall(f"{NS}text")]
    texts = [text for text, _ in labels] + loose
    frames = [
        _rectangle(node) for node in root.findall(f"{NS}rect") if node.get("class") == "frame"
    ]
    lines = [line for node in root.findall(f"{NS}path") for line in _lines(node)]
    found = [f"{text.name!r} leaves the picture" for text in texts if not text.inside(page)]
    found += [f"{text.name!r} does not fit its box" for text, box in labels if not text.inside(box)]
    for a, b in combinations(texts, 2):
        if a.shrunk(0.5).overlaps(b):
            found.append(f"{a.name!r} overlaps {b.name!r}")
    for text in loose:
        if any(text.shrunk(1).overlaps(box) for box in boxes):
            found.append(f"{text.name!r} lies on a box")
    for a, b in combinations(boxes, 2):
        if a.shrunk(0.5).overlaps(b):
            found.append(f"boxes overlap at {b[:2]}")
    for frame in frames:
        found += [
            f"{text.name!r} lies on a frame"
            for text in texts
            if any(edge.crosses(text) for edge in _edges(frame))
        ]
    for line in lines:
        if not all(0 <= x <= width and 0 <= y <= height for x, y in line):
            found.append(f"the line {line.a} to {line.b} leaves the picture")
        found += [f"a line crosses {text.name!r}" for text in texts if line.crosses(text)]
        found += [
            f"the line {line.a} to {line.b} runs through the box at {box[:2]}"
            for box in boxes
            if line.crosses(box.shrunk(3))
        ]
    return found
