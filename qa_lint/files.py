"""The files around the pages: what exists, under which exact name, inside the repository.

Paths are POSIX and relative to the project's root. Nothing outside the root is ever opened: a
path that leaves it, also through a symbolic link, counts as outside.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from typing import Protocol


class OutsideError(OSError):
    """A path that leads out of the folder that it must stay in."""


def read_file(path: str, limit: int = -1) -> bytes:
    """The first `limit` bytes of a regular file, all by default; raises OSError.

    A pipe or a device is an error: reading one may never end.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(limit)


def _open_at_once(path: str, flags: int) -> int:
    # Opening a pipe would wait for somebody to write into it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_inside(root: str, path: str, limit: int = -1) -> bytes:
    """The same for a file below `root`; raises OutsideError for a link that leads elsewhere."""
    full = os.path.join(root, path)
    if not is_inside(os.path.realpath(full), os.path.realpath(root)):
        raise OutsideError(errno.EXDEV, "a symbolic link out of the repository")
    return read_file(full, limit)


class Files(Protocol):
    """What rules may ask of a tree of files."""

    def entries(self, folder: str) -> dict[str, str] | None:
        """Name to kind ("file", "dir", "outside") of a folder's entries; None if it is none."""

    def size(self, path: str) -> int:
        """Size of a file in bytes; raises OSError."""

    def exists_outside(self, path: str) -> bool:
        """Whether a path that leaves the root leads to something all the same."""

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` bytes from the start of a file; raises OSError."""


class DiskFiles:
    """The files on disk below `root`; `folders` are those that were looked into."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._entries: dict[str, dict[str, str] | None] = {}
        self.sizes: dict[str, int] = {}

    @property
    def folders(self) -> Iterable[str]:
        """The folders whose entries a result depends on."""
        return self._entries

    def entries(self, folder: str) -> dict[str, str] | None:
        if folder not in self._entries:
            self._entries[folder] = self._scan(folder)
        return self._entries[folder]

    def _scan(self, folder: str) -> dict[str, str] | None:
        found: dict[str, str] = {}
        try:
            with os.scandir(os.path.join(self.root, folder)) as entries:
                for entry in entries:
                    found[entry.name] = self._kind(entry)
        except OSError:
            return None
        return found

    def _kind(self, entry: os.DirEntry[str]) -> str:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if not is_inside(real, os.path.realpath(self.root)):
                return "outside"
        try:
            return "dir" if entry.is_dir() else "file"
        except OSError:
            return "file"

    def size(self, path: str) -> int:
        if path not in self.sizes:
            self.sizes[path] = os.stat(os.path.join(self.root, path)).st_size
        return self.sizes[path]

    def exists_outside(self, path: str) -> bool:
        return os.path.lexists(os.path.join(self.root, path))

    def read(self, path: str, limit: int) -> bytes:
        self.size(path)
        return read_inside(self.root, path, limit)


class MemoryFiles:
    """Files of a git revision or a test: path to size, with a function that reads a blob."""

    def __init__(self, sizes: dict[str, int], reader: Files | None = None) -> None:
        self._sizes = sizes
        self._reader = reader
        self._tree: dict[str, dict[str, str]] = {"": {}}
        for path in sizes:
            parts = path.split("/")
            for depth in range(len(parts)):
                folder = "/".join(parts[:depth])
                kind = "file" if depth == len(parts) - 1 else "dir"
                self._tree.setdefault(folder, {})[parts[depth]] = kind

    def entries(self, folder: str) -> dict[str, str] | None:
        return self._tree.get(folder)

    def size(self, path: str) -> int:
        try:
            return self._sizes[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def exists_outside(self, path: str) -> bool:
        return False

    def read(self, path: str, limit: int) -> bytes:
        if self._reader is None:
            raise FileNotFoundError(path)
        return self._reader.read(path, limit)


def is_inside(path: str, root: str) -> bool:
    """Whether the absolute `path` is `root` or below it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


class Found:
    """Outcome of a look-up: `kind` is "file", "dir", "case", "missing" or "outside".

    `actual` is the path as it is on disk, for "case" the one that differs in letter case.
    """

    __slots__ = ("actual", "kind")

    def __init__(self, kind: str, actual: str) -> None:
        self.kind = kind
        self.actual = actual


def look_up(files: Files, path: str) -> Found:
    """Find a path letter for letter, or up to letter case."""
    if path in ("", "."):
        return Found("dir", "")
    folder = ""
    kind = "dir"
    exact = True
    for part in path.split("/"):
        entries = files.entries(folder) if kind == "dir" else None
        if entries is None:
            return Found("missing", path)
        name: str | None = part
        if part not in entries:
            exact = False
            name = next((n for n in entries if n.casefold() == part.casefold()), None)
        if name is None:
            return Found("missing", path)
        kind = entries[name]
        folder = f"{folder}/{name}" if folder else name
        if kind == "outside":
            return Found("outside", folder)
    return Found(kind if exact else "case", folder)
