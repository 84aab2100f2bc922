"""What a rule is: metadata, examples, and the checks it makes.

A rule is a stateless class. Its `bad` and `good` examples are run as tests, printed by
`qa-lint rules ID` and written into the documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from .document import Document, Span
from .finding import Evidence, Finding, Fix, Place, Severity, Text

if TYPE_CHECKING:
    from .config import Settings
    from .project import Project

#: They mark the exact place of a finding in the text of a bad example.
MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


class Bad(NamedTuple):
    """A text in which the rule finds the places between ⟦ and ⟧, in order, and nothing else.

    `fixed` is the text after the rule's fixes (safe or not) and makes the rule fixable; `files`
    are further files of the project, name to content; `settings` are configuration keys. `remote`
    tells what remote addresses answer: a status, perhaps with a type or where it redirects to.
    """

    text: str
    fixed: str | None = None
    files: Mapping[str, str | bytes] = {}
    path: str = "page.md"
    settings: Mapping[str, Any] = {}
    note: Text | None = None
    remote: Mapping[str, str] = {}


class Good(NamedTuple):
    """A text in which the rule finds nothing."""

    text: str
    files: Mapping[str, str | bytes] = {}
    path: str = "page.md"
    settings: Mapping[str, Any] = {}
    note: Text | None = None
    remote: Mapping[str, str] = {}


class Rule:
    """Base of all rules.

    `default` tells whether the rule runs without being selected by its own id, `remote` that it
    looks at the world outside and only runs when that is asked for. A `lean` rule does not look at
    code spans, nor at blocks other than HTML, and seldom asks for visible texts: where all rules
    are lean, pages are parsed in less time (see `parse`). A rule looks at
    one file in `check`; what it needs to compare several files it reduces to plain lists and
    strings in `summarise`, and compares in `check_project`, which sees summaries only.
    """

    id: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.WARNING
    default: ClassVar[bool] = True
    lean: ClassVar[bool] = False
    remote: ClassVar[bool] = False
    summary: ClassVar[Text]
    why: ClassVar[Text]
    limits: ClassVar[Text | None] = None
    references: ClassVar[tuple[str, ...]] = ()
    bad: ClassVar[tuple[Bad, ...]] = ()
    good: ClassVar[tuple[Good, ...]] = ()

    def check(self, document: Document, settings: Settings) -> Iterable[Finding]:
        """Findings that this file's own bytes decide."""
        return ()

    def summarise(self, document: Document, settings: Settings) -> Any:
        """What `check_project` needs of this file, JSON-serialisable; None for nothing."""
        return None

    def check_project(self, project: Project) -> Iterable[Finding]:
        """Findings that need several files; `project.extra(self.id)` gives the summaries."""
        return ()

    def prepare(self, settings: Settings) -> None:
        """Load what the rule needs for many files, before several processes share them.

        They then have it together. What is wrong with it is said when a file is checked.
        """

    @classmethod
    def family(cls) -> str:
        """The part of the id before the slash."""
        return cls.id.partition("/")[0]

    @classmethod
    def fixable(cls) -> bool:
        """Whether an example shows a fixed text."""
        return any(example.fixed is not None for example in cls.bad)

    def finding(
        self,
        document: Document,
        span: Span | tuple[int, int],
        message: Text,
        *,
        severity: Severity | None = None,
        suggestion: str | None = None,
        fix: Fix | None = None,
        evidence: tuple[Evidence, ...] = (),
        data: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Finding:
        """A finding of this rule at `span` (offsets in code points) of `document`."""
        start, end = span
        return Finding(
            document.path,
            self.id,
            self.severity if severity is None else severity,
            document.source.place(start, end),
            message,
            document.text[start:end] if key is None else key,
            suggestion,
            fix,
            evidence,
            data or {},
        )

    def finding_at(
        self,
        path: str,
        place: Place,
        message: Text,
        *,
        key: str,
        severity: Severity | None = None,
        suggestion: str | None = None,
        fix: Fix | None = None,
        evidence: tuple[Evidence, ...] = (),
        data: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding of this rule at a place taken from a summary."""
        return Finding(
            path,
            self.id,
            self.severity if severity is None else severity,
            place,
            message,
            key,
            suggestion,
            fix,
            evidence,
            data or {},
        )
