"""Fix until nothing changes: check, apply what does not overlap, check again."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import NamedTuple

from . import engine, fix
from .atomic import write_bytes
from .files import OutsideError, read_inside
from .finding import Finding, Problem, Text

#: Fixes that undo each other must not go on for ever; real files need two or three passes.
_MAX_PASSES = 20


class Outcome(NamedTuple):
    """The last check's result, new contents by path, how many findings were fixed."""

    result: engine.Result
    contents: Mapping[str, bytes]
    fixes: int
    problems: list[Problem]


def run(options: engine.Options, unsafe: bool) -> Outcome:
    """Fix in memory until stable. Nothing is written."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    refused: set[str] = set()
    count = 0
    result = engine.run(options)
    for _ in range(_MAX_PASSES):
        changed = False
        for path, found in _by_path(result, unsafe).items():
            if path in refused:
                continue
            data = contents.get(path)
            if data is None:
                data, problem = _read(result.root, path)
                if problem is not None:
                    problems.append(problem)
                    refused.add(path)
                    continue
            fixed = fix.apply(data, found)
            if fixed.data != data:
                contents[path] = fixed.data
                count += fixed.fixes
                changed = True
        if not changed:
            break
        result = engine.run(options._replace(overlay=contents))
    return Outcome(result, contents, count, problems)


def _by_path(result: engine.Result, unsafe: bool) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for item in fix.usable(result.findings, unsafe):
        found.setdefault(item.path, []).append(item)
    return found


def _read(root: str, path: str) -> tuple[bytes, Problem | None]:
    try:
        return read_inside(root, path), None
    except OutsideError:
        text = Text("是指向仓库之外的链接，不修改", "not fixed: a link out of the repository")
        return b"", Problem(path, text)
    except OSError as error:
        reason = error.strerror or str(error)
        return b"", Problem(path, Text(f"无法读取：{reason}", f"cannot be read: {reason}"))


def write(outcome: Outcome) -> list[Problem]:
    """Write the new contents, each file at once; gives what could not be written."""
    problems = []
    for path, data in sorted(outcome.contents.items()):
        try:
            write_bytes(os.path.join(outcome.result.root, path), data)
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(
                Problem(path, Text(f"无法写入：{reason}", f"cannot be written: {reason}"))
            )
    return problems


def diff(outcome: Outcome) -> str:
    """The changes as a unified diff with paths relative to the project's root."""
    parts: list[str] = []
    for path, data in sorted(outcome.contents.items()):
        old, _ = _read(outcome.result.root, path)
        parts.extend(_file_diff(path, old.decode("utf-8"), data.decode("utf-8")))
    return "".join(parts)


def _file_diff(path: str, old: str, new: str) -> list[str]:
    # Lines end at LF alone here: a lone CR or U+2028 is a character of the line.
    lines = []
    for line in difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}"):
        lines.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return lines


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
