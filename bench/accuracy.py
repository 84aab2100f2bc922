"""How often findings are right on real text: run, draw a sample to read, and count the verdicts.

    python bench/accuracy.py draw FOLDER --size 60 --rule typos/english --output sample.jsonl
    ... write "true", "false" or "unsure" and a cause into each line's "verdict" and "cause" ...
    python bench/accuracy.py count sample.jsonl ...

FOLDER holds repositories, one a folder. Each is checked by its own working tree with every family.
A draw is reproducible: the same findings, size and seed give the same sample. What is drawn holds
text of the repositories and stays out of the project; what `count` prints may be kept.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Finding = dict[str, Any]

#: Characters of the source line shown on each side of a finding.
_AROUND = 60


def findings_of(repository: Path, arguments: list[str]) -> list[Finding]:
    """All findings in a repository, each with its repository's name; problems go to stderr."""
    command = [sys.executable, "-m", "qa_lint", "check", "--format", "json", "--lang", "en"]
    run = subprocess.run(
        [*command, "--fail-on", "never", *arguments], cwd=repository, capture_output=True, text=True
    )
    if run.returncode not in (0, 3):
        raise SystemExit(f"{repository.name}: {run.stderr.strip()}")
    output = json.loads(run.stdout)
    for problem in output["problems"]:
        print(f"{repository.name}: {problem}", file=sys.stderr)
    return [{"repository": repository.name, **found} for found in output["findings"]]


def shown(repository: Path, found: Finding) -> str:
    """The source line around a finding, the place between brackets."""
    lines = (repository / found["path"]).read_text("utf-8", "replace").split("\n")
    line = lines[found["line"] - 1] if found["line"] <= len(lines) else ""
    start = found["column"] - 1
    end = found["end_column"] - 1 if found["end_line"] == found["line"] else len(line)
    left, right = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    return f"{left}\u27e6{line[start:end]}\u27e7{right}"


def draw(options: argparse.Namespace) -> None:
    """Write a random sample of findings, a JSON object a line, and print the counts."""
    chosen = options.repository or sorted(p.name for p in options.folder.iterdir() if p.is_dir())
    arguments = ["--no-cache", *(["--select", options.select] if options.select else [])]
    found: list[Finding] = []
    for name in chosen:
        found += findings_of(options.folder / name, arguments)
    counts = collections.Counter((f["rule"], f["severity"]) for f in found)
    for (rule, severity), count in sorted(counts.items()):
        print(f"{rule:<30} {severity:<8} {count}")
    pool = [f for f in found if not options.rule or f["rule"] in options.rule.split(",")]
    if options.severity:
        pool = [f for f in pool if f["severity"] in options.severity.split(",")]
    pool.sort(key=lambda f: (f["repository"], f["path"], f["line"], f["column"], f["rule"]))
    random.Random(options.seed).shuffle(pool)
    drawn: collections.Counter[str] = collections.Counter()
    sample = []
    for found_ in pool:
        if len(sample) < options.size and drawn[found_["rule"]] < options.each:
            drawn[found_["rule"]] += 1
            sample.append(found_)
    with options.output.open("w", encoding="utf-8") as file:
        for found_ in sorted(sample, key=lambda f: (f["rule"], f["repository"], f["path"])):
            row = {
                "rule": found_["rule"],
                "severity": found_["severity"],
                "place": f"{found_['repository']}/{found_['path']}:{found_['line']}",
                "message": found_["message"],
                "suggestion": found_["suggestion"],
                "text": shown(options.folder / found_["repository"], found_),
                "verdict": "",
                "cause": "",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows(paths: list[Path]) -> Iterator[Finding]:
    """The lines of sample files that have a verdict."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["verdict"]:
                yield row


def count(options: argparse.Namespace) -> None:
    """Print a table of the verdicts by rule, and how often each cause of a false one occurs."""
    verdicts: dict[str, collections.Counter[str]] = {}
    causes: collections.Counter[tuple[str, str]] = collections.Counter()
    for row in rows(options.samples):
        verdicts.setdefault(row["rule"], collections.Counter())[row["verdict"]] += 1
        if row["verdict"] == "false":
            causes[row["rule"], row["cause"]] += 1
    print("| rule | read | right | wrong | unsure | precision |\n|---|---|---|---|---|---|")
    for rule, seen in sorted(verdicts.items()):
        sure = seen["true"] + seen["false"]
        share = f"{seen['true'] / sure:.0%}" if sure else ""
        total = sum(seen.values())
        cells = (rule, total, seen["true"], seen["false"], seen["unsure"], share)
        print("| " + " | ".join(map(str, cells)) + " |")
    for (rule, cause), times in sorted(causes.items(), key=lambda item: (-item[1], item[0])):
        print(f"- {rule}: {cause} ({times})")


def main() -> int:
    """Parse the command line and run `draw` or `count`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("draw", help="check repositories and draw a sample to read")
    one.add_argument("folder", type=Path)
    one.add_argument("--repository", action="append", help="only this one; may be repeated")
    one.add_argument("--select", default="", help="families and rules to run, as in qa-lint check")
    one.add_argument("--rule", default="", help="draw findings of these rules only")
    one.add_argument("--severity", default="", help="draw findings of these severities only")
    one.add_argument("--size", type=int, default=60)
    one.add_argument("--each", type=int, default=1_000, help="at most so many of one rule")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--output", type=Path, required=True)
    one.set_defaults(run=draw)
    two = commands.add_parser("count", help="count the verdicts of samples that were read")
    two.add_argument("samples", type=Path, nargs="+")
    two.set_defaults(run=count)
    options = parser.parse_args()
    options.run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
