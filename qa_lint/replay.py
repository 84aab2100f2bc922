"""A run whose inputs are unchanged is not done again: its output is kept and given again.

The inputs are the program's files, the configuration, the command line, the environment's
language, and the state (size, times, inode) of each file and folder that the run looked at.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .cache import Cache, content_key, stat_key
from .signature import code_signature

_SECONDS = re.compile(r'"seconds": [0-9.]+')


class Output(NamedTuple):
    """What a run printed and its exit status."""

    stdout: str
    stderr: str
    status: int


def run_key(arguments: Sequence[str], config: str | None, *more: str) -> str:
    """Identifies a command line with everything that is known before any file is looked at."""
    data = b""
    if config is not None:
        with open(config, "rb") as file:
            data = file.read()
    parts = [code_signature(), sys.version, os.getcwd(), config or "", *more, "\0", *arguments]
    return content_key("\n".join(parts).encode("utf-8", "surrogateescape") + data)


def signature(root: str, paths: Sequence[str], known: Mapping[str, str] | None = None) -> str:
    """The state of files and folders below `root` as one hash; a missing one has its own state.

    Those of which the state is `known` are not looked at.
    """
    found = states(root, [path for path in paths if path not in known] if known else paths)
    every = [(known and known.get(path)) or found[path] for path in paths]
    return content_key("\n".join(every).encode())


def states(root: str, paths: Iterable[str]) -> dict[str, str]:
    """The states of files and folders below `root`, "-" for a missing one."""
    found = {}
    prefix = root + os.sep
    for path in paths:
        try:
            found[path] = stat_key(prefix + path)
        except OSError:
            found[path] = "-"
    return found


class Recalled(NamedTuple):
    """The output of the same run before, None when anything has changed; what was looked at."""

    output: Output | None
    states: Mapping[str, str]


def recall(cache: Cache, root: str, key: str, seconds: float) -> Recalled:
    """The output of the same run before, and the states of the files that it depended on."""
    known = cache.recall(_today(key))
    if known is None:
        return Recalled(None, {})
    found = states(root, known[0])
    if signature(root, known[0], found) != known[1]:
        return Recalled(None, {path: state for path, state in found.items() if state != "-"})
    stdout, stderr, status = marshal.loads(known[2])
    if stdout.startswith("{") and len(stdout) < 50_000_000:
        head, tail = stdout[:-4000], stdout[-4000:]
        stdout = head + _SECONDS.sub(f'"seconds": {seconds:.3f}', tail, count=1)
    return Recalled(Output(stdout, stderr, status), found)


def remember(
    cache: Cache,
    root: str,
    key: str,
    paths: Sequence[str],
    before: Mapping[str, str],
    output: Output,
) -> None:
    """Keep a run's output with the states of what it depends on, `before` it was read."""
    state = signature(root, paths, before)
    cache.remember(_today(key), list(paths), state, marshal.dumps(tuple(output)))


def _today(key: str) -> str:
    return f"{key} {time.strftime('%Y-%m-%d')}"  # facts and waivers come to an end
