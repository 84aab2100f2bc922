"""Which network addresses may be connected to: public ones alone, unless the settings allow more.

A name is looked up once in a run, all its addresses are checked, and the connection goes to one
of those that were checked: a name server that answers something else the second time is never
asked a second time.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from ..finding import Text
from .settings import Network, RemoteSettings
from .trouble import Trouble

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Gives the addresses of a host name; raises OSError.
Resolver = Callable[[str, int], list[str]]

# The IANA registries of special-purpose addresses, whatever the Python version knows of them.
_REFUSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
        " 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15"
        " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
        # A cloud's own server for its machines, at a public address.
        " 168.63.129.16/32"
        " 2001::/23 2001:db8::/32 2002::/16 3fff::/20"
    ).split()
]
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: Only a network that is named itself opens these: machines' own settings and passwords.
_METADATA = [
    ipaddress.ip_network(text)
    for text in (
        "169.254.0.0/16",
        "fe80::/10",
        "fd00:ec2::/32",
        "168.63.129.16/32",
        "100.100.100.200/32",
        "192.0.0.192/32",
    )
]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Looks names up and refuses those that lead inward."""

    def __init__(self, settings: RemoteSettings, resolver: Resolver = resolve) -> None:
        self._settings = settings
        self._resolver = resolver
        self._known: dict[str, list[IP] | Trouble] = {}
        self._lock = threading.Lock()
        self._busy: dict[str, threading.Lock] = {}

    def addresses(self, host: str, port: int) -> list[IP]:
        """The checked addresses of `host`; raises Trouble for one that must not be reached."""
        key = f"{host}:{port}"
        with self._lock:
            busy = self._busy.setdefault(key, threading.Lock())
        with busy:
            known = self._known.get(key)
            if known is None:
                known = self._look(host, port)
                if not (isinstance(known, Trouble) and known.retry):
                    self._known[key] = known
        if isinstance(known, Trouble):
            raise known.again()
        return known

    def _look(self, host: str, port: int) -> list[IP] | Trouble:
        literal = as_ip(host)
        if literal is not None:
            found = [literal]
        else:
            try:
                texts = self._within(host, port)
            except OSError as error:
                return _no_name(host, error)
            parsed = [as_ip(text) for text in texts]
            if not parsed or None in parsed:
                return _no_name(host, OSError())
            found = [ip for ip in parsed if ip is not None]
        for ip in found:
            if not self.allowed(host, port, ip):
                return _private(host, ip, literal is not None, len(found) > 1)
        return found

    def _within(self, host: str, port: int) -> list[str]:
        """The system's lookup has no limit of its own that a program can set."""
        answer: queue.Queue[list[str] | OSError] = queue.Queue(1)

        def look() -> None:
            try:
                answer.put(self._resolver(host, port))
            except OSError as error:
                answer.put(error)
            except UnicodeError as error:  # a label that is empty or too long
                answer.put(OSError(socket.EAI_NONAME, str(error)))

        threading.Thread(target=look, daemon=True).start()
        try:
            got = answer.get(timeout=self._settings.connect_timeout)
        except queue.Empty:
            got = OSError(socket.EAI_AGAIN, "timed out")
        if isinstance(got, OSError):
            raise got
        return got

    def allowed(self, host: str, port: int, ip: IP) -> bool:
        """Whether a connection to `host` may go to `ip`."""
        if is_public(ip):
            return True
        inner = _unwrapped(ip)
        open_ = [network for network in self._settings.allow_networks if inner in network]
        metadata = next((network for network in _METADATA if inner in network), None)
        if metadata is not None:
            return any(_is_within(network, metadata) for network in open_)
        if open_:
            return True
        names = (host, f"{host}:{port}")
        return any(name in self._settings.allow_hosts for name in names)


def _is_within(network: Network, other: Network) -> bool:
    return network.prefixlen >= other.prefixlen and network.network_address in other


def as_ip(text: str) -> IP | None:
    """The address that a host is when it is written as one, brackets and zone taken off."""
    text = text.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def is_public(ip: IP) -> bool:
    """Whether anybody in the world reaches the same machine at `ip`."""
    inner = _unwrapped(ip)
    if inner.version == 6 and inner not in _GLOBAL_V6:
        return False
    return inner.is_global and not any(inner in network for network in _REFUSED)


def _unwrapped(ip: IP) -> IP:
    """The IPv4 address inside an IPv6 one that stands for it."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _private(host: str, ip: IP, literal: bool, several: bool) -> Trouble:
    if literal:
        return Trouble(
            "local",
            Text("是内部网络的地址，未检查", "is an address of a private network: not checked"),
        )
    zh = f"指向内部地址 {ip}，未检查；内网站点请写入 remote.allow-private"
    en = f"leads to the private address {ip}: not checked; an intranet's host can be named in"
    if several:
        zh, en = f"的地址之一{zh}", f"has several addresses and {en}"
    return Trouble("private", Text(zh, en + " remote.allow-private"))


def _no_name(host: str, error: OSError) -> Trouble:
    if error.errno == socket.EAI_AGAIN:
        text = Text("的域名查询没有应答", "cannot be looked up: the name server does not answer")
        return Trouble("dns", text, retry=True)
    return Trouble("dns", Text("这个域名不存在", "does not exist: no address for this name"))
