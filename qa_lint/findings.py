"""The findings of a run, kept packed and taken apart when asked for.

As objects those of twenty thousand files take hundreds of megabytes, packed a fifth of that. What
the outputs count is counted when findings are added.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from .finding import Finding, Severity, from_plain, to_plain


class Kind(NamedTuple):
    """What is counted of findings; `safe` when there is a safe fix."""

    rule: str
    severity: Severity
    safe: bool


class _Page(NamedTuple):
    path: str
    length: int
    packed: bytes


class Findings(Sequence[Finding]):
    """Findings in the order of their paths; a look-up takes those of a whole page apart."""

    def __init__(self) -> None:
        self._pages: list[_Page] = []
        self._length = 0
        self.counts: Counter[Kind] = Counter()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Findings:
        """Findings that are sorted by path."""
        if isinstance(findings, cls):
            return findings
        made = cls()
        page: list[Finding] = []
        for item in findings:
            if page and page[0].path != item.path:
                made.add(page)
                page = []
            page.append(item)
        made.add(page)
        return made

    def add(self, page: Sequence[Finding]) -> None:
        """Add the findings of one page, which comes after those before."""
        if not page:
            return
        packed = marshal.dumps([to_plain(item) for item in page])
        self._pages.append(_Page(page[0].path, len(page), packed))
        self._length += len(page)
        for item in page:
            safe = item.fix is not None and item.fix.safe
            self.counts[Kind(item.rule, item.severity, safe)] += 1

    def moved(self, rename: Callable[[str], str]) -> Findings:
        """The findings with other paths, and in the order of those."""
        made = Findings()
        made._pages = sorted([page._replace(path=rename(page.path)) for page in self._pages])
        made._length, made.counts = self._length, self.counts
        return made

    def __iter__(self) -> Iterator[Finding]:
        for page in self._pages:
            yield from _unpack(page)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        if isinstance(index, slice):
            return list(self)[index]
        at = index if index >= 0 else index + self._length
        for page in self._pages:
            if 0 <= at < page.length:
                return _unpack(page)[at]
            at -= page.length
        raise IndexError(index)

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Findings({list(self)!r})"


def _unpack(page: _Page) -> list[Finding]:
    found = []
    for plain in marshal.loads(page.packed):
        plain[0] = page.path
        found.append(from_plain(plain))
    return found
