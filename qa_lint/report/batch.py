"""What all outputs of a report are made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..finding import Finding, Severity
from ..project import Project
from ..reporters import Report
from .blame import Blame
from .facts_use import FactsUse
from .history import Point
from .questions import Question
from .repository import Repository

#: What a finding adds to the score of the page, question or folder that holds it: many hints
#: never weigh more than one thing that is broken.
WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.INFO: 1}


class Group(NamedTuple):
    """Findings that go to one hand: `key` is who or what, `by` how that was found."""

    key: str
    by: str  # "codeowners", "author" or "folder"
    findings: list[Finding]


class Command(NamedTuple):
    """The arguments that make the same check: paths, rules, other options."""

    paths: Sequence[str] = ()
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    options: Sequence[str] = ()


class Batch(NamedTuple):
    """One report.

    `report` holds the open findings and those that comments silence, with paths relative to the
    working directory, and `known` those that the baseline tolerates. `questions` are all
    questions of the checked pages, `question_of` gives a finding's index among them. `blame` is
    by path and line. `root_path` turns a finding's path into one relative to the project's root.
    `since` and `baseline` are what the findings are limited by, "" for nothing; `history` is what
    the history file holds from now on.
    """

    report: Report
    known: Sequence[Finding]
    project: Project
    repository: Repository
    title: str
    made: str  # ISO 8601 with the zone
    command: Command
    root_path: Callable[[str], str]
    questions: Sequence[Question]
    question_of: Callable[[Finding], int]
    facts: FactsUse | None
    trend: Sequence[Point]
    blame: Mapping[tuple[str, int], Blame]
    groups: Sequence[Group]
    since: str = ""
    baseline: str = ""
    history: Sequence[Point] = ()

    def blame_of(self, item: Finding) -> Blame | None:
        """Who changed a finding's line last, None where that is not known."""
        return self.blame.get((item.path, item.place.line))


def score(findings: Sequence[Finding]) -> int:
    """How much a place needs attention: its findings, weighted by severity."""
    return sum(WEIGHTS[item.severity] for item in findings)


def path_to_root(root: str) -> Callable[[str], str]:
    """A function from paths relative to the working directory to paths relative to `root`."""
    cwd = os.getcwd()
    if cwd == root:
        return lambda path: path
    prefix = os.path.relpath(cwd, root)
    return lambda path: os.path.normpath(os.path.join(prefix, path)).replace(os.sep, "/")
