"""Remote addresses whose answers are told beforehand, as the examples of rules tell them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from qa_lint.finding import Text
from qa_lint.remote.address import Address
from qa_lint.remote.guard import Guard
from qa_lint.remote.session import Session
from qa_lint.remote.settings import RemoteSettings, parse
from qa_lint.remote.transport import Answer
from qa_lint.remote.trouble import Trouble

#: A whole picture of one pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


class Canned:
    """Answers `STATUS [TYPE [BODY]]`, `STATUS LOCATION` or `refused`; 404 for robots.txt."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.guard = Guard(RemoteSettings(), lambda host, port: ["93.184.215.14"])
        self.asked: list[tuple[str, str]] = []

    def send(self, method: str, address: Address, headers: Mapping[str, str], limit: int) -> Answer:
        self.asked.append((method, address.url))
        try:
            self.guard.addresses(address.host.strip("[]"), address.port)
        except Trouble as trouble:
            raise trouble.at(address.site) from None
        told = self.answers.get(address.url)
        if told is None:
            told = "404" if address.url.endswith("/robots.txt") else "200"
        if told == "refused":
            raise Trouble("connect", Text("拒绝连接", "refuses connections"), address.site)
        status, _, rest = told.partition(" ")
        if status.startswith("3"):
            return Answer(int(status), {"location": rest}, b"", True)
        kind, _, text = rest.partition(" ")
        body = PNG if text == "(a PNG)" else text.encode()
        return Answer(int(status), {"content-type": kind}, body, True)

    def close(self) -> None:
        pass


def session(answers: Mapping[str, str], settings: Mapping[str, object] | None = None) -> Session:
    """A session that gets the told answers and remembers nothing."""
    wanted = parse({"delay": 0, "retries": 0, **(settings or {})}, "test")
    return Session(wanted, cache=False, transport=Canned(answers))
