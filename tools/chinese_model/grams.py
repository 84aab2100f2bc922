"""How often three characters follow one another, in general and in technical text."""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qa_lint.spelling.model.tables import gram_slot, to_byte

from .ngrams import Counted, Rows

_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
#: The share of technical text, and how often a gram must stand in it to be believed.
_TECHNICAL, _SEEN = 0.6, 2
#: The table has 2**_BITS places, at most four fifths of them taken.
_BITS = 20


def shares(arpa: Path, three: Counted, rows: Rows) -> dict[str, float]:
    """log10 of the share of grams of three characters, the most frequent ones.

    `three` was counted in technical text; the word model `arpa` stands for any other.
    """
    mixed: dict[str, float] = defaultdict(float)
    for gram, share in _general(arpa):
        mixed[gram] += (1 - _TECHNICAL) * share
    total = int(three.counts.sum())
    for key, count in zip(three.keys.tolist(), three.counts.tolist(), strict=True):
        if count >= _SEEN:
            mixed[rows.gram(key, 3)] += _TECHNICAL * count / total
    known = (gram for gram in mixed if all(char in rows.numbers for char in gram))
    best = sorted(known, key=lambda g: (-mixed[g], g))[: (1 << _BITS) * 4 // 5]
    return {gram: math.log10(mixed[gram]) for gram in best}


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


def write(path: Path, grams: dict[str, float], rows: Rows) -> None:
    """Write a table of `grams`; the characters' rows count from 1."""
    marks, values = array("H", bytes(2 << _BITS)), bytearray(1 << _BITS)
    # In one order, so that the same grams give the same table.
    for gram in sorted(grams):
        at, mark = gram_slot(*(rows.numbers[char] - 1 for char in gram), _BITS)
        while marks[at] and marks[at] != mark:
            at = (at + 1) & ((1 << _BITS) - 1)
        marks[at], values[at] = mark, to_byte(grams[gram])
    path.write_bytes(bytes([_BITS]) + bytes(1) + marks.tobytes() + bytes(values))
