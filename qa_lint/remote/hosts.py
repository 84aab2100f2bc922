"""Manners towards a host: so many requests at a time, a pause between them, and when to give up."""

from __future__ import annotations

import contextlib
import email.utils
import threading
import time
from collections.abc import Callable, Iterator

from ..finding import Text
from .address import Address
from .settings import RemoteSettings
from .trouble import Trouble

#: Trouble that the whole host has, at once, and after so many times in a row without an answer.
_AT_ONCE = frozenset(["dns", "connect", "tls", "limited"])
_IN_A_ROW = frozenset(["timeout", "protocol", "server"])
_ROW = 2
#: More is asked for than a check of links can wait for.
_MAX_CRAWL_DELAY = 5.0


class Host:
    """One host's turns."""

    def __init__(self, settings: RemoteSettings, sleep: Callable[[float], None]) -> None:
        self.delay = settings.delay
        self._sleep = sleep
        self._slots = threading.Semaphore(settings.per_host)
        self._lock = threading.Lock()
        self._next = 0.0

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until a request may start; it lasts as long as the block."""
        with self._slots:
            with self._lock:
                start = max(time.monotonic(), self._next)
                self._next = start + self.delay
            wait = start - time.monotonic()
            if wait > 0:
                self._sleep(wait)
            yield

    def pause(self, seconds: float) -> None:
        """Start no request for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


class Hosts:
    """All hosts of a run."""

    def __init__(
        self, settings: RemoteSettings, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.sleep = sleep
        self._settings = settings
        self._hosts: dict[str, Host] = {}
        self._down: dict[str, Trouble] = {}
        self._failures: dict[str, int] = {}
        self._lock = threading.Lock()
        self._end = time.monotonic() + settings.total_time

    def of(self, address: Address) -> Host:
        """The host of an address."""
        with self._lock:
            host = self._hosts.get(address.site)
            if host is None:
                host = self._hosts[address.site] = Host(self._settings, self.sleep)
            return host

    def slow_down(self, address: Address, seconds: float) -> None:
        """Keep at least so many seconds between requests, within reason."""
        host = self.of(address)
        host.delay = max(host.delay, min(seconds, _MAX_CRAWL_DELAY))

    def raise_if_down(self, address: Address) -> None:
        """Raise the trouble that was had with this origin before, if it concerns all of it.

        Also when the time of the whole run is up.
        """
        if time.monotonic() > self._end:
            raise Trouble("late", Text("时间已用完", "the time is up"))
        trouble = self._down.get(address.origin)
        if trouble is not None:
            raise trouble.again()

    def had(self, address: Address, trouble: Trouble) -> None:
        """Remember trouble that concerns all addresses of the origin."""
        with self._lock:
            if trouble.kind in _IN_A_ROW:
                count = self._failures[address.origin] = self._failures.get(address.origin, 0) + 1
            if trouble.kind in _AT_ONCE or (trouble.kind in _IN_A_ROW and count >= _ROW):
                self._down.setdefault(address.origin, trouble)

    def answered(self, address: Address) -> None:
        """It is up."""
        with self._lock:
            self._failures.pop(address.origin, None)


def retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for, None for none or nonsense."""
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, when.timestamp() - time.time())
