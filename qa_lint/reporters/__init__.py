"""Output formats: one module each, with `write(report, stream)`."""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ..finding import Finding, Problem, Severity
from ..rule import Rule

if TYPE_CHECKING:
    from ..findings import Kind, Page

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjsonl")


def _make(page: Page, make: Callable[[], str]) -> str:
    return make()


class Report(NamedTuple):
    """What a reporter may show; finding paths are relative to the working directory.

    `line(path, number)` gives a source line for the same paths, "" where it cannot be read.
    `kept(page, make)` gives what `make` makes of a page's findings and lines, now or before.
    """

    findings: Sequence[Finding]
    suppressed: Sequence[Finding]
    problems: Sequence[Problem]
    files: int
    seconds: float
    lang: str
    rules: Sequence[Rule]
    line: Callable[[str, int], str]
    color: bool = False
    width: int = 100
    kept: Callable[[Page, Callable[[], str]], str] = _make

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(number for kind, number in self.kinds().items() if kind.severity == severity)

    def kinds(self) -> Mapping[Kind, int]:
        """How many findings there are by rule, severity and whether they have a safe fix."""
        from ..findings import Findings

        return Findings.of(self.findings).counts


def load(name: str) -> Callable[[Report, TextIO], None]:
    """The writer of a format; raises KeyError for an unknown one."""
    if name not in FORMATS:
        raise KeyError(name)
    writer: Callable[[Report, TextIO], None] = importlib.import_module(
        f"{__name__}.{name}_format"
    ).write
    return writer


def clean(text: str) -> str:
    """Text of a file without what could steer a terminal or reverse its direction."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else _visible(c) for c in text)


#: How a CI service's own commands begin, anywhere in a line of a step's output.
_COMMAND = re.compile(r"##(vso)?\[", re.I)
#: The same text for whoever reads the format, which is no command any more.
_INERT = {"text": r"##\1 [", "junit": r"##\1&#91;"}


def inert(text: str, form: str) -> str:
    """Output of a format without what GitHub or Azure would run as a command.

    Only there: elsewhere the text stays as it is. Commands that begin with `::` stand at the
    beginning of a line, where no format but `github` puts text of a file.
    """
    if not (os.environ.get("GITHUB_ACTIONS") or os.environ.get("TF_BUILD")) or form == "github":
        return text
    return _COMMAND.sub(_INERT.get(form, r"##\1\\u005b"), text)


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
