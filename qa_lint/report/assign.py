"""Whom a finding is handed to: the owners of its file, else the last author of its line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence

from ..config import ConfigError
from ..finding import Finding
from .batch import Group, score
from .blame import Blame

#: Where the hosts look, in this order (GitHub's and GitLab's documentation).
_OWNER_FILES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_MAX_WILDCARDS = 4
_MAX_BYTES = 3_000_000  # GitHub ignores a larger file


def owners_file(root: str) -> str:
    """The repository's CODEOWNERS file, "" for none; never one outside of the repository."""
    for name in _OWNER_FILES:
        path = os.path.join(root, name)
        real = os.path.realpath(path)
        if os.path.isfile(path) and real.startswith(os.path.realpath(root) + os.sep):
            return path
    return ""


def owners(root: str) -> Callable[[str], list[str]]:
    """A function from a path relative to `root` to its owners; raises ConfigError without one."""
    from codeowners import CodeOwners

    path = owners_file(root)
    if not path:
        raise ConfigError("--assign codeowners: there is no CODEOWNERS file")
    with open(path, "rb") as file:
        text = file.read(_MAX_BYTES).decode("utf-8", "replace")
    try:
        rules = CodeOwners(text)
    except Exception as error:
        raise ConfigError(f"{path}: {error}") from None

    for _, pattern, _, line, _ in rules.paths:
        # The library's expressions try all ways to share a path out among the wildcards.
        if len(re.findall(r"\*+", pattern)) > _MAX_WILDCARDS:
            raise ConfigError(f"{path}:{line}: more than {_MAX_WILDCARDS} wildcards in a pattern")
    known: dict[str, list[str]] = {}

    def of(name: str) -> list[str]:
        if name not in known:
            known[name] = [owner for _, owner in rules.of(name)]
        return known[name]

    return of


def groups(
    findings: Sequence[Finding],
    by: str,
    root: str,
    root_path: Callable[[str], str],
    blame: Mapping[tuple[str, int], Blame],
) -> list[Group]:
    """Findings by hand, the one with most to do first; "" is nobody's.

    `by` is "codeowners", "author", "folder", or "auto": owners where the repository names them, else
    authors where git knows them, else the first folder. `blame` is by path and line.
    """
    if by == "auto":
        by = "codeowners" if owners_file(root) else "author" if blame else "folder"
    owner_of = owners(root) if by == "codeowners" else None
    found: dict[str, list[Finding]] = {}
    for item in findings:
        path = root_path(item.path)
        if owner_of is not None:
            key = " ".join(owner_of(path))
        elif by == "author":
            who = blame.get((item.path, item.place.line))
            key = who.author if who is not None else ""
        else:
            key = path.partition("/")[0] if "/" in path else "."
        found.setdefault(key, []).append(item)
    made = [Group(key, by, items) for key, items in found.items()]
    return sorted(made, key=lambda group: (-score(group.findings), group.key))
