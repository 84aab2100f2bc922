"""From paths to file results: the cache first, then parsing, in several processes if it pays."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from . import cache as cache_
from . import results as results_
from . import workers
from .cache import Cache, Row
from .check_file import FileResult, check_bytes, failed
from .config import ConfigError, Settings
from .files import OutsideError, read_inside
from .finding import Text
from .results import Results
from .rule import Rule

if TYPE_CHECKING:
    from .shard import Given

#: Below this many bytes to parse, starting processes costs more than it saves (measured: a
#: process needs about 30 ms, the parser does some 5 MB a second).
PARALLEL_BYTES = 1_500_000
_BATCH_BYTES = 400_000
#: For so many files nothing has to be collected.
_FEW = 16
_FIRST_BYTES, _FIRST_FILES = 24_000, 12
#: So many results are read from the cache one by one, if more are asked for all of them.
_SINGLE = 16


class Loader:
    """Gives file results of one run and remembers what they were made from."""

    def __init__(
        self,
        root: str,
        rules: Sequence[Rule],
        settings: Settings,
        cache: Cache | None,
        jobs: int,
        progress: Callable[[int, int], None] | None = None,
        overlay: Mapping[str, bytes] | None = None,
        given: Mapping[str, Given] | None = None,
        seen: Mapping[str, str] | None = None,
    ) -> None:
        """`overlay` gives the bytes of files that are not read from disk, `given` results.

        `seen` are states of files that were looked at just now.
        """
        self.root = root
        self.rules = rules
        self.settings = settings
        self.cache = cache
        self.jobs = jobs
        self.progress = progress
        self.overlay = overlay or {}
        self.given = given or {}
        self.stats: dict[str, str] = {}
        self._seen = seen or {}
        self._rows = cache.rows() if cache is not None else {}
        self._every: dict[str, bytes] | None = None
        self._asked = 0
        self._fresh: list[Row] = []

    def load(self, paths: Iterable[str], complete: Callable[[str], bool]) -> Results:
        """Results for all `paths` (relative to the root) in their order.

        `complete(path)` tells whether the file's own findings are wanted, or only its summary.
        """
        wanted = list(paths)
        results = Results(self._fetch)
        missing: list[tuple[str, int, bool]] = []
        for path in wanted:
            if path in self.overlay:
                data = self.overlay[path]
                made = check_bytes(path, data, self.rules, self.settings, complete(path))
                results.add(path, results_.pack(made))
                continue
            try:
                # What is older than the content is safe: next time the file is looked at again.
                stat = self._seen.get(path) or cache_.stat_key(os.path.join(self.root, path))
            except OSError as error:
                results.add(path, results_.pack(_unreadable(path, error)))
                continue
            self.stats[path] = stat
            given = self._take(path, complete(path))
            if given is not None:
                results.add(path, given)
                continue
            known = self._recall(path, stat, complete(path))
            if known is None:
                missing.append((path, int(stat.partition(":")[0]), complete(path)))
            else:
                results.add_known(path, known)
        self._rows = {path: row for path, row in self._rows.items() if path.startswith("git:")}
        if len(missing) > _FEW:
            gc.enable()
        for path, hash_, packed in self._check(missing):
            results.add(path, packed)
            if hash_ and path in self.stats and self.cache is not None:
                row = Row(path, self.stats[path], hash_, packed, results_.marks(packed))
                self._fresh.append(row)
        results.sort(wanted)
        return results

    def _take(self, path: str, complete: bool) -> bytes | None:
        """The result that a part of the run gave; raises ConfigError when the file has changed."""
        given = self.given.get(path)
        if given is None or (complete and not given.result.complete):
            return None
        if given.hash != file_hash(self.root, path, self.settings):
            raise ConfigError(f"{path} is not the file that {given.part} was made from")
        return results_.pack(given.result)

    def save(self, everything: bool) -> None:
        """Write what is new to the cache; `everything` when all files of the project were seen."""
        if self.cache is None:
            return
        self.cache.put(self._fresh)
        if everything:
            self.cache.forget([*self.stats, *(f"git:{path}" for path in self.stats)])

    def _recall(self, path: str, stat: str, complete: bool) -> bytes | None:
        """The marks of a result that is still that of the file."""
        row = self._rows.get(path)
        if (
            row is None
            or not row.marks
            or (complete and not results_.is_marked_complete(row.marks))
        ):
            return None
        if row.stat != stat:
            try:
                same = cache_.content_key(read_inside(self.root, path)) == row.hash
            except OSError:
                return None
            packed = self.cache.data(path) if same and self.cache is not None else None
            if packed is None:
                return None
            self._fresh.append(Row(path, stat, row.hash, packed, row.marks))
        return row.marks

    def _fetch(self, path: str) -> bytes:
        """The packed result of a page that is known; many are read at once."""
        packed = None
        self._asked += 1
        if self._asked > _SINGLE and self._every is None and self.cache is not None:
            self._every = self.cache.every()
        if self._every is not None:
            packed = self._every.pop(path, None)
        elif self.cache is not None:
            packed = self.cache.data(path)
        # A damaged one is made again.
        return packed or _packed(self.root, path, self.rules, self.settings, True)[2]

    def recall_blob(self, path: str, blob: str) -> FileResult | None:
        """The complete result of a file at a git revision, None when it is not known."""
        row = self._rows.get(f"git:{path}")
        if row is None or row.hash != blob or self.cache is None:
            return None
        packed = self.cache.data(f"git:{path}")
        if packed is None or not results_.is_complete(packed):
            return None
        return results_.unpack(packed)

    def _check(self, missing: list[tuple[str, int, bool]]) -> Iterable[tuple[str, str, bytes]]:
        total = sum(size for _, size, _ in missing)
        jobs = self.jobs or os.cpu_count() or 1
        done = 0
        for part in self._parts(missing, jobs if total >= PARALLEL_BYTES or self.jobs > 1 else 1):
            yield from part
            done += len(part)
            if self.progress is not None:
                self.progress(done, len(missing))

    def _parts(
        self, missing: list[tuple[str, int, bool]], jobs: int
    ) -> Iterable[list[tuple[str, str, bytes]]]:
        def check(batch: list[tuple[str, bool]]) -> list[tuple[str, str, bytes]]:
            return [_packed(self.root, p, self.rules, self.settings, c) for p, c in batch]

        if jobs > 1 and len(missing) > 1 and workers.can_fork():
            # The smallest files first, here: what the rules load for them the others inherit.
            missing = sorted(missing, key=lambda item: item[1])
            first = 1 if all(rule.lean for rule in self.rules) else _first(missing)
            yield check([(path, complete) for path, _, complete in missing[:first]])
            batches = _batches(missing[first:])
            if len(batches) > 1:
                self._prepare()
                yield from workers.share(batches, min(jobs, len(batches)), check)
                return
            missing = missing[first:]
        for path, _, complete in missing:
            yield check([(path, complete)])

    def _prepare(self) -> None:
        for rule in self.rules:
            # One that fails here fails again with a file, and is named then.
            with contextlib.suppress(Exception):
                rule.prepare(self.settings)


def _first(missing: list[tuple[str, int, bool]]) -> int:
    """How many files are enough for rules to load the most of what they need, seldom all for one."""
    sizes = accumulate(length for _, length, _ in missing[:_FIRST_FILES])
    return max(1, sum(size <= _FIRST_BYTES for size in sizes))


def _batches(missing: list[tuple[str, int, bool]]) -> list[list[tuple[str, bool]]]:
    """Largest files first, so that no process is left with a long one at the end."""
    most = max(_BATCH_BYTES, sum(length for _, length, _ in missing) // (workers.MOST_PIECES // 2))
    count = max(256, len(missing) // (workers.MOST_PIECES // 4))
    batches: list[list[tuple[str, bool]]] = []
    size = most
    for path, length, complete in sorted(missing, key=lambda item: -item[1]):
        if size >= most or len(batches[-1]) >= count:
            batches.append([])
            size = 0
        batches[-1].append((path, complete))
        size += length
    return batches


def file_hash(root: str, path: str, settings: Settings) -> str:
    """The hash of what `check_path` reads of a file, "" for one that cannot be read."""
    try:
        return cache_.content_key(read_inside(root, path, settings.max_file_kb * 1024 + 1))
    except OSError:
        return ""


def _packed(
    root: str, path: str, rules: Sequence[Rule], settings: Settings, complete: bool
) -> tuple[str, str, bytes]:
    path, hash_, result = check_path(root, path, rules, settings, complete)
    return path, hash_, results_.pack(result)


def check_path(
    root: str, path: str, rules: Sequence[Rule], settings: Settings, complete: bool
) -> tuple[str, str, FileResult]:
    """Read and check one file: its path, content hash ("" if unreadable) and result."""
    try:
        data = read_inside(root, path, settings.max_file_kb * 1024 + 1)
    except OutsideError:
        text = Text("是指向仓库之外的链接，未检查", "not checked: a link out of the repository")
        return path, "", failed(path, text)
    except OSError as error:
        return path, "", _unreadable(path, error)
    result = check_bytes(path, data, rules, settings, complete)
    broken = any(problem[2] for problem in result.problems)
    return path, "" if broken else cache_.content_key(data), result


def _unreadable(path: str, error: OSError) -> FileResult:
    reason = error.strerror or str(error)
    return failed(path, Text(f"无法读取：{reason}", f"cannot be read: {reason}"))
