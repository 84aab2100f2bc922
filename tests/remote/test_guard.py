"""No connection to a forbidden address: not by name, by redirect, by rebinding or in disguise."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

import pytest

from qa_lint.config import ConfigError
from qa_lint.remote.guard import Guard, is_public
from qa_lint.remote.settings import parse
from qa_lint.remote.trouble import Trouble

from .canned import PNG
from .conftest import Remote
from .servers import Server, page, picture, to

Serve = Callable[..., Server]

FORBIDDEN = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.0.1
    169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1
    198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255 168.63.129.16 100.100.100.200
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1
    fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
""".split()
PUBLIC = "1.1.1.1 93.184.215.14 172.32.0.1 100.63.0.1 2606:4700::1 ::ffff:1.1.1.1 64:ff9b::101:101"


@pytest.mark.parametrize("address", FORBIDDEN)
def test_a_forbidden_address_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    guard = Guard(parse({}, "test"), lambda host, port: [address])
    with pytest.raises(Trouble) as caught:
        guard.addresses("site.dev", 80)
    assert caught.value.kind == "private"


@pytest.mark.parametrize("address", PUBLIC.split())
def test_a_public_address_is_allowed(address: str) -> None:
    guard = Guard(parse({}, "test"), lambda host, port: [address])
    assert guard.addresses("site.dev", 80) == [ipaddress.ip_address(address)]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://017700000001/", "http://localhost/", "http://LOCALHOST./", "http://a.localhost/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/", "http://metadata.google.internal/", "http://metadata/",
        "http://192.168.1.1/", "https://10.0.0.1:8443/", "http://user@127.0.0.1/",
        "http://printer.local/", "http://0/", "http://0.0.0.0:80/",
    ],
)  # fmt: skip
def test_an_address_that_is_written_inward_is_not_asked(
    url: str, remote: Remote, connected: list[str]
) -> None:
    from qa_lint.remote.guard import resolve

    remote.resolve = resolve  # type: ignore[method-assign]
    found = remote.lines(f"[x]({url})\n", allow_private=[])
    assert len(found) == 1
    assert found[0].startswith(("info links/remote-dead", "warning links/remote-dead"))
    assert "not checked" in found[0]
    assert connected == []


INWARD = [
    "http://127.0.0.2:PORT/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:PORT/",
    "http://inside.dev:PORT/", "//127.0.0.2:PORT/", "http://127.0.0.2:PORT\\@site.dev/",
    "http://site.dev@127.0.0.2:PORT/", "http://2130706434:PORT/", "http://[::ffff:127.0.0.2]:PORT/",
    "http://[64:ff9b::7f00:2]:PORT/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
]  # fmt: skip


@pytest.mark.parametrize("location", INWARD)
@pytest.mark.parametrize("mark", ["", "!"])
def test_a_redirect_inward_is_not_followed(
    location: str, mark: str, serve: Serve, remote: Remote, connected: list[str]
) -> None:
    server = serve({})
    inside = serve({"*": picture(PNG)}, host="127.0.0.2", port=server.port)
    server.scripts = {"/x": to(location.replace("PORT", str(server.port)))}
    remote.names["inside.dev"] = [["127.0.0.2"]]
    remote.names["2130706434"] = [["127.0.0.2"]]
    found = remote.lines(f"{mark}[x]({server.url('/x')})\n")
    assert len(found) == 1
    assert "redirects into a private network" in found[0] or "what is no web address" in found[0]
    assert set(connected) == {"127.0.0.1"}
    assert inside.connections == 0


@pytest.mark.parametrize("order", [1, -1])
def test_a_name_with_one_forbidden_address_is_not_asked(
    order: int, serve: Serve, remote: Remote, connected: list[str]
) -> None:
    server = serve({"*": page("x")})
    remote.names["site.dev"] = [["127.0.0.1", "127.0.0.2"][::order]]
    found = remote.lines(f"[x]({server.url('/x')})\n")
    assert len(found) == 1
    assert "has several addresses and leads to the private address 127.0.0.2" in found[0]
    assert connected == []


def test_a_name_is_looked_up_once_and_connected_as_it_was_checked(
    serve: Serve, remote: Remote, connected: list[str]
) -> None:
    server = serve({"*": page("x")})
    inside = serve({"*": page("x")}, host="127.0.0.2", port=server.port)
    remote.names["site.dev"] = [["127.0.0.1"], ["127.0.0.2"]]
    assert remote.lines("".join(f"[x]({server.url(f'/{n}')})\n" for n in range(20))) == []
    assert remote.looked_up == ["site.dev"]
    assert set(connected) == {"127.0.0.1"}
    assert inside.connections == 0


def test_the_next_address_is_tried_when_one_does_not_answer(serve: Serve, remote: Remote) -> None:
    server = serve({"*": page("x")}, host="127.0.0.2")
    remote.names["site.dev"] = [["127.0.0.1", "127.0.0.2"]]
    allowed = ["127.0.0.1", "127.0.0.2"]
    assert remote.lines(f"[x]({server.url('/x')})\n", allow_private=allowed) == []


@pytest.mark.parametrize(
    ("allowed", "address", "opened"),
    [
        (["10.0.0.0/8"], "10.1.2.3", True),
        (["10.0.0.0/8"], "192.168.0.1", False),
        (["site.dev"], "192.168.0.1", True),
        (["other.dev"], "192.168.0.1", False),
        (["site.dev:80"], "192.168.0.1", True),
        (["site.dev:81"], "192.168.0.1", False),
        ("127.0.0.1", "::ffff:127.0.0.1", True),
        (True, "127.0.0.1", True),
        (True, "::1", True),
        (True, "fd00:ec2::254", False),
        (True, "169.254.169.254", False),
        (["0.0.0.0/0"], "169.254.169.254", False),
        (["site.dev"], "169.254.169.254", False),
        (["169.254.169.254"], "169.254.169.254", True),
        ([], "10.1.2.3", False),
        (False, "10.1.2.3", False),
    ],
)
def test_allow_private_opens_what_it_names(allowed: object, address: str, opened: bool) -> None:
    guard = Guard(parse({"allow-private": allowed}, "test"), lambda host, port: [address])
    assert guard.allowed("site.dev", 80, ipaddress.ip_address(address)) is opened


def test_a_wrong_setting_is_named() -> None:
    for table, part in (
        ({"allow-private": ["a b"]}, "allow-private"),
        ({"allow-privat": []}, "did you mean 'allow-private'"),
        ({"timeout": -1}, "from 0.1 to 600"),
        ({"accept": ["x"]}, "status codes"),
        ({"check-anchors": 1}, "true or false"),
        ({"good-age": "long"}, "an age"),
    ):
        with pytest.raises(ConfigError, match=part):
            parse(table, "test")
