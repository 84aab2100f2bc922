"""Redirects, anchors, bodies and the cache: what is known of an address after it was asked."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_lint.fixer import run as fix
from qa_lint.remote.address import parse as parse_address
from qa_lint.remote.credentials import Credentials
from qa_lint.remote.guard import Guard
from qa_lint.remote.result import Result, Target
from qa_lint.remote.settings import parse
from qa_lint.remote.store import Store
from qa_lint.remote.transport import Transport

from ..harness import check, write_tree
from .canned import PNG
from .conftest import Remote
from .servers import Server, answer, page, picture, to

Serve = Callable[..., Server]


@pytest.mark.parametrize(
    ("statuses", "target"),
    [
        ([301], 1), ([308], 1), ([301, 308], 2), ([301, 302], 1), ([302, 301], 0), ([303], 0),
        ([307], 0), ([301, 301, 301], 3),
    ],
)  # fmt: skip
def test_where_an_address_has_moved_for_good(
    statuses: list[int], target: int, serve: Serve, remote: Remote
) -> None:
    server = serve({})
    server.scripts = {
        f"/page{n}": to(f"/page{n + 1}", status) for n, status in enumerate(statuses)
    } | {f"/page{len(statuses)}": page("x")}
    found = remote.findings(f"[x]({server.url('/page0')}#part)\n")
    moved = [server.url(f"/page{target}#part")] if target else []
    assert [(f.rule, f.suggestion) for f in found] == [("links/remote-moved", m) for m in moved]


def test_a_moved_address_is_fixed_in_place(serve: Serve, remote: Remote) -> None:
    from qa_lint import engine
    from qa_lint.config import absolute, from_table

    server = serve({"/old": to("/new_(1)?a=1&b='2'", 301), "*": page("x")})
    old, new = server.url("/old"), server.url("/new_%281%29?a=1&b=%272%27")
    forms = "[x](URL) <URL>\n\n[x]: URL\n\n[y][x] <a href='URL'>z</a> URL\n"
    write_tree(remote.root, {"page.md": forms.replace("URL", old)})
    settings = absolute(from_table({}, "test"), str(remote.root))
    options = engine.Options(
        (), str(remote.root), str(remote.root), settings, ["links/remote-moved"],
        cache=False, remote=remote.session(),
    )  # fmt: skip
    outcome = fix(options, False)
    assert list(outcome.contents.values()) == [forms.replace("URL", new).encode()]
    assert outcome.result.findings == []


def test_too_many_redirects(serve: Serve, remote: Remote) -> None:
    server = serve({f"/{n}": to(f"/{n + 1}") for n in range(20)})
    found = remote.lines(f"[x]({server.url('/0')})\n", max_redirects=4)
    assert len(found) == 1
    assert found[0].endswith("redirects more than 4 times")
    assert server.paths("HEAD") == [f"/{n}" for n in range(5)]


def test_a_place_on_a_page_is_looked_for_when_asked(serve: Serve, remote: Remote) -> None:
    server = serve({"/a": page('<h2 id="one">1</h2><a name=two></a><p id="三">')})
    text = "".join(f"[x]({server.url('/a')}#{f})\n" for f in ("one", "two", "三", "four", "L12"))
    assert remote.lines(text) == []
    found = remote.lines(text, check_anchors=True)
    assert found == ["warning links/remote-dead: the page has no place '#four'"]
    assert server.paths("GET") == ["/a"]


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_nothing_is_said_of_places_when_the_page_was_not_read_whole(
    kind: str, serve: Serve, remote: Remote
) -> None:
    server = serve({"/a": answer(200, b"<p>" + b"x" * 3000, content_type=kind)})
    text = f"[x]({server.url('/a')}#none)\n"
    assert remote.lines(text, check_anchors=True, max_kb=2) == []
    assert len(remote.lines(text, check_anchors=True)) == (kind == "text/html")


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"\0" * 50_000_000), zlib.compress(b"<p>" * 9_999_999)]
)
def test_a_bomb_is_not_unpacked_past_the_limit(packed: bytes, serve: Serve, remote: Remote) -> None:
    coding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    server = serve({"/a": answer(200, packed, content_type="text/html", content_encoding=coding)})
    settings = parse({"allow-private": "127.0.0.1"}, "test")
    transport = Transport(settings, Guard(settings, remote.resolve), Credentials({}))
    address = parse_address(server.url("/a"))
    assert address is not None
    got = transport.send("GET", address, {}, 4096)
    assert got.body is not None
    assert len(got.body) == 4096
    assert not got.complete


def test_the_order_of_findings_does_not_depend_on_workers_or_jobs(
    serve: Serve, remote: Remote
) -> None:
    server = serve({"/ok": page("x"), "/old": to("/ok", 301)})
    paths = ["ok", "old", *(f"gone{n}" for n in range(12))]
    text = "".join(f"[{p}](http://{p[0]}.dev:{server.port}/{p})\n\n" for p in paths)
    write_tree(remote.root, {f"{n}.md": text for n in range(4)})
    runs = [
        check(remote.root, ["links"], remote=remote.session(workers=workers), jobs=jobs).findings
        for workers, jobs in ((1, 1), (8, 1), (16, 2))
    ]
    assert len(runs[0]) > 50
    assert runs[0] == runs[1] == runs[2]
    assert sum(r.path == "/gone3" and r.method == "HEAD" for r in server.requests) == 3


def test_results_are_remembered_for_their_age(serve: Serve, remote: Remote) -> None:
    remote.cache = True
    server = serve({"/ok": page("x"), "/pic": picture(PNG)})
    text = f"[x]({server.url('/ok')}) [y]({server.url('/no')})\n![z]({server.url('/pic')})\n"
    first = remote.lines(text)
    asked = len(server.requests)
    assert remote.lines(text) == first
    assert len(server.requests) == asked
    remote.lines(text, bad_age="0")
    assert set(server.paths()[asked - 1 :]) == {"/no"}
    remote.lines(text, accept=[404])  # other verdicts are not those that were asked for
    assert len(server.requests) > asked + 3


def test_trouble_of_a_host_is_not_remembered(serve: Serve, remote: Remote) -> None:
    remote.cache = True
    server = serve({"/x": answer(503)})
    assert len(remote.lines(f"[x]({server.url('/x')})\n")) == 1
    server.scripts = {"/x": page("x")}
    assert remote.lines(f"[x]({server.url('/x')})\n") == []


def test_old_and_damaged_results_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path))
    now = [1000.0]
    target, other = Target("http://a.dev/", False), Target("http://b.dev/", True)
    settings = parse({"good-age": "1h", "bad-age": "1m"}, "test")
    store = Store(settings, clock=lambda: now[0])
    store.put([(target, Result("ok", 200)), (other, Result("dead", 404))])
    assert set(store.get([target, other])) == {target, other}
    now[0] += 100
    assert set(store.get([target, other])) == {target}
    now[0] -= 200  # a clock that was set back
    assert store.get([target, other]) == {}
    now[0] += 200
    assert Store(settings, lambda url: True, lambda: now[0]).get([target]) == {}
    store.close()
    with sqlite3.connect(tmp_path / "remote.db") as db:
        db.execute("UPDATE results SET result = '[1,'")
    assert Store(settings, clock=lambda: now[0]).get([target]) == {}
    db.close()
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"remote.db{suffix}").unlink(missing_ok=True)
    (tmp_path / "remote.db").write_bytes(b"no database at all" * 100)
    store = Store(settings, clock=lambda: now[0])
    store.put([(target, Result("ok", 200))])
    assert set(store.get([target])) == {target}


def test_only_addresses_of_the_web_are_asked(remote: Remote, connected: list[str]) -> None:
    hosts = [
        "ftp://a.dev/", "mailto:a@b.dev", "javascript:x()", "file:///etc/passwd", "data:,x",
        "gopher://a.dev/", "tel:1", "http://", "http:///a", "http://a b.dev/", "http://a.dev:0/",
        "http://a.dev:99999/", "http://example.com/", "https://{host}/x", "http://a.test/",
        "http://a.dev\\b.dev/", "http://" + "a" * 9000 + ".dev/",
    ]  # fmt: skip
    text = "".join(f"<a href='{url}'>x</a> <img src='{url}'>\n\n" for url in hosts)
    assert [line for line in remote.lines(text) if "remote" in line] == []
    assert connected == []
    assert remote.looked_up == []
