"""The benchmark: install the peers, make the corpora, measure in alternation, write RESULTS.md."""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys

from . import corpus, facts, measure, peers, report, stages

_HERE = os.path.dirname(os.path.abspath(__file__))
_QA_LINT = [sys.executable, "-m", "qa_lint", "check"]
STRUCTURE = "anchors,images,headings,links"
FAMILIES = ("anchors", "images", "headings", "links", "typos", "facts")
PARTS = ("peers", "warm", "growth", "stages", "facts")
STACK = ("rumdl", "lychee", "cspell", "autocorrect")


def main() -> None:
    """Run everything, or what the options leave."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--out", default=os.path.join(_HERE, "out"), help="folder for all files")
    options.add_argument("--results", default=os.path.join(_HERE, "RESULTS.md"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", choices=PARTS, action="append")
    options.add_argument(
        "--folder", action="append", default=[], help="one more folder of pages for --only facts"
    )
    chosen = options.parse_args()
    only = chosen.only or list(PARTS)
    out = os.path.abspath(chosen.out)
    os.makedirs(out, exist_ok=True)
    bench = Bench(out, chosen.rounds)
    parts = [report.head(platform.python_version(), os.cpu_count() or 1, chosen.rounds)]
    if "peers" in only:
        parts.append(bench.peers())
    if "warm" in only:
        parts.append(bench.warm())
    if "growth" in only:
        parts.append(bench.growth())
    if "stages" in only:
        parts.append(bench.stages())
    if "facts" in only:
        parts.append(bench.facts(chosen.folder))
    with open(chosen.results, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
    print(f"wrote {chosen.results}")


class Bench:
    """The measurements; `out` holds corpora, peers and the cache."""

    def __init__(self, out: str, rounds: int) -> None:
        self.out = out
        self.rounds = rounds
        self.environment = {**os.environ, "QA_LINT_CACHE_DIR": os.path.join(out, "cache")}
        self.environment["LC_ALL"] = "C.UTF-8"

    def corpus(self, name: str) -> str:
        """The folder of a corpus, made if it is missing."""
        return corpus.make(corpus.SHAPES[name], os.path.join(self.out, "corpora"))

    def _run(self, command: list[str], folder: str) -> measure.Run:
        return measure.run(command, folder, self.environment)

    def peers(self) -> str:
        """Cold runs on 200 pages of 40 KB against every peer."""
        folder = self.corpus("large")
        tools = peers.install(self.out, lambda text: print(text, file=sys.stderr))
        subjects = {
            "qa-lint, anchors images headings links": [
                *_QA_LINT,
                "--no-cache",
                "--select",
                STRUCTURE,
            ],
            "qa-lint, all families": [*_QA_LINT, "--no-cache"],
            **{tool.name: tool.command for tool in tools if tool.command},
        }
        runs = measure.alternate(
            {n: lambda c=c: self._run(c, folder) for n, c in subjects.items()}, self.rounds, 1
        )
        sizes = {n: measure.memory(c, folder, self.environment) for n, c in subjects.items()}
        found = {name: _found(name, rounds[-1].output) for name, rounds in runs.items()}
        missing = {tool.name: tool.missing for tool in tools if tool.missing}
        return report.peers(runs, sizes, found, missing, STACK)

    def warm(self) -> str:
        """Runs where nothing, or one file, has changed, against an interpreter that does nothing."""
        lines = []
        for name in ("many", "small"):
            folder = self.corpus(name)
            self._run(_QA_LINT, folder)
            page = os.path.join(folder, "part000", "page00007.md")
            runs = measure.alternate(
                {
                    "python -c pass": lambda f=folder: self._run([sys.executable, "-c", "pass"], f),
                    "nothing changed": lambda f=folder: self._run(_QA_LINT, f),
                    "one file changed": lambda f=folder, p=page: self._changed(p, f),
                },
                self.rounds,
                1,
            )
            lines.append((corpus.SHAPES[name].pages, runs))
        return report.warm(lines)

    def _changed(self, page: str, folder: str) -> measure.Run:
        with open(page, "a", encoding="utf-8") as file:
            file.write("\n又一段文字。\n")
        return self._run(_QA_LINT, folder)

    def growth(self) -> str:
        """Time of each family on a corpus and on its double; memory from 2,000 to 20,000 files."""
        times = []
        for family in (*FAMILIES, STRUCTURE, ""):
            select = ["--select", family] if family else []
            command = [*_QA_LINT, "--no-cache", "--jobs", "1", *select]
            runs = measure.alternate(
                {
                    name: lambda c=command, n=name: self._run(c, self.corpus(n))
                    for name in ("half", "large", "double")
                },
                max(3, self.rounds // 2),
                0,
            )
            times.append((family or "all", runs))
        sizes = []
        for name in ("large", "many", "small", "single"):
            shape = corpus.SHAPES[name]
            command = [*_QA_LINT, "--no-cache"]
            sizes.append((shape, measure.memory(command, self.corpus(name), self.environment)))
        return report.growth(times, sizes)

    def stages(self) -> str:
        """Processor time by stage and by rule."""
        folder = self.corpus("large")
        return report.stages(stages.stages(folder), stages.rules(folder))

    def facts(self, folders: list[str]) -> str:
        """Matching of facts on the project's own pages, the large corpus and what is given."""
        large = self.corpus("large")
        content = os.path.join(os.path.dirname(_HERE), "content")
        named = [("content/", content), ("large", large)]
        named += [(os.path.basename(os.path.normpath(folder)), folder) for folder in folders]
        speeds = facts.speeds(named, self.rounds)
        return report.facts(speeds, facts.growth(content, self.rounds))


def _found(name: str, output: str) -> str:
    """How many findings a tool says it has, or how many lines it wrote."""
    patterns = {
        "rumdl": r"Found ([\d,]+) issues",
        "markdownlint-cli2": r"Summary: ([\d,]+) error",
        "cspell": r"Issues found: ([\d,]+)",
        "lychee": r"🚫 ([\d,]+) Errors?",
        "autocorrect": r"Error: ([\d,]+)",
    }
    if name.startswith("qa-lint"):
        match = re.search(r"files checked: (.*)", output)
        return match.group(1) if match else "?"
    match = re.search(patterns.get(name, "$^"), output)
    return match.group(1) if match else f"{len(output.splitlines())} lines"


main()
