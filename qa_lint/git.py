"""What git knows: the repository's root, tracked and ignored files, blobs of a revision.

Every call runs the real `git` with arguments in a list; file names travel NUL-separated. A
repository's own settings can name programs (hooks, filters, converters, transports): none of them
is run, because the folder may come from a stranger's archive.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

_SAFE = (
    "core.quotepath=off",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",
    "protocol.ext.allow=never",
    # A folder that looks like a repository is none unless it is a `.git`.
    "safe.bareRepository=explicit",
)
#: These look at the index and at names alone: whatever else the settings say does not matter.
_HARMLESS = frozenset(["ls-files", "check-ignore", "rev-parse", "config", "remote", "symbolic-ref"])
#: These would show a file through a program that the settings name for its kind.
_SHOWING = frozenset(["blame", "diff", "log", "show"])
#: Keys that name a program for a file's content, and those that name one for a transport, which
#: git may need for objects that a partial clone lacks.
_FILTER = re.compile(r"filter\..*\.(?:clean|smudge|process|required)", re.I | re.S)
_TRANSPORT = re.compile(
    r"core\.(?:sshcommand|gitproxy|askpass|alternaterefscommand)|remote\..*\.(?:uploadpack|vcs)"
    r"|credential\.(?:.*\.)?helper",
    re.I | re.S,
)


class GitError(Exception):
    """git could not do what was asked; the message is git's first line."""


def find_root(path: str) -> str | None:
    """The root of the work tree that holds the absolute `path`, None outside of any."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def git_dir(root: str) -> str:
    """The folder that holds the index: `.git`, or where the file `.git` points."""
    path = os.path.join(root, ".git")
    if os.path.isdir(path):
        return path
    try:
        with open(path, encoding="utf-8") as file:
            line = file.read().strip()
    except OSError:
        return path
    return os.path.normpath(os.path.join(root, line.removeprefix("gitdir:").strip()))


def run(root: str, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Standard output of `git ARGUMENTS` in `root`; raises GitError."""
    name, *rest = arguments
    disarmed = _NOTHING if name in _HARMLESS else _disarmed(root)
    if name in _SHOWING:
        rest = ["--no-textconv", "--no-ext-diff", *rest]
    settings = [part for setting in (*_SAFE, *disarmed.settings) for part in ("-c", setting)]
    return _execute(root, ["git", *settings, name, *rest], disarmed.environment, stdin)


def _execute(
    root: str, command: list[str], more: Mapping[str, str], stdin: bytes | None = None
) -> bytes:
    import subprocess  # costs as much as a tenth of a warm run, which asks git nothing

    # Without the first, git writes the index when it reads it; the second keeps it from asking.
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", **more}
    try:
        done = subprocess.run(
            command, cwd=root, input=stdin, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        raise GitError(f"git: {error.strerror}") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"{command[0]} failed")
    return done.stdout


def read_blobs(root: str, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs in their order; raises GitError, also for one that is not there."""
    if not names:
        return
    output = run(root, "cat-file", "--batch", stdin="".join(name + "\n" for name in names).encode())
    at = 0
    for name in names:
        end = output.index(b"\n", at)
        words = output[at:end].split()
        if len(words) != 3 or not words[2].isdigit():
            raise GitError(f"object {name} is missing: a partial clone? git fetch --refetch")
        size = int(words[2])
        yield output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


class _Disarmed(NamedTuple):
    """Settings and environment that keep a repository's own programs from being run."""

    settings: tuple[str, ...] = ()
    environment: Mapping[str, str] = {}


_NOTHING = _Disarmed()


@lru_cache(maxsize=64)
def _disarmed(root: str) -> _Disarmed:
    """What it takes for the repository at `root`; the user's own settings stay as they are."""
    command = ["git", "config", "--list", "--name-only", "--show-scope", "-z"]
    try:
        words = _names(_execute(root, command, {}))
    except GitError:
        return _NOTHING
    found = zip(words[::2], words[1::2], strict=False)
    keys = {key for scope, key in found if scope in ("local", "worktree")}
    filters = sorted(key for key in keys if _FILTER.fullmatch(key))
    off = tuple(f"{key}={'false' if key.lower().endswith('.required') else ''}" for key in filters)
    fetches = any(_TRANSPORT.fullmatch(key) for key in keys)
    return _Disarmed(
        off, {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"} if fetches else {}
    )


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def verify(root: str, reference: str) -> None:
    """Raise GitError unless `reference` is a commit; one that would be an option is none."""
    if reference.startswith("-"):
        raise GitError(f"'{reference}' is no commit")
    run(root, "rev-parse", "--verify", "--quiet", reference + "^{commit}")


def has_head(root: str) -> bool:
    """Whether there is a commit yet."""
    try:
        run(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return False
    return True


class GitKnowledge(Protocol):
    """What rules may ask of git."""

    @property
    def tracked(self) -> frozenset[str]:
        """Files that readers of the repository have."""

    def is_ignored(self, path: str) -> bool:
        """Whether an ignore rule covers `path`."""


class GitState:
    """The index of a work tree, read when first asked; paths relative to its root."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._tracked: frozenset[str] | None = None

    @property
    def tracked(self) -> frozenset[str]:
        """Files in the index; empty when git cannot tell."""
        if self._tracked is None:
            try:
                self._tracked = frozenset(_names(run(self.root, "ls-files", "-z", "--cached")))
            except GitError:
                self._tracked = frozenset()
        return self._tracked

    def listed(self, folders: list[str]) -> list[str]:
        """Tracked and untracked files below `folders` that are not ignored, sorted.

        Raises GitError.
        """
        output = run(
            self.root,
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--",
            *folders,
        )
        return sorted(set(_names(output)))

    def is_ignored(self, path: str) -> bool:
        """Whether an ignore rule covers `path`."""
        try:
            return bool(run(self.root, "check-ignore", "-z", "--no-index", "--", path))
        except GitError:
            return False
