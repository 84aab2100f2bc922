"""Check one target: ask, follow, judge."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from fnmatch import translate
from urllib.parse import urlsplit

from ..finding import Text
from . import content, robots
from .address import Address, parse
from .fetch import PERMANENT, Fetcher, Trail, Wish
from .hosts import Hosts
from .result import Result, Target
from .settings import RemoteSettings
from .trouble import Trouble

_PICTURES = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"
_PAGES = "text/html,application/xhtml+xml,*/*;q=0.8"
_ROBOTS_BYTES = 500_000
#: "You are no browser", or "pay first": a reader may well see the page.
_CLOSED = frozenset([401, 402, 403, 405, 406, 407, 418, 421, 425, 451, 999])
_GONE = frozenset([404, 410])
_HOST_WIDE = frozenset(["dns", "connect", "tls", "limited", "timeout", "protocol", "server"])
#: After which robots.txt need not be looked at: without a connection there is nothing to allow.
_UNREACHABLE = frozenset([*_HOST_WIDE, "private", "local", "late"]) - {"protocol"}
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_ENTRY = re.compile(r"log-?in|sign-?in|signin|auth|sso|consent|captcha|challenge|error|404", re.I)


class Checker:
    """Gives each target its result; used by several threads."""

    def __init__(self, settings: RemoteSettings, fetcher: Fetcher, hosts: Hosts) -> None:
        self._settings = settings
        self._fetcher = fetcher
        self._hosts = hosts
        self._robots: dict[str, robots.Robots | Trouble] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._excluded = excluder(settings.exclude)

    def check(self, target: Target) -> Result:
        """The result for a target; never raises for what a server does."""
        address = parse(target.url)
        if address is None:
            return Result("skipped")
        try:
            if target.picture:
                return self._picture(address)
            result = self._page(address, target.fragments)
        except Trouble as trouble:
            return _troubled(trouble, address)
        if target.secure and address.scheme == "http" and result.kind == "ok":
            return self._secured(address, result)
        return result

    def _picture(self, address: Address) -> Result:
        wish = Wish(content.PICTURE_BYTES, True, _PICTURES)
        trail = self._fetcher.follow(address, wish, self._permit_picture)
        result = self._judge(address, trail)
        if result.kind != "ok" or trail.answer.status in self._settings.accept:
            return result
        wrong = content.not_a_picture(trail.answer)
        if wrong is None:
            return result
        return Result("dead", trail.answer.status, wrong)

    def _page(self, address: Address, fragments: tuple[str, ...]) -> Result:
        wish = Wish(self._settings.max_kb * 1024, False, _PAGES) if fragments else Wish(0, True)
        trail = self._fetcher.follow(address, wish, self._permit_page)
        result = self._judge(address, trail)
        if result.kind == "ok" and fragments:
            return result._replace(missing=content.missing(trail.answer, fragments))
        return result

    def _judge(self, address: Address, trail: Trail) -> Result:
        """What the last status means."""
        status = trail.answer.status
        if 200 <= status < 300 or status in self._settings.accept:
            return _with_move(Result("ok", status), address, trail)
        if status in _GONE:
            return Result("dead", status, Text(f"不存在（{status}）", f"is not there: {status}"))
        if status in _CLOSED:
            return _closed(status, trail.last)
        if status >= 500:
            text = Text(f"服务器出错（{status}）", f"answers {status}")
            return Result("host", status, text, trail.last.site)
        return Result("doubt", status, Text(f"服务器应答 {status}", f"answers {status}"))

    def _secured(self, address: Address, result: Result) -> Result:
        """Whether the same address answers over https."""
        if result.secure or result.moved or address.port != 80:
            return result
        same = parse("https" + address.url.removeprefix("http"))
        assert same is not None
        try:
            trail = self._fetcher.follow(same, Wish(), self._permit_page)
        except Trouble:
            return result
        if 200 <= trail.answer.status < 300 and trail.last.scheme == "https":
            return result._replace(secure=same.url)
        return result

    def _permit_picture(self, address: Address) -> None:
        if self._excluded(address):
            raise Trouble("skipped", Text("已排除", "is excluded"))

    def _permit_page(self, address: Address) -> None:
        """Raise Trouble for what `exclude` or the host's robots.txt keeps us from."""
        self._permit_picture(address)
        self._hosts.raise_if_down(address)
        rules = self._robots_of(address)
        if not rules.allows(address.url):
            raise Trouble("skipped", Text("robots.txt 不允许", "is closed by robots.txt"))

    def _robots_of(self, address: Address) -> robots.Robots:
        with self._lock:
            lock = self._locks.setdefault(address.origin, threading.Lock())
        with lock:
            if address.origin not in self._robots:
                self._robots[address.origin] = self._read_robots(address)
        known = self._robots[address.origin]
        if isinstance(known, Trouble):
            raise known.again()
        return known

    def _read_robots(self, address: Address) -> robots.Robots | Trouble:
        place = parse(f"{address.scheme}://{urlsplit(address.url).netloc}/robots.txt")
        assert place is not None
        try:
            answer = self._fetcher.follow(
                place, Wish(_ROBOTS_BYTES, False, "text/plain,*/*;q=0.5")
            ).answer
        except Trouble as trouble:
            # A redirect into the void, or an answer that is no HTTP, forbids nothing.
            return trouble if trouble.kind in _UNREACHABLE else robots.Robots()
        if answer.status >= 500:
            zh, en = (
                f"的 robots.txt 应答 {answer.status}",
                f"answers {answer.status} for robots.txt",
            )
            return Trouble("limited", Text(zh, en), address.site)
        if not 200 <= answer.status < 300 or answer.body is None:
            return robots.Robots()
        rules = robots.parse(answer.body.decode("utf-8", "replace"))
        self._hosts.slow_down(address, rules.delay)
        return rules


def excluder(patterns: tuple[str, ...]) -> Callable[[Address], bool]:
    """Tells whether `exclude` names an address.

    A pattern with a slash is for whole addresses, one without for hosts and those below them.
    """
    addresses = [re.compile(translate(p)) for p in patterns if "/" in p]
    hosts = [re.compile(translate(p.lower())) for p in patterns if "/" not in p]

    def excluded(address: Address) -> bool:
        labels = address.host.split(".")
        names = {".".join(labels[n:]) for n in range(len(labels))} | {address.site}
        return any(p.match(address.url) for p in addresses) or any(
            p.match(name) for p in hosts for name in names
        )

    return excluded


def _closed(status: int, last: Address) -> Result:
    zh = f"只接待浏览器或登录的人（{status}），未检查"
    en = f"answers {status} to programs: not checked"
    return Result("closed", status, Text(zh, en), last.site)


def _troubled(trouble: Trouble, address: Address) -> Result:
    site = trouble.site or address.site
    if trouble.kind == "skipped":
        return Result("skipped", 0, trouble.reason)
    if trouble.kind in ("private", "local", "late"):
        return Result(trouble.kind, 0, trouble.reason, site)
    if trouble.kind in _HOST_WIDE:
        return Result("host", 0, trouble.reason, site)
    return Result("doubt", 0, trouble.reason)


def _with_move(result: Result, address: Address, trail: Trail) -> Result:
    """Add where the address has moved for good, as far as its redirects say so from the start."""
    target = address
    for hop in trail.hops:
        if hop.status not in PERMANENT:
            break
        target = hop.target
    if target.url == address.url or _is_same(address, target):
        return result
    if target.url == "https" + address.url.removeprefix("http"):
        return result._replace(secure=target.url, redirected=True)
    mark = f"#{target.fragment}" if target.fragment else ""
    return result._replace(moved=target.url + mark)


def _is_same(old: Address, new: Address) -> bool:
    """Whether a redirect only tidies up: a slash at the end, or the reader's language."""
    if (old.scheme, old.host, old.port) != (new.scheme, new.host, new.port):
        return False
    a, b = urlsplit(old.url), urlsplit(new.url)
    if a.query != b.query:
        return False
    left = [part for part in a.path.split("/") if part]
    right = [part for part in b.path.split("/") if part]
    if left == right:
        return True
    longer = [part for part in right if not _LOCALE.fullmatch(part)]
    return len(right) == len(left) + 1 and longer == [p for p in left if not _LOCALE.fullmatch(p)]


def is_replacement(old: Address, new: Address) -> bool:
    """Whether `new` can stand for `old`: not a home page or a door instead of the page."""
    parts = urlsplit(new.url)
    if not parts.path.strip("/") and urlsplit(old.url).path.strip("/"):
        return False
    return not (new.scheme == "http" and old.scheme == "https") and not any(
        _ENTRY.fullmatch(part) for part in re.split(r"[/.?&=]", parts.path)
    )
