"""Results of remote addresses with their age, in one SQLite file of the user.

Nothing that goes wrong here stops a run: without a usable file each address is asked for.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable

from ..cache import folder
from .result import Result, Target, from_plain, to_plain
from .settings import RemoteSettings

_VERSION = 1
_SCHEMA = f"""
DROP TABLE IF EXISTS results;
CREATE TABLE results (
    url TEXT NOT NULL, question TEXT NOT NULL, at REAL NOT NULL, result TEXT NOT NULL,
    PRIMARY KEY (url, question));
PRAGMA user_version={_VERSION};
"""
#: Older rows are of no use to any sensible setting.
_FORGET = 90 * 86400


class Store:
    """What was found before, as long as it is young enough."""

    def __init__(
        self,
        settings: RemoteSettings,
        authorised: Callable[[str], bool] = lambda url: False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`authorised` tells whether an address is asked for with a password or a token."""
        self._settings = settings
        self._authorised = authorised
        self._clock = clock
        self._db = _open(os.path.join(folder(), "remote.db"))

    def get(self, targets: Iterable[Target]) -> dict[Target, Result]:
        """Results that are still good."""
        found: dict[Target, Result] = {}
        if self._db is None:
            return found
        now = self._clock()
        query = "SELECT at, result FROM results WHERE url = ? AND question = ?"
        with contextlib.suppress(sqlite3.Error):
            for target in targets:
                row = self._db.execute(query, (target.url, self._question(target))).fetchone()
                result = None if row is None else _restored(row[1])
                if result is not None and 0 <= now - row[0] < self._age(result):
                    found[target] = result
        return found

    def put(self, results: Iterable[tuple[Target, Result]]) -> None:
        """Keep what is about the addresses themselves; what a host suffers from passes."""
        if self._db is None:
            return
        now = self._clock()
        rows = [
            (t.url, self._question(t), now, json.dumps(to_plain(r), ensure_ascii=False))
            for t, r in results
            if r.lasting
        ]
        with contextlib.suppress(sqlite3.Error), self._db:
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?,?,?,?)", rows)
            self._db.execute("DELETE FROM results WHERE at < ?", (now - _FORGET,))

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _age(self, result: Result) -> int:
        good = result.kind == "ok" and not result.missing
        return self._settings.good_age if good else self._settings.bad_age

    def _question(self, target: Target) -> str:
        return repr((target[1:], self._authorised(target.url), self._settings.verdict_key))


def _restored(text: str) -> Result | None:
    try:
        return from_plain(json.loads(text))
    except (ValueError, TypeError):
        return None


def _open(path: str) -> sqlite3.Connection | None:
    for attempt in range(2):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            db = sqlite3.connect(path, timeout=2.0)
            db.execute("PRAGMA journal_mode=WAL")
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                db.executescript(_SCHEMA)
            return db
        except sqlite3.OperationalError:
            return None  # locked, read-only or no space
        except (sqlite3.Error, OSError):
            if attempt:
                return None
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    os.unlink(path + suffix)
    return None
