"""The `remote` table of the settings, typed and checked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..config import ConfigError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_AGE = re.compile(r"(\d{1,6})([smhdw]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_RANGE = re.compile(r"([1-9]\d\d)(?:-([1-9]\d\d))?")
_HOST = re.compile(r"[^\s/@:?#\[\]]+(?::\d{1,5})?")


#: What `allow-private = true` opens: not the metadata servers of clouds, which have to be named.
_ALL_PRIVATE = tuple(
    ipaddress.ip_network(text)
    for text in "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 ::1/128 fd00::/8".split()
)


class RemoteSettings(NamedTuple):
    """What `[tool.qa-lint.remote]` says; times are in seconds.

    `timeout` bounds one request from the first byte sent to the last one read, `total_time` all of
    them; `delay` is kept between two requests to a host, `max_wait` caps what a server asks for
    in Retry-After. `allow_hosts` and `allow_networks` are what `allow-private` lists, `accept`
    status codes that count as fine.
    """

    timeout: float = 20.0
    total_time: float = 1800.0
    connect_timeout: float = 10.0
    retries: int = 2
    workers: int = 16
    per_host: int = 2
    delay: float = 0.2
    max_wait: float = 30.0
    max_redirects: int = 8
    max_kb: int = 1024
    check_anchors: bool = False
    allow_hosts: frozenset[str] = frozenset()
    allow_networks: tuple[Network, ...] = ()
    exclude: tuple[str, ...] = ()
    accept: frozenset[int] = frozenset()
    good_age: int = 7 * 86400
    bad_age: int = 6 * 3600
    user_agent: str = ""

    @property
    def verdict_key(self) -> str:
        """What a remembered result depends on besides its address."""
        private = sorted(self.allow_hosts), [str(network) for network in self.allow_networks]
        limits = self.max_kb, self.max_redirects
        return repr((self.check_anchors, sorted(self.accept), self.exclude, private, limits))


#: Key: smallest and largest allowed value.
_NUMBERS: dict[str, tuple[float, float]] = {
    "timeout": (0.1, 600),
    "total-time": (0.1, 86400),
    "connect-timeout": (0.1, 600),
    "retries": (0, 10),
    "workers": (1, 64),
    "per-host": (1, 16),
    "delay": (0, 60),
    "max-wait": (0, 3600),
    "max-redirects": (0, 30),
    "max-kb": (1, 65536),
}
_WHOLE = frozenset(["retries", "workers", "per-host", "max-redirects", "max-kb"])
_OTHERS = (
    "check-anchors",
    "allow-private",
    "exclude",
    "accept",
    "good-age",
    "bad-age",
    "user-agent",
)


def parse(table: Mapping[str, Any], where: str) -> RemoteSettings:
    """Check the table; raises ConfigError that names `where` and the key."""
    values: dict[str, Any] = {}
    for written, value in table.items():
        key = written.replace("_", "-")
        if key in _NUMBERS:
            values[key.replace("-", "_")] = _number(key, value, where)
        elif key not in _OTHERS:
            close = get_close_matches(key, [*_NUMBERS, *_OTHERS], 1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            raise ConfigError(f"{where}: unknown key 'remote.{written}'{hint}")
        else:
            values.update(_other(key, value, where))
    return RemoteSettings(**values)


def _number(key: str, value: Any, where: str) -> float:
    low, high = _NUMBERS[key]
    kinds: tuple[type, ...] = (int,) if key in _WHOLE else (int, float)
    if type(value) not in kinds or not low <= value <= high:
        what = "a whole number" if key in _WHOLE else "a number"
        raise ConfigError(f"{where}: 'remote.{key}' must be {what} from {low} to {high}")
    return value if key in _WHOLE else float(value)


def _other(key: str, value: Any, where: str) -> dict[str, Any]:
    if key == "check-anchors":
        if not isinstance(value, bool):
            raise ConfigError(f"{where}: 'remote.{key}' must be true or false")
        return {"check_anchors": value}
    if key in ("good-age", "bad-age"):
        return {key.replace("-", "_"): _age(key, value, where)}
    if key == "user-agent":
        if not isinstance(value, str) or not value.isprintable() or not value.isascii():
            raise ConfigError(f"{where}: 'remote.{key}' must be a string of ASCII characters")
        return {"user_agent": value}
    if key == "allow-private" and isinstance(value, bool):
        return {"allow_networks": _ALL_PRIVATE if value else ()}
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise ConfigError(f"{where}: 'remote.{key}' must be a list")
    if key == "accept":
        return {"accept": _statuses(value, where)}
    if not all(isinstance(item, str) and item for item in value):
        raise ConfigError(f"{where}: 'remote.{key}' must be a list of strings")
    if key == "exclude":
        return {"exclude": tuple(value)}
    return _private(value, where)


def _age(key: str, value: Any, where: str) -> int:
    match = _AGE.fullmatch(str(value)) if type(value) in (int, str) else None
    if match is None:
        raise ConfigError(f"{where}: 'remote.{key}' must be an age such as '7d', '12h' or '0'")
    return int(match[1]) * _UNITS[match[2]]


def _statuses(values: Any, where: str) -> frozenset[int]:
    found: set[int] = set()
    for value in values:
        match = _RANGE.fullmatch(str(value)) if type(value) in (int, str) else None
        if match is None:
            raise ConfigError(
                f"{where}: 'remote.accept' holds status codes such as 403 or '500-599',"
                f" not {value!r}"
            )
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def _private(values: Any, where: str) -> dict[str, Any]:
    hosts: set[str] = set()
    networks: list[Network] = []
    for value in values:
        try:
            networks.append(ipaddress.ip_network(value.strip("[]")))
            continue
        except ValueError:
            if not _HOST.fullmatch(value):
                raise ConfigError(
                    f"{where}: 'remote.allow-private' holds host names, addresses and networks"
                    f" such as '10.1.0.0/16', not '{value}'"
                ) from None
        hosts.add(value.lower().rstrip("."))
    return {"allow_hosts": frozenset(hosts), "allow_networks": tuple(networks)}
