"""Run the check and gather everything that the outputs of a report show."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .. import baseline, engine
from ..commands import common
from ..config import ConfigError
from ..finding import Finding
from ..git import GitError, find_root
from ..reporters import Report
from ..source import NotText, Source, decode
from . import assign, blame, facts_use, history, repository, trend
from .batch import Batch, Command, path_to_root
from .blame import Blame
from .history import Point
from .questions import Index


class Wanted(NamedTuple):
    """What a report is asked for beyond the check; "" and 0 leave a part out.

    `assign` is "", "auto", "codeowners", "author" or "folder".
    """

    title: str = ""
    baseline: str = ""
    history: str = ""
    trend: int = 0
    tags: bool = False
    blame: bool = False
    assign: str = ""
    lang: str = "en"
    command: Command = Command()
    progress: Callable[[int, int], None] | None = None


def collect(options: engine.Options, wanted: Wanted, started: float) -> Batch:
    """Check and gather; raises ConfigError. Nothing is written."""
    now = datetime.datetime.now().astimezone().replace(microsecond=0)
    result = engine.run(options)
    root = result.root
    found = list(common.relative_findings(result.findings, root))
    known: list[Finding] = []
    if wanted.baseline:
        new = baseline.split(found, baseline.read(wanted.baseline))[0]
        kept = {item.fingerprint for item in new}
        known = [item for item in found if item.fingerprint not in kept]
        found = new
    suppressed = list(common.relative_findings(result.suppressed, root))
    to_root = path_to_root(root)
    where = repository.read(root)
    who = _blame(root, [*found, *known], to_root) if wanted.blame or wanted.assign else {}
    index = _index(result, root)
    for item in (*found, *known, *suppressed):  # pages that are not the project's own
        index.find(item.path, item.place.line)
    use = facts_use.facts_use(result.project, {rule.id for rule in result.rules}, now.date())
    points, past = _trend(options, wanted, result, found, where.commit, now)
    groups = assign.groups(found, wanted.assign, root, to_root, who) if wanted.assign else []
    report = Report(
        found, suppressed, result.problems, result.files, time.perf_counter() - started,
        wanted.lang, result.rules, line_reader(),
    )  # fmt: skip
    title = wanted.title or _title(where.name, wanted.lang)
    return Batch(
        report, known, result.project, where, title, now.isoformat(), wanted.command, to_root,
        index.all, index.of, _shown(use, root), points, who if wanted.blame else {}, groups,
        options.since, wanted.baseline, past,
    )  # fmt: skip


def _title(name: str, lang: str) -> str:
    return f"{name} 内容检查报告" if lang == "zh" else f"Content report of {name}"


def _blame(
    root: str, findings: Sequence[Finding], to_root: Callable[[str], str]
) -> dict[tuple[str, int], Blame]:
    """Last authors by path and line; empty outside of git."""
    if find_root(root) is None:
        return {}
    lines: dict[str, set[int]] = {}
    for item in findings:
        lines.setdefault(to_root(item.path), set()).add(item.place.line)
    known = blame.blame(root, lines)
    made = {}
    for item in findings:
        who = known.get((to_root(item.path), item.place.line))
        if who is not None:
            made[item.path, item.place.line] = who
    return made


def _shown_path(root: str) -> Callable[[str], str]:
    """From paths relative to the root to paths relative to the working directory."""
    cwd = os.getcwd()
    if cwd == root:
        return lambda path: path
    return lambda path: os.path.relpath(os.path.join(root, path), cwd).replace(os.sep, "/")


def _index(result: engine.Result, root: str) -> Index:
    index = Index()
    shown = _shown_path(root)
    named = result.project.named
    for path in sorted(result.project.pages):
        headings = result.project.pages.headings(path)
        if named is None or path in named:
            index.add(shown(path), headings)
    return index


def _shown(use: facts_use.FactsUse | None, root: str) -> facts_use.FactsUse | None:
    if use is None:
        return None
    shown = _shown_path(root)
    facts = [
        item._replace(places=[(shown(path), line) for path, line in item.places])
        for item in use.facts
    ]
    return use._replace(facts=facts)


def _trend(
    options: engine.Options,
    wanted: Wanted,
    result: engine.Result,
    found: Sequence[Finding],
    commit: str,
    now: datetime.datetime,
) -> tuple[list[Point], list[Point]]:
    """The points to show, of earlier commits or of the history file, and those of that file."""
    past: list[Point] = []
    if wanted.history:
        today = history.point(found, result.files, now.isoformat(), commit[:12])
        past = history.added(history.read(wanted.history), today)
    points = past
    if wanted.trend:
        if find_root(result.root) is None:
            raise ConfigError("--trend: not in a git repository")
        try:
            revisions = trend.revisions(result.root, wanted.trend, wanted.tags)
            points = trend.trend(options, result.root, revisions, wanted.progress)
        except GitError as error:
            raise ConfigError(f"--trend: {error}") from None
    return points, past


def line_reader() -> Callable[[str, int], str]:
    """A function that gives source lines by path and number, with a few files in memory."""

    @lru_cache(maxsize=16)
    def source(path: str) -> Source | None:
        try:
            with open(path, "rb") as file:
                return Source(path, decode(file.read()))
        except (OSError, NotText):
            return None

    def line(path: str, number: int) -> str:
        found = source(path)
        if found is None or not 1 <= number <= len(found.line_starts):
            return ""
        return found.line_text(number)

    return line
