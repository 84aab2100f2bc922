"""What tests with servers share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from qa_lint.finding import Finding
from qa_lint.remote.session import Session
from qa_lint.remote.settings import parse

from ..harness import check, write_tree
from .servers import Script, Server

_connected: list[str] = []


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _connected.append(str(arguments[1][0]))


sys.addaudithook(_listen)


@pytest.fixture
def connected() -> Iterator[list[str]]:
    """The network addresses that this process connects to, whoever does it."""
    _connected.clear()
    yield _connected


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers that end with the test."""
    servers: list[Server] = []

    def start(scripts: Mapping[str, Script], **more: Any) -> Server:
        servers.append(Server(scripts, **more))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


class Remote:
    """Checks a page's remote addresses; every name leads to 127.0.0.1, which is allowed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.slept: list[float] = []
        self.looked_up: list[str] = []
        self.names: dict[str, list[list[str]]] = {}
        self.cache = False

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses told for a name, in turn, the last ones for ever."""
        self.looked_up.append(host)
        told = self.names.get(host, [["127.0.0.1"]])
        return told.pop(0) if len(told) > 1 else told[0]

    def session(self, **settings: Any) -> Session:
        """A session that is quick and never really sleeps."""
        table = {
            "timeout": 60,  # on a machine that does much else ten seconds are not enough
            "connect-timeout": 60,
            "delay": 0,
            "retries": 1,
            "allow-private": ["127.0.0.1"],
            **{name.replace("_", "-"): value for name, value in settings.items()},
        }
        return Session(parse(table, "test"), self.cache, None, self.resolve, self.slept.append)

    def findings(self, text: str, select: str = "links,images", **settings: Any) -> list[Finding]:
        """What is found in a page."""
        write_tree(self.root, {"page.md": text})
        session = self.session(**settings)
        result = check(self.root, select.split(","), remote=session)
        return [f for f in result.findings if f.rule != "links/insecure"]

    def lines(self, text: str, **settings: Any) -> list[str]:
        """The findings as `severity rule: message`."""
        found = self.findings(text, **settings)
        return [f"{f.severity.label} {f.rule}: {f.message.en}" for f in found]


@pytest.fixture
def remote(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Remote:
    """A checker of remote addresses with a cache of its own.

    The system gives a server's port again to another one: what is remembered of the address of
    another test's server is wrong for this one.
    """
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    return Remote(tmp_path)
