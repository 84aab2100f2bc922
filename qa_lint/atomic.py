"""Write files so that a killed run leaves either the old or the new content, and drop old ones."""

from __future__ import annotations

import contextlib
import os


def write_bytes(path: str, data: bytes) -> None:
    """Replace the file at `path` by `data`; its mode is kept. Raises OSError.

    A symbolic link is followed: what it points to is replaced.
    """
    import tempfile  # it takes longer than what most runs do, which write nothing

    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".qa-lint-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_text(path: str, text: str) -> None:
    """Replace the file at `path` by UTF-8 text as it is. Raises OSError."""
    write_bytes(path, text.encode("utf-8", "surrogatepass"))


def keep_newest(folder: str, begin: str, most: int) -> None:
    """Of the files in `folder` whose names begin with `begin` only the newest stay; OSError."""
    with os.scandir(folder) as entries:
        known = [(e.stat().st_mtime, e.path) for e in entries if e.name.startswith(begin)]
    for _, old in sorted(known)[:-most]:
        with contextlib.suppress(FileNotFoundError):  # another process does the same
            os.unlink(old)


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
