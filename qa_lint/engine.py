"""The run: discover, load, check, filter; findings come out sorted, with fingerprints."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import across
from .assemble import finish
from .cache import Cache
from .check_file import FileResult
from .config import ConfigError, Settings
from .discover import Matcher, Scope, discover
from .files import DiskFiles, Files, is_inside
from .finding import Finding, Problem, Text
from .git import GitError, has_head
from .hashing import blake2b
from .kept import Kept
from .load import Loader, check_path
from .pages import Pages
from .project import Project
from .registry import Registry
from .render import get_renderer
from .results import Results, Summaries
from .rule import Rule
from .signature import code_signature, tree_signature
from .summary import Summary

if TYPE_CHECKING:
    from . import since as since_
    from .remote.session import Session
    from .shard import Merged


class Options(NamedTuple):
    """What a run is asked to do.

    `base` is the folder of the configuration file; `select` and `ignore` are rule and family ids.
    `overlay` gives the bytes of files that are not read from disk, by path relative to the
    project's root; `stdin` is (path relative to `cwd`, bytes) of the one file to check. With
    `since` only what is new against that git reference is reported. With `hook` the named files
    (none is none) are reported in full and others only where they became worse since HEAD.
    `remote` asks for remote addresses; without it the rules about them do not run. `given` are
    the results of all files, from the parts of a split run. `seen` are the states of files that
    were looked at just now, by path relative to a folder that comes first.
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
    overlay: Mapping[str, bytes] = {}
    since: str = ""
    hook: bool = False
    remote: Session | None = None
    given: Merged | None = None
    seen: tuple[str, Mapping[str, str]] | None = None


class Result(NamedTuple):
    """What a run gave: findings with paths relative to the project's root, sorted.

    `states` are those of the pages that were read from the disk.
    """

    root: str
    findings: Sequence[Finding]
    suppressed: Sequence[Finding]
    problems: list[Problem]
    files: int
    rules: list[Rule]
    project: Project
    depends_on: list[str]
    states: Mapping[str, str] = {}


class Start(NamedTuple):
    """What is known of a run before any file is read."""

    registry: Registry
    rules: list[Rule]
    scope: Scope


def start(options: Options) -> Start:
    """Load the rules and find the files. Raises ConfigError."""
    settings = options.settings
    registry = Registry(settings)
    check_packs(settings)
    rules = registry.select(options.select or settings.select, [*settings.ignore, *options.ignore])
    if options.remote is None:
        rules = [rule for rule in rules if not rule.remote]
    paths = list(options.paths)
    scope = discover(paths, settings, options.cwd, options.base)
    if options.hook and not paths:
        scope = scope._replace(named=frozenset())
    return Start(registry, rules, scope)


def run(options: Options) -> Result:
    """Check what `options` say. Raises ConfigError for wrong settings, rules or paths."""
    settings = options.settings
    registry, rules, scope = start(options)
    given = None
    if options.given is not None:
        from .shard import verify

        verify(options.given, options, rules, scope)
        given = options.given.files
    overlay = dict(options.overlay)
    beyond: list[str] = []
    if options.stdin is not None:
        scope, path = _with_stdin(scope, options)
        overlay[path] = options.stdin[1]
    cache = Cache(scope.root, cache_key(rules, options)) if options.cache else None
    known_root, seen = options.seen or ("", {})
    loader = Loader(
        scope.root,
        rules,
        settings,
        cache,
        options.jobs,
        options.progress,
        overlay,
        given,
        seen if known_root == scope.root else None,
    )
    # What is new can be in any file, also in one that did not change.
    named = scope.named if not options.since else None
    results = loader.load(scope.pages, lambda path: named is None or path in named)
    files = DiskFiles(scope.root)
    if options.since or options.hook:
        comparison = compare(scope, loader, results, registry, options, files)
        project, found, silenced, problems = comparison
    else:
        project = make_project(scope, results, files, settings, None, options.remote)
        if options.remote is not None:
            options.remote.check(project, [rule.id for rule in rules])
        known = None
        memory = kept = None
        if cache is not None and not overlay and given is None and options.remote is None:
            memory = across.Memory(cache, scope.root, results, scope.named)
            kept = Kept(cache, f"finished:{memory.key}")
            known = memory.recall()
        if known is None:
            fresh = across.check(rules, project, scope.named)
            if memory is not None:
                beyond = _around(scope, files, project)
                memory.remember(fresh, beyond)
        else:
            fresh, beyond = known
        found, silenced, problems = finish(
            results, rules, project, registry, scope.named, known=fresh, kept=kept
        )
        if kept is not None:
            kept.save()
    problems = [*(_no_name(path) for path in scope.unnameable), *problems]
    if options.remote is not None:
        problems += options.remote.problems
    loader.save(everything=scope.named is None and not overlay)
    if cache is not None:
        cache.close()
    checked = len(scope.pages) if scope.named is None else len(scope.named)
    depends = sorted({*loader.stats, *(beyond or _around(scope, files, project))})
    return Result(
        scope.root, found, silenced, problems, checked, rules, project, depends, loader.stats
    )


class Part(NamedTuple):
    """What the files of a part gave on their own; `files` counts those of the whole run."""

    root: str
    rules: list[Rule]
    results: Mapping[str, FileResult]
    files: int


def run_part(options: Options, holds: Callable[[str], bool]) -> Part:
    """Check the files that `holds` picks, as far as each stands alone. Raises ConfigError."""
    _, rules, scope = start(options)
    cache = Cache(scope.root, cache_key(rules, options)) if options.cache else None
    loader = Loader(scope.root, rules, options.settings, cache, options.jobs, options.progress)
    named = scope.named if not options.since else None
    pages = [path for path in scope.pages if holds(path)]
    results = loader.load(pages, lambda path: named is None or path in named)
    loader.save(everything=False)
    if cache is not None:
        cache.close()
    return Part(scope.root, rules, results, len(scope.pages))


def _no_name(path: str) -> Problem:
    return Problem(path, Text("文件名不是 UTF-8，未检查", "not checked: its name is not UTF-8"))


def check_packs(settings: Settings) -> None:
    """Raise ConfigError for a pack of the settings that does not exist or is broken."""
    if settings.packs:
        from .spelling.entries import load

        load(settings.packs)


def _with_stdin(scope: Scope, options: Options) -> tuple[Scope, str]:
    assert options.stdin is not None
    path = os.path.relpath(os.path.join(options.cwd, options.stdin[0]), scope.root)
    path = path.replace(os.sep, "/")
    pages = sorted({*scope.pages, path})
    return scope._replace(pages=pages, named=frozenset([path])), path


class Comparison(NamedTuple):
    """The project now, and its findings without those that the base had."""

    project: Project
    findings: Sequence[Finding]
    suppressed: Sequence[Finding]
    problems: list[Problem]


def compare(
    scope: Scope,
    loader: Loader,
    results: Mapping[str, FileResult],
    registry: Registry,
    options: Options,
    files: Files,
) -> Comparison:
    """Check now and the base, and keep what is new; raises ConfigError for a bad reference.

    With `options.hook` the base is HEAD, and the named files are reported in full.
    """
    from . import since

    settings, rules = options.settings, loader.rules
    named = scope.named if options.hook else None
    change, tree = _change(scope, options)
    touched = change.touched
    focus = touched | (named or set())
    project = make_project(scope, results, files, settings, focus, options.remote)
    own = frozenset(change.origin) if named is None else named
    if options.remote is not None:
        options.remote.check(project, [rule.id for rule in rules], own)
    found, silenced, problems = finish(results, rules, project, registry, None, own)
    if tree is not None and (touched or not options.hook):
        matcher = make_matcher(settings, options.base, scope.root)
        pages = [path for path in tree.blobs if matcher.matches(path)]
        before = since.base_results(loader, tree, change, pages, results, rules)
        base_scope = scope._replace(git=tree, named=None)
        base_files = since.BaseFiles(scope.root, tree)
        base = make_project(base_scope, before, base_files, settings, touched, options.remote)
        old = finish(before, rules, base, registry, None, touched)[0]
        fresh = since.new_findings(found, old, change)
    else:
        fresh = []
    if named is not None:
        full = [item for item in found if item.path in named]
        fresh = full + [item for item in fresh if item.path not in named]
    elif scope.named is not None:
        wanted = scope.named
        fresh = [f for f in fresh if f.path in wanted or f.data.get("target") in wanted]
    fresh.sort(key=lambda item: (item.sort_key, item.place))
    return Comparison(project, fresh, silenced, problems)


def _change(scope: Scope, options: Options) -> tuple[since_.Change, since_.BaseTree | None]:
    from . import since

    if scope.git is None or (options.hook and not has_head(scope.root)):
        if options.since:
            raise ConfigError(f"--since {options.since}: not in a git repository")
        return since.Change("", {}, frozenset()), None
    reference = "HEAD" if options.hook else options.since
    try:
        base = reference if options.hook else since.merge_base(scope.root, reference)
        return since.changes(scope.root, base), since.base_tree(scope.root, base)
    except GitError as error:
        raise ConfigError(f"--since {reference}: {error}") from None


def make_matcher(settings: Settings, base: str, root: str) -> Matcher:
    """The include and exclude patterns, for paths relative to `root`."""
    return Matcher(settings, os.path.relpath(base, root) if is_inside(base, root) else ".")


def cache_key(rules: Sequence[Rule], options: Options) -> str:
    """Identifies everything but a file's bytes that its result depends on."""
    digest = blake2b(digest_size=16)
    digest.update(code_signature().encode())
    # What is remote has no part in a file's own results.
    digest.update("\n".join(rule.id for rule in rules if not rule.remote).encode())
    digest.update(repr(options.settings).encode())
    if options.settings.waivers:  # they end on a day
        import datetime

        digest.update(datetime.date.today().isoformat().encode())
    digest.update(options.config_key.encode())
    for path in (*options.settings.plugins, *options.settings.packs, options.settings.words_file):
        digest.update(tree_signature(path).encode() if path else b"-")
    return str(digest.hexdigest())


def make_project(
    scope: Scope,
    results: Mapping[str, FileResult],
    files: Files,
    settings: Settings,
    touched: Collection[str] | None = None,
    remote: Session | None = None,
) -> Project:
    """The project of a run; pages outside the run are read when a link leads there.

    With `touched` only those files and the pages that may link to them are in focus.
    """

    def load(path: str) -> Summary | None:
        result = check_path(scope.root, path, (), settings, False)[2]
        return Summary(path, result.summary) if result.summary else None

    if isinstance(results, Results):
        pages = Pages(Summaries(results))
    else:
        pages = Pages({p: r.summary for p, r in results.items() if r.summary is not None})
    focus = None
    if touched is not None:
        linking = pages.naming(touched)
        focus = None if linking is None else linking | frozenset(touched)
    return Project(
        settings,
        files,
        pages,
        get_renderer(settings.renderer),
        scope.git,
        load,
        scope.named,
        bounded=scope.git is not None,
        focus=focus,
        remote=remote,
    )


def _around(scope: Scope, files: DiskFiles, project: Project) -> list[str]:
    """Files and folders but for the pages whose state the result rests on, relative to the root."""
    from .git import git_dir

    found = {*scope.folders, *files.folders, *files.sizes, *project.beyond}
    if scope.git is not None:
        found.add(os.path.relpath(os.path.join(git_dir(scope.root), "index"), scope.root))
        found.add(os.path.relpath(os.path.join(git_dir(scope.root), "info/exclude"), scope.root))
        found.update(os.path.join(folder, ".gitignore") for folder in scope.folders)
    return sorted(found)
