"""From paths to file results: the cache first, then parsing, in several processes if it pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from . import cache as cache_
from .cache import Cache, Row
from .check_file import FileResult, check_bytes, failed
from .config import ConfigError, Settings
from .files import OutsideError, read_inside
from .finding import Text
from .rule import Rule

if TYPE_CHECKING:
    from .shard import Given

#: Below this many bytes to parse, starting processes costs more than it saves (measured: a
#: process needs about 30 ms, the parser does some 5 MB a second).
PARALLEL_BYTES = 1_500_000
_BATCH_BYTES = 400_000

_worker_state: tuple[str, Sequence[Rule], Settings] | None = None


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
    ) -> None:
        """`overlay` gives the bytes of files that are not read from disk, `given` results."""
        self.root = root
        self.rules = rules
        self.settings = settings
        self.cache = cache
        self.jobs = jobs
        self.progress = progress
        self.overlay = overlay or {}
        self.given = given or {}
        self.stats: dict[str, str] = {}
        self._rows = cache.rows() if cache is not None else {}
        self._fresh: list[Row] = []

    def load(self, paths: Iterable[str], complete: Callable[[str], bool]) -> dict[str, FileResult]:
        """Results for all `paths` (relative to the root) in their order.

        `complete(path)` tells whether the file's own findings are wanted, or only its summary.
        """
        wanted = list(paths)
        results: dict[str, FileResult] = {}
        missing: list[tuple[str, int, bool]] = []
        for path in wanted:
            if path in self.overlay:
                data = self.overlay[path]
                results[path] = check_bytes(path, data, self.rules, self.settings, complete(path))
                continue
            try:
                stat = cache_.stat_key(os.path.join(self.root, path))
            except OSError as error:
                results[path] = _unreadable(path, error)
                continue
            self.stats[path] = stat
            known = self._take(path, complete(path))
            if known is None:
                known = self._recall(path, stat, complete(path))
            if known is None:
                missing.append((path, int(stat.partition(":")[0]), complete(path)))
            else:
                results[path] = known
        for path, hash_, result in self._check(missing):
            results[path] = result
            if hash_ and path in self.stats:
                self._fresh.append(Row(path, self.stats[path], hash_, list(result)))
        return {path: results[path] for path in wanted}

    def _take(self, path: str, complete: bool) -> FileResult | None:
        """The result that a part of the run gave; raises ConfigError when the file has changed."""
        given = self.given.get(path)
        if given is None or (complete and not given.result.complete):
            return None
        if given.hash != file_hash(self.root, path, self.settings):
            raise ConfigError(f"{path} is not the file that {given.part} was made from")
        return given.result

    def save(self, everything: bool) -> None:
        """Write what is new to the cache; `everything` when all files of the project were seen."""
        if self.cache is None:
            return
        self.cache.put(self._fresh)
        if everything:
            self.cache.forget([*self.stats, *(f"git:{path}" for path in self.stats)])

    def _recall(self, path: str, stat: str, complete: bool) -> FileResult | None:
        row = self._rows.get(path)
        if row is None:
            return None
        hash_ = ""
        if row[0] != stat:
            try:
                hash_ = cache_.content_key(read_inside(self.root, path))
            except OSError:
                return None
            if hash_ != row[1]:
                return None
        data = cache_.unpack(row[3], row[2])
        if data is None or (complete and not data[0]):
            return None
        if hash_:
            self._fresh.append(Row(path, stat, hash_, data))
        return FileResult(*data)

    def recall_blob(self, path: str, blob: str) -> FileResult | None:
        """The complete result of a file at a git revision, None when it is not known."""
        row = self._rows.get(f"git:{path}")
        if row is None or row[1] != blob:
            return None
        data = cache_.unpack(row[3], row[2])
        return FileResult(*data) if data is not None and data[0] else None

    def _check(self, missing: list[tuple[str, int, bool]]) -> Iterable[tuple[str, str, FileResult]]:
        total = sum(size for _, size, _ in missing)
        jobs = self.jobs or os.cpu_count() or 1
        batches = _batches(missing)
        if jobs > 1 and len(batches) > 1 and (total >= PARALLEL_BYTES or self.jobs > 1):
            yield from self._check_parallel(batches, min(jobs, len(batches)), len(missing))
            return
        for done, (path, _, complete) in enumerate(missing, 1):
            yield check_path(self.root, path, self.rules, self.settings, complete)
            if self.progress is not None:
                self.progress(done, len(missing))

    def _check_parallel(
        self, batches: list[list[tuple[str, bool]]], jobs: int, total: int
    ) -> Iterable[tuple[str, str, FileResult]]:
        import multiprocessing

        global _worker_state
        # Forked workers inherit the rules, with whatever packs and plugins they have loaded.
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        state = (self.root, self.rules, self.settings)
        _worker_state = state
        context = multiprocessing.get_context(method)
        done = 0
        with context.Pool(jobs, _start_worker, (state,) if method == "spawn" else (None,)) as pool:
            for part in pool.imap_unordered(_check_batch, batches):
                yield from part
                done += len(part)
                if self.progress is not None:
                    self.progress(done, total)


def _batches(missing: list[tuple[str, int, bool]]) -> list[list[tuple[str, bool]]]:
    """Largest files first, so that no process is left with a long one at the end."""
    batches: list[list[tuple[str, bool]]] = []
    size = _BATCH_BYTES
    for path, length, complete in sorted(missing, key=lambda item: -item[1]):
        if size >= _BATCH_BYTES or len(batches[-1]) >= 256:
            batches.append([])
            size = 0
        batches[-1].append((path, complete))
        size += length
    return batches


def _start_worker(state: tuple[str, Sequence[Rule], Settings] | None) -> None:
    global _worker_state
    if state is not None:
        _worker_state = state


def _check_batch(batch: list[tuple[str, bool]]) -> list[tuple[str, str, FileResult]]:
    assert _worker_state is not None
    root, rules, settings = _worker_state
    return [check_path(root, path, rules, settings, complete) for path, complete in batch]


def file_hash(root: str, path: str, settings: Settings) -> str:
    """The hash of what `check_path` reads of a file, "" for one that cannot be read."""
    try:
        return cache_.content_key(read_inside(root, path, settings.max_file_kb * 1024 + 1))
    except OSError:
        return ""


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
