"""`qa-lint report`: the maintainers' batch report, a folder with a page, tables and work lists."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..config import ConfigError, Settings
from ..finding import Severity
from ..progress import ADDRESSES, COMMITS, FILES, Progress
from ..reporters import inert
from . import common

if TYPE_CHECKING:
    from .. import engine
    from ..report.batch import Command
    from ..shard import Merged

_ASSIGN = ("auto", "codeowners", "author", "folder")


def parser() -> argparse.ArgumentParser:
    """The options of `report`."""
    options = common.Parser("qa-lint report", description=__doc__)
    common.add_selection(options)
    common.add_remote(options)
    options.add_argument("--parts", nargs="+", default=[], metavar="PART",
                         help="finish a run that check --shard has split")  # fmt: skip
    options.add_argument("--output", metavar="DIR", default="qa-lint-report", help="the folder")
    options.add_argument("--title", default="", help="the page's title")
    options.add_argument("--open", action="store_true", help="open the page in a browser")
    options.add_argument("--since", metavar="REF", default="", help="only what is new since")
    options.add_argument("--baseline", metavar="FILE", help="findings in FILE are tolerated")
    options.add_argument("--history", metavar="FILE", default="", help="totals over time")
    options.add_argument("--trend", type=common.positive, default=0, metavar="N",
                         help="check the last N commits too")  # fmt: skip
    options.add_argument("--trend-by", choices=("commits", "tags"), default="commits")
    options.add_argument("--blame", action="store_true", help="each line's last author and date")
    options.add_argument("--assign", choices=_ASSIGN, default="", help="group the findings by"
                         " the owners of CODEOWNERS or the last author")  # fmt: skip
    options.add_argument("--issues", action="store_true", help="one Markdown file a group")
    options.add_argument("--quiet", action="store_true", help="no progress and no last line")
    options.add_argument("--fail-on", choices=("error", "warning", "info", "never"),
                         default="never")  # fmt: skip
    return options


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    started = time.perf_counter()
    options = parser().parse_args(_with_value(arguments))
    if not options.output:
        raise ConfigError("report: --output needs the name of a folder")
    if os.path.exists(options.output) and not os.path.isdir(options.output):
        raise ConfigError(f"report: --output {options.output} is not a folder")
    settings, base = common.settings_of(common.config_path(options), options.config_from)
    from ..report import collect, history, write

    write.refuse_foreign(options.output)

    lang = common.language(options.lang, settings.lang)
    merged = _merged(options)
    progress = Progress(lang, quiet=options.quiet)
    session = None
    if options.remote:
        session = common.remote_session(settings, not options.no_cache, progress.of(ADDRESSES))
    wanted = collect.Wanted(
        " ".join(options.title.split()),
        options.baseline or settings.baseline,
        options.history,
        options.trend,
        options.trend_by == "tags",
        options.blame,
        options.assign or ("auto" if options.issues else ""),
        lang,
        _command(options),
        progress.of(COMMITS),
    )
    asked = _engine_options(options, settings, base)
    asked = asked._replace(progress=progress.of(FILES), remote=session, given=merged)
    try:
        batch = collect.collect(asked, wanted, started)
    finally:
        progress.clear()
    write.write(batch, options.output, options.issues)
    if options.history:
        history.write(options.history, batch.history)
    for problem in batch.report.problems:
        where = f"{problem.path}: " if problem.path else ""
        common.note(inert(f"qa-lint: {where}{problem.message.of(lang)}", "text"))
    if not options.quiet:
        _say(options.output, batch.report.files, len(batch.report.findings), lang)
    if options.open:
        _open(os.path.join(options.output, "index.html"))
    if batch.report.problems:
        return 3
    if options.fail_on == "never":
        return 0
    limit = Severity.parse(options.fail_on)
    return int(any(item.severity >= limit for item in batch.report.findings))


def _merged(options: argparse.Namespace) -> Merged | None:
    """The parts that the options name; what these were asked for becomes the options' own."""
    if not options.parts:
        return None
    from ..shard import read

    if options.paths or options.select or options.ignore:
        raise ConfigError("report: --parts have their own paths and rules")
    merged = read(options.parts)
    command = merged.command
    options.paths, options.select, options.ignore = command.paths, command.select, command.ignore
    options.since = options.since or command.since
    options.baseline = options.baseline or command.baseline
    options.remote = command.remote
    return merged


def _with_value(arguments: Sequence[str]) -> list[str]:
    """`--assign` may stand alone: what follows is its value only when it is one of the words."""
    made = list(arguments)
    for index, word in enumerate(arguments):
        if word == "--assign":
            following = made[index + 1] if index + 1 < len(made) else ""
            made[index] = "--assign=auto" if following not in _ASSIGN else word
    return made


def _engine_options(options: argparse.Namespace, settings: Settings, base: str) -> engine.Options:
    from .. import engine

    return engine.Options(
        options.paths,
        os.getcwd(),
        base,
        settings,
        options.select,
        options.ignore,
        options.jobs,
        not options.no_cache,
        since=options.since,
    )


def _command(options: argparse.Namespace) -> Command:
    """What a check of the same findings needs."""
    from ..report.batch import Command

    made: list[str] = []
    for name in ("config", "config_from", "since", "baseline"):
        value = getattr(options, name)
        if value:
            made += [f"--{name.replace('_', '-')}", value]
    if options.remote:
        made.append("--remote")
    return Command(options.paths, options.select, options.ignore, made)


def _say(folder: str, files: int, count: int, lang: str) -> None:
    page = os.path.join(folder, "index.html")
    if lang == "zh":
        print(f"{page}: 检查了 {files} 个文件，{count} 个问题")
    else:
        print(
            f"{page}: {files} file{'s' * (files != 1)} checked, {count} finding{'s' * (count != 1)}"
        )


def _open(path: str) -> None:
    import webbrowser
    from urllib.request import pathname2url

    address = "file:" + pathname2url(os.path.abspath(path))
    if not webbrowser.open(address):
        print(f"qa-lint: no browser could be opened for {path}", file=sys.stderr)
