"""Measure the typos family: `make bench-typos REPAIRS=FILE CLEAN="FOLDER ..."`.

REPAIRS is a file with one JSON object a line: `kind`, `before`, `wrong`, `right`, `after`, `repo`.
CLEAN are folders of Markdown that nobody complained about; what is found there counts as false, so
that the numbers are a lower bound of the precision: found-in-clean-text.tsv is for reading one by
one. Written to the output folder: report.md, thresholds.tsv, curve.svg, found-in-clean-text.tsv.
With --record the measurement goes into the file that holds the thresholds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from qa_lint.rule import Rule
from qa_lint.spelling.model import verdict

from . import curve
from .measure import HAN, Hit, Repair, clean, hits, is_found, is_right, repairs

_CHINESE = ("typos/chinese", "typos/chinese-hint")
_CURATED = 50.0  # findings without a score of their own


class Measured(NamedTuple):
    """What the rules found: in the lines with a typo, in the repaired ones, in clean text."""

    repairs: list[Repair]
    found: list[list[Hit]]
    repaired: list[tuple[Repair, Hit]]
    repaired_han: int
    clean: list[tuple[Path, str, Hit]]
    clean_han: int


def measure(lines: list[Repair], folders: list[Path], characters: int) -> Measured:
    """Run all rules of the family, the hints too."""
    checks = ["typos", "typos/chinese-hint"]
    found = [[h for h in hits(line.written, checks) if is_found(line, h)] for line in lines]
    repaired = [(line, hit) for line in lines for hit in hits(line.meant, checks)]
    repaired_han = sum(len(HAN.findall(line.meant)) for line in lines)
    in_clean, clean_han = _in_clean(checks, folders, characters)
    return Measured(lines, found, repaired, repaired_han, in_clean, clean_han)


def _in_clean(
    checks: list[Rule], folders: list[Path], characters: int
) -> tuple[list[tuple[Path, str, Hit]], int]:
    found = []
    han = 0
    for path, text in clean(folders, characters):
        han += len(HAN.findall(text))
        for hit in hits(text, checks):
            around = text[max(0, hit.start - 15) : hit.start] + "【" + text[hit.start : hit.end]
            found.append((path, around + "】" + text[hit.end : hit.end + 15], hit))
    return found, han


def report(measured: Measured) -> str:
    """Recall by kind, whether suggestions are right, and false alarms by rule, as Markdown."""
    rows = ["| kind | repairs | found | recall | first suggestion right |", "|---|--:|--:|--:|--:|"]
    total, seen, right = Counter[str](), Counter[str](), Counter[str]()
    for line, found in zip(measured.repairs, measured.found, strict=True):
        warnings = [hit for hit in found if hit.severity != "info"]
        total[line.kind] += 1
        seen[line.kind] += bool(warnings)
        right[line.kind] += any(is_right(line, hit) for hit in warnings)
    for kind in sorted(total):
        share, good = _percent(seen[kind], total[kind]), _percent(right[kind], seen[kind])
        rows.append(f"| {kind} | {total[kind]} | {seen[kind]} | {share} | {good} |")
    rows += ["", "| findings (no info) | number | per 10,000 Chinese characters |", "|---|--:|--:|"]
    rows += _alarms("repaired lines", (h for _, h in measured.repaired), measured.repaired_han)
    rows += _alarms("clean text", (h for _, _, h in measured.clean), measured.clean_han)
    return "\n".join(rows) + "\n"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


def _alarms(where: str, found: Iterable[Hit], han: int) -> list[str]:
    by_rule = Counter(hit.rule for hit in found if hit.severity != "info")
    rows = [("all", sum(by_rule.values())), *sorted(by_rule.items())]
    return [f"| {where}: {name} | {n} | {n / max(1, han) * 10_000:.2f} |" for name, n in rows]


def points(measured: Measured) -> list[curve.Point]:
    """Recall of wrong Chinese characters and false alarms at each threshold, highest first."""
    scores: dict[str, list[float]] = defaultdict(list)
    wrong = 0
    for line, found in zip(measured.repairs, measured.found, strict=True):
        if line.kind == "zh-sub":
            wrong += 1
            best = max((_score(hit) for hit in found if hit.rule in _CHINESE), default=None)
            if best is not None:
                scores["found"].append(best)
    scores["repaired"] = [_score(h) for _, h in measured.repaired if h.rule in _CHINESE]
    scores["clean"] = [_score(h) for _, _, h in measured.clean if h.rule in _CHINESE]
    least = float(verdict.settings()["hint"])
    made = []
    for step in range(80, round(least * 10) - 1, -1):
        at = step / 10
        found, false, in_clean = (
            sum(score >= at for score in scores[name]) for name in ("found", "repaired", "clean")
        )
        made.append(
            curve.Point(
                at,
                found / max(1, wrong),
                found / max(1, found + false),
                in_clean / max(1, measured.clean_han) * 10_000,
            )
        )
    return made


def _score(hit: Hit) -> float:
    return min(hit.score, _CURATED)


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(prog="bench-typos", description=__doc__)
    parser.add_argument("--repairs", type=Path, required=True, metavar="FILE")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, metavar="FOLDER")
    parser.add_argument("--characters", type=int, default=500_000, metavar="N")
    parser.add_argument("--output", type=Path, default=Path("bench/out/typos"), metavar="FOLDER")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    measured = measure(repairs(options.repairs), options.clean, options.characters)
    options.output.mkdir(parents=True, exist_ok=True)
    text = report(measured)
    (options.output / "report.md").write_text(text, encoding="utf-8")
    table = points(measured)
    (options.output / "thresholds.tsv").write_text(curve.table(table), encoding="utf-8")
    curve.draw(table, float(verdict.settings()["garbles"]["warning"]), options.output / "curve.svg")
    rows = (
        f"{hit.rule}\t{hit.severity}\t{hit.score:.2f}\t{around!r}\t{hit.suggestion}\t{path}\n"
        for path, around, hit in measured.clean
    )
    (options.output / "found-in-clean-text.tsv").write_text("".join(rows), encoding="utf-8")
    print(text + f"\nwritten to {options.output}")
    if options.record:
        record(measured, table)


def record(measured: Measured, table: list[curve.Point]) -> None:
    """Write what was measured at the thresholds beside them."""
    settings = dict(verdict.settings())
    settings["measured"] = {
        "repairs": sum(line.kind == "zh-sub" for line in measured.repairs),
        "clean_characters": measured.clean_han,
        "rows": [
            {name: round(value, 3) for name, value in point._asdict().items()}
            for point in table
            if point.threshold in (settings["garbles"]["warning"], settings["hint"])
            or point.threshold % 1 == 0
        ],
    }
    Path(verdict.PATH).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
