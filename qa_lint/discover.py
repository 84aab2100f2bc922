"""Which files are checked, and where the project's root is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .config import ConfigError, Settings
from .files import is_inside
from .git import GitError, GitKnowledge, GitState, find_root

_NEVER = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        "node_modules",
        ".venv",
        "venv",
        "__pycache__",
        ".tox",
        "qa-lint-report",
    )
)


class Scope(NamedTuple):
    """What a run covers.

    `root` is the project's root (absolute); `pages` are all its pages and `named` those that the
    findings are wanted of (None for all), as POSIX paths relative to the root. `git` is the
    repository's state, None outside of one. `folders` are those that were walked. `unnameable`
    are pages that are left out because their names are no UTF-8, made printable.
    """

    root: str
    pages: list[str]
    named: frozenset[str] | None
    git: GitKnowledge | None
    folders: list[str]
    unnameable: tuple[str, ...] = ()


def discover(paths: Sequence[str], settings: Settings, cwd: str, base: str) -> Scope:
    """Find the pages of a run.

    `paths` are files or folders as given on the command line, none for `cwd`; `base` is the
    folder that the include and exclude patterns start from. Raises ConfigError for a path that
    does not exist.
    """
    full = [os.path.abspath(os.path.join(cwd, path)) for path in paths] or [cwd]
    for given, path in zip(paths, full, strict=False):
        if not os.path.lexists(path):
            raise ConfigError(f"{given}: no such file or folder")
    root = project_root(full, cwd)
    git = GitState(root) if os.path.exists(os.path.join(root, ".git")) else None
    matcher = Matcher(settings, os.path.relpath(base, root) if is_inside(base, root) else ".")
    files = [p for p in full if not os.path.isdir(p)]
    folders = [p for p in full if os.path.isdir(p)]
    walked: list[str] = []
    named = {_relative(p, root) for p in files if not matcher.excluded(_relative(p, root))}
    for folder in folders:
        named.update(p for p in _walk(folder, root, git, walked) if matcher.matches(p))
    if not files and not paths:
        return _nameable(Scope(root, sorted(named), None, git, walked))
    around = root if git is not None or is_inside(cwd, root) else ""
    pages = set(named)
    if around and not any(is_inside(around, folder) for folder in folders):
        pages.update(p for p in _walk(around, root, git, walked) if matcher.matches(p))
    return _nameable(Scope(root, sorted(pages), frozenset(named), git, walked))


def _nameable(scope: Scope) -> Scope:
    """Leave out what no output and no cache could name."""
    bad = [path for path in scope.pages if not _is_utf8(path)]
    folders = [path for path in scope.folders if _is_utf8(path)]
    if not bad and len(folders) == len(scope.folders):
        return scope
    named = scope.named
    return scope._replace(
        pages=[path for path in scope.pages if _is_utf8(path)],
        named=None if named is None else frozenset(filter(_is_utf8, named)),
        folders=folders,
        unnameable=tuple(os.fsencode(path).decode("utf-8", "replace") for path in bad),
    )


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def project_root(full: Sequence[str], cwd: str) -> str:
    """The repository that holds all paths, else the deepest folder that does."""
    top = find_root(cwd)
    if top is not None and all(is_inside(path, top) for path in full):
        return top
    if all(is_inside(path, cwd) for path in full):
        return cwd
    common = os.path.commonpath([p if os.path.isdir(p) else os.path.dirname(p) for p in full])
    return find_root(common) or common


def _relative(path: str, root: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _walk(folder: str, root: str, git: GitState | None, walked: list[str]) -> Iterable[str]:
    """Files below `folder`, relative to `root`, without those that git ignores."""
    if git is not None:
        try:
            listed = git.listed([os.path.relpath(folder, root)])
        except GitError:
            listed = None
        if listed is not None:
            walked.extend(_folders_of(listed, root))
            # A file that was removed without telling git is still in the index.
            return [p for p in listed if os.path.lexists(os.path.join(root, p))]
    return _walk_disk(folder, root, walked)


def _folders_of(listed: Iterable[str], root: str) -> set[str]:
    """The folders of the listed files, those above them, and their other subfolders.

    A new file changes the time of one of these, so that a later run sees it.
    """
    found = {""}
    for path in listed:
        folder = os.path.dirname(path)
        while folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)
    for folder in list(found):
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                found.update(
                    os.path.join(folder, e.name)
                    for e in entries
                    if e.name not in _NEVER and e.is_dir(follow_symlinks=False)
                )
        except OSError:
            continue
    return found


def _walk_disk(folder: str, root: str, walked: list[str]) -> list[str]:
    found = []
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in _NEVER)
        relative = _relative(current, root)
        prefix = "" if relative == "." else relative + "/"
        walked.append(prefix.rstrip("/"))
        if current != folder and ".gitignore" in names and _ignores_itself(current):
            folders.clear()
            continue
        found += [prefix + name for name in names]
    return found


def _ignores_itself(folder: str) -> bool:
    """Whether a folder's `.gitignore` covers all that is in it, as tools write it for output."""
    try:
        with open(os.path.join(folder, ".gitignore"), "rb") as file:
            lines = file.read(4096).split(b"\n")
    except OSError:
        return False
    return [line for line in map(bytes.strip, lines) if line and line[:1] != b"#"] == [b"*"]


class Matcher:
    """Include and exclude patterns (git-ignore syntax) relative to the configuration's folder."""

    def __init__(self, settings: Settings, base: str) -> None:
        self._base = "" if base == "." else base.replace(os.sep, "/") + "/"
        self._suffixes: tuple[str, ...] | None = None
        if all(p.startswith("**/*.") and "*" not in p[5:] for p in settings.include):
            self._suffixes = tuple(p[4:] for p in settings.include)
        self._include = settings.include
        self._exclude = settings.exclude
        self._specs: dict[tuple[str, ...], object] = {}

    def matches(self, path: str) -> bool:
        """Whether `path` (relative to the root) is included and not excluded."""
        if self._suffixes is not None:
            if not path.endswith(self._suffixes):
                return False
        elif not self._match(self._include, path):
            return False
        return not self.excluded(path)

    def excluded(self, path: str) -> bool:
        """Whether an exclude pattern covers `path`."""
        return bool(self._exclude) and self._match(self._exclude, path)

    def _match(self, patterns: tuple[str, ...], path: str) -> bool:
        if not path.startswith(self._base):
            return False
        spec = self._specs.get(patterns)
        if spec is None:
            from pathspec import GitIgnoreSpec

            spec = self._specs[patterns] = GitIgnoreSpec.from_lines(patterns)
        return bool(spec.match_file(path[len(self._base) :]))  # type: ignore[attr-defined]
