"""Where the problems are, as rectangles: folders that hold files that hold questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import squarify

from ..finding import Finding, Severity
from ..reporters import clean
from .batch import Batch, score

#: More rectangles than this cannot be told apart; the smallest become one.
_MAX_TILES = 60
_MAX_FOLDERS = 16
_MIN_WIDTH, _MIN_HEIGHT = 34, 16
_REST = "…"


class Tile(NamedTuple):
    """A rectangle of the drawing; `target` is what the page shows for it, "" for nothing.

    `kind` is "folder", "file", "question", or "rest" for several that are too small to draw;
    `severity` the worst in it; `label` is cut to the width.
    """

    x: float
    y: float
    width: float
    height: float
    kind: str
    severity: str
    label: str
    title: str
    target: str
    share: int  # of the worst tile's score, in tenths: how strong the colour is


class _Leaf(NamedTuple):
    label: str
    title: str
    target: str
    findings: list[Finding]


def treemap(batch: Batch, width: int, height: int) -> list[Tile]:
    """Tiles for a drawing of the given size; the area of each is its score."""
    by_page: dict[str, list[Finding]] = {}
    for item in batch.report.findings:
        by_page.setdefault(item.path, []).append(item)
    if not by_page:
        return []
    if len(by_page) <= 3:
        folders = {path: _questions(batch, items) for path, items in by_page.items()}
        kind = "question"
    else:
        folders = _by_folder(by_page)
        kind = "file"
    return _layout(_fewer(folders), width, height, kind)


def _by_folder(by_page: Mapping[str, list[Finding]]) -> dict[str, list[_Leaf]]:
    """Files by folder: a heavy folder is split into its subfolders while there is room."""
    leaves = [
        _Leaf(path.rpartition("/")[2], path, f"path={path}", items)
        for path, items in by_page.items()
    ]
    folders = {"": leaves}
    total = _weight(leaves)
    whole: set[str] = set()
    while True:
        ordered = sorted(folders, key=lambda name: (-_weight(folders[name]), name))
        for name in ordered:
            if name in whole:
                continue
            parts = _children(name, folders[name])
            heavy = _weight(folders[name]) * 3 > total
            if len(parts) + len(folders) - 1 <= _MAX_FOLDERS or heavy:
                del folders[name]
                folders.update(parts)
                whole.add(name)  # what is left under this name are its own files
                break
            whole.add(name)
        else:
            return folders


def _children(folder: str, leaves: Sequence[_Leaf]) -> dict[str, list[_Leaf]]:
    start = len(folder) + 1 if folder else 0
    made: dict[str, list[_Leaf]] = {}
    for leaf in leaves:
        path = leaf.title
        name, slash, _ = path[start:].partition("/")
        made.setdefault(path[:start] + name if slash else folder, []).append(leaf)
    return made


def _questions(batch: Batch, items: Sequence[Finding]) -> list[_Leaf]:
    found: dict[int, list[Finding]] = {}
    for item in items:
        found.setdefault(batch.question_of(item), []).append(item)
    leaves = []
    for index, inside in found.items():
        question = batch.questions[index]
        title = question.title or "—"
        target = f"question={question.path}:{question.line}"
        leaves.append(_Leaf(title, title, target, inside))
    return leaves


def _weight(leaves: Sequence[_Leaf]) -> int:
    return sum(score(leaf.findings) for leaf in leaves)


def _fewer(folders: dict[str, list[_Leaf]]) -> list[tuple[str, list[_Leaf]]]:
    """The heaviest folders and in each the heaviest leaves; the rest of each is one leaf."""
    ordered = sorted(folders.items(), key=lambda entry: (-_weight(entry[1]), entry[0]))
    if len(ordered) > _MAX_FOLDERS:
        rest = [leaf for _, leaves in ordered[_MAX_FOLDERS - 1 :] for leaf in leaves]
        ordered = [*ordered[: _MAX_FOLDERS - 1], (_REST, _merged(rest, 0))]
    total = sum(_weight(leaves) for _, leaves in ordered)
    made = []
    for name, leaves in ordered:
        room = max(1, round(_MAX_TILES * _weight(leaves) / total))
        made.append((name, _merged(leaves, room)))
    return made


def _merged(leaves: Sequence[_Leaf], room: int) -> list[_Leaf]:
    ordered = sorted(leaves, key=lambda leaf: (-score(leaf.findings), leaf.target))
    if len(ordered) <= room:
        return ordered
    kept = ordered[: max(0, room - 1)]
    rest = [item for leaf in ordered[max(0, room - 1) :] for item in leaf.findings]
    return [*kept, _Leaf(f"+{len(ordered) - len(kept)}", "…", "", rest)]


def _layout(
    folders: Sequence[tuple[str, list[_Leaf]]], width: int, height: int, kind: str
) -> list[Tile]:
    top = max(score(leaf.findings) for _, leaves in folders for leaf in leaves)
    tiles: list[Tile] = []
    for (name, leaves), box in zip(
        folders,
        _boxes([_weight(leaves) for _, leaves in folders], 0, 0, width, height),
        strict=True,
    ):
        x, y, w, h = box
        head = 18 if h > 40 and w > 50 else 0
        if head:
            label = _fit(name or ".", w - 8)
            target = f"path={name}" if kind == "question" else f"folder={name}"
            # The files of a folder whose subfolders are drawn elsewhere cannot be selected alone.
            above = any(other.startswith(name + "/") for other, _ in folders if name)
            target = "" if name == _REST or above else target
            tiles.append(Tile(x, y, w, head, "folder", "", label, clean(name) or ".", target, 0))
        inner = _boxes([score(leaf.findings) for leaf in leaves], x, y + head, w, h - head)
        for leaf, (lx, ly, lw, lh) in zip(leaves, inner, strict=True):
            worst = max(item.severity for item in leaf.findings)
            label = _fit(leaf.label, lw - 10) if lw > _MIN_WIDTH and lh > _MIN_HEIGHT else ""
            share = max(1, round(10 * score(leaf.findings) / top))
            title = f"{leaf.title} ({_counts(leaf.findings)})"
            kind_ = kind if leaf.target else "rest"
            tile = Tile(lx, ly, lw, lh, kind_, worst.label, label, clean(title), leaf.target, share)
            tiles.append(tile)
    return tiles


def _counts(findings: Sequence[Finding]) -> str:
    counts = [(level.label, sum(f.severity == level for f in findings)) for level in Severity]
    return ", ".join(f"{label} {count}" for label, count in reversed(counts) if count)


def _boxes(
    weights: Sequence[int], x: float, y: float, width: float, height: float
) -> list[tuple[float, float, float, float]]:
    """Rectangles for weights, in their order; squarify wants the largest first."""
    order = sorted(range(len(weights)), key=lambda index: -weights[index])
    sizes = squarify.normalize_sizes([weights[index] for index in order], width, height)
    made = squarify.squarify(sizes, x, y, width, height)
    boxes: list[tuple[float, float, float, float]] = [(0, 0, 0, 0)] * len(weights)
    for index, box in zip(order, made, strict=True):
        boxes[index] = tuple(round(box[name], 1) for name in ("x", "y", "dx", "dy"))
    return boxes


def _fit(text: str, width: float) -> str:
    """The text cut to a width in pixels, at 12 px: Chinese characters are twice as wide."""
    text = clean(text)
    room = width / 7
    for index, char in enumerate(text):
        room -= 1.9 if ord(char) > 0x2E80 else 1
        if room < 0:
            return text[: max(0, index - 1)] + "…" if index > 2 else ""
    return text
