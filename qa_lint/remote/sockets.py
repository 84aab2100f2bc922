"""Connections that go to a checked address and end at a deadline.

`ending` sets the deadline of all that the current thread reads; a server that sends a byte now
and then cannot stretch it, because each read waits only for what is left.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from ..finding import Text
from .guard import Guard
from .trouble import Trouble

_current = threading.local()


@contextlib.contextmanager
def ending(seconds: float) -> Iterator[None]:
    """All reads of this thread end `seconds` from now with a TimeoutError."""
    _current.at = time.monotonic() + seconds
    try:
        yield
    finally:
        _current.at = None


def remaining() -> float | None:
    """Seconds to the deadline, None without one; raises TimeoutError when it has passed."""
    at = getattr(_current, "at", None)
    if at is None:
        return None
    left: float = at - time.monotonic()
    if left <= 0:
        raise TimeoutError("deadline")
    return left


def _arm(sock: socket.socket) -> None:
    left = remaining()
    if left is not None:
        sock.settimeout(left)


class _PlainSocket(socket.socket):
    def recv_into(self, *args: Any, **more: Any) -> int:
        _arm(self)
        return super().recv_into(*args, **more)


class _TlsSocket(ssl.SSLSocket):
    def recv_into(self, *args: Any, **more: Any) -> int:
        _arm(self)
        return super().recv_into(*args, **more)


def tls_context(authorities: str) -> ssl.SSLContext:
    """Verifies names and certificates against a file or folder of authorities."""
    context = create_urllib3_context()
    if os.path.isdir(authorities):
        context.load_verify_locations(capath=authorities)
    else:
        context.load_verify_locations(cafile=authorities)
    context.sslsocket_class = _TlsSocket
    return context


def connect(guard: Guard, host: str, port: int, seconds: float) -> socket.socket:
    """A socket to one of the checked addresses of `host`; raises Trouble."""
    failure: OSError = OSError("no address")
    for ip in guard.addresses(host.strip("[]"), port):
        family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
        sock = _PlainSocket(family, socket.SOCK_STREAM)
        left = remaining()
        sock.settimeout(seconds if left is None else min(seconds, left))
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect((str(ip), port))
            return sock
        except OSError as error:
            sock.close()
            failure = error
    raise no_connection(failure)


def no_connection(error: OSError) -> Trouble:
    """What a failed connection is reported with."""
    if isinstance(error, TimeoutError):
        return Trouble("connect", Text("连接超时", "does not accept connections in time"))
    if isinstance(error, ConnectionRefusedError):
        return Trouble("connect", Text("拒绝连接", "refuses connections"), "", True)
    reason = error.strerror or str(error)
    return Trouble("connect", Text(f"连不上（{reason}）", f"cannot be reached: {reason}"), "", True)


def guarded_pools(guard: Guard, seconds: float) -> dict[str, Any]:
    """Connection pools for `http` and `https` that connect as the guard allows."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(guard, self._dns_host, self.port, seconds)

    class Tls(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(guard, self._dns_host, self.port, seconds)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = Tls

    return {"http": PlainPool, "https": TlsPool}


def timed_pools(pools: Mapping[str, Any]) -> dict[str, Any]:
    """The same pools with connections that end at the deadline: those to a proxy."""
    return {scheme: _timed_pool(pool) for scheme, pool in pools.items()}


def _timed_pool(pool: Any) -> Any:
    class Connection(pool.ConnectionCls):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            return _timed(super()._new_conn())

    return type(pool.__name__, (pool,), {"ConnectionCls": Connection})


def _timed(sock: socket.socket) -> socket.socket:
    """The same connection as a socket that knows the deadline."""
    timeout = sock.gettimeout()
    timed = _PlainSocket(sock.family, sock.type, sock.proto, fileno=sock.detach())
    timed.settimeout(timeout)
    return timed
