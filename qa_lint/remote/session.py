"""All remote addresses of a run, each asked for once, many hosts at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from threading import Lock, Thread
from typing import TypeVar

from ..finding import Problem, Text
from ..project import Project
from . import address as address_
from .check import Checker
from .collect import Use, targets, uses
from .credentials import Credentials
from .fetch import Fetcher, Sender
from .guard import Guard, Resolver, resolve
from .hosts import Hosts
from .result import Result, Target
from .settings import RemoteSettings
from .store import Store
from .transport import Transport

#: With so many sites and none of them found, it is we who are cut off.
_OFFLINE = 5


class Session:
    """The results of a run; `problems` are what kept it from having them."""

    def __init__(
        self,
        settings: RemoteSettings,
        cache: bool = True,
        progress: Callable[[int, int], None] | None = None,
        resolver: Resolver = resolve,
        sleep: Callable[[float], None] = time.sleep,
        transport: Sender | None = None,
    ) -> None:
        """Raises ConfigError when the environment's credentials cannot be read."""
        self._settings = settings
        self._cache = cache
        self._progress = progress
        self._credentials = Credentials.from_environment()
        self._transport = transport or Transport(
            settings, Guard(settings, resolver), self._credentials
        )
        hosts = Hosts(settings, sleep)
        self._checker = Checker(settings, Fetcher(settings, self._transport, hosts), hosts)
        self._results: dict[tuple[str, bool], Result] = {}
        self._asked = 0
        self._lock = Lock()
        self.rules: frozenset[str] = frozenset()
        self.problems: list[Problem] = []

    def check(
        self, project: Project, rules: Collection[str], pages: Collection[str] | None = None
    ) -> None:
        """Ask for the addresses of a project that are not known yet, of `pages` alone if given.

        `rules` are the ids of the rules that run.
        """
        self.rules = frozenset(rules)
        found = targets(uses(project), self._settings, rules, pages)
        missing = [t for t in found if (t.url, t.picture) not in self._results]
        if not missing:
            return
        store = Store(self._settings, self._authorised) if self._cache else None
        try:
            known = store.get(missing) if store is not None else {}
            fresh = self._ask([target for target in missing if target not in known])
            if store is not None:
                store.put(fresh)
        finally:
            if store is not None:
                store.close()
            self._transport.close()
        for target, result in [*known.items(), *fresh]:
            self._results[target.url, target.picture] = result
        self._notice_offline([result for _, result in fresh])
        self._notice_late(sum(result.kind == "late" for _, result in fresh))

    def result(self, use: Use) -> Result | None:
        """What is known of an address, None for one that was not asked for."""
        return self._results.get((use.checked.url, use.picture))

    def note(self, lang: str) -> str:
        """One line for people: how many were asked for and how many were left out."""
        total = len(self._results)
        if not total:
            return ""
        skipped = sum(result.kind == "skipped" for result in self._results.values())
        zh = f"远程地址 {total} 个：本次查询 {self._asked} 个"
        en = f"{total} remote addresses: {self._asked} asked for now"
        if skipped:
            zh += f"，因 robots.txt 或 exclude 跳过 {skipped} 个"
            en += f", {skipped} left out for robots.txt or exclude"
        return f"{zh}\n" if lang == "zh" else f"{en}\n"

    def _ask(self, missing: Sequence[Target]) -> list[tuple[Target, Result]]:
        """Results in the order of the targets.

        A host has as many lanes as it may have requests at a time, so that a slow one never
        holds the others up.
        """
        self._asked += len(missing)
        queues: dict[str, deque[Target]] = {}
        for target in missing:
            parsed = address_.parse(target.url)
            queues.setdefault(parsed.site if parsed else "", deque()).append(target)
        lanes = deque(
            queue
            for queue in sorted(queues.values(), key=len, reverse=True)
            for _ in range(min(self._settings.per_host, len(queue)))
        )
        done: dict[Target, Result] = {}

        def work() -> None:
            while (queue := _next(lanes)) is not None:
                while (target := _next(queue)) is not None:
                    result = self._one(target)
                    with self._lock:
                        done[target] = result
                        if self._progress is not None:
                            self._progress(len(done), len(missing))

        _in_threads(work, min(self._settings.workers, len(lanes)))
        return [(target, done[target]) for target in missing]

    def _one(self, target: Target) -> Result:
        parsed = address_.parse(target.url)
        if parsed is not None and address_.is_local_name(parsed.host):
            names = {parsed.host, f"{parsed.host}:{parsed.port}"}
            allowed = self._settings.allow_networks or names & self._settings.allow_hosts
            if not allowed:
                en = "is a name of private networks: not checked"
                return Result("local", 0, Text("只在内部网络有效，未检查", en), parsed.site)
        return self._checker.check(target)

    def _authorised(self, url: str) -> bool:
        parsed = address_.parse(url)
        return parsed is not None and bool(self._credentials.of(parsed))

    def _notice_late(self, count: int) -> None:
        if not count:
            return
        limit = f"total-time = {self._settings.total_time:g}"
        zh = f"远程检查的时间 {limit} 秒已用完，{count} 个地址未检查"
        en = f"{limit} s is up: {count} remote addresses were not checked"
        self.problems.append(Problem("", Text(zh, en)))

    def _notice_offline(self, results: Sequence[Result]) -> None:
        down = {r.site for r in results if r.kind == "host" and not r.status}
        answered = any(
            r.kind not in ("host", "private", "local", "skipped", "late") for r in results
        )
        if len(down) < _OFFLINE or answered:
            return
        zh = f"{len(down)} 个网站都连不上：本机可能没有网络"
        en = f"none of {len(down)} sites could be reached: is there a network?"
        self.problems.append(Problem("", Text(zh, en)))


T = TypeVar("T")


def _next(queue: deque[T]) -> T | None:
    try:
        return queue.popleft()
    except IndexError:
        return None


def _in_threads(work: Callable[[], None], count: int) -> None:
    """Run `work` in several threads to its end; raises what one of them raised.

    They are daemons, so that an interrupt does not wait for slow servers.
    """
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=run, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
