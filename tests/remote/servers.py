"""Servers on loopback that answer as they are told, well or badly, and remember what was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Request(NamedTuple):
    """What a server was asked; `number` counts the requests for this path from 1."""

    method: str
    path: str
    headers: dict[str, str]
    number: int


#: Writes an answer to a connection; the server closes it afterwards.
Script = Callable[[Request, "socket.socket"], None]


class Server:
    """Answers each path by its script, others (and robots.txt) with 404.

    A script under "*" is for every path but robots.txt. `at` is what stands between host name and
    path in an address: the port.
    """

    def __init__(
        self,
        scripts: Mapping[str, Script],
        host: str = "127.0.0.1",
        port: int = 0,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.scripts = scripts
        self.requests: list[Request] = []
        self.connections = 0
        self.stopped = threading.Event()
        self._context = context
        self._socket = socket.create_server((host, port), backlog=128)
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str = "/", host: str = "site.dev", scheme: str = "http") -> str:
        """An address of this server."""
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self, method: str = "") -> list[str]:
        """What was asked for, robots.txt left out."""
        return [
            r.path for r in self.requests if r.path != "/robots.txt" and method in ("", r.method)
        ]

    def close(self) -> None:
        """Stop; scripts that go on for ever see `stopped`."""
        self.stopped.set()
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError), connection:
            connection.settimeout(10)
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            request = self._read(connection)
            if request is None:
                return
            script = self.scripts.get(request.path)
            if script is None and request.path != "/robots.txt":
                script = self.scripts.get("*")
            (script or answer(404))(request, connection)
            if self._context is not None:
                connection.close()

    def _read(self, connection: socket.socket) -> Request | None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return None
            data += part
        first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        method, path, _ = first.split(" ")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        number = 1 + sum(r.path == path for r in self.requests)
        request = Request(method, path, headers, number)
        self.requests.append(request)
        return request


def answer(status: int, body: bytes = b"", **headers: str) -> Script:
    """A proper answer; `content_type="text/html"` and so on."""

    def script(request: Request, connection: socket.socket) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in named.items()]
        head = "\r\n".join([*lines, "", ""]).encode("utf-8")
        connection.sendall(head + (b"" if request.method == "HEAD" else body))

    return script


def page(text: str) -> Script:
    """An HTML page."""
    return answer(200, text.encode(), content_type="text/html; charset=utf-8")


def picture(body: bytes, kind: str = "image/png") -> Script:
    """A file that the server says to be a picture."""
    return answer(200, body, content_type=kind)


def to(location: str, status: int = 302) -> Script:
    """A redirect."""
    return answer(status, location=location)


def in_turn(*scripts: Script) -> Script:
    """One script for each request of a path, the last one for all that follow."""

    def script(request: Request, connection: socket.socket) -> None:
        scripts[min(request.number, len(scripts)) - 1](request, connection)

    return script


def for_method(**scripts: Script) -> Script:
    """One script for HEAD and one for GET."""

    def script(request: Request, connection: socket.socket) -> None:
        scripts[request.method](request, connection)

    return script


def raw(data: bytes) -> Script:
    """These very bytes."""

    def script(request: Request, connection: socket.socket) -> None:
        connection.sendall(data)

    return script


def drip(start: bytes, piece: bytes = b"x", every: float = 0.05) -> Script:
    """`start` at once, then a little now and then, for ever."""
    pause = threading.Event()

    def script(request: Request, connection: socket.socket) -> None:
        connection.sendall(start)
        while True:  # ends when the other side has gone
            connection.sendall(piece)
            pause.wait(every)

    return script


def flood(start: bytes, piece: bytes) -> Script:
    """`start`, then as much as the other side takes."""
    return drip(start, piece, 0.0)


def silence(request: Request, connection: socket.socket) -> None:
    """No answer, until the other side goes."""
    connection.recv(1)


def reset(request: Request, connection: socket.socket) -> None:
    """The connection is torn down."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
