"""From file results to findings: cross-file rules, suppressions, severities, fingerprints."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence

from . import across, suppress
from .check_file import FileResult, active_suppressions
from .config import Settings
from .finding import Finding, Problem, Text, from_plain
from .findings import Findings
from .hashing import hex_digest
from .project import Project
from .registry import Registry
from .results import without_summary
from .rule import Rule


def finish(
    results: Mapping[str, FileResult],
    rules: Sequence[Rule],
    project: Project,
    registry: Registry,
    named: frozenset[str] | None,
    own: frozenset[str] | None = None,
    known: across.Across | None = None,
) -> tuple[Findings, Findings, list[Problem]]:
    """Run the cross-file rules and filter: (findings, suppressed findings, problems), sorted.

    Only findings in or about `named` pages are wanted, and of the findings that a file's own
    bytes decide only those of `own` pages (each None: of all). `known` is what the rules
    about several files gave.
    """
    by_path, failures = known or across.check(rules, project, named)
    pages = _Pages(rules, registry, project.settings, named)
    problems: list[Problem] = []
    for path in sorted({*results, *by_path}):
        found = [from_plain(marshal.loads(packed)) for packed in by_path.pop(path, ())]
        result = without_summary(results, path)
        if result is None:
            pages.add(path, found, [])
            continue
        if (named is None or path in named) and (own is None or path in own):
            found += [from_plain(item) for item in result.findings]
            problems += [Problem(p[0], Text(*p[1]), p[2]) for p in result.problems]
        pages.add(path, found, active_suppressions(result))
    return pages.kept, pages.silenced, problems + failures


class _Pages:
    """Filters and numbers the findings of one page after the other."""

    def __init__(
        self,
        rules: Sequence[Rule],
        registry: Registry,
        settings: Settings,
        named: frozenset[str] | None,
    ) -> None:
        self.kept = Findings()
        self.silenced = Findings()
        self._registry = registry
        self._settings = settings
        self._named = named
        self._known = frozenset({*registry.ids, *registry.families})
        self._ran = {rule.id for rule in rules}
        self._unused = next((rule for rule in rules if rule.id == suppress.UNUSED), None)

    def add(self, path: str, items: list[Finding], active: Sequence[suppress.Active]) -> None:
        """Add the findings of a page and its suppressions."""
        if active:
            items, gone, used = suppress.apply(items, active)
            self.silenced.add(fingerprint(gone))
            if self._unused is not None and (self._named is None or path in self._named):
                check = self._unused.check_used  # type: ignore[attr-defined]
                ran = _ran(active, self._ran, self._registry)
                items += check(path, active, used, self._known, ran)
        self.kept.add(fingerprint([_with_severity(item, self._settings) for item in items]))


def _with_severity(item: Finding, settings: Settings) -> Finding:
    severity = settings.severity_of(item.rule, item.severity)
    return item if severity == item.severity else item._replace(severity=severity)


def _ran(active: Sequence[suppress.Active], ran: set[str], registry: Registry) -> frozenset[str]:
    """The rules that ran and, of the families that comments name, those that ran whole.

    A family is only looked into when a comment names it: that imports its rules. Its remote rules
    need not have run: a comment that is meant for one of them names it.
    """
    named = {name for item in active for name in item.suppression.rules}
    families = [name for name in registry.families if name in named]
    whole = {
        name
        for name in families
        if all(rule in ran or registry.get(rule).remote for rule in registry.expand([name], False))
    }
    return frozenset(ran | whole)


def fingerprint(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings and give each its fingerprint; exact repeats are dropped.

    It is made of the rule, the path, the finding's key and how many of the same stand before
    it, so that it survives edits above and below.
    """
    counts: dict[tuple[str, str, str], int] = {}
    done: list[Finding] = []
    for item in sorted(findings, key=lambda f: (f.sort_key, f.place)):
        if done and done[-1][:6] == item[:6]:
            continue
        identity = (item.rule, item.path, item.key)
        number = counts[identity] = counts.get(identity, 0) + 1
        text = "\0".join((*identity, str(number)))
        digest = hex_digest(text.encode("utf-8", "surrogatepass"), 10)
        done.append(item._replace(fingerprint=digest))
    return done
