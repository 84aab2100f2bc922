"""What the rules about several files gave, kept as long as nothing that they look at changes.

They look at summaries and at the files around the pages. Most edits change the text of a page and
no summary: then their findings are those of the run before.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .cache import Cache
from .check_file import crash, stopped
from .finding import Finding, Problem, from_plain, to_plain
from .kept import key_of
from .limit import TimeLimit, limited, watching
from .nonsense import checked_of_project, is_ours
from .project import Project
from .replay import signature
from .results import Results
from .rule import Rule

#: A rule about the whole project may take so many times as long as one about a file, and more for
#: each so many pages.
_TIMES = 4
_PAGES_A_SECOND = 20
#: The version of marshal without references: what is equal gives equal bytes.
_ALIKE = 2


class Across(NamedTuple):
    """By path a list of plain findings, packed; and what failed."""

    by_path: dict[str, bytes]
    failures: list[Problem]


def check(rules: Sequence[Rule], project: Project, named: frozenset[str] | None) -> Across:
    """Run the rules about several files; only findings in or about `named` pages are wanted."""
    found: dict[str, list[bytes]] = {}
    failures: list[Problem] = []
    limit = project.settings.max_seconds
    seconds = limit and limit * _TIMES + len(project.pages) / _PAGES_A_SECOND
    with watching():
        for rule in rules:
            if type(rule).check_project is Rule.check_project:
                continue
            try:
                with limited(seconds):
                    for item in _yielded(rule, project):
                        if named is None or item.path in named or item.data.get("target") in named:
                            packed = marshal.dumps(to_plain(item), _ALIKE)
                            found.setdefault(item.path, []).append(packed)
            except TimeLimit:
                failures.append(Problem("", stopped(rule.id, seconds), rule.id))
            except (Exception, SystemExit) as error:
                failures.append(Problem("", crash(rule.id, error), rule.id))
    # The findings are packed one by one: as objects those of a large project take a lot of memory.
    return Across({path: marshal.dumps(items, _ALIKE) for path, items in found.items()}, failures)


def unpack(packed: bytes) -> list[Finding]:
    """The findings of a page that `check` packed."""
    return [from_plain(marshal.loads(item)) for item in marshal.loads(packed)] if packed else []


def _yielded(rule: Rule, project: Project) -> Iterable[Finding]:
    findings = rule.check_project(project)
    return findings if is_ours(rule) else checked_of_project(rule, findings)


class Memory:
    """The findings of the last run on the same pages, with the same rules and settings.

    `key` identifies these pages, rules and settings.
    """

    def __init__(
        self, cache: Cache, root: str, results: Results, named: Iterable[str] | None
    ) -> None:
        """`cache` belongs to the rules and settings; `named` are the pages asked for, None for all."""
        self._cache = cache
        self._root = root
        asked = [cache.config, repr(named is None), *sorted(named or ())]
        self.key = "across:" + key_of(text.encode(*_CODING) for text in asked).hex()
        # No path has a zero, and each summary's key is as long as the others.
        keys = b"".join(rest for _, rest in results.summaries())
        self._summaries = key_of(["\0".join(results).encode(*_CODING), keys]).hex()

    def recall(self) -> tuple[Across, list[str]] | None:
        """What was found, and the files and folders that it rests on; None if any has changed."""
        known = self._cache.recall(self.key)
        if known is None:
            return None
        paths, state, packed = known
        if state != self._state(paths):
            return None
        return Across(marshal.loads(packed), []), paths

    def remember(self, found: Across, paths: Sequence[str]) -> None:
        """Keep what was found, and what it rests on but for the pages; nothing if a rule failed."""
        if not found.failures:
            packed = marshal.dumps(found.by_path, _ALIKE)
            self._cache.remember(self.key, list(paths), self._state(paths), packed)

    def _state(self, paths: Sequence[str]) -> str:
        return f"{self._summaries} {signature(self._root, paths)}"


_CODING = ("utf-8", "surrogatepass")
