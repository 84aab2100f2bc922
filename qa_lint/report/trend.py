"""Totals of earlier commits or tags, checked with today's rules from git's objects.

No work tree is touched. A file's result is kept by its blob and a commit's totals by the commit,
so that the next report checks only what is new. `facts/overdue` and the rules about remote
addresses are left out: what they find depends on the day of the run, not on the commit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .. import engine, since
from ..assemble import finish
from ..cache import Cache, Row
from ..check_file import FileResult, check_bytes
from ..config import ConfigError
from ..discover import Scope
from ..files import is_inside
from ..git import GitError, read_blobs, run
from ..registry import Registry
from ..results import pack, unpack
from ..rule import Rule
from .history import Point, point

_DAILY = "facts/overdue"
#: Blobs that one `git cat-file` is asked for: it bounds the memory, not the speed.
_BATCH = 64
#: Rows of files and commits that the cache may hold before the unused ones are dropped.
_MAX_ROWS = 50_000


class Revision(NamedTuple):
    """A commit: its id, day (ISO 8601) and tag or short id."""

    commit: str
    date: str
    label: str


def revisions(root: str, count: int, tags: bool) -> list[Revision]:
    """The last `count` commits of the main line, or tags, oldest first; raises ConfigError."""
    try:
        if tags:
            output = run(
                root, "for-each-ref", "refs/tags", "--merged=HEAD", "--sort=-version:refname",
                "--sort=-creatordate",
                f"--count={count}",
                "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)"
                "%00%(creatordate:iso-strict)%00%(refname:short)",
            )  # fmt: skip
        else:
            output = run(
                root, "log", "--first-parent", f"--max-count={count}", "--format=%H%x00%cI%x00%h"
            )
    except GitError as error:
        raise ConfigError(f"--trend: {error}") from None
    rows = [line.split("\0") for line in output.decode("utf-8", "replace").splitlines() if line]
    return [Revision(*row) for row in reversed(rows)]


class _Run:
    """The state that the commits of one trend share."""

    def __init__(self, options: engine.Options, root: str, paths: Sequence[str]) -> None:
        settings = options.settings
        self.settings, self.root, self.paths = settings, root, paths
        self.registry = Registry(settings)
        ignore = [*settings.ignore, *options.ignore]
        chosen = self.registry.select(options.select or settings.select, ignore)
        self.rules: list[Rule] = [r for r in chosen if r.id != _DAILY and not r.remote]
        self.matcher = engine.make_matcher(settings, options.base, root)
        self.cache: Cache | None = None
        if options.cache:
            # A cache of its own: the one of `check` forgets what is not in the work tree.
            place = os.path.join(root, ".git", "qa-lint-trend")
            self.cache = Cache(place, engine.cache_key(self.rules, options))
        self.rows = self.cache.rows() if self.cache else {}
        self.used: set[str] = set()
        self.last: dict[tuple[str, str], FileResult] = {}

    def recall(self, name: str) -> bytes | None:
        self.used.add(name)
        return self.cache.data(name) if self.cache is not None and name in self.rows else None

    def close(self) -> None:
        if self.cache is not None:
            if len(self.rows) > _MAX_ROWS:
                self.cache.forget(self.used)
            self.cache.close()


def trend(
    options: engine.Options,
    root: str,
    wanted: Sequence[Revision],
    progress: Callable[[int, int], None] | None = None,
) -> list[Point]:
    """The totals of each revision, below the paths of the options; raises ConfigError."""
    paths = []
    for path in options.paths:
        full = os.path.abspath(os.path.join(options.cwd, path))
        if is_inside(full, root):
            paths.append(os.path.relpath(full, root).replace(os.sep, "/"))
    state = _Run(options, root, [] if "." in paths else paths)
    if not state.paths and options.cwd != root and not options.paths:
        state.paths = [os.path.relpath(options.cwd, root).replace(os.sep, "/")]
    points = []
    try:
        for done, revision in enumerate(wanted, 1):
            points.append(_point(state, revision))
            if progress is not None:
                progress(done, len(wanted))
    except GitError as error:
        raise ConfigError(f"--trend: {error}") from None
    finally:
        state.close()
    return points


def _point(state: _Run, revision: Revision) -> Point:
    name = f"commit:{revision.commit}:{','.join(state.paths)}"
    known = state.recall(name)
    if known is not None:
        return Point(revision.date, revision.commit, revision.label, *json.loads(known)[3:])
    tree = since.base_tree(state.root, revision.commit)
    made = _checked(state, tree, _results(state, tree), revision)
    if state.cache is not None:
        state.cache.put([Row(name, "", revision.commit, json.dumps(made).encode())])
    return made


def _named(state: _Run, pages: Sequence[str]) -> frozenset[str] | None:
    if not state.paths:
        return None
    folders = tuple(path + "/" for path in state.paths)
    return frozenset(p for p in pages if p in state.paths or p.startswith(folders))


def _results(state: _Run, tree: since.BaseTree) -> dict[str, FileResult]:
    pages = sorted(path for path in tree.blobs if state.matcher.matches(path))
    results: dict[str, FileResult] = {}
    missing = []
    for path in pages:
        blob = tree.blobs[path]
        known = state.last.get((path, blob))
        if known is None:
            packed = state.recall(f"git:{path}@{blob}")
            known = unpack(packed) if packed is not None else None
        if known is None:
            missing.append(path)
        else:
            results[path] = known
    fresh = []
    for path, data in _contents(state.root, tree, missing):
        blob = tree.blobs[path]
        results[path] = check_bytes(path, data, state.rules, state.settings, True)
        fresh.append(Row(f"git:{path}@{blob}", blob, blob, pack(results[path])))
    if state.cache is not None:
        state.cache.put(fresh)
    state.last = {(path, tree.blobs[path]): result for path, result in results.items()}
    return {path: results[path] for path in pages}


def _contents(root: str, tree: since.BaseTree, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(paths), _BATCH):
        part = paths[start : start + _BATCH]
        yield from zip(part, read_blobs(root, [tree.blobs[path] for path in part]), strict=True)


def _checked(
    state: _Run, tree: since.BaseTree, results: dict[str, FileResult], revision: Revision
) -> Point:
    named = _named(state, list(results))
    scope = Scope(state.root, list(results), named, tree, [])
    files = since.BaseFiles(state.root, tree)
    project = engine.make_project(scope, results, files, state.settings)
    found = finish(results, state.rules, project, state.registry, named)[0]
    count = len(results) if named is None else len(named)
    return point(found, count, revision.date, revision.commit, revision.label)
