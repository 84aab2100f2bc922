"""The command line: parse arguments, hand over to a command, turn errors into exit statuses.

0: nothing at or above --fail-on; 1: findings; 2: wrong usage or configuration; 3: a rule or the
program failed. QA_LINT_DEBUG=1 shows the traceback of a failure.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from . import __version__

COMMANDS = ("check", "merge", "report", "rules", "facts", "baseline", "words", "typos")

_HELP = """\
usage: qa-lint COMMAND [OPTIONS] [PATH ...]

A content linter for Markdown repositories of questions and answers. 中英文问答仓库的内容检查工具。

commands:
  check      check files or folders (what runs when no command is given)  检查
  merge      one report of the parts of check --shard                     合并
  report     a folder with a page, tables and work lists for maintainers  报告
  rules      list the rules, or explain one                               规则
  facts      list|show|due|candidates|new: the register of facts          事实登记册
  words      add: a word of the project                                   词表
  typos      candidates: words that repeat and are in no dictionary       生词
  baseline   create|prune: tolerate today's findings                      基线

  --version  print the version
  COMMAND --help explains a command. Exit status: 0 clean, 1 findings, 2 usage, 3 failure.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line without the program's name; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] in (["--version"], ["-V"]):
        print(f"qa-lint {__version__}")
        return 0
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        print(_HELP, end="")
        return 0 if arguments else 2
    name = arguments[0]
    if name not in COMMANDS:
        if not name.startswith("-") and not os.path.exists(name):
            print(
                f"qa-lint: '{name}' is neither a command ({', '.join(COMMANDS)}) nor a path",
                file=sys.stderr,
            )
            return 2
        name, arguments = "check", ["check", *arguments]
    return _dispatch(name, arguments[1:])


def _dispatch(name: str, arguments: list[str]) -> int:
    from . import patterns

    patterns.install()
    from .config import ConfigError

    command = importlib.import_module(f"{__package__}.commands.{name}")
    try:
        status: int = command.main(arguments)
        sys.stdout.flush()
        patterns.save()
        return status
    except ConfigError as error:
        from .reporters import clean

        print(f"qa-lint: {clean(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader went away, as `head` does; Python must not try to flush again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("qa-lint: interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("QA_LINT_DEBUG"):
            raise
        from .reporters import clean

        message = clean(f"{type(error).__name__}: {error}")
        print(f"qa-lint: {name} failed: {message}", file=sys.stderr)
        return 3


def entry() -> None:
    """The console script."""
    # Imports and parsing make many objects and hardly a cycle: a page is checked before the first
    # collection would pay. A run that checks many turns it on.
    gc.disable()
    gc.set_threshold(50_000, 20, 50)
    status = main()
    if os.environ.get("QA_LINT_DEBUG"):
        sys.exit(status)
    _end(status)


def _end(status: int) -> NoReturn:
    """End without taking apart what is in memory, which takes a tenth of a short run."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 3  # whoever reads it went away, or there is no room
    os._exit(status)
