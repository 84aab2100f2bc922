"""Count clean text; write what it often has and wrong forms that it never has, into the model's data.

Usage: build_garbles.py [--known FILE] [--train FOLDER ...] FOLDER [FOLDER ...]
       build_garbles.py --less FOLDER [FOLDER ...]

Each FOLDER holds the Markdown of one project. Nothing of its text is kept: garbles.bin has wrong
forms of two and three characters that do not stand there, each with what was meant, which stands in
at least three of the folders; grams.bin has how often three characters stand there. FILE has confusions that people were seen to make: lines "right
wrong times". The folders of --train, which are not counted, tell slips from chance: with them the
weights `glance` and `garbles` of judge.json are trained, thresholds stay as they are. The same
folders give the same files, byte for byte.

With --less nothing is counted anew: the forms that the folders have at least twice leave the table.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from chinese_model import garbles, grams, ngrams, train  # noqa: E402
from count_pack_hits import prose_of  # noqa: E402

from qa_lint.spelling.mask import is_simplified  # noqa: E402
from qa_lint.spelling.model import listed, verdict  # noqa: E402
from qa_lint.spelling.model.tables import DATA, TABLES  # noqa: E402

KNOWN = ROOT / "qa_lint" / "spelling" / "data" / "confusions-zh.txt"
#: The word model that `make models` fetches.
ARPA = ROOT / "build" / "models" / "lm_sc.arpa"
#: So many forms are written: a tenth of the rows of the table.
MOST = 400_000
_WORD = 3
_HAN = re.compile(r"[\u4e00-\u9fff]")


def texts(folders: list[Path]) -> Iterator[str]:
    """The distinct lines of each folder's prose that are simplified Chinese."""
    seen: set[str] = set()
    for folder in folders:
        lines = []
        for path in sorted(folder.rglob("*.md")):
            for line in prose_of(path.read_text("utf-8", "replace")).split("\n"):
                if line not in seen and len(_HAN.findall(line)) >= 4 and is_simplified(line):
                    seen.add(line)
                    lines.append(line)
        yield "\n".join(lines)


def known(path: Path) -> dict[tuple[str, str], int]:
    """Confusions (right, wrong) with how often they were seen."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = (line.split() for line in lines)
    return {(right, wrong): int(times) for right, wrong, times in rows}


def write(found: list[garbles.Garble], folder: Path) -> list[garbles.Garble]:
    """Write the table of listed.py and return what is in it.

    Of forms that fall into one row the one that is written most often has it.
    """
    numbers = {char: number for number, char in enumerate(TABLES.characters)}
    rows: dict[int, tuple[int, int]] = {}
    words: dict[tuple[int, str], int] = {}
    written = []
    for garble in found:
        row, mark, check = listed.place_of(garble.written)
        if row in rows or mark == listed.EMPTY or len(written) == MOST:
            continue
        differ = [
            at for at, (a, b) in enumerate(zip(garble.written, garble.right, strict=True)) if a != b
        ]
        first, meant = differ[0], garble.right[differ[0] : differ[-1] + 1]
        if len(meant) == 1:
            place, number = first, numbers[meant]
        else:
            place, number = _WORD, words.setdefault((first, meant), len(words))
        value = place << 14 | check << 12 | number
        if value:
            rows[row] = mark, value
            written.append(garble)
    (folder / "garbles.bin").write_bytes(listed.pack(rows))
    lines = "".join(f"{first}{word}\n" for first, word in words)
    (folder / "garbles.txt").write_text(lines, encoding="utf-8")
    return written


def likely() -> Callable[[garbles.Garble], bool]:
    """Tells whether a form is worth a row; what the project's own reviewed pages have is none."""
    text = "\n".join(texts([ROOT / "content"]))
    own = {text[at : at + length] for length in (2, 3) for at in range(len(text))}

    def is_likely(garble: garbles.Garble) -> bool:
        particle_or_word = garbles.is_particle(garble) or garbles.is_word(garble)
        return not particle_or_word and garble.written not in own

    return is_likely


def weigh(lines: Iterator[str], written: list[garbles.Garble]) -> None:
    """Train the weights for the table that was just written."""
    settings = json.loads(Path(verdict.PATH).read_text(encoding="utf-8"))
    for name, trained in train.train(lines, written).items():
        settings[name] = {**settings.get(name, {}), **trained}
    Path(verdict.PATH).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def less(folders: list[Path]) -> int:
    """Drop the forms from the table that the folders' text has at least twice; how many."""
    times: Counter[str] = Counter()
    for text in texts(folders):
        times.update(text[place.start :][: place.length] for place in listed.find(text))
    gone = {listed.place_of(form)[0] for form, count in times.items() if count > 1}
    rows = {
        row: (mark, listed.TABLE.value(row))
        for row, mark in enumerate(listed.TABLE.marks)
        if mark != listed.EMPTY and row not in gone
    }
    (Path(DATA) / "garbles.bin").write_bytes(listed.pack(rows))
    return len(gone)


def main() -> int:
    """Count, make and write; returns 0."""
    parser = argparse.ArgumentParser(prog="build_garbles.py", description=__doc__)
    parser.add_argument("--known", type=Path, default=KNOWN)
    parser.add_argument("--train", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--less", action="store_true")
    parser.add_argument("folder", type=Path, nargs="+")
    options = parser.parse_args()
    if options.less:
        print(f"{less(options.folder)} wrong forms less")
        return 0
    rows = ngrams.Rows(TABLES.characters)
    counted = ngrams.count(texts(options.folder), rows)
    shares = grams.shares(ARPA, counted[3], rows)
    grams.write(Path(DATA) / "grams.bin", shares, rows)
    found = garbles.Garbles(counted, rows, known(options.known)).make()
    written = write(list(filter(likely(), found)), Path(DATA))
    print(f"{len(written)} of {len(found)} wrong forms")
    if options.train:
        weigh((line for text in texts(options.train) for line in text.split("\n")), written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
