"""Passwords and tokens: from the environment, for the hosts that the environment names.

`QA_LINT_AUTH` holds lines `HOST=VALUE`. The value is a whole Authorization header such as
`Bearer abc`, or `name:password`, or a token. The configuration has no say: it belongs to the
repository, and a change to it must not be able to send a secret elsewhere.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping

from ..config import ConfigError
from .address import Address

VARIABLE = "QA_LINT_AUTH"
_LINE = re.compile(r"(https?://)?([^\s=/@]+)/?\s*=\s*(\S.*)")


class Credentials:
    """What is sent to whom.

    By host, or `host:port` for an unusual port, with the schemes that it may be sent over: https
    alone, unless the variable says `http://HOST`.
    """

    def __init__(self, by_site: Mapping[str, tuple[str, str]]) -> None:
        self._by_site = by_site

    @classmethod
    def from_environment(cls) -> Credentials:
        """Read the variable; raises ConfigError that does not show what it holds."""
        found: dict[str, tuple[str, str]] = {}
        for number, line in enumerate(os.environ.get(VARIABLE, "").splitlines(), 1):
            line = line.strip()
            if not line:
                continue
            match = _LINE.fullmatch(line)
            if match is None or not line.isprintable() or not line.isascii():
                raise ConfigError(f"{VARIABLE}: line {number} is not HOST=VALUE")
            schemes = "http https" if match[1] == "http://" else "https"
            found[match[2].lower()] = _header(match[3]), schemes
        return cls(found)

    def of(self, address: Address) -> str:
        """The Authorization header for an address, "" for none."""
        value, schemes = self._by_site.get(address.site, ("", ""))
        return value if address.scheme in schemes.split() else ""


def _header(value: str) -> str:
    if " " in value:
        return value
    if ":" in value:
        return "Basic " + base64.b64encode(value.encode()).decode()
    return "Bearer " + value
