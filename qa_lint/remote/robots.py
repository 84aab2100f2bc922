"""robots.txt as RFC 9309 reads it: groups by agent, the longest matching path decides.

The standard library's parser takes the first match and no wildcards, so that the common
`Disallow: /*?` would mean nothing and `Allow` after `Disallow` would come too late.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

AGENT = "qa-lint"
_MAX_RULES = 5000
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


class Robots(NamedTuple):
    """The rules for us: (path pattern, allowed), and the wished seconds between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        best = (-1, True)
        for pattern, allowed in self.rules:
            if len(pattern) >= best[0] and matches(pattern, path):
                best = max(best, (len(pattern), allowed))
        return best[1]


def parse(text: str) -> Robots:
    """The group for this program, else the one for all, of a robots.txt; errors are skipped."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            agents = [] if in_rules else agents
            agents.append(value.lower().partition("/")[0].strip())
            in_rules = False
            groups.setdefault(agents[-1], [])
        elif field in ("allow", "disallow"):
            in_rules = True
            for agent in agents if value else []:
                if len(groups[agent]) < _MAX_RULES:
                    groups[agent].append((_normal(value), field == "allow"))
        elif field == "crawl-delay":
            in_rules = True
            delays.update(dict.fromkeys(agents, _seconds(value)))
    agent = AGENT if AGENT in groups else "*"
    return Robots(tuple(groups.get(agent, ())), delays.get(agent, 0.0))


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if 0 < seconds < 1e6 else 0.0


def matches(pattern: str, path: str) -> bool:
    """Whether `path` starts with `pattern`, where `*` is any text and a last `$` the end.

    Each piece between stars is looked for once, from left to right: work grows with the path.
    """
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    if len(pieces) == 1:
        return not ends or path == pieces[0]
    place = len(pieces[0])
    for piece in pieces[1:-1] if ends else pieces[1:]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not ends or (len(path) - len(pieces[-1]) >= place and path.endswith(pieces[-1]))


def _normal(path: str) -> str:
    """Percent-encoding in one form: encoded what is not ASCII, upper-case digits."""
    path = "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in path)
    return _ESCAPE.sub(_decoded, path)


def _decoded(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match[0].upper()
