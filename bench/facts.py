"""How fast facts are matched: text through `analyse`, against parsing, and with more facts."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from qa_lint import packs
from qa_lint.check_file import load_document
from qa_lint.config import Settings
from qa_lint.document import Document
from qa_lint.facts.load import load
from qa_lint.facts.matcher import analyse
from qa_lint.facts.register import Block, Register
from qa_lint.rules.facts._analysis import blocks
from qa_lint.source import decode


class Speed(NamedTuple):
    """Processor time over the pages of a folder; `size` is the bytes of the visible text."""

    name: str
    size: int
    parse: float
    match: float
    again: float  # the same pages under other names, in the same run


def speeds(folders: Iterable[tuple[str, str]], rounds: int) -> list[Speed]:
    """The best of several rounds for each (name, folder)."""
    register = Register(load(packs.files("facts", (), "")))
    return [_speed(name, folder, register, rounds) for name, folder in folders]


def growth(folder: str, rounds: int) -> dict[int, float]:
    """Seconds of matching the pages of a folder with so many facts."""
    pages = [blocks(document) for document in _documents(folder)]
    plain = load(packs.files("facts", (), ""))
    return {count: _match(pages, _sized(plain, count), rounds)[0] for count in (400, 4_000)}


def _speed(name: str, folder: str, register: Register, rounds: int) -> Speed:
    parse = _best(lambda: _documents(folder), rounds)
    pages = [blocks(document) for document in _documents(folder)]
    size = sum(len(b.text.encode("utf-8", "surrogatepass")) for page in pages for b in page)
    match, again = _match(pages, register, rounds)
    return Speed(name, size, parse, match, again)


def _documents(folder: str) -> list[Document]:
    """The pages of a folder, parsed, with their visible text; those that cannot be read are left."""
    made = []
    for top, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name != ".git")
        for name in sorted(names):
            path = os.path.join(top, name)
            if name.endswith(".md") and os.path.isfile(path):
                with open(path, "rb") as file:
                    text = decode(file.read())
                document = load_document(path, text, Settings())
                len(document.prose)
                made.append(document)
    return made


def _match(
    pages: Sequence[Sequence[Block]], register: Register, rounds: int
) -> tuple[float, float]:
    """(first time, again) with nothing remembered of the round before."""

    def first() -> None:
        for memory in register.told:
            memory.clear()
        all_()

    def all_() -> None:
        for page in pages:
            analyse(page, register)

    return _best(first, rounds), _best(all_, rounds)


def _best(work: Callable[[], object], rounds: int) -> float:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as the command does
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    gc.unfreeze()
    return min(times)


def _sized(plain: dict[str, Any], count: int) -> Register:
    """The first 400 facts, and copies of them under made-up names until there are `count`."""
    originals = plain["facts"][:400]
    facts = list(originals)
    entities = list(plain["entities"])
    copies = 0
    while len(facts) < count:
        copies += 1
        first = len(entities)
        for entity in plain["entities"]:
            name = f"{entity['name']} Zephyr{copies}"
            entities.append({**entity, "name": name, "slug": f"{entity['slug']}-{copies}"})
            entities[-1].update(aliases=[name], not_same=[])
        for fact in originals[: count - len(facts)]:
            made = {"id": f"{fact['id']}-{copies}", "entity": first + fact["entity"]}
            facts.append({**fact, **made})
    return Register({**plain, "entities": entities, "facts": facts})
