"""Who changed a finding's line last, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..git import GitError, run

#: `git blame` names lines that are not committed with this many zeros.
_NOBODY = "0" * 40


class Blame(NamedTuple):
    """The last author of a line with the day (ISO); all "" for a line that is not committed."""

    author: str
    mail: str
    day: str


_UNCOMMITTED = Blame("", "", "")


def blame(root: str, lines: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], Blame]:
    """The last author of each line, by path relative to `root` and 1-based line.

    A file that git does not know, or a line beyond its end, is left out.
    """
    found: dict[tuple[str, int], Blame] = {}
    for path, numbers in lines.items():
        wanted = set(numbers)
        output = _porcelain(root, path, _ranges(wanted))
        for number, who in _parse(output.decode("utf-8", "replace")):
            if number in wanted:
                found[path, number] = who
    return found


def _porcelain(root: str, path: str, ranges: list[str]) -> bytes:
    """Output of git; of the whole file where a range is beyond its end."""
    for chosen in (ranges, []) if ranges else ([],):
        try:
            return run(root, "blame", "--porcelain", "-w", *chosen, "--", path)
        except GitError:
            continue
    return b""


def _ranges(lines: Iterable[int]) -> list[str]:
    """`-L` options for the lines; none, for the whole file, where there are many."""
    ordered = sorted(lines)
    if len(ordered) > 40:
        return []
    return [f"-L{number},{number}" for number in ordered]


def _parse(output: str) -> Iterable[tuple[int, Blame]]:
    """(line, last author) of porcelain output, which describes each commit once."""
    commits: dict[str, dict[str, str]] = {}
    commit, number = "", 0
    for line in output.split("\n"):
        if line.startswith("\t"):
            yield number, _who(commit, commits[commit])
            continue
        word, _, rest = line.partition(" ")
        if len(word) >= 40 and rest[:1].isdigit():
            commit, number = word, int(rest.split()[1])
            commits.setdefault(commit, {})
        elif word:
            commits[commit][word] = rest


def _who(commit: str, about: Mapping[str, str]) -> Blame:
    if commit.startswith(_NOBODY):
        return _UNCOMMITTED
    # The author's own day: the zone is "+0800" or "-0330".
    zone = about.get("author-tz", "+0000")
    seconds = (int(zone[1:3]) * 60 + int(zone[3:5])) * (-60 if zone[0] == "-" else 60)
    when = datetime.datetime.fromtimestamp(
        int(about.get("author-time", "0")) + seconds, datetime.UTC
    )
    return Blame(
        about.get("author", ""), about.get("author-mail", "").strip("<>"), str(when.date())
    )
