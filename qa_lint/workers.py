"""Work that several processes share, this one among them.

The others are forks: they inherit what is loaded, at no cost. Each process takes the number of the
next piece of work from a pipe and writes what it made to a file of its own, which is read when all
is done; so none waits for another, and none holds more than one piece at a time.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")

_WIDTH = 4
#: What a pipe holds at least, on every system.
MOST_PIECES = 4096 // _WIDTH


def can_fork() -> bool:
    """Whether there are forks on this system."""
    return hasattr(os, "fork")


def apart(work: Callable[[], object]) -> bool:
    """Do work in a fork, so that the memory that it takes is given back; whether all went well.

    It leaves its result in a file. Where there are no forks nothing is done.
    """
    if not can_fork():
        return False
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1] == 0


def share(
    pieces: Sequence[Piece], processes: int, work: Callable[[Piece], list[Made]]
) -> Iterator[list[Made]]:
    """What `work` makes of each piece, in any order; at most MOST_PIECES, and at least one process.

    Pieces whose process died are worked on here. What `work` raises in this process is raised.
    """
    import pickle  # noqa: F401  # the forks inherit it
    import tempfile  # not for a run in one process

    reading, writing = os.pipe()
    os.write(writing, b"".join(n.to_bytes(_WIDTH, "little") for n in range(len(pieces))))
    os.close(writing)
    gc.freeze()  # a collection in a fork would copy all pages that it inherits
    files: list[tuple[int, BinaryIO]] = []
    done = set()
    try:
        for _ in range(processes - 1):
            file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
            child = os.fork()
            if not child:
                _run_fork(pieces, work, reading, file)
            files.append((child, file))
        for number in _numbers(reading):
            done.add(number)
            yield work(pieces[number])
        for child, file in files:
            os.waitpid(child, 0)
            for number, written in _written(file):
                done.add(number)
                yield written
        files.clear()
    finally:
        os.close(reading)
        for child, file in files:
            os.waitpid(child, 0)
            file.close()
        gc.unfreeze()
    for number, piece in enumerate(pieces):
        if number not in done:
            yield work(piece)


def _run_fork(
    pieces: Sequence[Piece], work: Callable[[Piece], list[Made]], reading: int, file: BinaryIO
) -> None:
    """Work in a fork until there is nothing left; it ends here, whatever happens."""
    import pickle

    status = 1
    gc.disable()  # it ends soon, and what it leaves behind goes with it
    try:
        for number in _numbers(reading):
            pickle.dump((number, work(pieces[number])), file, pickle.HIGHEST_PROTOCOL)
            file.flush()
        status = 0
    finally:
        # Nothing that the parent has prepared for its own end may happen twice.
        os._exit(status)


def _numbers(reading: int) -> Iterator[int]:
    while data := os.read(reading, _WIDTH):
        yield int.from_bytes(data, "little")


def _written(file: BinaryIO) -> Iterator[tuple[int, list[Any]]]:
    """What a fork wrote; the last piece of one that was killed may be cut off."""
    import pickle

    with file:
        file.seek(0)
        while True:
            try:
                yield pickle.load(file)
            except (EOFError, pickle.UnpicklingError):
                return
