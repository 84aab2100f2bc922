"""`qa-lint merge`: put the parts of a split run together; what it says is what one run would."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from . import check, common


def parser() -> argparse.ArgumentParser:
    """The options of `merge`."""
    options = common.Parser("qa-lint merge", description=__doc__)
    options.add_argument("parts", nargs="+", metavar="PART", help="files of check --shard, or"
                         " folders that hold them")  # fmt: skip
    common.add_settings(options)
    check.add_output(options)
    options.set_defaults(fix=False, diff=False, hook=False, stdin_filename=None, shard=None)
    return options


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    started = time.perf_counter()
    options = parser().parse_args(arguments)
    from ..shard import Command, read

    merged = read(options.parts)
    command: Command = merged.command
    for name in ("paths", "select", "ignore"):
        setattr(options, name, getattr(command, name))
    options.since = options.since or command.since
    options.baseline = options.baseline or command.baseline or None
    options.remote = command.remote
    return check.say(check.run_merged(options, started, merged), options.format)
