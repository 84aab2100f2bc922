"""The register of a run: packs compiled once, then read from the user's cache.

A pack is parsed and checked only when its bytes have changed, and the tables are worked out only
when some pack has. A damaged or unwritable cache file is ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from .. import mapped, packs
from ..atomic import write_text
from ..cache import folder
from ..hashing import hex_digest
from ..limit import untimed
from ..signature import tree_signature
from ..workers import apart
from .keys import RELATIONS
from .register import Register

_memory: dict[tuple[str, ...], tuple[str, Register]] = {}
#: What compiled packs depend on besides the packs themselves.
_CODE = (
    "store.py", "load.py", "index.py", "keys.py", "pieces.py", "scan.py", "words.py",
    "../mapped.py", "schema.json",
)  # fmt: skip
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


def plain(paths: Sequence[str]) -> Mapping[str, Any]:
    """The plain register of packs with its tables, from the cache if nothing has changed."""
    path = os.path.join(folder(), f"facts-{_key(paths)}.bin")
    found = _stored(path)
    if found is not None:
        return found
    with untimed():  # some seconds, once for all pages and runs
        # To build it takes several times the memory that a run needs.
        stored = _can_write(path) and apart(lambda: _store(path, _built(paths))) and _stored(path)
        return stored or _built(paths)  # which says what is wrong with a pack


def _can_write(path: str) -> bool:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError:
        return False
    return os.access(os.path.dirname(path), os.W_OK)


def _built(paths: Sequence[str]) -> dict[str, Any]:
    from .index import build
    from .load import load

    made = load(paths, _pack)
    made["index"] = build(made)
    for attribute in made["attributes"].values():
        for patterns in RELATIONS:
            attribute.pop(patterns, None)  # only the tables are made from them
    return made


def _stored(path: str) -> Mapping[str, Any] | None:
    """What `_store` wrote, None for a file that is missing or damaged."""
    found = mapped.read(path)
    if found is None or not found.keys() >= {"attributes", "entities", "facts", "texts"}:
        return None
    own = {name: found[name] for name in ("attributes", "entities")}
    return {**own, "facts": found["facts"].made_by(lambda row: Fact(*row)), "index": found}


def _store(path: str, made: Mapping[str, Any]) -> bool:
    """Write a plain register; tables of rows are read row by row."""
    from .index import ROWS

    tables = made["index"]
    values = {name: tables[name] for name in tables if name not in ROWS}
    own = {name: _plain(made[name]) for name in ("attributes", "entities")}
    rows = {name: tables[name] for name in ROWS}
    facts = [_divided(_plain(fact)) for fact in made["facts"]]
    return mapped.write(path, {**values, **own}, {**rows, "facts": facts}, among="facts-")


def _plain(value: Any) -> Any:
    """As JSON has it: mappings of the packs are dicts that know their lines."""
    return json.loads(json.dumps(value))


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
    from .load import read_pack

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


def _key(paths: Sequence[str]) -> str:
    """Identifies packs by their sizes and times: to read two megabytes of them takes 10 ms."""
    return str(hex_digest(f"{sys.version}\n{_state(paths)}".encode("utf-8", "surrogateescape")))


def _state(paths: Sequence[str]) -> str:
    return "\n".join([_RUNNING, *map(tree_signature, paths)])
