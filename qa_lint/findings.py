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


class Page(NamedTuple):
    """The findings of one page: how many, packed, and how many of each kind.

    `key` identifies what they were made of where that is known, else it is empty.
    """

    path: str
    length: int
    packed: bytes
    kinds: Sequence[tuple[str, int, bool, int]]
    key: bytes = b""

    def findings(self) -> list[Finding]:
        """The findings, made anew."""
        found = []
        for plain in marshal.loads(self.packed):
            plain[0] = self.path
            found.append(from_plain(plain))
        return found


class Findings(Sequence[Finding]):
    """Findings in the order of their paths; a look-up takes those of a whole page apart."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self._length = 0
        #: How many there are of each kind; plain, since many pages are added.
        self._counts: dict[tuple[str, int, bool], int] = {}

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
        if page:
            self.add_page(pack(page))

    def add_page(self, page: Page) -> None:
        """The same with packed ones."""
        self.pages.append(page)
        self._length += page.length
        counts = self._counts
        for rule, severity, safe, number in page.kinds:
            kind = rule, severity, safe
            counts[kind] = counts.get(kind, 0) + number

    @property
    def counts(self) -> Counter[Kind]:
        """How many there are of each kind."""
        found: Counter[Kind] = Counter()
        for (rule, severity, safe), number in self._counts.items():
            found[Kind(rule, Severity(severity), safe)] = number
        return found

    def moved(self, rename: Callable[[str], str]) -> Findings:
        """The findings with other paths, and in the order of those."""
        made = Findings()
        made.pages = sorted([page._replace(path=rename(page.path)) for page in self.pages])
        made._length, made._counts = self._length, self._counts
        return made

    def __iter__(self) -> Iterator[Finding]:
        for page in self.pages:
            yield from page.findings()

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        if isinstance(index, slice):
            return list(self)[index]
        at = index if index >= 0 else index + self._length
        for page in self.pages:
            if 0 <= at < page.length:
                return page.findings()[at]
            at -= page.length
        raise IndexError(index)

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Findings({list(self)!r})"


def pack(page: Sequence[Finding]) -> Page:
    """The findings of one page, at least one."""
    kinds = Counter(
        (item.rule, int(item.severity), item.fix is not None and item.fix.safe) for item in page
    )
    plain = marshal.dumps([to_plain(item) for item in page])
    return Page(page[0].path, len(page), plain, [(*kind, n) for kind, n in kinds.items()])
