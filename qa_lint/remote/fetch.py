"""Ask until there is an answer: HEAD or ranged GET, retries, redirects one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from ..finding import Text
from .address import Address, join
from .hosts import Hosts, retry_after
from .settings import RemoteSettings
from .transport import Answer
from .trouble import Trouble

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
PERMANENT = frozenset([301, 308])
_PASSING = frozenset([429, 500, 502, 503, 504, *range(520, 531)])
_FIRST_PAUSE = 0.5


class Wish(NamedTuple):
    """What is wanted of a resource: `limit` bytes of its body, none with 0.

    A range is only asked for when the first bytes are enough; `accept` is the header.
    """

    limit: int = 0
    ranged: bool = True
    accept: str = "*/*"


class Hop(NamedTuple):
    """A redirect: its status and where it leads."""

    status: int
    target: Address


class Trail(NamedTuple):
    """The way to an answer that is no redirect."""

    hops: tuple[Hop, ...]
    last: Address
    answer: Answer


class Sender(Protocol):
    """What sends one request and gives its answer or raises Trouble."""

    def send(self, method: str, address: Address, headers: Mapping[str, str], limit: int) -> Answer:
        """The answer with up to `limit` bytes of its body."""

    def close(self) -> None:
        """Close all connections."""


class Fetcher:
    """Follows an address to its end, with manners."""

    def __init__(self, settings: RemoteSettings, transport: Sender, hosts: Hosts) -> None:
        self._settings = settings
        self._transport = transport
        self._hosts = hosts

    def follow(
        self, address: Address, wish: Wish, permit: Callable[[Address], None] | None = None
    ) -> Trail:
        """The answer at the end of all redirects; raises Trouble.

        `permit` raises Trouble for an address that must not be asked for; it sees each one.
        """
        hops: list[Hop] = []
        seen = {address.url}
        while True:
            try:
                if permit is not None:
                    permit(address)
                answer = self._ask(address, wish)
            except Trouble as trouble:
                raise _inward(trouble, address) if hops else trouble from None
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return Trail(tuple(hops), address, answer)
            target = join(address, location)
            if target is None:
                raise _redirect("重定向到不是网页的地址", "redirects to what is no web address")
            if target.url in seen:
                raise _redirect("重定向循环", "redirects in a circle")
            if len(hops) >= self._settings.max_redirects:
                zh, en = f"重定向超过 {len(hops)} 次", f"redirects more than {len(hops)} times"
                raise _redirect(zh, en)
            seen.add(target.url)
            hops.append(Hop(answer.status, target))
            address = target

    def _ask(self, address: Address, wish: Wish) -> Answer:
        """One address: HEAD where no body is wanted; GET when HEAD is refused."""
        if not wish.limit:
            try:
                answer = self._tried("HEAD", address, {"Accept": wish.accept}, 0)
                if answer.status < 400:
                    return answer
            except Trouble as trouble:
                if trouble.kind not in ("timeout", "protocol"):
                    raise
        ranged = wish.ranged or not wish.limit
        headers = {"Accept": wish.accept}
        if ranged:
            answer = self._tried(
                "GET",
                address,
                {**headers, "Range": f"bytes=0-{max(wish.limit, 1024) - 1}"},
                wish.limit,
            )
            if answer.status != 416:
                return answer
        return self._tried("GET", address, headers, wish.limit)

    def _tried(self, method: str, address: Address, headers: dict[str, str], limit: int) -> Answer:
        """Send a request, again if that may help; raises Trouble."""
        attempts = 1 + self._settings.retries
        pause = _FIRST_PAUSE
        for attempt in range(1, attempts + 1):
            last = attempt == attempts
            self._hosts.raise_if_down(address)
            try:
                with self._hosts.of(address).turn():
                    answer = self._transport.send(method, address, headers, limit)
            except Trouble as trouble:
                # A server may choke on HEAD alone: GET tells.
                head = method == "HEAD" and trouble.kind in ("timeout", "protocol")
                if last or head or not trouble.retry:
                    if not head:
                        self._hosts.had(address, trouble)
                    raise
                self._hosts.sleep(min(pause, self._settings.max_wait))
            else:
                if answer.status < 500 and answer.status != 429:
                    self._hosts.answered(address)
                if answer.status not in _PASSING or answer.status in self._settings.accept:
                    return answer
                if method == "HEAD" and answer.status != 429:
                    return answer
                if not self._wait(address, answer, pause, last):
                    return answer
            pause *= 2
        raise AssertionError("each attempt returns, raises or is followed by another")

    def _wait(self, address: Address, answer: Answer, pause: float, last: bool) -> bool:
        """Let the host rest for as long as it wishes, else `pause`; False when it was the last try.

        Raises Trouble when it asks for too much.
        """
        wished = retry_after(answer.headers.get("retry-after", ""))
        limits = answer.status == 429 or (answer.status == 503 and wished is not None)
        if limits and (last or (wished or 0.0) > self._settings.max_wait):
            trouble = _limited(address, answer.status, wished)
            self._hosts.had(address, trouble)
            raise trouble
        if last:
            text = Text(f"服务器出错（{answer.status}）", f"answers {answer.status}")
            self._hosts.had(address, Trouble("server", text, address.site))
            return False
        rest = pause if wished is None else wished
        self._hosts.of(address).pause(min(rest, self._settings.max_wait))
        return True


def _redirect(zh: str, en: str) -> Trouble:
    return Trouble("redirect", Text(zh, en))


def _limited(address: Address, status: int, wished: float | None) -> Trouble:
    zh, en = f"限制访问（{status}）", f"limits requests: it answers {status}"
    if wished:
        zh, en = f"{zh}，要求等待 {wished:.0f} 秒", f"{en} and asks to wait {wished:.0f} s"
    return Trouble("limited", Text(zh, en), address.site)


def _inward(trouble: Trouble, address: Address) -> Trouble:
    """A redirect that leads into a private network concerns the address that redirects."""
    if trouble.kind not in ("private", "local"):
        return trouble
    zh = f"重定向到内部网络的地址（{address.site}），未跟随"
    en = f"redirects into a private network ({address.site}): not followed"
    return Trouble("inward", Text(zh, en))
