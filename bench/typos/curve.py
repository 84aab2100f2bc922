"""The curve and the table of thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Point(NamedTuple):
    """What holds when the model's findings count from a score on.

    Recall and precision are shares of the wrong characters of the repairs, the latter with what is
    found in the repaired lines counted as false; `false_alarms` are per 10,000 Chinese characters
    of clean text.
    """

    threshold: float
    recall: float
    precision: float
    false_alarms: float


def table(points: list[Point]) -> str:
    """Tab-separated rows, the highest threshold first."""
    head = "threshold\trecall\tprecision\tfalse alarms per 10,000\n"
    return head + "".join(
        f"{p.threshold:.1f}\t{p.recall:.3f}\t{p.precision:.3f}\t{p.false_alarms:.2f}\n"
        for p in points
    )


def draw(points: list[Point], warning: float, path: Path) -> None:
    """Draw precision and false alarms against recall; a mark shows the threshold of warnings."""
    import matplotlib

    matplotlib.use("svg")
    # The same numbers give the same file.
    matplotlib.rcParams["svg.hashsalt"] = "qa-lint"
    from matplotlib import pyplot

    chosen = min(points, key=lambda point: abs(point.threshold - warning))
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4), layout="constrained")
    recall = [point.recall for point in points]
    left.plot(recall, [point.precision for point in points])
    left.plot([chosen.recall], [chosen.precision], "o")
    left.set(xlabel="recall", ylabel="precision on the repairs", ylim=(0, 1.02))
    right.plot(recall, [point.false_alarms for point in points])
    right.plot([chosen.recall], [chosen.false_alarms], "o", label=f"warning from {warning}")
    right.set(xlabel="recall", ylabel="findings per 10,000 characters of clean text")
    right.legend()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
