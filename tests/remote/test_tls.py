"""TLS is verified: authority, name, and that it is TLS at all; also through a proxy."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from .conftest import Remote
from .servers import Request, Script, Server, drip, page, raw, to

Serve = Callable[..., Server]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the authority one that the environment names."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))


def _context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.mark.usefixtures("trusted")
def test_a_good_certificate_is_fine(authority: trustme.CA, serve: Serve, remote: Remote) -> None:
    server = serve({"/x": page("x")}, context=_context(authority, "site.dev"))
    assert remote.lines(f"[x]({server.url('/x', scheme='https')})\n") == []


def test_an_unknown_authority_is_refused(
    authority: trustme.CA, serve: Serve, remote: Remote
) -> None:
    server = serve({"*": page("x")}, context=_context(authority, "site.dev"))
    url = server.url(scheme="https")
    found = remote.lines(f"[a]({url}a) [b]({url}b)\n")
    assert len(found) == 1
    assert f"'site.dev:{server.port}' has an invalid certificate" in found[0]
    assert server.requests == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(
    authority: trustme.CA, serve: Serve, remote: Remote
) -> None:
    server = serve({"*": page("x")}, context=_context(authority, "other.dev"))
    found = remote.lines(f"![a]({server.url(scheme='https')})\n")
    assert len(found) == 1
    assert "invalid certificate" in found[0]
    assert server.requests == []


@pytest.mark.parametrize("script", [raw(b"HTTP/1.1 400 no TLS\r\n\r\n"), drip(b"", b"\x16")])
def test_no_tls_on_the_port(script: Script, serve: Serve, remote: Remote) -> None:
    class Plain(Server):
        def _read(self, connection: socket.socket) -> Request:
            connection.recv(100)
            return Request("GET", "/", {}, 1)

    server = Plain({"*": script})
    found = remote.lines(f"[a]({server.url(scheme='https')})\n", timeout=1, connect_timeout=1)
    server.close()
    assert len(found) == 1
    assert found[0].startswith("warning links/remote-dead: 'site.dev:")


@pytest.mark.usefixtures("trusted")
def test_http_that_can_be_https_is_told(
    authority: trustme.CA, serve: Serve, remote: Remote
) -> None:
    secure = serve({"/x": page("x")}, context=_context(authority, "site.dev"))
    server = serve({"/x": to(secure.url("/x", scheme="https"), 301)})
    found = remote.findings(f"[x]({server.url('/x')})\n")
    # Another port is another address.
    assert [(f.rule, f.suggestion) for f in found] == [
        ("links/remote-moved", secure.url("/x", scheme="https"))
    ]


class Proxy(Server):
    """An HTTP proxy: answers plain requests itself, tunnels CONNECT to `target`."""

    target = 0

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            request = self._read(connection)
            assert request is not None
            if request.method != "CONNECT":
                self.scripts["*"](request, connection)
                return
            with socket.create_connection(("127.0.0.1", self.target)) as server:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=_pump, args=(server, connection), daemon=True)
                back.start()
                _pump(connection, server)
                back.join(5)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Proxy:
    proxy = Proxy({"*": page("x")})
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return proxy


def test_a_proxy_of_the_environment_is_used(proxy: Proxy, remote: Remote) -> None:
    remote.names["site.dev"] = [["93.184.215.14"]]
    assert remote.lines("[x](http://site.dev/a)\n", select="links/remote-dead") == []
    assert proxy.paths() == ["http://site.dev/robots.txt", "http://site.dev/a"]


@pytest.mark.usefixtures("trusted")
def test_tls_through_a_proxy_is_verified(
    authority: trustme.CA, proxy: Proxy, serve: Serve, remote: Remote
) -> None:
    remote.names["site.dev"] = [["93.184.215.14"]]
    for name, findings in (("site.dev", 0), ("other.dev", 1)):
        server = serve({"*": page("x")}, context=_context(authority, name))
        proxy.target = server.port
        assert len(remote.lines("[x](https://site.dev/a)\n")) == findings
        assert bool(server.requests) is not bool(findings)


def test_a_proxy_is_not_asked_for_what_is_known_to_be_private(proxy: Proxy, remote: Remote) -> None:
    remote.names["inside.dev"] = [["10.0.0.1"]]
    found = remote.lines("[x](http://inside.dev/)\n[y](http://169.254.169.254/)\n")
    assert len(found) == 2
    assert proxy.requests == []


def test_a_slow_proxy_is_left_in_time(proxy: Proxy, remote: Remote) -> None:
    remote.names["site.dev"] = [["93.184.215.14"]]
    proxy.scripts = {"*": drip(b"HTTP/1.1 200 OK\r\nX: ")}
    found = remote.lines("![x](http://site.dev/a)\n", timeout=0.4)
    assert [line.partition(": ")[2] for line in found] == [
        "'site.dev' did not finish its answer in 0.4 s"
    ]


def test_a_proxy_that_is_down_is_told(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        remote.names["site.dev"] = [["93.184.215.14"]]
        found = remote.lines("![x](http://site.dev/a)\n")
    assert [line.partition(": ")[2] for line in found] == ["'site.dev' cannot be reached: proxy"]
