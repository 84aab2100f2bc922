"""Regular expressions, compiled once and kept beside the cache.

The rules have some three hundred patterns. To compile them takes 0.11 s, most of what it takes to
import the rules and more than a whole run in which nothing has changed; to read what the compiler
made of them takes 2 ms. Each version of the program has a file of its own, so that what a former one
needed takes no room. Where this Python's compiler is not one that is known here, or there is no cache,
everything is compiled as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import time
from array import array
from typing import Any

from .hashing import blake2b, hex_digest
from .signature import package_signature

#: So many are kept. The rules make more of what a text holds; where there is no room for all,
#: those that this run has used are worth more than others.
_MOST = 1_500
#: New ones are written when to compile them took so many seconds, as long as to write the file.
_WORTH = 0.005
#: So many files are kept: those of other versions, and of other copies of the program.
_FILES = 4
_BEGIN = "patterns-"
_DIGEST = 16
#: These print, or depend on the locale.
_ODD = int(re.DEBUG | re.LOCALE)
#: Versions whose compiler was looked at: it has the parts that `_compile` puts together.
_VERSIONS = ((3, 11), (3, 12), (3, 13))

#: By pattern and flags what `_sre.compile` takes besides the pattern, its code packed.
_Known = dict[tuple[Any, int], tuple[int, bytes, int, dict[str, int], tuple[Any, ...]]]


class _Patterns:
    """The compiler that takes the place of Python's own."""

    def __init__(self, compiler: Any, path: str) -> None:
        self._compiler = compiler
        self._own = compiler.compile
        self._path = path
        self._known: _Known | None = None
        self._used: set[tuple[Any, int]] = set()
        self._seconds = 0.0

    def install(self) -> None:
        self._compiler.compile = self.compile

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """What the compiler's function of this name does."""
        if self._known is None:
            self._known = _read(self._path)
        plain = type(pattern) in (str, bytes)
        if not plain or flags & _ODD:
            return self._own(pattern, flags)
        sre = self._compiler._sre
        self._used.add((pattern, flags))
        known = self._known.get((pattern, flags))
        if known is not None:
            every, packed, *groups = known
            code = array("I")
            code.frombytes(packed)
            return sre.compile(pattern, every, code.tolist(), *groups)
        began = time.perf_counter()
        parsed = self._compiler._parser.parse(pattern, flags)
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        code = array("I", self._compiler._code(parsed, flags))
        made = (
            flags | state.flags,
            code.tobytes(),
            state.groups - 1,
            state.groupdict,
            tuple(names),
        )
        if not made[0] & re.LOCALE:
            self._known[pattern, flags] = made
            self._seconds += time.perf_counter() - began
        return sre.compile(pattern, made[0], code.tolist(), *made[2:])

    def save(self) -> None:
        """Write what was compiled anew, unless that is next to nothing."""
        if self._known is not None and self._seconds > _WORTH:
            self._seconds = 0.0
            ordered = sorted(self._known, key=lambda key: key not in self._used)
            _write(self._path, {key: self._known[key] for key in ordered[:_MOST]})


_patterns: _Patterns | None = None


def install() -> None:
    """Let this process read compiled patterns instead of compiling them; for the program alone."""
    global _patterns
    if _patterns is None and sys.version_info[:2] in _VERSIONS and array("I").itemsize == 4:
        from .cache import folder

        compiler: Any = re._compiler  # type: ignore[attr-defined]
        version = f"{sys.implementation.cache_tag} {compiler.MAGIC} {sys.byteorder}"
        known = f"{version} {package_signature()}"
        name = f"{_BEGIN}{hex_digest(known.encode('utf-8', 'surrogateescape'))}.bin"
        _patterns = _Patterns(compiler, os.path.join(folder(), name))
        _patterns.install()


def save() -> None:
    """Keep what was compiled anew for the next process."""
    if _patterns is not None:
        _patterns.save()


def _read(path: str) -> _Known:
    try:
        with open(path, "rb") as file:
            digest, data = file.read(_DIGEST), file.read()
        if _digest(data) != digest:
            return {}
        found: _Known = marshal.loads(data)
        return found
    except (OSError, ValueError, TypeError, EOFError):
        return {}


def _write(path: str, known: _Known) -> None:
    from .atomic import keep_newest, write_bytes

    data = marshal.dumps(known)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_bytes(path, _digest(data) + data)
        keep_newest(os.path.dirname(path), _BEGIN, _FILES)
    except OSError:
        pass  # without a writable cache they are compiled again next time


def _digest(data: bytes) -> bytes:
    return bytes(blake2b(data, digest_size=_DIGEST).digest())
