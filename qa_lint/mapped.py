"""Plain values kept in one file beside the cache, each read when it is asked for.

The register has fifteen megabytes of them, and one page needs a hundredth. The file is mapped, so
that processes share what they read of it, and what none reads takes no memory. Its checksum is that
of all of it: a file that was found whole, and has not been touched since, is trusted.
"""

from __future__ import annotations

import contextlib
import marshal
import mmap
import os
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

_VALUE, _ROWS, _NUMBERS = range(3)
#: Numbers have four bytes, and their places in the file are multiples of it.
_WIDTH = 4
_HEAD = 12
#: So many files of one kind are kept: those of other settings and versions.
_KEPT = 8


class Rows(Sequence[Any]):
    """Values of which each is read on its own, once."""

    def __init__(self, data: memoryview, ends: memoryview) -> None:
        self._data = data
        self._ends = ends
        self._made: dict[int, Any] = {}
        self._make: Callable[[Any], Any] | None = None

    def made_by(self, make: Callable[[Any], Any]) -> Rows:
        """The same with what `make` gives for each value."""
        rows = Rows(self._data, self._ends)
        rows._make = make
        return rows

    def __getitem__(self, index: Any) -> Any:
        try:
            return self._made[index]
        except KeyError:
            pass
        except TypeError:  # a slice
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        number = index % len(self)
        value = marshal.loads(self._data[self._ends[number] : self._ends[number + 1]])
        made = self._made[index] = value if self._make is None else self._make(value)
        return made

    def __len__(self) -> int:
        return len(self._ends) - 1


class Mapped(Mapping[str, Any]):
    """The values of a file by name: what was written as a list of rows is a `Rows`."""

    def __init__(self, data: memoryview, places: dict[str, tuple[int, int, int, int]]) -> None:
        self._data = data
        self._places = places
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            kind, start, middle, end = self._places[name]
            table = self._data[start:middle]
            if kind == _VALUE:
                self._made[name] = marshal.loads(table)
            elif kind == _NUMBERS:
                self._made[name] = table.cast("I")
            else:
                self._made[name] = Rows(self._data[middle:end], table.cast("I"))
        return self._made[name]

    def unkept(self, name: str) -> Any:
        """A plain value that is read for this once."""
        kind, start, middle, _ = self._places[name]
        return marshal.loads(self._data[start:middle]) if kind == _VALUE else self[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places  # without reading it

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read(path: str) -> Mapped | None:
    """The values that `write` wrote, None for a file that is missing or damaged."""
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
        if not _is_known(path, state):
            if zlib.crc32(data[_WIDTH:]) != int.from_bytes(data[:_WIDTH], "little"):
                return None
            _know(path, state)
        end = _HEAD + int.from_bytes(data[_WIDTH:_HEAD], "little")
        return Mapped(data, marshal.loads(data[_HEAD:end]))
    except (OSError, ValueError, TypeError, EOFError):
        return None


def write(
    path: str, values: Mapping[str, Any], rows: Mapping[str, Sequence[Any]], among: str = ""
) -> bool:
    """Write values, and lists whose rows are read one by one; whether that was possible.

    All are plain, in dicts and lists; an array of type "I" is read as a memoryview. Of the files
    beside it whose names begin with `among` only the newest stay.
    """
    from .atomic import keep_newest, write_bytes

    body = bytearray()
    places: dict[str, tuple[int, int, int, int]] = {}
    for name, value in values.items():
        body += bytes(-len(body) % _WIDTH)
        start = len(body)
        body += value.tobytes() if isinstance(value, array) else marshal.dumps(value)
        kind = _NUMBERS if isinstance(value, array) else _VALUE
        places[name] = kind, start, len(body), len(body)
    for name, several in rows.items():
        body += bytes(-len(body) % _WIDTH)
        # Without references, which would point out of the row.
        packed = [marshal.dumps(row, 2) for row in several]
        ends = array("I", [0])
        for row in packed:
            ends.append(ends[-1] + len(row))
        start, middle = len(body), len(body) + len(ends) * _WIDTH
        body += ends.tobytes() + b"".join(packed)
        places[name] = _ROWS, start, middle, len(body)
    # Places count from the start of the file, behind a head that has always the same length.
    size = len(marshal.dumps(_moved(places, 0), 2))
    size += -(_HEAD + size) % _WIDTH
    head = marshal.dumps(_moved(places, _HEAD + size), 2).ljust(size, b"\0")
    data = size.to_bytes(_HEAD - _WIDTH, "little") + head + bytes(body)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_bytes(path, zlib.crc32(data).to_bytes(_WIDTH, "little") + data)
        if among:
            keep_newest(os.path.dirname(path), among, _KEPT)
            keep_newest(os.path.dirname(path), "." + among, _KEPT)
    except OSError:
        return False
    return True


def _mark(path: str) -> str:
    """The file that says in which state another one was found whole."""
    return os.path.join(os.path.dirname(path), "." + os.path.basename(path))


def _is_known(path: str, state: str) -> bool:
    try:
        with open(_mark(path), encoding="ascii") as file:
            return file.read() == state
    except (OSError, ValueError):
        return False


def _know(path: str, state: str) -> None:
    from .atomic import write_text

    with contextlib.suppress(OSError):  # without it the file is read whole next time
        write_text(_mark(path), state)


def _moved(places: dict[str, tuple[int, int, int, int]], by: int) -> dict[str, Any]:
    return {name: (k, a + by, b + by, c + by) for name, (k, a, b, c) in places.items()}
