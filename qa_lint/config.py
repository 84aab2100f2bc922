"""Settings: read from `.qa-lint.toml` or `[tool.qa-lint]` in `pyproject.toml`, typed, checked.

An unknown key or a value of the wrong type is an error that names the file and the key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from .finding import Severity


class ConfigError(Exception):
    """Wrong usage or configuration; the message is one line that says what and where."""


class Settings(NamedTuple):
    """All settings with their defaults; lists are tuples. See the table in the README."""

    include: tuple[str, ...] = ("**/*.md", "**/*.markdown")
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    lang: str = ""
    renderer: str = "github"
    severity: Mapping[str, str] = {}
    plugins: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    words_file: str = ""
    repository: str = ""
    max_image_kb: int = 2048
    max_file_kb: int = 16384
    max_seconds: int = 5
    picture_folders: tuple[str, ...] = ("images", "imgs", "img", "assets", "pictures", "figures")
    toc_min_entries: int = 3
    duplicate_similarity: int = 92
    baseline: str = ""
    waivers: tuple[Mapping[str, Any], ...] = ()
    remote: Mapping[str, Any] = {}

    def severity_of(self, rule: str, default: Severity) -> Severity:
        """The severity configured for a rule or its family, else `default`."""
        if not self.severity:
            return default
        label = self.severity.get(rule) or self.severity.get(rule.partition("/")[0])
        return Severity.parse(label) if label else default


FILES = (".qa-lint.toml", "pyproject.toml")
#: The words file that counts beside the configuration when the settings name none.
WORDS_FILE = ".qa-lint-words"


def find(start: str) -> str | None:
    """The nearest configuration file in `start` or a folder above it, None for none.

    The search ends at the root of the repository. A `pyproject.toml` counts when it has a
    `[tool.qa-lint]` table.
    """
    folder = os.path.abspath(start)
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _mentions(path)):
                return path
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _mentions(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"tool.qa-lint" in file.read()
    except OSError:
        return False


def load(path: str | None, text: str | None = None, files_base: str = "") -> Settings:
    """Read a configuration file; `text` replaces what is on disk.

    Plugins, packs, the words file and the baseline are named relative to `files_base`, the
    file's own folder unless given; in the result they are absolute. Raises ConfigError with the
    file and the key.
    """
    if path is None:
        return absolute(Settings(), os.getcwd())
    if text is None:
        try:
            with open(path, "rb") as file:
                text = file.read().decode("utf-8", "replace")
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}") from None
    settings = from_table(parse(text, path), path)
    return absolute(settings, files_base or os.path.dirname(os.path.abspath(path)))


def absolute(settings: Settings, base: str) -> Settings:
    """The settings with the files that they name made absolute."""
    join = os.path.join
    words_file = settings.words_file
    if not words_file and os.path.isfile(join(base, WORDS_FILE)):
        words_file = WORDS_FILE
    return settings._replace(
        plugins=tuple(join(base, name) for name in settings.plugins),
        packs=tuple(join(base, name) for name in settings.packs),
        words_file=words_file and join(base, words_file),
        baseline=settings.baseline and join(base, settings.baseline),
    )


def parse(text: str, path: str) -> dict[str, Any]:
    """The qa-lint table of a TOML text; raises ConfigError for broken TOML."""
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    if os.path.basename(path) == "pyproject.toml":
        tool = table.get("tool", {})
        table = tool.get("qa-lint", {}) if isinstance(tool, dict) else {}
    return table


def from_table(table: Mapping[str, Any], where: str) -> Settings:
    """Check a table and make Settings of it; raises ConfigError."""
    known = {name.replace("_", "-"): name for name in Settings._fields}
    values: dict[str, Any] = {}
    for key, value in table.items():
        field = known.get(key.replace("_", "-"))
        if field is None:
            raise ConfigError(f"{where}: unknown key '{key}'{_nearest(key, list(known))}")
        values[field] = _typed(value, Settings._field_defaults[field], key, where)
    settings = Settings(**values)
    _check_values(settings, where)
    return settings


def _typed(value: Any, default: Any, key: str, where: str) -> Any:
    if isinstance(default, tuple):
        inner = Mapping if key == "waivers" else str
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, inner) for v in value):
            raise ConfigError(f"{where}: '{key}' must be a list of strings")
        return tuple(value)
    if isinstance(default, Mapping):
        if not isinstance(value, Mapping):
            raise ConfigError(f"{where}: '{key}' must be a table")
        return dict(value)
    if type(value) is not type(default):
        kind = "a whole number" if isinstance(default, int) else "a string"
        raise ConfigError(f"{where}: '{key}' must be {kind}")
    return value


def _check_values(settings: Settings, where: str) -> None:
    if settings.fail_on not in ("error", "warning", "info", "never"):
        raise ConfigError(
            f"{where}: 'fail-on' is '{settings.fail_on}', not error, warning, info or never"
        )
    if settings.lang not in ("", "zh", "en"):
        raise ConfigError(f"{where}: 'lang' is '{settings.lang}', not zh or en")
    _check_renderer(settings.renderer, where)
    if settings.remote:
        from .remote.settings import parse as parse_remote

        parse_remote(settings.remote, where)
    for rule, label in settings.severity.items():
        if label not in ("error", "warning", "info"):
            raise ConfigError(
                f"{where}: severity of '{rule}' is '{label}', not error, warning or info"
            )


def _check_renderer(name: str, where: str) -> None:
    if name == "github":
        return
    from .render import get_renderer

    try:
        get_renderer(name)
    except KeyError as error:
        raise ConfigError(f"{where}: renderer {error.args[0]}") from None


def _nearest(key: str, names: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, names, 1)
    return f"; did you mean '{close[0]}'?" if close else ""
