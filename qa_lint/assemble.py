"""From file results to findings: cross-file rules, suppressions, severities, fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from . import suppress
from .check_file import FileResult, active_suppressions, crash, stopped
from .config import Settings
from .finding import Finding, Problem, Text, from_plain
from .hashing import hex_digest
from .limit import TimeLimit, limited, watching
from .nonsense import checked_of_project, is_ours
from .project import Project
from .registry import Registry
from .results import without_summaries
from .rule import Rule

#: A rule about the whole project may take so many times as long as one about a file, and more for
#: each so many pages.
_TIMES = 4
_PAGES_A_SECOND = 20


def finish(
    results: Mapping[str, FileResult],
    rules: Sequence[Rule],
    project: Project,
    registry: Registry,
    named: frozenset[str] | None,
    own: frozenset[str] | None = None,
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """Run the cross-file rules and filter: (findings, suppressed findings, problems).

    Only findings in or about `named` pages are wanted, and of the findings that a file's own
    bytes decide only those of `own` pages (each None: of all).
    """
    by_path: dict[str, list[Finding]] = {}
    problems: list[Problem] = []
    active: dict[str, list[suppress.Active]] = {}
    for path, result in without_summaries(results):
        if result.suppressions:
            active[path] = active_suppressions(result)
        if (named is None or path in named) and (own is None or path in own):
            by_path[path] = [from_plain(item) for item in result.findings]
            problems += [Problem(p[0], Text(*p[1]), p[2]) for p in result.problems]
    limit = project.settings.max_seconds
    seconds = limit and limit * _TIMES + len(results) / _PAGES_A_SECOND
    with watching():
        for rule in rules:
            try:
                with limited(seconds):
                    for item in _yielded(rule, project):
                        if named is None or item.path in named or item.data.get("target") in named:
                            by_path.setdefault(item.path, []).append(item)
            except TimeLimit:
                problems.append(Problem("", stopped(rule.id, seconds), rule.id))
            except (Exception, SystemExit) as error:
                problems.append(Problem("", crash(rule.id, error), rule.id))
    kept, silenced = _suppress(by_path, active, rules, registry, named)
    settings = project.settings
    kept = [_with_severity(item, settings) for item in kept]
    return fingerprint(kept), fingerprint(silenced), problems


def _yielded(rule: Rule, project: Project) -> Iterable[Finding]:
    findings = rule.check_project(project)
    return findings if is_ours(rule) else checked_of_project(rule, findings)


def _with_severity(item: Finding, settings: Settings) -> Finding:
    severity = settings.severity_of(item.rule, item.severity)
    return item if severity == item.severity else item._replace(severity=severity)


def _suppress(
    by_path: dict[str, list[Finding]],
    suppressions: Mapping[str, list[suppress.Active]],
    rules: Sequence[Rule],
    registry: Registry,
    named: frozenset[str] | None,
) -> tuple[list[Finding], list[Finding]]:
    known = frozenset({*registry.ids, *registry.families})
    ran = {rule.id for rule in rules}
    unused = next((rule for rule in rules if rule.id == suppress.UNUSED), None)
    kept: list[Finding] = []
    silenced: list[Finding] = []
    for path in sorted({*by_path, *suppressions}):
        active = suppressions.get(path, [])
        items = by_path.get(path, [])
        if not active:
            kept += items
            continue
        stay, gone, used = suppress.apply(items, active)
        kept += stay
        silenced += gone
        if unused is not None and (named is None or path in named):
            check = unused.check_used  # type: ignore[attr-defined]
            kept += check(path, active, used, known, _ran(active, ran, registry))
    return kept, silenced


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
