"""How often three characters follow one another, in general and in technical text."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qa_lint.spelling.model.tables import gram_slot, to_byte

_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
#: The share of technical text, and how often a gram must stand in it to be believed.
_TECHNICAL, _SEEN = 0.4, 2
#: The table has 2**_BITS places, at most four fifths of them taken.
_BITS = 20


def counts(arpa: Path, lines: Iterable[str]) -> dict[str, float]:
    """log10 of the share of grams of three characters, the most frequent ones."""
    shares: dict[str, float] = defaultdict(float)
    for gram, share in _general(arpa):
        shares[gram] += (1 - _TECHNICAL) * share
    technical: Counter[str] = Counter()
    for line in lines:
        for run in _HAN.findall(line):
            technical.update(run[at : at + 3] for at in range(len(run) - 2))
    total = sum(technical.values())
    for gram, count in technical.items():
        if count >= _SEEN:
            shares[gram] += _TECHNICAL * count / total
    best = sorted(shares, key=lambda g: (-shares[g], g))[: (1 << _BITS) * 4 // 5]
    return {gram: math.log10(shares[gram]) for gram in best}


def _general(arpa: Path) -> Iterator[tuple[str, float]]:
    """Grams of the word model: in a word, over two words, and over three with a short middle."""
    words: dict[str, float] = {}
    pairs: dict[tuple[str, str], float] = {}
    order = 0
    with arpa.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\"):
                order = {"\\1-grams:": 1, "\\2-grams:": 2, "\\3-grams:": 3}.get(line.strip(), 0)
                continue
            parts = line.rstrip("\n").split("\t")
            if order == 0 or len(parts) < 2:
                continue
            share = 10 ** float(parts[0])
            if order == 1:
                words[parts[1]] = share
                yield from _inside(parts[1], 0, len(parts[1]), share)
            elif order == 2:
                one, two = parts[1].split(" ")
                share *= words.get(one, 0.0)
                pairs[one, two] = share
                yield from _inside(one + two, len(one), len(one), share)
            else:
                one, two, three = parts[1].split(" ")
                if len(two) == 1:
                    joint = share * pairs.get((one, two), 0.0)
                    yield from _inside(one[-1] + two + three[0], 1, 2, joint)


def _inside(text: str, left: int, right: int, share: float) -> Iterator[tuple[str, float]]:
    """The grams of `text` that begin before `left` and end after `right`; all when left is 0."""
    if share > 0 and _HAN.fullmatch(text):
        for at in range(len(text) - 2):
            if left == 0 or (at < left and at + 3 > right):
                yield text[at : at + 3], share


def write(path: Path, grams: Mapping[str, float], rows: Mapping[str, int]) -> None:
    """Write a table of `grams`; `rows` numbers the characters."""
    marks, values = array("H", bytes(2 << _BITS)), bytearray(1 << _BITS)
    for gram in sorted(grams):
        if not all(char in rows for char in gram):
            continue
        at, mark = gram_slot(*(rows[char] for char in gram), _BITS)
        while marks[at] and marks[at] != mark:
            at = (at + 1) & ((1 << _BITS) - 1)
        marks[at], values[at] = mark, to_byte(grams[gram])
    path.write_bytes(bytes([_BITS]) + bytes(1) + marks.tobytes() + bytes(values))
