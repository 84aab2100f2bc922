"""From file results to findings: cross-file rules, suppressions, severities, fingerprints."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import across, suppress
from .check_file import FileResult, active_suppressions
from .config import Settings
from .finding import Finding, Problem, Text, from_plain
from .findings import Findings, Page, pack
from .hashing import hex_digest
from .kept import Kept, key_of
from .project import Project
from .registry import Registry
from .results import own_key, without_summary
from .rule import Rule


def finish(
    results: Mapping[str, FileResult],
    rules: Sequence[Rule],
    project: Project,
    registry: Registry,
    named: frozenset[str] | None,
    own_of: frozenset[str] | None = None,
    known: across.Across | None = None,
    kept: Kept | None = None,
) -> tuple[Findings, Findings, list[Problem]]:
    """Run the cross-file rules and filter: (findings, suppressed findings, problems), sorted.

    Only findings in or about `named` pages are wanted, and of the findings that a file's own
    bytes decide only those of `own_of` pages (each None: of all). `known` is what the rules
    about several files gave; `kept` what was made of pages before, with the same settings.
    """
    by_path, failures = known or across.check(rules, project, named)
    pages = _Pages(rules, registry, project.settings, named)
    problems: list[Problem] = []
    for path in sorted({*results, *by_path}):
        packed = by_path.pop(path, b"")
        key = b""
        if kept is not None:
            key = own_key(results, path) + (key_of((packed,)) if packed else b"")
            made = kept.get(path, key)
            if made is not None:
                pages.add_known(path, made, key)
                continue
        found = across.unpack(packed)
        result = without_summary(results, path)
        if result is None:
            page = pages.add(path, found, [], key)
        else:
            if (named is None or path in named) and (own_of is None or path in own_of):
                found += [from_plain(item) for item in result.findings]
                problems += [Problem(p[0], Text(*p[1]), p[2]) for p in result.problems]
            page = pages.add(path, found, active_suppressions(result), key)
        if kept is not None and not (result and result.problems):
            kept.put(path, key, page)
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

    def add(
        self, path: str, items: list[Finding], active: Sequence[suppress.Active], key: bytes
    ) -> bytes:
        """Add the findings of a page and its suppressions; gives what `add_known` takes.

        `key` identifies what it is made of, b"" where nobody asks.
        """
        gone: list[Finding] = []
        if active:
            items, gone, used = suppress.apply(items, active)
            if self._unused is not None and (self._named is None or path in self._named):
                check = self._unused.check_used  # type: ignore[attr-defined]
                ran = _ran(active, self._ran, self._registry)
                items += check(path, active, used, self._known, ran)
        items = fingerprint([_with_severity(item, self._settings) for item in items])
        made = [pack(some)[1:4] if some else () for some in (items, fingerprint(gone))]
        self._add(path, made, key)
        return marshal.dumps(made)

    def add_known(self, path: str, made: bytes, key: bytes) -> None:
        """Add what `add` gave for a page."""
        self._add(path, marshal.loads(made), key)

    def _add(self, path: str, made: Sequence[Any], key: bytes) -> None:
        for found, page in zip((self.kept, self.silenced), made, strict=True):
            if page:
                length, packed, kinds = page
                found.add_page(Page(path, length, packed, kinds, key))


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
