"""A run whose inputs are unchanged is not done again: its output is kept and given again.

The inputs are the program's files, the configuration, the command line, the environment's
language, and the state (size, times, inode) of each file and folder that the run looked at.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
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


def signature(root: str, paths: Sequence[str]) -> str:
    """The state of files and folders below `root` as one hash; a missing one has its own state."""
    states = []
    prefix = root + os.sep
    for path in paths:
        try:
            states.append(stat_key(prefix + path))
        except OSError:
            states.append("-")
    return content_key("\n".join(states).encode())


def recall(cache: Cache, root: str, key: str, seconds: float) -> Output | None:
    """The output of the same run before, None when anything has changed."""
    known = cache.recall(key)
    if known is None or signature(root, known[0]) != known[1]:
        return None
    stdout, stderr, status = json.loads(known[2])
    if stdout.startswith("{") and len(stdout) < 50_000_000:
        head, tail = stdout[:-4000], stdout[-4000:]
        stdout = head + _SECONDS.sub(f'"seconds": {seconds:.3f}', tail, count=1)
    return Output(stdout, stderr, status)


def remember(
    cache: Cache, root: str, key: str, paths: Sequence[str], before: str, output: Output
) -> None:
    """Keep a run's output, unless a file changed while it ran (`before`: its signature then)."""
    if signature(root, paths) == before:
        cache.remember(key, list(paths), before, json.dumps(list(output), ensure_ascii=False))
