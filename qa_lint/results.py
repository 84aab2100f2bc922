"""The results of many files, kept as compact text and taken apart when asked for.

Twenty thousand files' results as Python objects would take hundreds of megabytes; as JSON they take
a tenth of that, go to the cache and between processes as they are, and are only read where a rule
looks. The summary stands on a line of its own, so that cross-file rules read nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .check_file import FileResult

#: Summaries that are kept taken apart, in bytes of their text; objects take some ten times as much.
_KEPT_BYTES = 4_000_000


_NOTHING = b",[],[],[]]"


def pack(result: FileResult) -> bytes:
    """A result as two lines of JSON: what the file gave on its own, and its summary."""
    own = [result.complete, result.findings, result.suppressions, result.problems]
    return b"%b\n%b" % (_text(own), _text(result.summary))


def _text(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> FileResult:
    """The result that `pack` reduced; raises ValueError for anything else."""
    own, mark, summary = packed.partition(b"\n")
    parts = json.loads(own.decode("utf-8", "surrogatepass"))
    if not mark or len(parts) != 4:
        raise ValueError("no result")
    complete, findings, suppressions, problems = parts
    return FileResult(complete, findings, _summary(summary), suppressions, problems)


def is_complete(packed: bytes) -> bool:
    """Whether a packed result has the file's own findings."""
    return packed.startswith(b"[true,")


def _summary(text: bytes) -> list[Any] | None:
    made: list[Any] | None = json.loads(text.decode("utf-8", "surrogatepass"))
    return made


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


def without_summaries(results: Mapping[str, FileResult]) -> Iterator[tuple[str, FileResult]]:
    """(path, result) of the files that have findings, suppressions or problems of their own.

    Their summaries are None where that saves reading them.
    """
    if not isinstance(results, Results):
        yield from results.items()
        return
    for path in results:
        own = results.packed(path).partition(b"\n")[0]
        if not own.endswith(_NOTHING):
            complete, *parts = json.loads(own.decode("utf-8", "surrogatepass"))
            yield path, FileResult(complete, parts[0], None, parts[1], parts[2])


class Summaries(Mapping[str, list[Any]]):
    """The summaries of those results that have one; the last ones asked for are kept."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._paths = [path for path in results if not results.packed(path).endswith(b"\nnull")]
        self._known = frozenset(self._paths)
        self._kept: dict[str, list[Any]] = {}
        self._room = _KEPT_BYTES

    def __getitem__(self, path: str) -> list[Any]:
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        if path not in self._known:
            raise KeyError(path)
        text = self._results.packed(path).partition(b"\n")[2]
        made = _summary(text)
        assert made is not None
        if len(text) > self._room:
            self._kept.clear()
            self._room = _KEPT_BYTES
        self._kept[path] = made
        self._room -= len(text)
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
