"""What a change made worse: findings now that were not there at the merge base.

The base is checked too, from git's objects and without a second work tree. A file that did not
change has the same findings of its own on both sides, so only the changed ones are read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .cache import Row
from .check_file import FileResult, check_bytes
from .config import ConfigError
from .files import MemoryFiles
from .finding import Finding
from .git import GitError, read_blobs, run, verify
from .load import Loader
from .results import pack
from .rule import Rule


class Change(NamedTuple):
    """Paths relative to the root: changed now, and where each came from (None: new)."""

    base: str
    origin: dict[str, str | None]
    removed: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        """All paths that differ, with their names then and now."""
        before = {path for path in self.origin.values() if path}
        return self.removed | before | frozenset(self.origin)


class BaseTree(NamedTuple):
    """The files of the base: path to (blob, size)."""

    blobs: dict[str, str]
    sizes: dict[str, int]

    @property
    def tracked(self) -> frozenset[str]:
        """All its files: what is in a commit is in git."""
        return frozenset(self.blobs)

    def is_ignored(self, path: str) -> bool:
        """Nothing in a commit is ignored."""
        return False


def merge_base(root: str, reference: str) -> str:
    """The commit that the change is compared with; raises ConfigError that says what to fetch."""
    try:
        verify(root, reference)
    except GitError:
        raise ConfigError(
            f"--since {reference}: no such commit here; fetch it: git fetch origin {_short(reference)}"
        ) from None
    try:
        return run(root, "merge-base", reference, "HEAD").decode().strip()
    except GitError:
        shallow = run(root, "rev-parse", "--is-shallow-repository").decode().strip() == "true"
        hint = "git fetch --unshallow" if shallow else "the two have no common history"
        raise ConfigError(f"--since {reference}: no merge base; {hint}") from None


def _short(reference: str) -> str:
    return reference.removeprefix("origin/").removeprefix("refs/heads/")


def changes(root: str, base: str) -> Change:
    """How the work tree differs from a commit, with renames; untracked files count as new."""
    origin: dict[str, str | None] = {}
    removed: set[str] = set()
    words = iter(_split(run(root, "diff", "--name-status", "-z", "-M", base)))
    for status in words:
        path = next(words)
        if status[0] in "RC":
            new = next(words)
            origin[new] = path
            if status[0] == "R":
                removed.add(path)
        elif status[0] == "D":
            removed.add(path)
        else:
            origin[path] = None if status[0] == "A" else path
    for path in _split(run(root, "ls-files", "-z", "--others", "--exclude-standard")):
        origin[path] = None
    return Change(base, origin, frozenset(removed))


def _split(output: bytes) -> list[str]:
    return [os.fsdecode(word) for word in output.split(b"\0") if word]


def base_tree(root: str, base: str) -> BaseTree:
    """List a commit's files."""
    blobs: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for entry in _split(run(root, "ls-tree", "-r", "-z", "-l", "--full-tree", base)):
        meta, _, path = entry.partition("\t")
        _, kind, blob, size = meta.split()
        if kind == "blob":
            blobs[path] = blob
            # A blob that a partial clone has not fetched has no size.
            sizes[path] = int(size) if size.isdigit() else 0
    return BaseTree(blobs, sizes)


class BaseFiles(MemoryFiles):
    """The files of a commit for the rules."""

    def __init__(self, root: str, tree: BaseTree) -> None:
        super().__init__(tree.sizes)
        self._root = root
        self._blobs = tree.blobs

    def read(self, path: str, limit: int) -> bytes:
        if path not in self._blobs:
            raise FileNotFoundError(path)
        return run(self._root, "cat-file", "blob", self._blobs[path])[:limit]


def base_results(
    loader: Loader,
    tree: BaseTree,
    change: Change,
    pages: Iterable[str],
    now: Mapping[str, FileResult],
    rules: Sequence[Rule],
) -> dict[str, FileResult]:
    """The base's results: those of today for what did not change, the rest from git or the cache.

    `pages` are the base's pages.
    """
    results: dict[str, FileResult] = {}
    wanted: list[str] = []
    for path in pages:
        same = path in now and path not in change.origin and path not in change.removed
        if same:
            results[path] = now[path]
        else:
            wanted.append(path)
    fresh = []
    for path, data in _contents(loader, tree, wanted, results):
        result = check_bytes(path, data, rules, loader.settings, True)
        results[path] = result
        fresh.append(Row(f"git:{path}", tree.blobs[path], tree.blobs[path], pack(result)))
    if loader.cache is not None:
        loader.cache.put(fresh)
    return {path: results[path] for path in sorted(results)}


def _contents(
    loader: Loader, tree: BaseTree, wanted: Sequence[str], results: dict[str, FileResult]
) -> Iterable[tuple[str, bytes]]:
    """Contents of the pages that the cache does not know; the others go to `results`."""
    missing = []
    for path in wanted:
        known = loader.recall_blob(path, tree.blobs[path])
        if known is not None:
            results[path] = known
        else:
            missing.append(path)
    yield from zip(missing, read_blobs(loader.root, [tree.blobs[p] for p in missing]), strict=True)


def new_findings(
    now: Sequence[Finding], before: Sequence[Finding], change: Change
) -> list[Finding]:
    """Findings that the base did not have.

    One of the same rule and key in the same file, or in the file it was renamed from, is old; so
    is one that left a changed file when a changed file gained it: the text was moved.
    """
    remaining: dict[tuple[str, str, str], int] = {}
    for item in before:
        identity = (item.rule, item.path, item.key)
        remaining[identity] = remaining.get(identity, 0) + 1
    candidates = []
    for item in now:
        origin = change.origin.get(item.path) or item.path
        identity = (item.rule, origin, item.key)
        if remaining.get(identity, 0):
            remaining[identity] -= 1
        else:
            candidates.append(item)
    touched = change.removed | {path for path in change.origin.values() if path}
    moved: dict[tuple[str, str], int] = {}
    for (rule, path, key), count in remaining.items():
        if count and path in touched:
            moved[rule, key] = moved.get((rule, key), 0) + count
    fresh = []
    for item in candidates:
        if item.path in change.origin and moved.get((item.rule, item.key), 0):
            moved[item.rule, item.key] -= 1
        else:
            fresh.append(item)
    return fresh
