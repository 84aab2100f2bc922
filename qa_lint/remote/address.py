"""Addresses: made comparable, cut into what is asked for and what is looked for on the page."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_PORTS = {"http": 80, "https": 443}
#: What servers and browsers agree on; no address in a text needs more.
_MAX_LENGTH = 8000

#: Names that stand for any name in documentation (RFC 2606, RFC 6761).
_RESERVED = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid)")
#: Names that only a machine or a private network knows (RFC 6761, RFC 6762, RFC 8375, ICANN's
#: choice of .internal), with what home routers use.
_LOCAL = re.compile(r"[^.:]+|(?:.*\.)(?:localhost|local|internal|intranet|lan|home\.arpa|corp)")
#: In an address that is a pattern for addresses.
_PLACEHOLDERS = frozenset("{}<>`|$")
_RAW_PICTURE = re.compile(r"(https://github\.com/[^/?]+/[^/?]+)/blob/([^?]+)")


class Address(NamedTuple):
    """An http or https address without name and password.

    `url` has no fragment, its host is lower-case ASCII, its path percent-encoded. `port` is the
    one that is connected to.
    """

    url: str
    fragment: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def site(self) -> str:
        """The host, with the port where it is an unusual one: what people call the site."""
        usual = self.port in _PORTS.values()
        return self.host if usual else f"{self.host}:{self.port}"


def parse(text: str) -> Address | None:
    """The address that `text` is, None for what is no http or https address."""
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return None
    if text.startswith("//"):
        text = "https:" + text
    # A backslash is a slash to browsers and part of the user's name to others.
    if text[:6].lower() not in ("http:/", "https:") or "\\" in text:
        return None
    try:
        url = parse_url(text)
    except LocationParseError:
        return None
    if url.scheme not in _PORTS or not url.host:
        return None
    host = url.host.lower().rstrip(".")
    if not host or not host.isascii() or any(c <= " " or c in "%<>" for c in host):
        return None
    if url.port == 0:
        return None
    port = url.port or _PORTS[url.scheme]
    shown = "" if port == _PORTS[url.scheme] else f":{port}"
    query = "" if url.query is None else f"?{url.query}"
    plain = f"{url.scheme}://{host}{shown}{url.path or '/'}{query}"
    return Address(plain, url.fragment or "", url.scheme, host, port)


def join(base: Address, location: str) -> Address | None:
    """Where a redirect from `base` to `location` leads, None for what is no http address."""
    try:
        target = parse(urljoin(base.url, location.strip()))
    except ValueError:
        return None
    if target is None:
        return None
    return target if target.fragment else target._replace(fragment=base.fragment)


def is_placeholder(written: str, address: Address) -> bool:
    """Whether nobody is meant to open it: a pattern, or a name reserved for documentation."""
    if not _PLACEHOLDERS.isdisjoint(written):
        return True
    return _RESERVED.fullmatch(address.host) is not None


def is_local_name(host: str) -> bool:
    """Whether `host` is a name that only one machine or a private network can know."""
    return not host.startswith("[") and _LOCAL.fullmatch(host) is not None


def picture_address(address: Address) -> Address:
    """What a page's reader gets for a picture: GitHub shows the raw file for its own pages."""
    match = _RAW_PICTURE.match(address.url)
    if match is None or "raw=" in address.url:
        return address
    return address._replace(url=f"{match[1]}/raw/{match[2]}")
