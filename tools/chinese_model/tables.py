"""Writing the tables that qa_lint/spelling/model reads; see its tables.py for the formats."""

from __future__ import annotations

import itertools
import json
import math
import zipfile
from array import array
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from rapidfuzz.distance import Levenshtein

from qa_lint.spelling.model.tables import (
    CHARACTERS,
    COMMON,
    JOIN_STEP,
    NO_JOIN,
    Tables,
    slot,
    to_byte,
    word_slot,
)

from .counts import Model

#: A pair is kept where it stands at least so often (log10 of its share), and so much more often
#: than the back-off expects.
_RARE_PAIR, _GAIN, _PAIR_BITS = -8.1, 0.6, 20
_WORD_BITS = 19
#: Rarer joins (log10) are left out: most are only what two frequent characters lead to expect.
_RARE_JOIN = -7.5
_PHRASES = 30_000
#: A pair of words is matched by its sound where it stands at least so often (log10).
_COLLOCATION = -6.0
_RARE_PHRASE = -6.3
_SHAPES = 3_000


def write(folder: Path, model: Model, glossary: list[str], shapes: Path) -> None:
    """Write all tables into `folder`; `shapes` is the wheel of char-similar."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted(model.words, key=lambda w: (-round(model.words[w], 6), w))
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    _write_words(folder / "words.bin", words, model)
    _write_pairs(folder / "pairs.bin", model, {word: at for at, word in enumerate(words)})
    shares: Counter[str] = Counter()
    for word, value in model.words.items():
        for char in word:
            shares[char] += 10**value
    chars = [char for char, _ in sorted(shares.items(), key=lambda x: (-x[1], x[0]))][:CHARACTERS]
    _write_chars(folder / "chars.txt", chars, shares)
    _write_joins(folder / "joins.bin", model, chars)
    _write_phrases(folder / "phrases.txt", model, glossary)
    _write_shapes(folder / "shapes.txt", chars[:_SHAPES], shapes)
    _write_sounds(folder / "sounds.txt", words)


def _write_words(path: Path, words: list[str], model: Model) -> None:
    size = 1 << _WORD_BITS
    marks, numbers = array("H", bytes(2 * size)), array("I", bytes(4 * size))
    for number, word in enumerate(words):
        at, mark = word_slot(word, _WORD_BITS)
        # The most frequent of two words with one mark stays.
        while marks[at] and marks[at] != mark:
            at = (at + 1) & (size - 1)
        if not marks[at]:
            marks[at], numbers[at] = mark, number
    path.write_bytes(
        bytes([_WORD_BITS, 0, 0, 0])
        + marks.tobytes()
        + numbers.tobytes()
        + bytes(to_byte(model.words[w]) for w in words)
        + bytes(to_byte(model.backoff.get(w, 0.0)) for w in words)
    )


def _write_sounds(path: Path, words: list[str]) -> None:
    """The common words of two characters, a line a sound; chars.txt tells how they sound."""
    sounds = Tables().sound_keys
    lines: dict[str, list[str]] = {}
    for word in words[:COMMON]:
        if len(word) == 2:
            lines.setdefault(word.translate(sounds), []).append(word)
    text = "".join(f"{sound} {' '.join(line)}\n" for sound, line in lines.items())
    path.write_text(text, encoding="utf-8")


def _write_pairs(path: Path, model: Model, numbers: dict[str, int]) -> None:
    gains = [
        (value - model.words[key[1]] - model.backoff.get(key[0], 0.0), key, value)
        for key, value in model.pairs.items()
        if model.words[key[0]] + value > _RARE_PAIR
    ]
    # What tells most is what stands often and far more often than the back-off expects.
    gains.sort(key=lambda row: (-row[0] - 0.5 * (model.words[row[1][0]] + row[2]), row[1]))
    room = (1 << _PAIR_BITS) * 4 // 5
    kept = sorted((key, value) for gain, key, value in gains[:room] if gain > _GAIN)
    bits = _PAIR_BITS
    marks, values = array("H", bytes(2 << bits)), bytearray(1 << bits)
    for (first, second), value in kept:
        at, mark = slot(numbers[first], numbers[second], bits)
        while marks[at] and marks[at] != mark:
            at = (at + 1) & ((1 << bits) - 1)
        marks[at], values[at] = mark, to_byte(value)
    print(f"{len(kept)} pairs of words")
    path.write_bytes(bytes([bits]) + bytes(1) + marks.tobytes() + bytes(values))


def _write_chars(path: Path, chars: list[str], shares: Counter[str]) -> None:
    lines = []
    for char in chars:
        sounds = dict.fromkeys(pinyin(char, style=Style.TONE3, heteronym=True)[0])
        lines.append(f"{char} {','.join(list(sounds)[:3])} {math.log10(shares[char]):.2f}\n")
    path.write_text("".join(lines), encoding="utf-8")


def _write_joins(path: Path, model: Model, chars: list[str]) -> None:
    """How often one character follows another, within a word or between two."""
    joins: dict[str, float] = defaultdict(float)
    first: dict[str, float] = defaultdict(float)
    last: dict[str, float] = defaultdict(float)
    for word, value in model.words.items():
        share = 10**value
        for a, b in itertools.pairwise(word):
            joins[a + b] += share
        first[word[0]] += share
        last[word[-1]] += share * 10 ** model.backoff.get(word, 0.0)
    for (one, two), value in model.pairs.items():
        joins[one[-1] + two[0]] += 10 ** (model.words.get(one, -8) + value)
    table = bytearray()
    for a in chars:
        for b in chars:
            share = joins.get(a + b, 0.0) + 0.5 * last[a] * first[b]
            table.append(_join_byte(math.log10(share + 1e-12)))
    path.write_bytes(bytes(table))


def _join_byte(value: float) -> int:
    """0 below the floor, then steps of a fifth, so that the table packs well."""
    return 0 if value < _RARE_JOIN else min(255, 1 + round((value - NO_JOIN) * JOIN_STEP))


def _write_phrases(path: Path, model: Model, glossary: list[str]) -> None:
    """What is matched by its sound: glossary, words and pairs of three to five characters."""
    ranked = {w: 0.0 for w in glossary if 3 <= len(w) <= 5}
    for word, value in model.words.items():
        if 3 <= len(word) <= 5 and value > _RARE_PHRASE:
            ranked.setdefault(word, value)
    for (one, two), value in model.pairs.items():
        joint = model.words.get(one, -9) + value
        if 3 <= len(one + two) <= 5 and joint > _COLLOCATION:
            ranked.setdefault(one + two, joint)
    chosen = sorted(ranked, key=lambda w: (-ranked[w], w))[:_PHRASES]
    path.write_text("\n".join(chosen) + "\n", encoding="utf-8")


def _write_shapes(path: Path, chars: list[str], wheel: Path) -> None:
    """Characters that look alike: "char alike loosely-alike", "-" for none."""
    with zipfile.ZipFile(wheel) as archive:
        order, corners, radical = (
            json.loads(archive.read(f"char_similar/data/char_{name}.dict"))
            for name in ("order", "fourangle", "component")
        )
    near: dict[str, list[str]] = defaultdict(list)
    loose: dict[str, list[str]] = defaultdict(list)
    usable = [c for c in chars if c in order and c in corners]
    for a, b in itertools.combinations(usable, 2):
        if abs(len(order[a]) - len(order[b])) > 2:
            continue
        same = sum(x == y for x, y in zip(corners[a][:4], corners[b][:4], strict=True))
        longest = max(len(order[a]), len(order[b]))
        distance = Levenshtein.distance(order[a], order[b], score_cutoff=longest // 2 + 1)
        one_radical = radical.get(a) == radical.get(b)
        if same >= 3 and (distance <= max(1, longest * 0.22) or one_radical):
            near[a].append(b)
            near[b].append(a)
        elif distance <= longest * 0.34 and (same >= 2 or longest <= 7):
            loose[a].append(b)
            loose[b].append(a)
    lines = [
        f"{c} {''.join(near[c]) or '-'} {''.join(loose[c]) or '-'}\n"
        for c in chars
        if near[c] or loose[c]
    ]
    path.write_text("".join(lines), encoding="utf-8")
