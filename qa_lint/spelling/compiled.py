"""What the packs of typos and terms come to, in the form in which texts are checked.

Making it from the entries takes longer than checking a page, so it is kept beside the cache, in the
form of Python's own that is read fastest.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .. import packs
from ..atomic import write_bytes
from ..cache import content_key, folder
from ..hashing import blake2b
from . import rows
from .curated import Curated
from .entries import Term, Typo, load, signature

_WORD = re.compile(r"[A-Za-z]+")
_DIGEST = 16


class Tables(NamedTuple):
    """The entries, arranged for look-up.

    `english` maps a misspelt word in lower case to what is right; `chinese` are the other typos.
    `names` maps a name of one word in lower case to its own form, `people` are those of persons,
    `more` further words of the packs. `wrong` maps a wrong form of a name to the name; `held` tells
    which right forms hold one, and where. `glued` maps a word in lower case to the names of several
    words that it is in, with their words; `pairs` the first of two words to the second and the name.
    """

    english: dict[str, tuple[str, ...]]
    chinese: list[Typo]
    names: dict[str, str]
    people: list[str]
    more: list[str]
    wrong: dict[str, str]
    held: dict[str, list[tuple[str, int]]]
    glued: dict[str, list[tuple[str, list[str]]]]
    pairs: dict[str, list[tuple[str, str]]]


_made: dict[tuple[str, ...], Tables] = {}


def tables(extra: Sequence[str] = ()) -> Tables:
    """The tables of the built-in packs and of `extra`; raises ConfigError for a broken entry."""
    key = tuple(extra)
    if key not in _made:
        _made[key] = _stored(key) or _make(key)
    return _made[key]


def _path(extra: Sequence[str]) -> str:
    paths = [*packs.files("typos", extra), *packs.files("terms", extra)]
    key = content_key(f"{sys.version}\n{signature(paths)}".encode())
    return os.path.join(folder(), f"tables-{key[:24]}.bin")


def _stored(extra: Sequence[str]) -> Tables | None:
    try:
        with open(_path(extra), "rb") as file:
            digest, data = file.read(_DIGEST), file.read()
        if _digest(data) != digest:
            return None
        made = Tables._make(marshal.loads(data))
        return made._replace(chinese=[Typo._make(typo) for typo in made.chinese])
    except (OSError, ValueError, TypeError, EOFError):
        return None


def _digest(data: bytes) -> bytes:
    return bytes(blake2b(data, digest_size=_DIGEST).digest())


def _make(extra: Sequence[str]) -> Tables:
    made = arrange(*load(extra))
    plain: tuple[Any, ...] = tuple(made._replace(chinese=list(map(tuple, made.chinese))))  # type: ignore[arg-type]
    data = marshal.dumps(plain)
    try:
        os.makedirs(folder(), exist_ok=True)
        write_bytes(_path(extra), _digest(data) + data)
    except OSError:
        pass  # without a writable cache they are made again next time
    return made


def arrange(typos: Iterable[Typo], terms: Sequence[Term]) -> Tables:
    """The tables of some entries."""
    typos = list(typos)
    right = {form for t in terms for form in (t.name, *t.aliases, *t.accept)}
    wrong: dict[str, str] = {}
    for term in terms:
        for form in term.wrong:
            if form not in right:
                wrong.setdefault(form, term.name)
    made = Tables(
        english={t.wrong.lower(): t.right for t in typos if t.wrong.isascii()},
        chinese=[_without_examples(typo) for typo in typos if not typo.wrong.isascii()],
        names={},
        people=[],
        more=[],
        wrong=wrong,
        held=Curated((Typo(form, ("",)) for form in wrong), right).held,
        glued={},
        pairs={},
    )
    _add_names(made, terms)
    for typo in typos:
        made.more.extend(w for f in typo.right if f.isascii() for w in _WORD.findall(f.lower()))
    return made


def _without_examples(typo: Typo) -> Typo:
    return typo._replace(bad="", good="", pack="", line=0)


def _add_names(made: Tables, terms: Iterable[Term]) -> None:
    ordinary = rows.english()
    for term, form, lower in _forms(terms):
        if term.kind == "word":
            made.more.append(lower)  # right, but nothing is meant by it
        elif form.isascii() and form.isalpha():
            # An ordinary word keeps its small letters.
            is_word = term.common_word and lower in ordinary
            made.names.setdefault(lower, lower if is_word else form)
            if term.kind == "person":
                made.people.append(lower)
        else:
            made.more.extend((*_WORD.findall(lower), lower.replace("-", "").replace(" ", "")))
    for term in terms:
        words = _WORD.findall(term.name)
        if len(words) == 2 and all(len(word) > 3 for word in words):
            made.pairs.setdefault(words[0], []).append((words[1], term.name))
        for word in words if len(words) > 1 else ():
            if len(word) > 3:
                made.glued.setdefault(word.lower(), []).append((term.name, words))


def _forms(terms: Iterable[Term]) -> Iterator[tuple[Term, str, str]]:
    for term in terms:
        for form in (term.name, *term.aliases, *term.accept):
            yield term, form, form.lower()
