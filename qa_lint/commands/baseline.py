"""`qa-lint baseline create|prune`: tolerate today's findings, and forget those that are gone."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from .. import baseline, engine
from ..atomic import write_text
from . import common

DEFAULT_FILE = ".qa-lint-baseline"


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    parser = common.Parser("qa-lint baseline", description=__doc__)
    parser.add_argument("action", choices=("create", "prune"))
    common.add_selection(parser)
    parser.add_argument("--baseline", metavar="FILE", help=f"else the setting or {DEFAULT_FILE}")
    parser.add_argument("--reason", help="why the findings are tolerated")
    options = parser.parse_args(arguments)
    config = common.config_path(options)
    settings, base = common.settings_of(config, options.config_from)
    path = options.baseline or settings.baseline or os.path.join(base, DEFAULT_FILE)
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
        )
    )
    known = baseline.read(path) if os.path.exists(path) else []
    if options.action == "create":
        reason = options.reason or f"known since {time.strftime('%Y-%m-%d')}"
        entries = baseline.create(result.findings, known, reason)
    else:
        _, gone = baseline.split(result.findings, known)
        entries = [entry for entry in known if entry not in gone]
    write_text(path, baseline.write(entries))
    lang = common.language(options.lang, settings.lang)
    removed = len(set(known) - set(entries))
    if lang == "zh":
        common.note(f"{path}：{len(entries)} 条，移除 {removed} 条")
    else:
        common.note(f"{path}: {len(entries)} entries, {removed} removed")
    return 3 if result.problems else 0
