"""Results by content, rule set and configuration, in one SQLite file a project.

A row is trusted when the file's size, times and inode are those that were seen, or when the
content's hash is. Two runs may use the file at once; a damaged file is thrown away. Nothing that
goes wrong here stops a run.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from .hashing import hex_digest

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    path TEXT NOT NULL, config TEXT NOT NULL, stat TEXT NOT NULL, hash TEXT NOT NULL,
    marks BLOB NOT NULL, PRIMARY KEY (path, config)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packed (
    path TEXT NOT NULL, config TEXT NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (path, config));
CREATE TABLE IF NOT EXISTS runs (
    key TEXT PRIMARY KEY, paths TEXT NOT NULL, signature TEXT NOT NULL,
    crc INTEGER NOT NULL, output BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS kinds (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS pages (
    kind INTEGER NOT NULL, path TEXT NOT NULL, key BLOB NOT NULL, crc INTEGER NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY (kind, path));
"""
_VERSION = 6
_TABLES = ("results", "packed", "runs", "kinds", "pages")
#: So many kinds of what is made of pages are kept: each way in which a run is called has some.
_KINDS = 16


class Row(NamedTuple):
    """A cached result: the file's state when it was made, the packed result, what marks it."""

    path: str
    stat: str
    hash: str
    data: bytes
    marks: bytes = b""


class Known(NamedTuple):
    """A row without the result, which most runs do not look at."""

    stat: str
    hash: str
    marks: bytes


def folder() -> str:
    """Where cache files live: QA_LINT_CACHE_DIR, else the user's cache folder."""
    chosen = os.environ.get("QA_LINT_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "linux":  # what platformdirs gives there, without importing it
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        return os.path.join(base, "qa-lint")
    from platformdirs import user_cache_dir

    return user_cache_dir("qa-lint", appauthor=False)


def stat_key(path: str) -> str:
    """Size, times and inode of a file as one string; raises OSError."""
    status = os.stat(path)
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def content_key(data: bytes) -> str:
    """Hash of a file's bytes."""
    return hex_digest(data)


class Cache:
    """The cache of one project; without a usable file it forgets everything."""

    def __init__(self, root: str, config: str) -> None:
        """`config` identifies the rules and settings that results depend on."""
        self.config = config
        self._path = os.path.join(
            folder(), content_key(os.fsencode(os.path.realpath(root)))[:16] + ".db"
        )
        self._dropped = False
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for attempt in range(2):
            try:
                os.makedirs(os.path.dirname(self._path), exist_ok=True)
                db = sqlite3.connect(self._path, timeout=2.0, isolation_level=None)
                db.execute("PRAGMA synchronous=OFF")
                if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                    db.executescript(
                        "".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLES)
                        + f"PRAGMA journal_mode=WAL; PRAGMA user_version={_VERSION};{_SCHEMA}"
                    )
                return db
            except sqlite3.OperationalError:
                self._dropped = True
                return None  # locked, read-only or no space: this run goes without
            except (sqlite3.Error, OSError):
                if attempt or not self._discard():
                    break
        self._dropped = True
        return None

    def _discard(self) -> bool:
        for suffix in ("", "-wal", "-shm"):
            try:
                os.unlink(self._path + suffix)
            except FileNotFoundError:
                continue
            except OSError:
                return False
        return True

    def rows(self) -> dict[str, Known]:
        """What is known of this configuration's results, by path."""
        query = "SELECT path, stat, hash, marks FROM results WHERE config = ?"
        return {row[0]: Known._make(row[1:]) for row in self._read(query, self.config)}

    def data(self, path: str) -> bytes | None:
        """A packed result of this configuration, None when it is missing or damaged."""
        query = "SELECT data, crc FROM packed WHERE path = ? AND config = ?"
        for data, crc in self._read(query, path, self.config):
            return _intact(data, crc)
        return None

    def every(self) -> dict[str, bytes]:
        """All packed results of this configuration that are not damaged, by path."""
        query = "SELECT path, data, crc FROM packed WHERE config = ?"
        rows = ((path, _intact(data, crc)) for path, data, crc in self._read(query, self.config))
        return {path: data for path, data in rows if data is not None}

    def _read(self, query: str, *values: str) -> Iterable[tuple[Any, ...]]:
        # Pages of a project are asked for also when the run is over.
        self._db = self._db or (None if self._dropped else self._open())
        if self._db is None:
            return []
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error:
            self._drop()
            return []

    def put(self, rows: Iterable[Row]) -> None:
        """Store results."""
        if self._db is None:
            return
        rows = list(rows)
        if not rows:
            return
        with self._writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO results VALUES (?,?,?,?,?)",
                [(row.path, self.config, row.stat, row.hash, row.marks) for row in rows],
            )
            db.executemany(
                "INSERT OR REPLACE INTO packed VALUES (?,?,?,?)",
                [(row.path, self.config, zlib.crc32(row.data), row.data) for row in rows],
            )

    def forget(self, keep: Iterable[str]) -> None:
        """Delete results of files that are gone and of other configurations' old runs."""
        if self._db is None:
            return
        known = {row[0] for row in self._db.execute("SELECT DISTINCT path FROM results")}
        gone = known - set(keep)
        if gone:
            with self._writing() as db:
                for table in ("results", "packed"):
                    db.executemany(
                        f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone]
                    )

    def recall(self, key: str) -> tuple[list[str], str, bytes] | None:
        """A whole run's (paths that it depended on, signature, output), None if unknown."""
        query = "SELECT paths, signature, crc, output FROM runs WHERE key = ?"
        for paths, signature, crc, output in self._read(query, key):
            if isinstance(output, bytes) and _checksum(paths + signature, output) == crc:
                return paths.split("\0"), signature, output
        return None

    def remember(self, key: str, paths: list[str], signature: str, output: bytes) -> None:
        """Keep a whole run's output; of the newest 64 runs."""
        if self._db is None:
            return
        joined = "\0".join(paths)
        crc = _checksum(joined + signature, output)
        with self._writing() as db:
            db.execute("DELETE FROM runs WHERE key = ?", (key,))
            db.execute("INSERT INTO runs VALUES (?,?,?,?,?)", (key, joined, signature, crc, output))
            db.execute(
                "DELETE FROM runs WHERE rowid NOT IN"
                " (SELECT rowid FROM runs ORDER BY rowid DESC LIMIT 64)"
            )

    def pages(self, kind: str) -> dict[str, tuple[bytes, bytes]]:
        """What was made of pages, by path with the key of what it was made of."""
        query = (
            "SELECT path, key, crc, data FROM pages"
            " WHERE kind = (SELECT id FROM kinds WHERE name = ?)"
        )
        rows = self._read(query, kind)
        return {
            path: (key, data) for path, key, crc, data in rows if _intact(data, crc) is not None
        }

    def put_pages(
        self, kind: str, fresh: Iterable[tuple[str, bytes, bytes]], gone: Iterable[str]
    ) -> None:
        """Keep (path, key, what was made), and forget paths, of a kind; of the newest kinds."""
        if self._db is None:
            return
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO kinds (name) VALUES (?)", (kind,))
            number = db.execute("SELECT id FROM kinds WHERE name = ?", (kind,)).fetchone()[0]
            db.executemany(
                "INSERT OR REPLACE INTO pages VALUES (?,?,?,?,?)",
                [(number, path, key, zlib.crc32(data), data) for path, key, data in fresh],
            )
            db.executemany(
                "DELETE FROM pages WHERE kind = ? AND path = ?", [(number, path) for path in gone]
            )
            db.execute("DELETE FROM kinds WHERE id <= ?", (number - _KINDS,))
            db.execute("DELETE FROM pages WHERE kind <= ?", (number - _KINDS,))

    @contextlib.contextmanager
    def _writing(self) -> Any:
        """One transaction; a failure only costs the cache its news."""
        assert self._db is not None
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if not isinstance(error, sqlite3.OperationalError):
                self._drop()

    def _drop(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
            self._dropped = True
            self._discard()

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None


def _intact(data: Any, crc: int) -> bytes | None:
    return data if isinstance(data, bytes) and zlib.crc32(data) == crc else None


def _checksum(text: str, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(text.encode("utf-8", "surrogatepass")))
