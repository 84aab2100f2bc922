"""The register of a run: packs compiled once, then read from the user's cache.

A pack is parsed and checked only when its bytes have changed, and the tables are worked out only
when some pack has. A damaged or unwritable cache file is ignored.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import sys
import zlib
from collections.abc import Sequence
from typing import Any

from .. import packs
from ..atomic import write_bytes, write_text
from ..cache import folder
from ..hashing import hex_digest
from ..signature import tree_signature
from .index import build
from .keys import RELATIONS
from .load import load, read_pack
from .register import Register

_memory: dict[tuple[str, ...], tuple[str, Register]] = {}
#: What compiled packs depend on besides the packs themselves.
_CODE = ("store.py", "load.py", "index.py", "pieces.py", "words.py", "schema.json")
_LINE = "\0line"


def _code() -> str:
    here = os.path.dirname(os.path.abspath(__file__))
    return "\n".join(tree_signature(os.path.join(here, name)) for name in _CODE)


#: Of the code that runs, also when its files are replaced meanwhile.
_RUNNING = _code()
#: What a run does not read of a fact that it finds nothing against.
_LAZY = (
    "evidence", "bad", "good", "message", "file", "line", "reviewed", "days", "since", "compared",
)  # fmt: skip


def register(extra: Sequence[str] = (), base: str = "") -> Register:
    """The register of the built-in packs and those of the settings; raises ConfigError."""
    paths = tuple(packs.files("facts", extra, base))
    state = _state(paths)
    known = _memory.get(paths)
    if known is not None and known[0] == state:
        return known[1]
    made = Register(plain(paths))
    _memory[paths] = (state, made)
    return made


def plain(paths: Sequence[str]) -> dict[str, Any]:
    """The plain register of packs with its tables, from the cache if nothing has changed."""
    path = os.path.join(folder(), f"facts-{_digest(paths)}.bin")
    found = _stored(path)
    if isinstance(found, dict) and found.keys() == {"attributes", "entities", "facts", "index"}:
        found["facts"] = [Fact(fact, rest) for fact, rest in found["facts"]]
        return found
    made = load(paths, _pack)
    made["index"] = build(made)
    for attribute in made["attributes"].values():
        for patterns in RELATIONS:
            attribute.pop(patterns, None)  # only the tables are made from them
    _store(path, {**made, "facts": [_divided(fact) for fact in made["facts"]]})
    return made


def _stored(path: str) -> Any:
    """What `_store` wrote, None for a file that is missing or damaged."""
    try:
        with open(path, "rb") as file:
            check, data = file.read(4), file.read()
        return marshal.loads(data) if _check(data) == check else None
    except (OSError, ValueError, TypeError, EOFError):
        return None


def _store(path: str, made: dict[str, Any]) -> None:
    """Write a plain value in the form of Python's own, which is read three times as fast as JSON."""
    # As JSON has it: its own form knows no mapping but dict.
    data = marshal.dumps(json.loads(json.dumps(made)))
    with contextlib.suppress(OSError):
        os.makedirs(folder(), exist_ok=True)
        write_bytes(path, _check(data) + data)


def _check(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


class Fact(dict[str, Any]):
    """A fact of which what only findings and maintainers read is decoded when it is asked for."""

    def __init__(self, fact: dict[str, Any], rest: str) -> None:
        super().__init__(fact)
        self._rest = rest

    def __missing__(self, field: str) -> Any:
        rest, self._rest = self._rest, "{}"
        self.update(json.loads(rest))
        if field not in self:
            raise KeyError(field)
        return self[field]


def _divided(fact: dict[str, Any]) -> list[Any]:
    """A fact without its lazy fields, and these as JSON."""
    rest = {field: fact[field] for field in _LAZY if field in fact}
    return [
        {field: value for field, value in fact.items() if field not in rest},
        json.dumps(rest, ensure_ascii=False),
    ]


def _pack(path: str) -> Any:
    """The content of a checked pack, from the cache if its bytes are known."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return read_pack(path)  # says what is wrong
    name = f"pack-{hex_digest(_RUNNING.encode() + content)}.json"
    found = _read(name)
    if isinstance(found, dict):
        return _unpacked(found)
    made = read_pack(path)
    _write(name, _packed(made))
    return made


def _packed(value: Any) -> Any:
    """The same with the lines of mappings as an entry, for JSON."""
    if isinstance(value, dict):
        made = {key: _packed(item) for key, item in value.items()}
        if hasattr(value, "line"):
            made[_LINE] = value.line
        return made
    return [_packed(item) for item in value] if isinstance(value, list) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        line = value.pop(_LINE, 0)
        made = packs.Line((key, _unpacked(item)) for key, item in value.items())
        made.line = line
        return made
    return [_unpacked(item) for item in value] if isinstance(value, list) else value


def _read(name: str) -> Any:
    try:
        with open(os.path.join(folder(), name), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def _write(name: str, value: Any) -> None:
    with contextlib.suppress(OSError):
        os.makedirs(folder(), exist_ok=True)
        write_text(os.path.join(folder(), name), json.dumps(value, ensure_ascii=False))


def _digest(paths: Sequence[str]) -> str:
    """A digest of the names and bytes of packs."""
    parts = [f"{sys.version}\n{_RUNNING}".encode()]
    for path in paths:
        with contextlib.suppress(OSError), open(path, "rb") as file:
            parts += [path.encode("utf-8", "surrogateescape"), file.read()]
    return str(hex_digest(b"\0".join(parts)))


def _state(paths: Sequence[str]) -> str:
    return "\n".join([_RUNNING, *map(tree_signature, paths)])
