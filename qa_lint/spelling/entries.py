"""Entries of the packs for typos and terms: read, checked, and kept in a compiled form.

Reading YAML takes longer than checking a page, so the entries of unchanged packs are kept as JSON
beside the cache.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .. import packs
from ..atomic import write_text
from ..cache import content_key, folder
from ..config import ConfigError
from ..signature import tree_signature

_TYPO_KEYS = {
    "wrong": str,
    "right": list,
    "before": list,
    "after": list,
    "not_before": list,
    "not_after": list,
    "severity": str,
    "weighed": bool,
    "bad": str,
    "good": str,
    "note": str,
}
_TERM_KEYS = {
    "name": str,
    "kind": str,
    "aliases": list,
    "wrong": list,
    "accept": list,
    "near": list,
    "common_word": bool,
}


class Typo(NamedTuple):
    """A wrong form, what is right, and what must or must not stand directly beside it.

    A `weighed` one counts only where the model of Chinese finds the right form likelier.
    """

    wrong: str
    right: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    severity: str = "warning"
    bad: str = ""
    good: str = ""
    note: str = ""
    pack: str = ""
    line: int = 0
    weighed: bool = False


class Term(NamedTuple):
    """A name in its right form, with what else is right, wrong or tolerated."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    common_word: bool = False
    pack: str = ""
    line: int = 0


_loaded: dict[tuple[str, ...], tuple[list[Typo], list[Term]]] = {}


def load(extra: Sequence[str] = ()) -> tuple[list[Typo], list[Term]]:
    """All typos and terms of the built-in packs and of `extra`.

    Raises ConfigError with file and line for a broken entry.
    """
    key = tuple(extra)
    if key not in _loaded:
        paths = [*packs.files("typos", extra), *packs.files("terms", extra)]
        _loaded[key] = _compiled(paths) or _read_all(paths)
    return _loaded[key]


def signature(paths: Sequence[str]) -> str:
    """Changes whenever one of some packs does, or what is made of them."""
    code = tree_signature(os.path.dirname(__file__))
    return content_key("\n".join([code, *map(tree_signature, paths)]).encode())


def _store(paths: Sequence[str]) -> str:
    return os.path.join(folder(), f"packs-{signature(paths)[:24]}.json")


def _compiled(paths: Sequence[str]) -> tuple[list[Typo], list[Term]] | None:
    try:
        with open(_store(paths), encoding="utf-8") as file:
            typos, terms = json.load(file)
        return (
            [Typo._make((t[0], *map(tuple, t[1:6]), *t[6:])) for t in typos],
            [Term._make((*t[:2], *map(tuple, t[2:6]), *t[6:])) for t in terms],
        )
    except (OSError, ValueError, TypeError):
        return None


def _read_all(paths: Sequence[str]) -> tuple[list[Typo], list[Term]]:
    typos: list[Typo] = []
    terms: list[Term] = []
    for path in paths:
        content = packs.read(path)
        if not isinstance(content, dict) or set(content) - {"typos", "terms"}:
            raise ConfigError(f"{path}:1: a pack is a mapping with the key typos or terms")
        typos += [_typo(entry, path) for entry in content.get("typos") or ()]
        terms += [_term(entry, path) for entry in content.get("terms") or ()]
    try:
        os.makedirs(folder(), exist_ok=True)
        write_text(_store(paths), json.dumps([typos, terms], ensure_ascii=False))
    except OSError:
        pass  # without a writable cache the packs are read again next time
    return typos, terms


def _checked(
    entry: Any, path: str, keys: Mapping[str, type], needed: Sequence[str]
) -> dict[str, Any]:
    line = getattr(entry, "line", 0)
    if not isinstance(entry, dict):
        raise ConfigError(f"{path}: an entry is a mapping, not {entry!r:.80}")
    for key, value in entry.items():
        if key not in keys:
            raise ConfigError(f"{path}:{line}: unknown key '{key}'")
        if keys[key] is list:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise ConfigError(f"{path}:{line}: '{key}' must be a list of strings")
        elif not isinstance(value, keys[key]):
            raise ConfigError(f"{path}:{line}: '{key}' must be {keys[key].__name__}")
    for key in needed:
        if not entry.get(key):
            raise ConfigError(f"{path}:{line}: '{key}' is missing")
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


def _typo(entry: Any, path: str) -> Typo:
    made = Typo(**_checked(entry, path, _TYPO_KEYS, ("wrong", "right")), pack=path, line=entry.line)
    if not made.right or made.wrong in made.right:
        raise ConfigError(f"{path}:{made.line}: 'right' must name something other than 'wrong'")
    if made.severity not in ("warning", "info"):
        raise ConfigError(f"{path}:{made.line}: severity is warning or info")
    return made


def _term(entry: Any, path: str) -> Term:
    made = Term(**_checked(entry, path, _TERM_KEYS, ("name",)), pack=path, line=entry.line)
    right = {made.name, *made.aliases, *made.accept}
    if clash := right & set(made.wrong):
        raise ConfigError(f"{path}:{made.line}: '{min(clash)}' is both right and wrong")
    return made
