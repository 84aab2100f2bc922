"""What several commands share: options, language, settings, paths, source lines."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from ..config import ConfigError, Settings, find, load
from ..finding import Finding

if TYPE_CHECKING:
    from ..findings import Findings
    from ..remote.session import Session
    from ..shard import Shard


class _Help(argparse.HelpFormatter):
    """As wide as the terminal, and only where help is written.

    The parser makes one for each option that it is given; to ask for the terminal's width takes
    longer than all else about the options.
    """

    def __init__(self, prog: str, *_: object) -> None:
        super().__init__(prog, width=80)

    def add_usage(self, *values: Any, **more: Any) -> None:
        self._width = _terminal_width()
        super().add_usage(*values, **more)


def _terminal_width() -> int:
    import shutil

    return max(40, shutil.get_terminal_size().columns - 2)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and exit status 2."""

    def __init__(self, prog: str, **more: Any) -> None:
        super().__init__(prog, formatter_class=_Help, **more)

    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{self.prog.removeprefix('qa-lint ')}: {message}")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Options of every command that checks files."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders")
    parser.add_argument("--select", type=names, default=[], metavar="ID,...")
    parser.add_argument("--ignore", type=names, default=[], metavar="ID,...")
    add_settings(parser)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Options of every command that needs settings."""
    parser.add_argument("--config", metavar="FILE", help="settings; else the nearest one")
    parser.add_argument(
        "--config-from", metavar="REF", default="", help="settings and packs of a git reference"
    )
    parser.add_argument("--jobs", type=positive, default=0, metavar="N", help="processes")
    parser.add_argument("--no-cache", action="store_true")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the messages")


def add_remote(parser: argparse.ArgumentParser) -> None:
    """The option to look at remote addresses, which nothing does without."""
    parser.add_argument(
        "--remote", action="store_true", help="ask for remote links and pictures, too"
    )


def remote_session(
    settings: Settings, cache: bool, progress: Callable[[int, int], None] | None = None
) -> Session:
    """What asks for remote addresses in a run; raises ConfigError for wrong settings.

    The HTTP library is imported here and nowhere without it.
    """
    from ..remote.session import Session
    from ..remote.settings import parse

    return Session(parse(settings.remote, "settings"), cache, progress)


def shard(text: str) -> Shard:
    """The part I of N that a text like "2/3" names."""
    from ..shard import Shard

    match = re.fullmatch(r"([1-9][0-9]{0,4})/([1-9][0-9]{0,4})", text)
    if match is None or int(match[1]) > int(match[2]):
        raise argparse.ArgumentTypeError(f"'{text}' is not I/N, such as 2/3")
    return Shard(int(match[1]), int(match[2]))


def names(text: str) -> list[str]:
    """A comma-separated list."""
    return [name.strip() for name in text.split(",") if name.strip()]


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)


def config_path(arguments: argparse.Namespace) -> str | None:
    """The configuration file that applies; raises ConfigError when a named one is missing."""
    if arguments.config is not None:
        if not os.path.isfile(arguments.config):
            raise ConfigError(f"{arguments.config}: no such file")
        return os.path.abspath(str(arguments.config))
    return find(os.getcwd())


def settings_of(path: str | None, reference: str = "") -> tuple[Settings, str]:
    """Settings and the folder that their patterns start from.

    With a git `reference` the configuration and what it names come from there, so that the work
    tree cannot silence its own check.
    """
    folder = os.path.dirname(path) if path else os.getcwd()
    if not reference:
        return load(path), folder
    from ..trusted import settings_from

    return settings_from(path, reference)


def language(chosen: str | None, configured: str = "") -> str:
    """ "zh" or "en": the option, the settings, else the locale."""
    if chosen or configured:
        return chosen or configured
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def relative_findings(findings: Sequence[Finding], root: str) -> Findings:
    """Findings with paths relative to the working directory, sorted."""
    from ..findings import Findings

    found = Findings.of(findings)
    cwd = os.getcwd()
    if cwd == root:
        return found
    below = os.path.relpath(cwd, root).replace(os.sep, "/") + "/"
    above = os.path.relpath(root, cwd).replace(os.sep, "/")

    def moved(path: str) -> str:
        return path.removeprefix(below) if path.startswith(below) else f"{above}/{path}"

    return found.moved(moved)


def line_reader(overlay: tuple[str, str] | None = None) -> Callable[[str, int], str]:
    """A function that gives source lines by path and number; `overlay` is (path, text)."""
    from ..source import NotText, Source, decode

    fixed: dict[str, Source] = {}
    if overlay is not None:
        fixed[os.path.normpath(overlay[0])] = Source(*overlay)
    # Findings come sorted by path: one file at a time is enough, and all would be a repository.
    last: tuple[str, Source | None] = ("", None)
    shown = ("", 0, "")

    def line(path: str, number: int) -> str:
        nonlocal shown
        if shown[:2] != (path, number):
            shown = path, number, _line(path, number)
        return shown[2]

    def _line(path: str, number: int) -> str:
        nonlocal last
        source = fixed.get(os.path.normpath(path)) if fixed else None
        if source is None:
            if last[0] != path:
                try:
                    with open(path, "rb") as file:
                        last = (path, Source(path, decode(file.read())))
                except (OSError, NotText):
                    last = (path, None)
            source = last[1]
        if source is None or number > len(source.line_starts):
            return ""
        return source.line_text(number)

    return line


def note(text: str) -> None:
    """Write a line to standard error."""
    print(text, file=sys.stderr)
