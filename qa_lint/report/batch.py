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

#: What a finding adds to the score of the page, question or folder that holds it.
WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.INFO: 1}


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
    questions of the checked pages, `question_of` gives a finding's index among them by
    fingerprint. `root_path` turns a finding's path into one relative to the project's root.
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
    question_of: Mapping[str, int]
    facts: FactsUse | None
    trend: Sequence[Point]
    blame: Mapping[str, Blame]
    groups: Sequence[Group]


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
