"""What is sent to whom: robots.txt, limits, credentials, nothing that an address smuggles in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from socket import socket

import pytest

from qa_lint.config import ConfigError
from qa_lint.remote.credentials import Credentials
from qa_lint.remote.robots import parse

from .canned import PNG
from .conftest import Remote
from .servers import Request, Server, answer, flood, page, picture, raw, to

Serve = Callable[..., Server]


def _robots(text: str) -> object:
    return answer(200, text.encode(), content_type="text/plain")


def test_robots_txt_closes_pages_and_not_pictures(serve: Serve, remote: Remote) -> None:
    robots = _robots("User-agent: *\nDisallow: /shut\nAllow: /shut/open\n")
    server = serve({"/robots.txt": robots, "/shut/a.png": picture(PNG)})
    text = "".join(f"[x]({server.url(p)})\n" for p in ("/shut/a", "/shut/open", "/b"))
    found = remote.lines(f"{text}![x]({server.url('/shut/a.png')})\n")
    assert [line.partition("'")[2].partition("'")[0] for line in found] == [
        server.url("/shut/open"),
        server.url("/b"),
    ]
    assert "/shut/a" not in server.paths()


def test_robots_txt_is_asked_for_once_and_of_a_redirects_target_too(
    serve: Serve, remote: Remote
) -> None:
    other = serve({"/robots.txt": _robots("User-agent: qa-lint\nDisallow: /\n")})
    server = serve({"*": to(other.url("/a", host="other.dev"))})
    assert remote.lines("".join(f"[x]({server.url(f'/{n}')})\n" for n in range(9))) == []
    assert [r.path for r in other.requests] == ["/robots.txt"]
    assert sum(r.path == "/robots.txt" for r in server.requests) == 1


@pytest.mark.parametrize(
    ("script", "found", "asked"),
    [
        (answer(403), 0, True),
        (answer(500), 1, False),
        (raw(b"nonsense\r\n\r\n"), 0, True),
        (to("/robots.txt"), 0, True),
        (flood(b"HTTP/1.1 200 OK\r\n\r\n", b"# x\n" * 9999), 0, True),
    ],
)
def test_a_robots_txt_that_cannot_be_read(
    script: object, found: int, asked: bool, serve: Serve, remote: Remote
) -> None:
    server = serve({"/robots.txt": script, "/x": page("x")})
    assert len(remote.lines(f"[x]({server.url('/x')})\n")) == found
    assert bool(server.paths()) is asked


@pytest.mark.parametrize(
    ("robots", "url", "allowed"),
    [
        ("user-agent: *\ndisallow: /a", "http://s.dev/a/b", False),
        ("user-agent: *\ndisallow: /a\nallow: /a/b", "http://s.dev/a/b", True),
        ("user-agent: *\nallow: /a/b\ndisallow: /a", "http://s.dev/a/b", True),
        ("user-agent: *\ndisallow: /*?", "http://s.dev/a?b", False),
        ("user-agent: *\ndisallow: /*.pdf$", "http://s.dev/a.pdf", False),
        ("user-agent: *\ndisallow: /*.pdf$", "http://s.dev/a.pdf.html", True),
        ("user-agent: *\ndisallow: /\nuser-agent: qa-lint/2\ndisallow: /x", "http://s.dev/a", True),
        ("user-agent: other\ndisallow: /", "http://s.dev/a", True),
        ("user-agent: a\nuser-agent: *\ndisallow: /", "http://s.dev/a", False),
        ("user-agent: *\ndisallow:", "http://s.dev/a", True),
        ("user-agent: *\ndisallow: /图", "http://s.dev/%E5%9B%BE/a", False),
        ("\ufeffuser-agent: *\r\ndisallow: / # all", "http://s.dev/a", False),
        ("disallow: /", "http://s.dev/a", True),
        ("user-agent: *\ndisallow: " + "/*a" * 60 + "b", "http://s.dev/" + "a/" * 3000, True),
    ],
)
def test_rules_of_robots_txt(robots: str, url: str, allowed: bool) -> None:
    assert parse(robots).allows(url) is allowed


def test_no_more_requests_at_a_time_than_a_host_may_have(serve: Serve, remote: Remote) -> None:
    lock, running, most = threading.Lock(), [0], [0]
    ready = threading.Barrier(2, timeout=5)

    def count(request: Request, connection: socket) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        try:
            ready.wait()  # two at a time are there together, or the second never comes
        except threading.BrokenBarrierError:
            ready.reset()
        with lock:
            running[0] -= 1
        page("x")(request, connection)

    server = serve({"*": count})
    text = "".join(f"[x]({server.url(f'/{n}')})\n" for n in range(8))
    assert remote.lines(text, workers=8, per_host=2) == []
    assert most == [2]


def test_between_two_requests_the_delay_is_kept(serve: Serve, remote: Remote) -> None:
    server = serve({"*": page("x")})
    text = "".join(f"[x]({server.url(f'/{n}')})\n" for n in range(4))
    assert remote.lines(text, delay=5, per_host=1) == []
    assert len(remote.slept) == 4
    assert remote.slept[-1] > 15


def test_a_crawl_delay_slows_down(serve: Serve, remote: Remote) -> None:
    server = serve({"/robots.txt": _robots("user-agent: *\ncrawl-delay: 3"), "*": page("x")})
    text = "".join(f"[x]({server.url(f'/{n}')})\n" for n in range(3))
    assert remote.lines(text, per_host=1) == []
    assert max(remote.slept) > 4


def test_a_name_and_password_in_an_address_are_not_sent(serve: Serve, remote: Remote) -> None:
    server = serve({"/x": page("x")})
    server.scripts = {**server.scripts, "/y": to(server.url("/x").replace("//", "//a:b@"))}
    url = server.url("/x").replace("//", "//user:secret@")
    assert remote.lines(f"[x]({url}) [y]({server.url('/y')})\n", select="links/remote-dead") == []
    assert all("authorization" not in r.headers for r in server.requests)


def test_a_name_in_other_letters_is_asked_in_its_own_form(serve: Serve, remote: Remote) -> None:
    server = serve({"*": answer(404)})
    found = remote.lines(f"[x](http://bücher.dev:{server.port}/ä?q=图)\n")
    assert remote.looked_up == ["xn--bcher-kva.dev"]
    assert len(found) == 1
    assert set(server.paths()) == {"/%C3%A4?q=%E5%9B%BE"}


def test_cookies_are_not_kept(serve: Serve, remote: Remote) -> None:
    server = serve({"*": answer(200, set_cookie="a=b"), "/0": to("/1")})
    remote.lines("".join(f"[x]({server.url(f'/{n}')})\n" for n in range(3)))
    assert all("cookie" not in r.headers for r in server.requests)


def test_nothing_that_an_address_holds_becomes_a_header(serve: Serve, remote: Remote) -> None:
    server = serve({"*": page("x")})
    remote.lines(f"<a href='{server.url('/a')}&#13;&#10;X-Evil: 1&#13;&#10;b'>x</a>\n")
    assert all("x-evil" not in r.headers for r in server.requests)


def test_credentials_go_to_the_named_host_alone(
    serve: Serve, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve({"/x": page("x"), "/other": page("x")})
    server.scripts = {
        **server.scripts,
        "/away": to(server.url("/other", host="other.dev")),
        "/down": to(server.url("/other", host="deep.site.dev")),
    }
    monkeypatch.setenv("QA_LINT_AUTH", f"http://site.dev:{server.port} = Bearer s3cret")
    urls = [server.url(p) for p in ("/x", "/away", "/down")]
    remote.lines("".join(f"[x]({url})\n" for url in urls))
    sent = {r.path: r.headers.get("authorization") for r in server.requests}
    assert sent["/x"] == sent["/away"] == sent["/down"] == "Bearer s3cret"
    assert sent["/other"] is None


def test_netrc_has_no_say(serve: Serve, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = remote.root / "netrc"
    netrc.write_text("default login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server = serve({"/x": page("x")})
    remote.lines(f"[x]({server.url('/x')})\n")
    assert all("authorization" not in r.headers for r in server.requests)


@pytest.mark.parametrize(
    ("line", "url", "header"),
    [
        ("site.dev=tok", "https://site.dev/", "Bearer tok"),
        ("site.dev = me:pass", "https://site.dev/", "Basic bWU6cGFzcw=="),
        ("site.dev=Token x", "https://site.dev/", "Token x"),
        ("site.dev=tok", "http://site.dev/", ""),
        ("http://site.dev=tok", "http://site.dev/", "Bearer tok"),
        ("site.dev=tok", "https://site.dev:8443/", ""),
        ("site.dev:8443=tok", "https://site.dev:8443/", "Bearer tok"),
        ("site.dev=tok", "https://evilsite.dev/", ""),
        ("site.dev=tok", "https://site.dev.evil.dev/", ""),
        ("site.dev=tok", "https://evil.dev/site.dev", ""),
        ("site.dev=tok", "https://site.dev@evil.dev/", ""),
    ],
)
def test_who_gets_what(line: str, url: str, header: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_lint.remote.address import parse as parse_address

    monkeypatch.setenv("QA_LINT_AUTH", f"\n{line}\nelse.dev=x\n")
    address = parse_address(url)
    assert address is not None
    assert Credentials.from_environment().of(address) == header


def test_an_error_does_not_show_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_LINT_AUTH", "a.dev=ok\ns3cret")
    with pytest.raises(ConfigError, match="QA_LINT_AUTH: line 2") as caught:
        Credentials.from_environment()
    assert "s3cret" not in str(caught.value)


def test_excluded_addresses_are_not_asked(serve: Serve, remote: Remote) -> None:
    server = serve({})
    text = "".join(f"[x]({server.url(p)})\n" for p in ("/in/a", "/out/a"))
    found = remote.lines(text, exclude=["*/out/*"])
    assert len(found) == 1
    assert "/out/a" not in server.paths()
    assert remote.lines(text, exclude=["*.dev"]) == []
    assert remote.lines(text, exclude=["site.dev"]) == []


def test_accepted_statuses_are_fine(serve: Serve, remote: Remote) -> None:
    server = serve({"/a": answer(404), "/b": answer(503), "/c": answer(429)})
    text = "".join(f"[x]({server.url(p)})\n" for p in "/a /b /c".split())
    assert remote.lines(text, accept=[404, 429, "500-599"]) == []
