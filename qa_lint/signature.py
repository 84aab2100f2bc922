"""Whether files are still the same: signatures of the program, of folders, of plugins."""

from __future__ import annotations

import os

from . import __version__


def code_signature() -> str:
    """Changes whenever a file of the program or one of its packs does."""
    package = os.path.dirname(os.path.abspath(__file__))
    packs = "" if os.path.isdir(os.path.join(package, "packs_data")) else "rules"
    checkout = tree_signature(os.path.join(os.path.dirname(package), packs)) if packs else ""
    return f"{__version__}:{tree_signature(package)}:{checkout}"


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
