"""The register of a run: packs compiled to JSON once, then read from the user's cache.

YAML is parsed only when a pack has changed. A damaged or unwritable cache file is ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from typing import Any

from .. import packs
from ..atomic import write_text
from ..cache import folder
from ..hashing import hex_digest
from ..signature import tree_signature
from .load import load
from .register import Register

_memory: dict[tuple[str, ...], tuple[str, Register]] = {}


def register(extra: Sequence[str] = (), base: str = "") -> Register:
    """The register of the built-in packs and those of the settings; raises ConfigError."""
    paths = tuple(packs.files("facts", extra, base))
    state = _state(paths)
    known = _memory.get(paths)
    if known is not None and known[0] == state:
        return known[1]
    made = Register(plain(paths, state))
    _memory[paths] = (state, made)
    return made


def plain(paths: Sequence[str], state: str = "") -> dict[str, Any]:
    """The plain register of packs, from the cache if nothing has changed."""
    name = os.path.join(folder(), f"facts-{hex_digest((state or _state(paths)).encode())}.json")
    try:
        with open(name, encoding="utf-8") as file:
            found = json.load(file)
        if isinstance(found, dict) and found.keys() == {"attributes", "entities", "facts"}:
            return found
    except (OSError, ValueError):
        pass
    made = load(paths)
    with contextlib.suppress(OSError):
        os.makedirs(folder(), exist_ok=True)
        write_text(name, json.dumps(made, ensure_ascii=False))
    return made


def _state(paths: Sequence[str]) -> str:
    here = os.path.dirname(os.path.abspath(__file__))
    return "\n".join([tree_signature(os.path.join(here, "load.py")), *map(tree_signature, paths)])
