"""What is made of pages, kept as long as what it is made of stays the same."""

from __future__ import annotations

from collections.abc import Iterable

from .cache import Cache
from .hashing import blake2b

#: What waits to be written is held in memory, so many bytes of it.
_WAITING = 1_000_000


class Kept:
    """What the last run of one kind made of each page; each page is asked for once."""

    def __init__(self, cache: Cache, kind: str) -> None:
        """`kind` names everything that it is made of besides the page."""
        self._cache = cache
        self._kind = kind
        self._known = cache.pages(kind)
        self._fresh: list[tuple[str, bytes, bytes]] = []
        self._waiting = 0

    def get(self, path: str, key: bytes) -> bytes | None:
        """What was made of a page when `key` was the same, None if it was not."""
        known = self._known.pop(path, None)
        return known[1] if known is not None and known[0] == key else None

    def put(self, path: str, key: bytes, data: bytes) -> None:
        """Keep what was made of a page."""
        self._fresh.append((path, key, data))
        self._waiting += len(data)
        if self._waiting > _WAITING:
            self._write(())

    def save(self) -> None:
        """Write what is new, and forget the pages that nobody has asked for."""
        if self._fresh or self._known:
            self._write(self._known)

    def _write(self, gone: Iterable[str]) -> None:
        self._cache.put_pages(self._kind, self._fresh, gone)
        self._fresh = []
        self._waiting = 0


def key_of(parts: Iterable[bytes]) -> bytes:
    """Identifies a sequence of bytes."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return bytes(digest.digest())
