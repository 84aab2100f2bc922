"""Where the time of a run goes: reading, parsing, each rule, output. One process, no cache."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from qa_lint import check_file, engine
from qa_lint.check_file import load_document
from qa_lint.commands import common
from qa_lint.config import Settings
from qa_lint.reporters import Report, load
from qa_lint.rule import Rule
from qa_lint.source import decode


class Times(dict[str, float]):
    """Seconds of processor time by name."""

    @contextmanager
    def count(self, name: str) -> Iterator[None]:
        """Add what the block takes."""
        started = time.process_time()
        yield
        self[name] = self.get(name, 0.0) + time.process_time() - started


def stages(folder: str) -> Times:
    """Read, parse and reduce all pages; then run everything once more for the output."""
    times = Times()
    settings = Settings()
    paths = [
        os.path.join(top, name)
        for top, _, names in os.walk(folder)
        for name in names
        if name.endswith(".md")
    ]
    for path in sorted(paths):
        with times.count("read"), open(path, "rb") as file:
            text = decode(file.read())
        with times.count("parse"):
            document = load_document(path, text, settings)
        with times.count("visible text"):
            len(document.prose)
        with times.count("summary"):
            check_file.check_document(document, (), settings, True)
    result = _run(folder)
    previous = os.getcwd()
    os.chdir(folder)
    with times.count("output as text"):
        report = Report(
            result.findings, [], [], result.files, 0.0, "zh", result.rules, common.line_reader()
        )
        load("text")(report, io.StringIO())
    os.chdir(previous)
    return times


def _run(folder: str, select: tuple[str, ...] = ()) -> engine.Result:
    options = engine.Options([], folder, folder, Settings(), select=select, jobs=1, cache=False)
    before = os.getcwd()
    os.chdir(folder)
    try:
        return engine.run(options)
    finally:
        os.chdir(before)


def rules(folder: str) -> Times:
    """Processor time of each rule's own work in one run."""
    times = Times()
    restore = []
    for base in _classes():
        for name in ("check", "summarise", "check_project"):
            if name in vars(base):
                restore.append((base, name, vars(base)[name]))
                setattr(base, name, _counted(vars(base)[name], base.id, times))
    try:
        _run(folder)
    finally:
        for base, name, method in restore:
            setattr(base, name, method)
    return times


def _classes() -> list[type[Rule]]:
    from qa_lint.registry import Registry

    registry = Registry(Settings())
    return [type(rule) for rule in registry.select((), ())]


def _counted(method, name, times):  # type: ignore[no-untyped-def]
    def counted(*arguments):  # type: ignore[no-untyped-def]
        with times.count(name):
            found = method(*arguments)
            return list(found) if method.__name__ != "summarise" else found

    return counted
