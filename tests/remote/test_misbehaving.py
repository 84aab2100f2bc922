"""Servers that misbehave, each in its way: the right finding, in time, and no more than allowed."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from email.utils import formatdate

import pytest

from ..harness import check
from .canned import PNG
from .conftest import Remote
from .servers import (
    Script,
    Server,
    answer,
    drip,
    flood,
    for_method,
    in_turn,
    page,
    picture,
    raw,
    reset,
    silence,
    to,
)

Serve = Callable[..., Server]

OK = b"HTTP/1.1 200 OK\r\n"
NO_TIME = "warning links/remote-dead: 'SITE' did not finish its answer in 0.4 s"
NO_HTTP = "warning links/remote-dead: 'SITE' does not answer in HTTP: "

#: name: (what the server does at /x, the beginning of each finding about a link to it)
LINKS: dict[str, tuple[Script, list[str]]] = {
    "slow drip of headers": (drip(OK + b"X-A: "), [NO_TIME]),
    "slow drip before the status": (drip(b"HTTP/1.1 ", b"2"), [NO_TIME]),
    "endless interim answers": (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), [NO_TIME]),
    "endless header lines": (flood(OK, b"X-A: b\r\n"), [NO_HTTP + "HTTPException"]),
    "endless header": (flood(OK + b"X-A: ", b"x" * 9999), [NO_HTTP + "LineTooLong"]),
    "no answer": (silence, [NO_TIME]),
    "connection reset": (reset, [NO_HTTP]),
    "closed without an answer": (raw(b""), [NO_HTTP]),
    "invalid status line": (raw(b"HTTP/9 what\r\n\r\n"), [NO_HTTP + "BadStatusLine"]),
    "another protocol": (raw(b"220 mail ESMTP\r\n"), [NO_HTTP]),
    "header without a colon": (raw(OK + b"nonsense\r\n\r\n"), []),
    "negative length": (raw(OK + b"Content-Length: -5\r\n\r\n"), []),
    "redirect loop": (to("/x"), ["warning links/remote-dead: '/x' redirects in a circle"]),
    "redirect to a file": (to("file:///etc/passwd"), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "redirect to ftp": (to("ftp://site.dev/"), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "redirect to gopher": (to("gopher://site.dev/_x"), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "redirect to a script": (to("javascript:alert(1)"), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "redirect to data": (to("data:text/html,x"), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "redirect without a place": (answer(302), ["warning links/remote-dead: '/x' answers 302"]),
    "huge location": (to("/" + "a" * 20_000), ["warning links/remote-dead: '/x' redirects to what is no"]),
    "location longer than a line": (to("/" + "a" * 70_000), [NO_HTTP + "LineTooLong"]),
    "location that is not UTF-8": (raw(b"HTTP/1.1 302 F\r\nLocation: /\xff\xfe\r\n\r\n"), ["error links/remote-dead"]),
    "HEAD not allowed": (for_method(HEAD=answer(405), GET=page("x")), []),
    "HEAD not implemented": (for_method(HEAD=answer(501), GET=page("x")), []),
    "HEAD forbidden": (for_method(HEAD=answer(403), GET=page("x")), []),
    "HEAD unknown": (for_method(HEAD=answer(404), GET=page("x")), []),
    "HEAD resets": (for_method(HEAD=reset, GET=page("x")), []),
    "HEAD without an answer": (for_method(HEAD=silence, GET=page("x")), []),
    "range refused": (for_method(HEAD=answer(405), GET=in_turn(answer(416), answer(416), page("x"))), []),
    "404": (answer(404), ["error links/remote-dead: '/x' is not there: 404"]),
    "410": (answer(410), ["error links/remote-dead: '/x' is not there: 410"]),
    "400": (answer(400), ["warning links/remote-dead: '/x' answers 400"]),
    "401": (answer(401), ["info links/remote-dead: 'SITE' answers 401 to programs"]),
    "403": (answer(403), ["info links/remote-dead: 'SITE' answers 403 to programs"]),
    "503 once": (in_turn(answer(503), answer(503), page("x")), []),
    "503 for ever": (answer(503), ["warning links/remote-dead: 'SITE' answers 503"]),
    "429 once": (in_turn(answer(429, retry_after="1"), page("x")), []),
    "429 for ever": (answer(429), ["warning links/remote-dead: 'SITE' limits requests: it answers 429"]),
    "429 for a day": (
        answer(429, retry_after="86400"),
        ["warning links/remote-dead: 'SITE' limits requests: it answers 429 and asks to wait 86400 s"],
    ),
    "429 until a date": (
        answer(429, retry_after=formatdate(time.time() + 90_000, usegmt=True)),
        ["warning links/remote-dead: 'SITE' limits requests: it answers 429 and asks to wait 89"],
    ),
    "429 until nonsense": (in_turn(answer(429, retry_after="soon"), page("x")), []),
    "status 999": (answer(999), ["info links/remote-dead: 'SITE' answers 999 to programs"]),
}  # fmt: skip

#: name: (what the server does at /x, the beginning of each finding about a picture there)
PICTURES: dict[str, tuple[Script, list[str]]] = {
    "a picture": (picture(PNG), []),
    "a picture called a stream": (picture(PNG, "application/octet-stream"), []),
    "slow drip of the body": (
        drip(OK + b"Content-Type: image/png\r\n\r\n" + PNG),
        [NO_TIME.replace("links", "images")],
    ),
    "endless body": (flood(OK + b"Content-Type: image/png\r\n\r\n" + PNG[:40], b"\0" * 65536), []),
    "wrong type": (
        picture(b"%PDF-1.7 x", "application/pdf"),
        ["error images/remote-dead: '/x' is no picture but application/pdf"],
    ),
    "HTML called a picture": (
        picture(b"<!DOCTYPE html><p>log in"),
        ["error images/remote-dead: '/x' holds HTML, not image/png"],
    ),
    "picture called HTML": (
        picture(PNG, "text/html"),
        ["error images/remote-dead: '/x' is a picture that its server calls text/html"],
    ),
    "nonsense called a picture": (
        picture(b"x" * 500),
        ["error images/remote-dead: '/x' holds no picture, whatever 'image/png' says"],
    ),
    "half a picture": (
        picture(PNG[:50] + b"\0" * 80),
        ["error images/remote-dead: '/x' is cut off after 130 bytes"],
    ),
    "less than its length": (
        raw(OK + b"Content-Length: 5000\r\n\r\n" + PNG),
        [NO_HTTP.replace("links", "images") + "IncompleteRead"],
    ),
    "nothing": (answer(200), ["error images/remote-dead: '/x' is empty"]),
    "SVG": (picture(b'<?xml version="1.0"?><!-- a --><svg xmlns="x"/>', "image/svg+xml"), []),
    "SVG called text": (
        picture(b'<svg xmlns="x"/>', "text/plain"),
        ["error images/remote-dead: '/x' is a picture that its server calls text/plain"],
    ),
    "invalid chunks": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
        [NO_HTTP.replace("links", "images")],
    ),
    "endless chunk size": (
        flood(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 9999),
        [NO_HTTP.replace("links", "images")],
    ),
    "range of a larger picture": (
        raw(
            b"HTTP/1.1 206 P\r\nContent-Range: bytes 0-29/9000\r\nContent-Length: 100\r\n\r\n"
            + PNG[:30]
            + b"\0" * 70
        ),
        [],
    ),
    "encoded in a way nobody knows": (
        answer(200, b"?", content_type="image/png", content_encoding="zz"),
        [],
    ),
    "not gzip": (answer(200, b"?", content_type="image/png", content_encoding="gzip"), []),
}


@pytest.mark.parametrize("name", LINKS)
def test_link(name: str, serve: Serve, remote: Remote) -> None:
    script, expected = LINKS[name]
    timeout = 0.4 if NO_TIME in expected else 2 if name == "HEAD without an answer" else 10
    _expect(serve({"/x": script}), remote, "[x]({})\n", expected, timeout)


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, serve: Serve, remote: Remote) -> None:
    script, expected = PICTURES[name]
    timeout = 0.4 if "in 0.4 s" in "".join(expected) else 10
    _expect(serve({"/x": script}), remote, "![x]({})\n", expected, timeout)


def _expect(server: Server, remote: Remote, text: str, expected: list[str], timeout: float) -> None:
    url = server.url("/x")
    started = time.perf_counter()
    found = remote.lines(text.format(url), timeout=timeout)
    assert time.perf_counter() - started < 9
    wanted = [
        e.replace("'/x'", f"'{url}'").replace("SITE", f"site.dev:{server.port}") for e in expected
    ]
    assert len(found) == len(wanted), found
    for line, start in zip(found, wanted, strict=True):
        assert line.startswith(start)


def test_a_retry_waits_as_long_as_the_host_wishes(serve: Serve, remote: Remote) -> None:
    date = formatdate(time.time() + 20, usegmt=True)
    for value in ("20", date):
        remote.slept.clear()
        server = serve({"/x": in_turn(answer(429, retry_after=value), page("x"))})
        assert remote.lines(f"[x]({server.url('/x')})\n") == []
        assert 17 < max(remote.slept) <= 20


def test_the_wait_grows_from_retry_to_retry(serve: Serve, remote: Remote) -> None:
    server = serve({"/x": for_method(HEAD=answer(405), GET=answer(502))})
    remote.lines(f"[x]({server.url('/x')})\n", retries=3)
    assert server.paths("GET") == ["/x"] * 4
    assert [round(s, 1) for s in remote.slept] == [0.5, 1.0, 2.0]


def test_a_host_that_is_down_is_told_once(remote: Remote) -> None:
    with socket.socket() as nobody:  # holds the port and does not listen
        nobody.bind(("127.0.0.1", 0))
        site = f"http://site.dev:{nobody.getsockname()[1]}"
        found = remote.lines(
            "".join(f"[{n}]({site}/{n})\n![{n}]({site}/{n}.png)\n" for n in range(300))
        )
    assert len(found) == 1
    assert found[0].endswith("refuses connections (300 addresses)")


@pytest.mark.parametrize("script", [answer(500), answer(503), reset, silence, answer(429)])
def test_a_host_that_answers_nothing_right_is_asked_a_few_times(
    script: Script, remote: Remote, serve: Serve
) -> None:
    server = serve({"*": script})
    links = "".join(f"[{n}]({server.url(f'/{n}')})\n" for n in range(100))
    found = remote.lines(links, timeout=0.4 if script is silence else 10)
    assert len(found) == 1
    assert found[0].startswith("warning links/remote-dead: 'site.dev")
    assert found[0].endswith("(100 addresses)")
    assert len(server.requests) < 20


def test_a_name_that_does_not_exist_is_told_once(remote: Remote) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    remote.resolve = nobody  # type: ignore[method-assign]
    found = remote.lines("[a](http://gone.dev/a) [b](http://gone.dev/b)\n")
    assert [line.partition(": ")[2] for line in found] == [
        "'gone.dev' does not exist: no address for this name (2 addresses)"
    ]


def test_the_whole_run_ends_in_time(remote: Remote, serve: Serve) -> None:
    server = serve({"*": silence})
    text = "".join(f"[{n}](http://h{n}.dev:{server.port}/)\n" for n in range(40))
    (remote.root / "page.md").write_text(text)
    session = remote.session(total_time=0.5, timeout=0.3, workers=2)
    started = time.perf_counter()
    result = check(remote.root, ["links"], remote=session, allow_problems=True)
    assert time.perf_counter() - started < 4
    assert [p.message.en for p in result.problems if "total-time = 0.5" in p.message.en]
