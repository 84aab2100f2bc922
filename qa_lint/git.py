"""What git knows: the repository's root, tracked and ignored files, blobs of a revision.

Every call runs the real `git` with arguments in a list; file names travel NUL-separated.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Protocol


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
    import subprocess  # costs as much as a tenth of a warm run, which asks git nothing

    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, cwd=root, input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git: {error.strerror}") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"git {arguments[0]} failed")
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


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


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
