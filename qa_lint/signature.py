"""Whether files are still the same: signatures of the program, of folders, of plugins."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from . import __version__
from .hashing import blake2b


@cache
def package_signature() -> str:
    """Changes whenever a file of the program does; that of the program that runs."""
    return tree_signature(os.path.dirname(os.path.abspath(__file__)))


def code_signature() -> str:
    """Changes whenever a file of the program or one of its packs does."""
    package = os.path.dirname(os.path.abspath(__file__))
    packs = "" if os.path.isdir(os.path.join(package, "packs_data")) else "rules"
    checkout = tree_signature(os.path.join(os.path.dirname(package), packs)) if packs else ""
    return f"{__version__}:{package_signature()}:{checkout}"


def content_signature(path: str = "") -> str:
    """Names and contents of a file or folder, the same on every machine.

    Without a path they are those of the program and its packs.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    digest = blake2b(digest_size=10)
    if path:
        _add(digest, path, os.path.basename(path))
        return str(digest.hexdigest())
    digest.update(__version__.encode())
    _add(digest, package, "qa_lint", frozenset(("packs_data",)))
    packs = os.path.join(package, "packs_data")
    _add(digest, packs if os.path.isdir(packs) else os.path.join(os.path.dirname(package), "rules"))
    return str(digest.hexdigest())


def _add(digest: Any, path: str, name: str = "", but: frozenset[str] = frozenset()) -> None:
    """Feed a file, or a folder's files in the order of their names, without those in `but`."""
    digest.update(f"\0{name}\0".encode("utf-8", "surrogateescape"))
    try:
        if os.path.isdir(path):
            for entry in sorted(set(os.listdir(path)) - but - {"__pycache__"}):
                _add(digest, os.path.join(path, entry), entry)
            return
        with open(path, "rb") as file:
            # Another system's checkout may end its lines in another way.
            digest.update(file.read().replace(b"\r\n", b"\n"))
    except OSError:
        digest.update(b"\0gone")


def tree_signature(path: str) -> str:
    """Names, sizes and times of a file or of all files below a folder."""
    try:
        if os.path.isfile(path):
            status = os.stat(path)
            return f"{path}:{status.st_size}:{status.st_mtime_ns}"
        parts = []
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    parts.append(tree_signature(entry.path))
                else:
                    status = entry.stat()
                    parts.append(f"{entry.name}:{status.st_size}:{status.st_mtime_ns}")
        return f"{path}[{','.join(parts)}]"
    except OSError:
        return f"{path}:gone"
