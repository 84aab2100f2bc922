"""Writes what was measured as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .corpus import Shape
from .facts import Speed
from .measure import Memory, Run, spread

Runs = Mapping[str, Sequence[Run]]


def head(python: str, cores: int, rounds: int) -> str:
    """What the numbers are and where they come from."""
    return (
        "# Speed\n\n"
        "Written by `make bench`; run it on a machine that does nothing else. All tools run in"
        " alternation on the same generated pages, after one unmeasured round; numbers are medians,"
        f" in brackets the smallest and the largest of {rounds} rounds. Python {python},"
        f" {cores} processors.\n"
    )


def _seconds(values: Sequence[float]) -> str:
    found = spread(values)
    return f"{found.median:.2f} s ({found.low:.2f}–{found.high:.2f})"


def peers(
    runs: Runs,
    sizes: Mapping[str, Memory],
    found: Mapping[str, str],
    missing: Mapping[str, str],
    stack: Sequence[str],
) -> str:
    """Cold runs of all tools; ratios are of paired rounds against rumdl."""
    lines = [
        "## Cold: 200 files of 40 KB, no cache\n",
        "| tool | time | processor time | times rumdl | memory | found |",
        "|---|---|---|---|---|---|",
    ]
    base = [run.wall for run in runs["rumdl"]] if "rumdl" in runs else []
    for name, rounds in runs.items():
        ratio = "—"
        if base:
            pairs = spread([run.wall / other for run, other in zip(rounds, base, strict=True)])
            ratio = f"{pairs.median:.2f} ({pairs.low:.2f}–{pairs.high:.2f})"
        lines.append(
            f"| {name} | {_seconds([run.wall for run in rounds])}"
            f" | {_seconds([run.cpu for run in rounds])} | {ratio}"
            f" | {sizes[name].resident:.0f} MB | {found[name]} |"
        )
    members = [name for name in stack if name in runs]
    if members:
        together = sum(spread([run.wall for run in runs[name]]).median for name in members)
        own = spread([run.wall for run in runs["qa-lint, all families"]]).median
        lines.append(
            f"\n{' + '.join(members)} together: {together:.2f} s; all families of qa-lint take"
            f" {own / together:.2f} of that.\n"
        )
    lines += [f"{name} could not be had: {reason}.\n" for name, reason in missing.items()]
    lines.append(
        "Memory is the largest sum of the resident sizes of a tool's processes at one moment.\n"
    )
    return "\n".join(lines)


def warm(corpora: Sequence[tuple[int, Runs]]) -> str:
    """Runs after a run, as multiples of an interpreter that does nothing."""
    lines = [
        "## Warm: after a run over the same files\n",
        "| files | run | time | times `python -c pass` |",
        "|---|---|---|---|",
    ]
    for files, runs in corpora:
        floor = spread([run.wall for run in runs["python -c pass"]]).median
        for name, rounds in runs.items():
            times = [run.wall for run in rounds]
            lines.append(
                f"| {files} | {name} | {_seconds(times)} | {spread(times).median / floor:.1f} |"
            )
    return "\n".join(lines) + "\n"


def growth(times: Sequence[tuple[str, Runs]], sizes: Sequence[tuple[Shape, Memory]]) -> str:
    """Processor time on 100, 200 and 400 files, and memory by corpus."""
    lines = [
        "## Growth: one process, processor time\n",
        "| family | 100 files | 200 files | 400 files | 200 / 100 | 400 / 200 |",
        "|---|---|---|---|---|---|",
    ]
    for family, runs in times:
        half, large, double = (
            spread([run.cpu for run in runs[name]]).median for name in ("half", "large", "double")
        )
        lines.append(
            f"| {family} | {half:.2f} s | {large:.2f} s | {double:.2f} s"
            f" | {large / half:.2f} | {double / large:.2f} |"
        )
    lines += [
        "\n## Memory, all families, cold\n",
        "| files | size of each | sum of resident | of proportional sizes |",
        "|---|---|---|---|",
    ]
    for shape, size in sizes:
        lines.append(
            f"| {shape.pages} | {shape.size // 1000} KB | {size.resident:.0f} MB"
            f" | {size.proportional:.0f} MB |"
        )
    return "\n".join(lines) + "\n"


def stages(parts: Mapping[str, float], rules: Mapping[str, float]) -> str:
    """Processor time by stage, family and rule."""
    lines = [
        "## Where the time goes: 200 files of 40 KB, one process\n",
        "| stage | seconds |",
        "|---|---|",
    ]
    lines += [f"| {name} | {seconds:.2f} |" for name, seconds in parts.items()]
    families: dict[str, float] = {}
    for name, seconds in rules.items():
        family = name.partition("/")[0]
        families[family] = families.get(family, 0.0) + seconds
    lines += [f"| rules of {name} | {seconds:.2f} |" for name, seconds in sorted(families.items())]
    lines += ["\n| rule | seconds |", "|---|---|"]
    for name, seconds in sorted(rules.items(), key=lambda item: -item[1]):
        lines.append(f"| {name} | {seconds:.3f} |")
    return "\n".join(lines) + "\n"


def facts(speeds: Sequence[Speed], growth: Mapping[int, float]) -> str:
    """Megabytes of visible text a second of processor time, and what more facts cost."""
    lines = [
        "## Facts: text matched in a second of processor time\n",
        "| pages | visible text | parsing | matching | of pages seen before | matching / parsing |",
        "|---|---|---|---|---|---|",
    ]
    for speed in speeds:
        size = speed.size / 1e6
        lines.append(
            f"| {speed.name} | {size:.2f} MB | {size / speed.parse:.1f} MB/s"
            f" | {size / speed.match:.1f} MB/s | {size / speed.again:.1f} MB/s"
            f" | {speed.match / speed.parse:.1f} |"
        )
    (few, short), (many, long) = sorted(growth.items())
    lines.append(f"\n{many} facts take {long / short:.2f} times as long as {few}.\n")
    return "\n".join(lines)
