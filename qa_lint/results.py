"""The results of many files, kept as compact text and taken apart when asked for.

Twenty thousand files' results as Python objects would take hundreds of megabytes; as JSON they take
a tenth of that, go to the cache and between processes as they are, and are only read where a rule
looks: each part stands on a line of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

from .check_file import FileResult
from .kept import key_of
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


#: Where the marks of a result say what is asked of it without reading it: whether it has the file's
#: own findings; whether those, and what else it gave on its own, are nothing; whether there is a
#: summary. What identifies the two parts stands behind that.
_COMPLETE, _SILENT, _SUMMARY, _OWN = 0, 1, 2, 3
_KEY = 16


def marks(packed: bytes) -> bytes:
    """The marks of a packed result, as they are kept."""
    own, _, rest = packed.partition(b"\n")
    flags = is_complete(packed), own.endswith(_NOTHING), rest != b"null"
    return bytes(flags) + key_of((own,)) + key_of((rest,))


def is_marked_complete(kept: bytes) -> bool:
    """Whether a result of which the marks are `kept` has the file's own findings."""
    return kept[_COMPLETE] > 0


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
    """Results by path; each look-up takes one apart.

    Of a result that is known from before only the marks are read, until somebody looks at it.
    """

    def __init__(self, fetch: Callable[[str], bytes] | None = None) -> None:
        """`fetch` gives the packed result of a path that was added by its marks."""
        self._packed: dict[str, bytes] = {}
        self._marks: dict[str, bytes] = {}
        self._fetch = fetch

    def add(self, path: str, packed: bytes) -> None:
        """Add or replace a packed result."""
        self._marks[path] = marks(packed)
        self._packed[path] = packed

    def add_known(self, path: str, kept: bytes) -> None:
        """Add a result by its marks, as they are kept."""
        self._marks[path] = kept

    def sort(self, paths: list[str]) -> None:
        """Bring the results into the order of `paths`, which are all of them."""
        self._marks = {path: self._marks[path] for path in paths}

    def __getitem__(self, path: str) -> FileResult:
        return unpack(self.packed(path))

    def __contains__(self, path: object) -> bool:
        return path in self._marks

    def __iter__(self) -> Iterator[str]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def packed(self, path: str) -> bytes:
        """A result as it is kept; raises KeyError for a path that has none."""
        packed = self._packed.get(path)
        if packed is None:
            if path not in self._marks or self._fetch is None:
                raise KeyError(path)
            packed = self._packed[path] = self._fetch(path)
        return packed

    def is_silent(self, path: str) -> bool:
        """Whether a file gave nothing on its own."""
        return self._marks[path][_SILENT] > 0

    def with_summary(self) -> list[str]:
        """The paths of the results that have a summary."""
        return [path for path, kept in self._marks.items() if kept[_SUMMARY]]

    def own_key(self, path: str) -> bytes:
        """Identifies what a file gave on its own; b"" for a path without a result."""
        return self._marks.get(path, b"")[_OWN : _OWN + _KEY]

    def summaries(self) -> Iterator[tuple[str, bytes]]:
        """(path, what identifies its summary) of each result, in order."""
        for path, kept in self._marks.items():
            yield path, kept[_OWN + _KEY :]


def own_key(results: Mapping[str, FileResult], path: str) -> bytes:
    """`Results.own_key`; b"" for what is kept as objects."""
    return results.own_key(path) if isinstance(results, Results) else b""


def without_summary(results: Mapping[str, FileResult], path: str) -> FileResult | None:
    """The result of a file, None where it has no findings, suppressions or problems of its own.

    Its summary is None where that saves reading it.
    """
    if not isinstance(results, Results):
        return results.get(path)
    if path not in results or results.is_silent(path):
        return None
    own = results.packed(path).partition(b"\n")[0]
    complete, findings, suppressions, problems = _value(own)
    return FileResult(complete, findings, None, suppressions, problems)


class Summaries(Mapping[str, Parts]):
    """The summaries of those results that have one; the last ones asked for are kept."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._paths = results.with_summary()
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
