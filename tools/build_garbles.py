"""Count clean text and write the wrong forms that it never has: qa_lint/spelling/model/data.

Usage: build_garbles.py [--known FILE] FOLDER [FOLDER ...]

Each FOLDER holds the Markdown of one project. Nothing of its text is kept: garbles.txt has wrong
forms of two to four characters that do not stand there, each with the right form, which stands in
at least three of the folders. FILE has confusions that people were seen to make: lines "right
wrong times".
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from chinese_model import garbles, ngrams  # noqa: E402
from count_pack_hits import prose_of  # noqa: E402

from qa_lint.spelling.mask import is_simplified  # noqa: E402
from qa_lint.spelling.model.tables import TABLES  # noqa: E402

OUTPUT = ROOT / "qa_lint" / "spelling" / "model" / "data" / "garbles.txt"
KNOWN = ROOT / "qa_lint" / "spelling" / "data" / "confusions-zh.txt"
_HAN = re.compile(r"[\u4e00-\u9fff]")


def texts(folders: list[Path]) -> Iterator[str]:
    """The distinct lines of each folder's prose that are simplified Chinese."""
    seen: set[int] = set()
    for folder in folders:
        lines = []
        for path in sorted(folder.rglob("*.md")):
            for line in prose_of(path.read_text("utf-8", "replace")).split("\n"):
                if len(_HAN.findall(line)) >= 4 and hash(line) not in seen and is_simplified(line):
                    seen.add(hash(line))
                    lines.append(line)
        yield "\n".join(lines)


def known(path: Path) -> dict[tuple[str, str], int]:
    """Confusions (right, wrong) with how often they were seen."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = (line.split() for line in lines)
    return {(right, wrong): int(times) for right, wrong, times in rows}


def write(found: list[garbles.Garble], path: Path) -> None:
    """A line a length, then second right forms: each wrong form before its right one."""
    lines: list[list[str]] = [[], [], [], []]
    written = set()
    for garble in found:
        line = 3 if garble.written in written else len(garble.written) - 2
        lines[line] += [garble.written, garble.right]
        written.add(garble.written)
    path.write_text("".join(" ".join(line) + "\n" for line in lines), encoding="utf-8")


def main() -> int:
    """Count, make and write; returns 0."""
    parser = argparse.ArgumentParser(prog="build_garbles.py", description=__doc__)
    parser.add_argument("--known", type=Path, default=KNOWN)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("folder", type=Path, nargs="+")
    options = parser.parse_args()
    rows = ngrams.Rows(TABLES.characters)
    counted = ngrams.count(texts(options.folder), rows)
    found = garbles.Garbles(counted, rows, known(options.known)).make()
    found = [garble for garble in found if not garbles.is_particle(garble)]
    write(found, options.output)
    print(f"{len(found)} wrong forms, {options.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
