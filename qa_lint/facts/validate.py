"""`python -m qa_lint.facts.validate [PATH ...]`: check packs and run every example.

Prints one line a fault: file, line, fact, what is wrong. Exit status 1 if there is any.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ..config import ConfigError
from .load import load


def packs_in(path: str) -> list[str]:
    """The packs that a path names: itself, or the YAML files of a folder."""
    if not os.path.isdir(path):
        return [path]
    names = sorted(n for n in os.listdir(path) if n.endswith((".yaml", ".yml")))
    return [os.path.join(path, name) for name in names]


def failures(plain: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """(fact, what is wrong) for each example that does not do what it should.

    A bad example must be flagged by its fact; a good one by no fact at all.
    """
    from .matcher import match
    from .register import Block, Register

    register = Register(plain)
    for fact in plain["facts"]:
        for text in fact["bad"]:
            hits = match([Block(text)], register)
            if fact["id"] not in [hit.fact for hit in hits]:
                others = ", ".join(hit.fact for hit in hits)
                yield (
                    fact,
                    f"bad example not flagged{f' (only by {others})' if others else ''}: {text}",
                )
        for text in fact["good"]:
            for hit in match([Block(text)], register):
                yield fact, f"good example flagged by {hit.fact} at '{hit.text}': {text}"


def main(argv: Sequence[str]) -> int:
    """Validate the packs named, by default the built-in ones."""
    from ..packs import files

    paths = [pack for path in argv for pack in packs_in(path)] or files("facts")
    try:
        plain = load(paths)
    except ConfigError as error:
        print(error)
        return 1
    count = 0
    for fact, fault in failures(plain):
        print(f"{fact['file']}:{fact['line']}: {fact['id']}: {fault}")
        count += 1
    entities = len(plain["entities"])
    print(f"{len(plain['facts'])} facts, {entities} entities, {count} examples fail")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
