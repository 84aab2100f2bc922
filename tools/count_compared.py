"""Count the facts of the register that were compared with a source, and name those that were not.

Usage: count_compared.py [--left] [FOLDER]

A fact was compared when its entry has the field `compared`, which names where its values were
seen. One line for each pack and one for all; with --left, the id of every fact that has none.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from qa_lint.facts.load import read_pack, slug

PACKS = Path(__file__).resolve().parent.parent / "rules" / "facts"


def facts(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Name of the pack, id and entry of every fact in `folder`; raises ConfigError for a bad pack."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for name, entity in read_pack(str(path)).get("entities", {}).items():
            for key, fact in entity["facts"].items():
                found.append((path.stem, f"{slug(name)}/{key.replace('_', '-')}", fact))
    return found


def main(arguments: list[str]) -> int:
    """Print the counts of a folder of packs; the exit status is always 0."""
    parser = argparse.ArgumentParser(description="count the facts that were compared")
    parser.add_argument("--left", action="store_true", help="name the facts that were not compared")
    parser.add_argument("folder", nargs="?", type=Path, default=PACKS)
    options = parser.parse_args(arguments)
    found = facts(options.folder)
    for pack in sorted({pack for pack, _, _ in found}):
        own = [fact for name, _, fact in found if name == pack]
        print(f"{pack}: {sum('compared' in fact for fact in own)} of {len(own)}")
    print(f"all: {sum('compared' in fact for _, _, fact in found)} of {len(found)} facts compared")
    if options.left:
        print(*(name for _, name, fact in found if "compared" not in fact), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
