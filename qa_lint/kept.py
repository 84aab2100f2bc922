"""What is made of pages, kept as long as what it is made of stays the same."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterable

from .cache import Cache
from .hashing import blake2b

#: So many pages, or bytes, are kept together: to read many rows takes longer than large ones.
_TOGETHER, _LARGE = 32, 200_000
#: What waits to be written is held in memory, so many bytes of it.
_WAITING = 1_000_000

_Pages = dict[str, tuple[bytes, bytes]]


class Kept:
    """What the last run of one kind made of each page.

    Each page is asked for once, in the order of the paths; what is asked for late is not known.
    """

    def __init__(self, cache: Cache, kind: str) -> None:
        """`kind` names everything that it is made of besides the page."""
        self._cache = cache
        self._kind = kind
        #: Pages that are kept together, packed, by the first of them.
        self._groups = {first: packed for first, (_, packed) in cache.pages(kind).items()}
        self._firsts = sorted(self._groups)
        self._number = -1
        self._known: _Pages = {}
        self._new: _Pages = {}
        self._changed = False
        self._fresh: list[tuple[str, bytes, bytes]] = []
        self._waiting = 0

    def get(self, path: str, key: bytes) -> bytes | None:
        """What was made of a page when `key` was the same, None if it was not."""
        self._go_to(path)
        known = self._known.get(path)
        if known is None or known[0] != key:
            return None
        self._new[path] = known
        return known[1]

    def put(self, path: str, key: bytes, data: bytes) -> None:
        """Keep what was made of a page."""
        self._go_to(path)
        self._new[path] = key, data
        self._changed = True

    def save(self) -> None:
        """Write what is new, and forget the pages that nobody has asked for."""
        self._leave()
        if self._fresh or self._groups:
            self._write(self._groups)

    def _go_to(self, path: str) -> None:
        number = max(0, bisect_right(self._firsts, path) - 1)
        if number != self._number:
            self._leave()
            self._number = number
            if number < len(self._firsts):
                packed = self._groups.get(self._firsts[number])
                self._known = marshal.loads(packed) if packed else {}
        elif self._changed and len(self._new) >= 2 * _TOGETHER:
            self._pack(self._new)
            self._new = {}

    def _leave(self) -> None:
        """Have done with the pages that stand together."""
        first = self._firsts[self._number] if 0 <= self._number < len(self._firsts) else ""
        if self._changed or len(self._new) != len(self._known):
            self._pack(self._new)
        elif self._known:
            self._groups.pop(first, None)
        self._known, self._new, self._changed = {}, {}, False

    def _pack(self, pages: _Pages) -> None:
        group: _Pages = {}
        size = 0
        for path, page in sorted(pages.items()):
            if len(group) == _TOGETHER or size > _LARGE:
                self._add(group)
                group, size = {}, 0
            group[path] = page
            size += len(page[1])
        if group:
            self._add(group)

    def _add(self, group: _Pages) -> None:
        first = min(group)
        packed = marshal.dumps(group)
        self._fresh.append((first, b"", packed))
        self._groups.pop(first, None)
        self._waiting += len(packed)
        if self._waiting > _WAITING:
            self._write(())

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
