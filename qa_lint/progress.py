"""How far a run is, on one line of a terminal; nothing for pipes, CI and short runs."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TextIO

from .finding import Text

FILES = Text("检查文件", "checking files")
COMMITS = Text("检查提交", "checking commits")
ADDRESSES = Text("查询远程地址", "asking for remote addresses")
#: Seconds: a shorter run shows nothing, and the line changes no more often.
_QUIET, _EACH = 1.0, 0.1


class Progress:
    """Shows `label DONE/TOTAL` on a terminal; may be called by several threads."""

    def __init__(
        self,
        lang: str,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        quiet: bool = False,
    ) -> None:
        self._lang = lang
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._visible = not quiet and _is_for_people(self._stream)
        self._next = clock() + _QUIET
        self._shown = False
        self._lock = threading.Lock()

    def of(self, label: Text) -> Callable[[int, int], None] | None:
        """What to call with (done, total), None when nobody would see it."""
        if not self._visible:
            return None
        return lambda done, total: self._show(f"{label.of(self._lang)} {done}/{total}")

    def _show(self, line: str) -> None:
        with self._lock:
            now = self._clock()
            if now < self._next:
                return
            self._next = now + _EACH
            self._shown = True
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away before anything else is written."""
        with self._lock:
            if self._shown:
                self._stream.write("\r\x1b[K")
                self._stream.flush()
                self._shown = False


def _is_for_people(stream: TextIO) -> bool:
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False
