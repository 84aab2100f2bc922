"""Settings of a git reference instead of the work tree's.

A pull request is written by a stranger: with the configuration, packs and plugins of the base
branch it cannot silence its own check. What they name is copied to a folder outside of the work
tree that lives as long as the process.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from .config import FILES, ConfigError, Settings, absolute, from_table, parse
from .git import GitError, find_root, run, verify


def settings_from(path: str | None, reference: str) -> tuple[Settings, str]:
    """Settings at `reference`, and the folder that their patterns start from.

    `path` is the configuration file that would apply in the work tree, None for none. Raises
    ConfigError when there is no repository or no such reference.
    """
    start = os.path.dirname(path) if path else os.getcwd()
    root = find_root(start)
    if root is None:
        raise ConfigError(f"--config-from {reference}: not in a git repository")
    try:
        verify(root, reference)
    except GitError:
        raise ConfigError(f"--config-from {reference}: no such commit here") from None
    for name in _candidates(path, start, root):
        text = _show(root, reference, name)
        if text is None:
            continue
        table = parse(text.decode("utf-8", "replace"), name)
        if name.endswith("pyproject.toml") and not table:
            continue
        settings = from_table(table, f"{reference}:{name}")
        folder = os.path.dirname(name)
        return _copied(settings, root, reference, folder), os.path.join(root, folder)
    return Settings(), root


def _candidates(path: str | None, start: str, root: str) -> list[str]:
    """Names relative to the root: the file itself, then those in the folders above."""
    found = [os.path.relpath(path, root)] if path else []
    folder = os.path.relpath(start, root)
    while True:
        base = "" if folder == "." else folder
        found += [os.path.join(base, name) for name in FILES]
        if not base:
            return list(dict.fromkeys(found))
        folder = os.path.dirname(base) or "."


def _show(root: str, reference: str, name: str) -> bytes | None:
    try:
        return run(root, "show", f"{reference}:{name.replace(os.sep, '/')}")
    except GitError:
        return None


def _copied(settings: Settings, root: str, reference: str, folder: str) -> Settings:
    named = [*settings.plugins, *settings.packs, settings.words_file, settings.baseline]
    wanted = [os.path.normpath(os.path.join(folder, name)) for name in named if name]
    if not wanted:
        return settings
    target = tempfile.mkdtemp(prefix="qa-lint-")
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    for name in wanted:
        if name.startswith(("..", os.sep)):
            raise ConfigError(f"{reference}: '{name}' leaves the repository")
        listed = run(root, "ls-tree", "-r", "-z", "--name-only", reference, "--", name)
        for entry in (os.fsdecode(part) for part in listed.split(b"\0") if part):
            if ".." in entry.split("/"):
                raise ConfigError(f"{reference}: '{entry}' leaves the repository")
            copy = os.path.join(target, entry)
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            with open(copy, "wb") as file:
                file.write(_show(root, reference, entry) or b"")
    return absolute(settings, os.path.join(target, folder))
