"""`qa-lint check`: check files and print the findings in one of the formats."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Sequence

from ..cache import Cache
from ..config import ConfigError, Settings
from ..discover import project_root
from ..finding import Severity
from ..replay import Output, recall, remember, run_key, signature
from ..reporters import FORMATS, Report
from . import common


def parser() -> argparse.ArgumentParser:
    """The options of `check`."""
    options = common.Parser("qa-lint check", description=__doc__)
    common.add_selection(options)
    options.add_argument("--format", choices=FORMATS, default="text")
    options.add_argument("--output", metavar="FILE", help="write there instead of stdout")
    options.add_argument("--fail-on", choices=("error", "warning", "info", "never"))
    options.add_argument("--stdin-filename", metavar="P", help="check standard input as if P")
    options.add_argument("--statistics", action="store_true", help="count findings by rule")
    return options


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    started = time.perf_counter()
    options = parser().parse_args(arguments)
    config = common.config_path(options)
    replayable = not (options.no_cache or options.stdin_filename or options.output)
    if not replayable:
        output = _run(options, config, started, None)
    else:
        output = _replay_or_run(options, arguments, config, started)
    sys.stdout.write(output.stdout)
    sys.stdout.flush()
    sys.stderr.write(output.stderr)
    return output.status


def _replay_or_run(
    options: argparse.Namespace, arguments: Sequence[str], config: str | None, started: float
) -> Output:
    cwd = os.getcwd()
    full = [os.path.abspath(path) for path in options.paths] or [cwd]
    root = project_root(full, cwd)
    color, width = _terminal()
    language = common.language(options.lang)
    key = run_key(arguments, config, language, str(color), str(width))
    cache = Cache(root, "runs")
    try:
        known = recall(cache, root, key, time.perf_counter() - started)
        if known is not None:
            return known
        return _run(options, config, started, (cache, root, key))
    finally:
        cache.close()


def _terminal() -> tuple[bool, int]:
    """Whether to colour, and the width to write for."""
    if not sys.stdout.isatty():
        return bool(os.environ.get("FORCE_COLOR")), 100
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        width = 100
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return color, max(40, min(width, 160))


def _run(
    options: argparse.Namespace,
    config: str | None,
    started: float,
    memory: tuple[Cache, str, str] | None,
) -> Output:
    from .. import engine

    settings, base = common.settings_of(config)
    result = engine.run(
        engine.Options(
            options.paths,
            os.getcwd(),
            base,
            settings,
            options.select,
            options.ignore,
            options.jobs,
            not options.no_cache,
            _stdin(options),
        )
    )
    before = signature(result.root, result.depends_on) if memory else ""
    report = _report(result, options, settings, started)
    output = _render(report, options, settings)
    if memory is not None and not result.problems:
        cache, root, key = memory
        remember(cache, root, key, result.depends_on, before, output)
    return output


def _stdin(options: argparse.Namespace) -> tuple[str, bytes] | None:
    if options.stdin_filename is None:
        return None
    if options.paths:
        raise ConfigError("check: --stdin-filename and PATH exclude each other")
    return options.stdin_filename, sys.stdin.buffer.read()


def _report(
    result: object, options: argparse.Namespace, settings: Settings, started: float
) -> Report:
    from ..engine import Result

    assert isinstance(result, Result)
    color, width = _terminal()
    return Report(
        common.relative_findings(result.findings, result.root),
        common.relative_findings(result.suppressed, result.root),
        result.problems,
        result.files,
        time.perf_counter() - started,
        common.language(options.lang, settings.lang),
        result.rules,
        common.line_reader(),
        color,
        width,
    )


def _render(report: Report, options: argparse.Namespace, settings: Settings) -> Output:
    from ..reporters import load, text_format

    stdout = io.StringIO()
    load(options.format)(report, stdout)
    text = stdout.getvalue()
    stderr = "".join(
        f"qa-lint: {p.path + ': ' if p.path else ''}{p.message.of(report.lang)}\n"
        for p in report.problems
    )
    if options.statistics:
        stderr += _statistics(report)
    if options.format == "text":
        stderr += text_format.summary(report)
    if options.output:
        from ..atomic import write_text

        write_text(options.output, text)
        text = ""
    return Output(text, stderr, _status(report, options.fail_on or settings.fail_on))


def _statistics(report: Report) -> str:
    counts: dict[str, int] = {}
    for item in report.findings:
        counts[item.rule] = counts.get(item.rule, 0) + 1
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return "".join(f"{count:>6}  {rule}\n" for rule, count in ordered)


def _status(report: Report, fail_on: str) -> int:
    if report.problems:
        return 3
    if fail_on == "never":
        return 0
    limit = Severity.parse(fail_on)
    return int(any(item.severity >= limit for item in report.findings))
