"""The results of many files, kept as compact text and taken apart when asked for.

Twenty thousand files' results as Python objects would take hundreds of megabytes; as JSON they take
a tenth of that, go to the cache and between processes as they are, and are only read where a rule
looks: each part stands on a line of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from .check_file import FileResult
from .summary import EXTRA

#: Summaries that are kept taken apart, in bytes of their text; objects take some ten times as much.
_KEPT_BYTES = 4_000_000


_NOTHING = b",[],[],[]]"


def pack(result: FileResult) -> bytes:
    """A result as lines of JSON: what the file gave on its own, and the parts of its summary."""
    own = [result.complete, result.findings, result.suppressions, result.problems]
    summary = [None] if result.summary is None else result.summary
    return b"\n".join([_text(own), *map(_text, summary)])


def _text(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _value(text: bytes) -> Any:
    return json.loads(text.decode("utf-8", "surrogatepass"))


def unpack(packed: bytes) -> FileResult:
    """The result that `pack` reduced."""
    own, *lines = packed.split(b"\n")
    complete, findings, suppressions, problems = _value(own)
    summary = None if lines == [b"null"] else list(map(_value, lines))
    return FileResult(complete, findings, summary, suppressions, problems)


def is_complete(packed: bytes) -> bool:
    """Whether a packed result has the file's own findings."""
    return packed.startswith(b"[true,")


class Parts(Sequence[Any]):
    """A plain summary whose parts are read when they are asked for."""

    __slots__ = ("_lines", "_made")

    def __init__(self, packed: bytes) -> None:
        self._lines = packed.split(b"\n")
        self._made: dict[int, Any] = {}

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index not in self._made:
            self._made[index] = _value(self._lines[index + 1])
        return self._made[index]

    def __len__(self) -> int:
        return len(self._lines) - 1

    def extra(self, rule: str) -> Any:
        """What the rule's `summarise` gave, None for nothing; read only where it is something."""
        if b'"%b":' % rule.encode() not in self._lines[EXTRA + 1]:
            return None
        return self[EXTRA].get(rule)


class Results(Mapping[str, FileResult]):
    """Results by path; each look-up takes one apart."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def add(self, path: str, packed: bytes) -> None:
        """Add or replace a packed result."""
        self._packed[path] = packed

    def sort(self, paths: list[str]) -> None:
        """Bring the results into the order of `paths`, which are all of them."""
        self._packed = {path: self._packed[path] for path in paths}

    def __getitem__(self, path: str) -> FileResult:
        return unpack(self._packed[path])

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def packed(self, path: str) -> bytes:
        """A result as it is kept."""
        return self._packed[path]


def own(results: Mapping[str, FileResult], path: str) -> bytes:
    """What a file gave on its own, as it is kept; b"" for what is kept as objects or not at all."""
    if not isinstance(results, Results) or path not in results:
        return b""
    return results.packed(path).partition(b"\n")[0]


def without_summary(results: Mapping[str, FileResult], path: str) -> FileResult | None:
    """The result of a file, None where it has no findings, suppressions or problems of its own.

    Its summary is None where that saves reading it.
    """
    if not isinstance(results, Results):
        return results.get(path)
    if path not in results:
        return None
    own = results.packed(path).partition(b"\n")[0]
    if own.endswith(_NOTHING):
        return None
    complete, findings, suppressions, problems = _value(own)
    return FileResult(complete, findings, None, suppressions, problems)


class Summaries(Mapping[str, Parts]):
    """The summaries of those results that have one; the last ones asked for are kept."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._paths = [path for path in results if not results.packed(path).endswith(b"\nnull")]
        self._known = frozenset(self._paths)
        self._kept: dict[str, Parts] = {}
        self._room = _KEPT_BYTES

    def __getitem__(self, path: str) -> Parts:
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        if path not in self._known:
            raise KeyError(path)
        packed = self._results.packed(path)
        if len(packed) > self._room:
            self._kept.clear()
            self._room = _KEPT_BYTES
        made = self._kept[path] = Parts(packed)
        self._room -= len(packed)
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
