"""A run split over several machines: parts that each check some files, and their union.

A part is a JSON file with what its files gave on their own: findings, summaries, suppressions.
Rules about several files, suppressions, the baseline and `--since` need all of them, so that they
are left to the merge, which works like any other run but parses nothing. It therefore needs the
same files as the parts had, and says so when one has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from . import __version__
from .check_file import FileResult
from .config import ConfigError, Settings
from .hashing import hex_digest
from .load import file_hash
from .rule import Rule
from .signature import content_signature

if TYPE_CHECKING:
    from .discover import Scope
    from .engine import Options

_KIND, _VERSION = "qa-lint shard", 1
_KEYS = frozenset(("kind", "version", "tool", "shard", "program", "settings", "command", "files"))
#: Settings that say how findings are shown or counted, not what is found.
_OUTPUT = ("fail_on", "lang", "baseline")
_PATHS = ("plugins", "packs", "words_file")


class Given(NamedTuple):
    """What a part knows of a file: the hash of its bytes, "" for one it could not read."""

    hash: str
    result: FileResult
    part: str


class Command(NamedTuple):
    """What the parts were asked for, which the merge finishes; `folder` is below the root."""

    paths: list[str]
    select: list[str]
    ignore: list[str]
    since: str
    baseline: str
    remote: bool
    folder: str


class Shard(NamedTuple):
    """Which part of a run: `number` of `total`, from 1."""

    number: int
    total: int

    def holds(self, path: str) -> bool:
        """Whether a file is of this part.

        That rests on its path alone: what else there is moves no file to another part, so that
        each part's cache stays of use.
        """
        digest = hex_digest(path.encode("utf-8", "surrogateescape"), 8)
        return int(digest, 16) % self.total == self.number - 1


class Merged(NamedTuple):
    """The union of all parts of a run."""

    command: Command
    files: Mapping[str, Given]
    program: str
    settings: str


def render(
    options: Options,
    shard: Shard,
    rules: Sequence[Rule],
    root: str,
    files: Mapping[str, FileResult],
    baseline: str = "",
) -> str:
    """The text of a part's file; `files` are the results by path relative to `root`."""
    plain = {
        path: [file_hash(root, path, options.settings), list(result)]
        for path, result in sorted(files.items())
    }
    document = {
        "kind": _KIND,
        "version": _VERSION,
        "tool": {"name": "qa-lint", "version": __version__},
        "shard": list(shard),
        "program": content_signature(),
        "settings": settings_signature(options.settings, rules),
        "command": Command(
            list(options.paths),
            list(options.select),
            list(options.ignore),
            options.since,
            baseline,
            options.remote is not None,
            _folder(options, root),
        )._asdict(),
        "files": plain,
    }
    return json.dumps({**document, "checksum": _checksum(document)}, separators=(",", ":")) + "\n"


def _checksum(document: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in document.items() if key != "checksum"}
    return hex_digest(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode(), 10)


def _folder(options: Options, root: str) -> str:
    return os.path.relpath(options.cwd, root).replace(os.sep, "/")


def settings_signature(settings: Settings, rules: Sequence[Rule]) -> str:
    """Identifies what is found in a file, the same on every machine.

    Files that the settings name count by their content.
    """
    plain: dict[str, Any] = settings._asdict()
    for name in _OUTPUT:
        del plain[name]
    for name in _PATHS:
        value = plain[name]
        listed = [value] if isinstance(value, str) else value
        plain[name] = [content_signature(path) for path in listed if path]
    plain["rules"] = [rule.id for rule in rules]
    text = json.dumps(plain, sort_keys=True, default=dict, ensure_ascii=True)
    return hex_digest(text.encode(), 10)


def read(names: Sequence[str]) -> Merged:
    """The union of the parts in files, or in the folders that hold them; raises ConfigError.

    All parts of one run must be there, each once.
    """
    parts: dict[int, tuple[str, dict[str, Any]]] = {}
    first, count = "", 0
    for name in _files(names):
        part = _read(name)
        index, of = part["shard"]
        if not first:
            first, count = name, of
        if of != count:
            raise ConfigError(f"{name} is of {of} shards, {first} of {count}")
        if index in parts:
            raise ConfigError(f"{name} and {parts[index][0]} are both shard {index}/{count}")
        _same(name, part, first, parts[next(iter(parts))][1] if parts else part)
        parts[index] = name, part
    missing = [f"{index}/{count}" for index in range(1, count + 1) if index not in parts]
    if missing or not parts:
        raise ConfigError(f"merge: shard {', '.join(missing)} is missing")
    files: dict[str, Given] = {}
    for name, part in parts.values():
        for path, (hash_, result) in part["files"].items():
            files[path] = Given(hash_, FileResult(*result), name)
    head = parts[1][1]
    return Merged(Command(**head["command"]), files, head["program"], head["settings"])


def verify(merged: Merged, options: Options, rules: Sequence[Rule], scope: Scope) -> None:
    """Raise ConfigError when this program, these settings or files are not those of the parts."""
    if merged.program != content_signature():
        raise ConfigError("merge: the shards are of another version of qa-lint than this one")
    if merged.settings != settings_signature(options.settings, rules):
        raise ConfigError("merge: the shards had other settings or rules than there are here")
    if merged.command.folder != _folder(options, scope.root):
        raise ConfigError(f"merge: run it in the folder {merged.command.folder} of the repository")
    new = next((path for path in scope.pages if path not in merged.files), None)
    if new is not None:
        raise ConfigError(f"merge: {new} is in no shard: they had other files")
    gone = next(iter(sorted(set(merged.files) - set(scope.pages))), None)
    if gone is not None:
        part = merged.files[gone].part
        raise ConfigError(f"merge: {gone} of {part} is not here: the shards had other files")


def _same(name: str, part: dict[str, Any], first: str, other: dict[str, Any]) -> None:
    words = {"program": "version of qa-lint", "settings": "settings or rules", "command": "command"}
    for key, word in words.items():
        if part[key] != other[key]:
            raise ConfigError(f"{name} is of another {word} than {first}")


def _files(names: Sequence[str]) -> list[str]:
    found = []
    for name in names:
        if os.path.isdir(name):
            inside = sorted(entry for entry in os.listdir(name) if entry.endswith(".json"))
            found += [os.path.join(name, entry) for entry in inside]
        else:
            found.append(name)
    if not found:
        raise ConfigError(f"merge: no part of a run in {', '.join(names)}")
    return found


def _read(name: str) -> dict[str, Any]:
    try:
        with open(name, encoding="utf-8") as file:
            part: Any = json.load(file)
    except OSError as error:
        raise ConfigError(f"{name}: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{name}: not a part of a run (check --shard writes one)") from None
    if not isinstance(part, dict) or part.get("kind") != _KIND:
        raise ConfigError(f"{name}: not a part of a run (check --shard writes one)")
    if part.get("version") != _VERSION:
        raise ConfigError(f"{name}: made by another version of qa-lint")
    if not _is_whole(part):
        raise ConfigError(f"{name}: a damaged part of a run")
    return part


def _is_whole(part: dict[str, Any]) -> bool:
    """Whether the part has the form that `render` gives it."""
    shard, files, command = part.get("shard"), part.get("files"), part.get("command")
    return (
        part.keys() >= _KEYS
        and isinstance(shard, list)
        and len(shard) == 2
        and all(type(number) is int for number in shard)
        and 1 <= shard[0] <= shard[1]
        and isinstance(command, dict)
        and set(command) == set(Command._fields)
        and isinstance(files, dict)
        and all(
            isinstance(value, list)
            and len(value) == 2
            and isinstance(value[1], list)
            and len(value[1]) == len(FileResult._fields)
            for value in files.values()
        )
        and part.get("checksum") == _checksum(part)
    )
