"""The run: discover, load, check, filter; findings come out sorted, with fingerprints."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from . import suppress
from .cache import Cache
from .check_file import FileResult, active_suppressions, check_bytes, crash
from .config import Settings
from .discover import Scope, discover
from .files import DiskFiles, Files
from .finding import Finding, Problem, Text, from_plain
from .hashing import blake2b, hex_digest
from .load import Loader, check_path
from .project import Project
from .registry import Registry
from .render import get_renderer
from .rule import Rule
from .signature import code_signature, tree_signature
from .summary import Summary
from .summary import from_plain as summary_from_plain


class Options(NamedTuple):
    """What a run is asked to do.

    `base` is the folder of the configuration file; `stdin` is (path, bytes) of a file whose
    content comes from standard input; `select` and `ignore` are rule and family ids.
    """

    paths: Sequence[str]
    cwd: str
    base: str
    settings: Settings
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    jobs: int = 0
    cache: bool = True
    stdin: tuple[str, bytes] | None = None
    progress: Callable[[int, int], None] | None = None
    config_key: str = ""


class Result(NamedTuple):
    """What a run gave: findings with paths relative to the project's root, sorted."""

    root: str
    findings: list[Finding]
    suppressed: list[Finding]
    problems: list[Problem]
    files: int
    rules: list[Rule]
    project: Project
    depends_on: list[str]


def run(options: Options) -> Result:
    """Check what `options` say. Raises ConfigError for wrong settings, rules or paths."""
    settings = options.settings
    registry = Registry(settings, options.base)
    check_packs(settings, options.base)
    rules = registry.select(options.select or settings.select, [*settings.ignore, *options.ignore])
    paths = list(options.paths)
    scope = discover(paths, settings, options.cwd, options.base)
    if options.stdin is not None:
        scope = _with_stdin(scope, options)
    cache = Cache(scope.root, cache_key(rules, options)) if options.cache else None
    loader = Loader(scope.root, rules, settings, cache, options.jobs, options.progress)
    results = _load(loader, scope, options)
    files = DiskFiles(scope.root)
    project = make_project(scope, results, files, loader, settings)
    outcome = finish(results, rules, project, registry, scope.named)
    loader.save(everything=scope.named is None and not options.stdin)
    if cache is not None:
        cache.close()
    checked = len(scope.pages) if scope.named is None else len(scope.named)
    depends = _dependencies(scope, loader, files)
    return Result(scope.root, *outcome, checked, rules, project, depends)


def check_packs(settings: Settings, base: str) -> None:
    """Raise ConfigError for a pack of the settings that does not exist."""
    if settings.packs:
        from .packs import files

        files("facts", settings.packs, base)


def _with_stdin(scope: Scope, options: Options) -> Scope:
    assert options.stdin is not None
    path = os.path.relpath(os.path.join(options.cwd, options.stdin[0]), scope.root)
    path = path.replace(os.sep, "/")
    return scope._replace(
        pages=sorted({*scope.pages, path} if scope.git else {path}), named=frozenset([path])
    )


def _load(loader: Loader, scope: Scope, options: Options) -> dict[str, FileResult]:
    named = scope.named
    if options.stdin is None:
        return loader.load(scope.pages, lambda path: named is None or path in named)
    (path,) = named or frozenset([""])
    results = loader.load([p for p in scope.pages if p != path], lambda _: False)
    results[path] = check_bytes(path, options.stdin[1], loader.rules, options.settings, True)
    return results


def cache_key(rules: Sequence[Rule], options: Options) -> str:
    """Identifies everything but a file's bytes that its result depends on."""
    digest = blake2b(digest_size=16)
    digest.update(code_signature().encode())
    digest.update("\n".join(rule.id for rule in rules).encode())
    digest.update(repr(options.settings).encode())
    digest.update(options.config_key.encode())
    for path in (*options.settings.plugins, *options.settings.packs, options.settings.words_file):
        digest.update(tree_signature(os.path.join(options.base, path)).encode() if path else b"-")
    return str(digest.hexdigest())


def make_project(
    scope: Scope,
    results: dict[str, FileResult],
    files: Files,
    loader: Loader,
    settings: Settings,
) -> Project:
    """The project of a run; pages outside the run are read when a link leads there."""

    def load(path: str) -> Summary | None:
        result = check_path(scope.root, path, (), settings, False)[2]
        return summary_from_plain(result.summary) if result.summary else None

    pages = {
        path: summary_from_plain(result.summary)
        for path, result in results.items()
        if result.summary is not None
    }
    return Project(
        settings,
        files,
        pages,
        get_renderer(settings.renderer),
        scope.git,
        load,
        scope.named,
        bounded=scope.git is not None,
    )


def finish(
    results: dict[str, FileResult],
    rules: Sequence[Rule],
    project: Project,
    registry: Registry,
    named: frozenset[str] | None,
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """Run the cross-file rules and filter: (findings, suppressed findings, problems)."""
    by_path: dict[str, list[Finding]] = {}
    problems: list[Problem] = []
    for path, result in results.items():
        if named is None or path in named:
            by_path[path] = [from_plain(item) for item in result.findings]
            problems += [Problem(p[0], Text(*p[1]), p[2]) for p in result.problems]
    for rule in rules:
        try:
            for item in rule.check_project(project):
                if named is None or item.path in named or item.data.get("target") in named:
                    by_path.setdefault(item.path, []).append(item)
        except Exception as error:
            problems.append(Problem("", crash(rule.id, error), rule.id))
    kept, silenced = _suppress(by_path, results, rules, registry, named)
    settings = project.settings
    kept = [_with_severity(item, settings) for item in kept]
    return fingerprint(kept), fingerprint(silenced), problems


def _with_severity(item: Finding, settings: Settings) -> Finding:
    severity = settings.severity_of(item.rule, item.severity)
    return item if severity == item.severity else item._replace(severity=severity)


def _suppress(
    by_path: dict[str, list[Finding]],
    results: dict[str, FileResult],
    rules: Sequence[Rule],
    registry: Registry,
    named: frozenset[str] | None,
) -> tuple[list[Finding], list[Finding]]:
    ran = {rule.id for rule in rules}
    families = {name for name in registry.families if set(registry.expand([name], False)) <= ran}
    known = frozenset({*registry.ids, *registry.families})
    unused = next((rule for rule in rules if rule.id == suppress.UNUSED), None)
    kept: list[Finding] = []
    silenced: list[Finding] = []
    for path in sorted(set(by_path) | set(results)):
        result = results.get(path)
        active = active_suppressions(result) if result is not None else []
        items = by_path.get(path, [])
        if not active:
            kept += items
            continue
        stay, gone, used = suppress.apply(items, active)
        kept += stay
        silenced += gone
        if unused is not None and (named is None or path in named):
            check = unused.check_used  # type: ignore[attr-defined]
            kept += check(path, active, used, known, frozenset(ran | families))
    return kept, silenced


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


def _dependencies(scope: Scope, loader: Loader, files: DiskFiles) -> list[str]:
    """Files and folders whose state the result rests on, relative to the root."""
    from .git import git_dir

    found = {*loader.stats, *scope.folders, *files.folders, *files.sizes}
    if scope.git is not None:
        found.add(os.path.relpath(os.path.join(git_dir(scope.root), "index"), scope.root))
        found.add(os.path.relpath(os.path.join(git_dir(scope.root), "info/exclude"), scope.root))
        found.update(os.path.join(folder, ".gitignore") for folder in scope.folders)
    return sorted(found)
