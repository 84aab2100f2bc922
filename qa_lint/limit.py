"""Time limits: what does not come to an end is stopped with TimeLimit, so that it can be named.

In the main thread of a Unix process a timer's signal stops also what never leaves a C function
that looks for signals, as the regular expressions of Python do. Elsewhere a thread watches, and
stops Python code alone.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType, TracebackType

#: Seconds between two looks at what runs.
_TICK = 0.25
#: Seconds of the processor in one tick below which a process waits for something; one that others
#: only keep from the processor gets more.
_IDLE = 0.001


class TimeLimit(BaseException):
    """The time is up. No `except Exception` of a rule may swallow it."""


class _Watch:
    """What the current thread runs: until when, on the processor's clock, and how long it may wait."""

    def __init__(self) -> None:
        self.end = self.rest = float("inf")
        self._last = 0.0

    def is_over(self) -> bool:
        """To be asked once a tick."""
        now = time.process_time()
        if now - self._last < _IDLE:
            self.rest -= _TICK
        self._last = now
        return now > self.end or self.rest <= 0


_local = threading.local()


class limited:
    """`with limited(seconds):` raises TimeLimit when its block takes longer.

    The seconds are of the processor's time, or of time in which nothing happens: a slow machine
    changes nothing. 0 is no limit. Works inside of `watching()` alone.
    """

    __slots__ = ("_before", "_seconds", "_watch")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds or float("inf")
        self._watch: _Watch | None = getattr(_local, "watch", None)
        self._before = (float("inf"), float("inf"))

    def __enter__(self) -> None:
        watch = self._watch
        if watch is not None:
            self._before = (watch.end, watch.rest)
            watch.end = time.process_time() + self._seconds
            watch.rest = self._seconds

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._watch is not None:
            self._watch.end, self._watch.rest = self._before


@contextlib.contextmanager
def untimed() -> Iterator[None]:
    """What the block takes counts for no limit around it: work for all pages, done at the first."""
    watch: _Watch | None = getattr(_local, "watch", None)
    if watch is None:
        yield
        return
    before, began = (watch.end, watch.rest), time.process_time()
    watch.end = watch.rest = float("inf")
    try:
        yield
    finally:
        watch.end = before[0] + time.process_time() - began
        watch.rest = before[1]


@contextlib.contextmanager
def watching() -> Iterator[None]:
    """Make `limited` work in the block; one inside of another changes nothing."""
    if getattr(_local, "watch", None) is not None:
        yield
        return
    watch = _local.watch = _Watch()
    try:
        with _by_signal(watch) if _can_signal() else _by_thread(watch):
            yield
    finally:
        _local.watch = None


def _can_signal() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and not signal.getitimer(signal.ITIMER_REAL)[0]  # somebody else's
    )


@contextlib.contextmanager
def _by_signal(watch: _Watch) -> Iterator[None]:
    def look(number: int, frame: FrameType | None) -> None:
        if watch.is_over():
            raise TimeLimit

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        yield
    finally:
        watch.end = watch.rest = float("inf")
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _by_thread(watch: _Watch) -> Iterator[None]:
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    target = ctypes.c_ulong(threading.get_ident())
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_TICK):
            if watch.is_over():
                raise_in(target, ctypes.py_object(TimeLimit))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        raise_in(target, None)  # one that was raised too late
