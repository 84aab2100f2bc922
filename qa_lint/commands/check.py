"""`qa-lint check`: check files and print the findings in one of the formats."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..cache import Cache
from ..config import ConfigError, Settings
from ..discover import project_root
from ..finding import Problem, Severity
from ..kept import Kept, key_of
from ..progress import ADDRESSES, FILES, Progress
from ..replay import Output, recall, remember, run_key
from ..reporters import FORMATS, Report, clean, inert
from . import common

if TYPE_CHECKING:
    from .. import engine
    from ..findings import Page
    from ..shard import Merged

#: By name: to ask the rules themselves would import them.
_REMOTE_RULES = ("images/remote-dead", "links/insecure", "links/remote-dead", "links/remote-moved")


def parser() -> argparse.ArgumentParser:
    """The options of `check`."""
    options = common.Parser("qa-lint check", description=__doc__)
    common.add_selection(options)
    common.add_remote(options)
    add_output(options)
    options.add_argument("--stdin-filename", metavar="P", help="check standard input as if P")
    options.add_argument(
        "--hook",
        action="store_true",
        help="as pre-commit calls it: the named"
        " files in full, others where the staged change breaks them",
    )
    options.add_argument("--fix", action="store_true", help="apply safe fixes")
    options.add_argument("--unsafe-fixes", action="store_true", help="with the others, too")
    options.add_argument("--diff", action="store_true", help="show the fixes instead")
    options.add_argument(
        "--shard",
        type=common.shard,
        metavar="I/N",
        help="check part I of N, and write what qa-lint merge makes one report of",
    )
    return options


def add_output(options: argparse.ArgumentParser) -> None:
    """Options of what is said, and how, once everything is found."""
    options.add_argument("--format", choices=FORMATS, default="text")
    options.add_argument("--output", metavar="FILE", help="write there instead of stdout")
    options.add_argument("--fail-on", choices=("error", "warning", "info", "never"))
    options.add_argument("--since", metavar="REF", default="", help="only what is new since")
    options.add_argument("--baseline", metavar="FILE", help="only what is not in FILE")
    options.add_argument("--statistics", action="store_true", help="count findings by rule")
    options.add_argument("--quiet", action="store_true", help="no progress and no totals")


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    started = time.perf_counter()
    options = parser().parse_args(arguments)
    config = common.config_path(options)
    once = (options.fix, options.diff, options.since, options.baseline, options.hook)
    told = (
        options.shard,
        options.remote,
        options.no_cache,
        options.stdin_filename,
        options.output,
        options.config_from,
    )
    replayable = not any((*once, *told))
    if not replayable:
        output = _run(options, config, started, None)
    else:
        output = _replay_or_run(options, arguments, config, started)
    return say(output, "json" if options.shard else "text" if options.diff else options.format)


def say(output: Output, form: str) -> int:
    """Print what a run gave in a format; returns its exit status."""
    sys.stdout.write(inert(output.stdout, form))
    sys.stdout.flush()
    sys.stderr.write(inert(output.stderr, "text"))
    return output.status


class _Memory(NamedTuple):
    """Where a run of this `key` is kept, and the states of files that were looked at for that."""

    cache: Cache
    root: str
    key: str
    seen: Mapping[str, str]


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
        known, seen = recall(cache, root, key, time.perf_counter() - started)
        if known is not None:
            return known
        return _run(options, config, started, _Memory(cache, root, key, seen))
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


def run_merged(options: argparse.Namespace, started: float, merged: Merged) -> Output:
    """Finish a run whose parts are checked."""
    return _run(options, common.config_path(options), started, None, merged)


def _run(
    options: argparse.Namespace,
    config: str | None,
    started: float,
    memory: _Memory | None,
    merged: Merged | None = None,
) -> Output:
    from .. import engine

    settings, base = common.settings_of(config, options.config_from)
    lang = common.language(options.lang, settings.lang)
    progress = Progress(lang, quiet=options.quiet)
    session = None
    if options.remote:
        session = common.remote_session(settings, not options.no_cache, progress.of(ADDRESSES))
    wanted = engine.Options(
        options.paths,
        os.getcwd(),
        base,
        settings,
        options.select,
        options.ignore,
        options.jobs,
        not options.no_cache,
        _stdin(options),
        progress.of(FILES),
        since=options.since,
        hook=options.hook,
        remote=session,
        given=merged,
        seen=(memory.root, memory.seen) if memory is not None else None,
    )
    try:
        # What a plugin prints is no part of the format that was asked for.
        with contextlib.redirect_stdout(sys.stderr):
            if options.shard:
                return _part(wanted, options, lang)
            if options.fix or options.diff:
                return _fix(wanted, options, started)
            result = engine.run(wanted)
    finally:
        progress.clear()
    result, notes = _without_baseline(result, options, settings)
    report = _report(result, options, settings, started)
    kept = None
    if memory is not None and options.format == "text" and os.getcwd() == result.root:
        kept = Kept(memory.cache, f"text:{memory.key}")
        report = report._replace(kept=_keeping(kept, result.states))
    output = _render(report, options, settings)
    if kept is not None:
        kept.save()
    if options.format == "text":
        notes += session.note(lang) if session is not None else _without_remote(options, lang)
    output = output._replace(stderr=notes + output.stderr)
    if memory is not None and not result.problems and not settings.baseline:
        remember(*memory[:3], result.depends_on, result.states, output)
    return output


def _keeping(kept: Kept, states: Mapping[str, str]) -> Callable[[Page, Callable[[], str]], str]:
    """Gives what was written of a page's findings before, while they and the page are the same."""

    def write(page: Page, make: Callable[[], str]) -> str:
        if page.path not in states:
            return make()
        key = (page.key or key_of([page.packed])) + states[page.path].encode()
        known = kept.get(page.path, key)
        if known is not None:
            return known.decode("utf-8", "surrogatepass")
        text = make()
        kept.put(page.path, key, text.encode("utf-8", "surrogatepass"))
        return text

    return write


def _part(wanted: engine.Options, options: argparse.Namespace, lang: str) -> Output:
    """The part of a split run; what is found is for the merge to say."""
    from .. import engine, shard

    for name in ("fix", "diff", "hook", "stdin_filename", "statistics"):
        if getattr(options, name):
            raise ConfigError(f"check: --shard and --{name.replace('_', '-')} exclude each other")
    part = engine.run_part(wanted, options.shard.holds)
    text = shard.render(
        wanted, options.shard, part.rules, part.root, part.results, options.baseline or ""
    )
    number, total = options.shard
    zh = f"第 {number}/{total} 份：{part.files} 个文件中的 {len(part.results)} 个\n"
    en = f"shard {number}/{total}: {len(part.results)} of {part.files} files\n"
    note = "" if options.quiet else zh if lang == "zh" else en
    return Output("" if _written(options, text) else text, note, 0)


def _written(options: argparse.Namespace, text: str) -> bool:
    """Write the text to the file that the options name, if any."""
    if not options.output:
        return False
    from ..atomic import write_text

    try:
        write_text(options.output, text)
    except OSError as error:
        raise ConfigError(f"--output {options.output}: {error.strerror}") from None
    return True


def _without_remote(options: argparse.Namespace, lang: str) -> str:
    """A line for those who chose a rule that does nothing here."""
    chosen = [name for name in options.select if name in _REMOTE_RULES]
    if not chosen:
        return ""
    listed = ", ".join(chosen)
    zh = f"{listed} 只在 --remote 时运行\n"
    return zh if lang == "zh" else f"{listed}: runs with --remote alone\n"


def _fix(wanted: engine.Options, options: argparse.Namespace, started: float) -> Output:
    from .. import fixer

    if wanted.stdin is not None:
        raise ConfigError("check: --fix and --stdin-filename exclude each other")
    outcome = fixer.run(wanted, options.unsafe_fixes)
    lang = common.language(options.lang, wanted.settings.lang)
    problems = [*outcome.result.problems, *outcome.problems]
    if options.diff:
        status = 3 if problems else int(bool(outcome.contents))
        return Output(fixer.diff(outcome), _problem_lines(problems, lang), status)
    problems += fixer.write(outcome)
    result, notes = _without_baseline(
        outcome.result._replace(problems=problems), options, wanted.settings
    )
    output = _render(_report(result, options, wanted.settings, started), options, wanted.settings)
    if outcome.fixes:
        files = len(outcome.contents)
        zh = f"已修复 {outcome.fixes} 处，改动 {files} 个文件\n"
        notes += zh if lang == "zh" else f"{outcome.fixes} fixed in {files} file(s)\n"
    return output._replace(stderr=notes + output.stderr)


def _without_baseline(
    result: engine.Result, options: argparse.Namespace, settings: Settings
) -> tuple[engine.Result, str]:
    """Drop the findings that the baseline tolerates; a note about entries that are gone."""
    path = options.baseline or settings.baseline
    if not path:
        return result, ""
    from .. import baseline

    new, gone = baseline.split(result.findings, baseline.read(path))
    lang = common.language(options.lang, settings.lang)
    note = ""
    if gone and not options.paths and not options.select and not options.since:
        zh = f"基线中有 {len(gone)} 条已不存在；运行 qa-lint baseline prune 清理\n"
        en = f"{len(gone)} baseline entries are no longer found: qa-lint baseline prune\n"
        note = zh if lang == "zh" else en
    return result._replace(findings=new), note


def _stdin(options: argparse.Namespace) -> tuple[str, bytes] | None:
    if options.stdin_filename is None:
        return None
    if options.paths:
        raise ConfigError("check: --stdin-filename and PATH exclude each other")
    return options.stdin_filename, sys.stdin.buffer.read()


def _report(
    result: engine.Result, options: argparse.Namespace, settings: Settings, started: float
) -> Report:
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
    stderr = _problem_lines(report.problems, report.lang)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and summary:
        from ..reporters import markdown_summary

        with open(summary, "a", encoding="utf-8") as file:
            markdown_summary.write(report, file)
    if options.statistics:
        stderr += _statistics(report)
    if options.format == "text" and not options.quiet:
        stderr += text_format.summary(report)
    return Output(
        "" if _written(options, text) else text,
        stderr,
        _status(report, options.fail_on or settings.fail_on),
    )


def _problem_lines(problems: Sequence[Problem], lang: str) -> str:
    return "".join(
        f"qa-lint: {clean(p.path) + ': ' if p.path else ''}{clean(p.message.of(lang))}\n"
        for p in problems
    )


def _statistics(report: Report) -> str:
    counts: dict[str, int] = {}
    for kind, number in report.kinds().items():
        counts[kind.rule] = counts.get(kind.rule, 0) + number
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return "".join(f"{count:>6}  {rule}\n" for rule, count in ordered)


def _status(report: Report, fail_on: str) -> int:
    if report.problems:
        return 3
    if fail_on == "never":
        return 0
    limit = Severity.parse(fail_on)
    return int(any(kind.severity >= limit for kind in report.kinds()))
