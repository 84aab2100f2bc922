"""What the rules about several files gave, kept as long as nothing that they look at changes.

They look at summaries and at the files around the pages. Most edits change the text of a page and
no summary: then their findings are those of the run before.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .cache import Cache
from .check_file import crash, stopped
from .finding import Finding, Problem, to_plain
from .hashing import blake2b
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


class Across(NamedTuple):
    """Packed plain findings by path, and what failed."""

    by_path: dict[str, list[bytes]]
    failures: list[Problem]


def check(rules: Sequence[Rule], project: Project, named: frozenset[str] | None) -> Across:
    """Run the rules about several files; only findings in or about `named` pages are wanted."""
    found = Across({}, [])
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
                            # Without references: what is equal gives equal bytes.
                            packed = marshal.dumps(to_plain(item), 2)
                            found.by_path.setdefault(item.path, []).append(packed)
            except TimeLimit:
                found.failures.append(Problem("", stopped(rule.id, seconds), rule.id))
            except (Exception, SystemExit) as error:
                found.failures.append(Problem("", crash(rule.id, error), rule.id))
    return found


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
        digest = blake2b(digest_size=20)
        digest.update(
            "\0".join([cache.config, repr(named is None), *sorted(named or ())]).encode(*_CODING)
        )
        self.key = "across:" + digest.hexdigest()
        digest = blake2b(digest_size=20)
        for path in results:
            digest.update(path.encode(*_CODING) + b"\0")
            digest.update(results.packed(path).partition(b"\n")[2] + b"\0")
        self._summaries = digest.hexdigest()

    def recall(self) -> tuple[Across, list[str]] | None:
        """What was found, and the files and folders that it rests on; None if any has changed."""
        known = self._cache.recall(self.key)
        if known is None:
            return None
        paths, state, text = known
        if state != self._state(paths):
            return None
        pages = self._cache.pages(self.key)
        if text != _digest(pages):
            return None
        return Across({path: marshal.loads(data) for path, (_, data) in pages.items()}, []), paths

    def remember(self, found: Across, paths: Sequence[str]) -> None:
        """Keep what was found, and what it rests on but for the pages; nothing if a rule failed."""
        if found.failures:
            return
        before = self._cache.pages(self.key)
        pages = {path: (b"", marshal.dumps(items, 2)) for path, items in found.by_path.items()}
        fresh = [(path, *page) for path, page in pages.items() if before.get(path) != page]
        self._cache.put_pages(self.key, fresh, before.keys() - pages.keys())
        self._cache.remember(self.key, list(paths), self._state(paths), _digest(pages))

    def _state(self, paths: Sequence[str]) -> str:
        return f"{self._summaries} {signature(self._root, paths)}"


def _digest(pages: Mapping[str, tuple[bytes, bytes]]) -> str:
    parts = (part for path in sorted(pages) for part in (path.encode(*_CODING), pages[path][1]))
    return key_of(parts).hex()


_CODING = ("utf-8", "surrogatepass")
