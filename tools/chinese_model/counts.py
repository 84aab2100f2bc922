"""A model of word pairs: libime's, with the counts of technical text mixed in."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import jieba
from pypinyin import lazy_pinyin

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_UNKNOWN = -7.5
#: The share of technical text in what the mixture expects.
_TECHNICAL = 0.25
#: What a word of the glossary counts at least, by its length (log10 of its share of all words).
_GLOSSARY = {1: -4.5, 2: -5.0, 3: -5.3, 4: -5.5}
#: Words that another word of the same sound outnumbers so far (log10) are slips of people.
_OUTNUMBERED = 1.7
_COMMON_IN_JIEBA = 30
_LONGEST = 5


class Model(NamedTuple):
    """log10 of a word's share, its back-off weight, and log10 P(second | first) of pairs."""

    words: dict[str, float]
    backoff: dict[str, float]
    pairs: dict[tuple[str, str], float]


def build(arpa: Path, lines: Iterable[str], glossary: list[str]) -> Model:
    """Read the word model, count `lines` with it, and mix the two."""
    model = _without_slips(_read(arpa), glossary)
    words, pairs = _count(model, lines)
    mixed = _mix(model, words, pairs)
    for word in glossary:
        if len(word) <= _LONGEST:
            least = _GLOSSARY.get(len(word), -5.6)
            mixed.words[word] = max(mixed.words.get(word, least), least)
            mixed.backoff.setdefault(word, -0.1)
    return mixed


def _read(path: Path) -> Model:
    model = Model({}, {}, {})
    order = 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\"):
                order = {"\\1-grams:": 1, "\\2-grams:": 2}.get(line.strip(), 0)
                continue
            parts = line.rstrip("\n").split("\t")
            if order == 0 or len(parts) < 2:
                continue
            if order == 1 and _HAN.fullmatch(parts[1]) and len(parts[1]) <= _LONGEST:
                model.words[parts[1]] = float(parts[0])
                model.backoff[parts[1]] = float(parts[2]) if len(parts) > 2 else 0.0
            elif order == 2:
                first, second = parts[1].split(" ")
                if first in model.words and second in model.words:
                    model.pairs[first, second] = float(parts[0])
    return model


def _without_slips(model: Model, glossary: list[str]) -> Model:
    """Drop what people mistype so often that it is counted as a word; add jieba's words."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    known = {word: int(count) for word, count, _ in (line.split(" ") for line in lines)}
    groups = defaultdict(list)
    for word in model.words:
        if 2 <= len(word) <= 4:
            groups[tuple(lazy_pinyin(word))].append(word)
    slips = {
        word
        for group in groups.values()
        for word in group
        for other in group
        if model.words[other] > model.words[word] + _OUTNUMBERED
        and sum(a != b for a, b in zip(word, other, strict=True)) == 1
        and known.get(word, 0) < _COMMON_IN_JIEBA
    } - set(glossary)
    words = {word: value for word, value in model.words.items() if word not in slips}
    total = sum(known.values())
    for word, count in known.items():
        if count >= 20 and 2 <= len(word) <= _LONGEST and _HAN.fullmatch(word):
            words.setdefault(word, min(-6.0, math.log10(count / total) - 0.5))
    pairs = {k: v for k, v in model.pairs.items() if k[0] in words and k[1] in words}
    return Model(words, {w: model.backoff.get(w, 0.0) for w in words}, pairs)


def _count(model: Model, lines: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for run in _HAN.findall(line):
            for at in range(0, len(run), 40):
                found = segment(run[at : at + 40], model)
                words.update(found)
                pairs.update(itertools.pairwise(found))
    return words, pairs


def segment(run: str, model: Model) -> list[str]:
    """The likeliest words of a run of Han characters."""
    best: list[dict[str, tuple[float, int, str]]] = [{} for _ in range(len(run) + 1)]
    best[0][""] = (0.0, 0, "")
    for at in range(len(run)):
        for end in range(at + 1, min(at + _LONGEST, len(run)) + 1):
            word = run[at:end]
            share = model.words.get(word, _UNKNOWN if end == at + 1 else None)
            if share is None or not best[at]:
                continue
            best[end][word] = max(
                (
                    score + model.pairs.get((last, word), share + model.backoff.get(last, 0.0)),
                    at,
                    last,
                )
                for last, (score, _, _) in best[at].items()
            )
    words: list[str] = []
    end = len(run)
    word = max(best[end], key=lambda w: best[end][w][0])
    while word:
        words.append(word)
        _, end, word = best[end][word]
    return words[::-1]


def _mix(model: Model, words: Counter[str], pairs: Counter[tuple[str, str]]) -> Model:
    total = sum(words.values())
    shares = {
        word: math.log10((1 - _TECHNICAL) * 10**value + _TECHNICAL * words[word] / total)
        for word, value in model.words.items()
    }
    mixed = {}
    seen = {k for k, n in pairs.items() if n >= 2 and k[0] in shares and k[1] in shares}
    for key in {*model.pairs, *seen}:
        first, second = key
        general = model.pairs.get(key)
        if general is None:
            general = shares.get(second, _UNKNOWN) + model.backoff.get(first, 0.0)
        weight = _TECHNICAL * min(1.0, words[first] / 50)
        technical = pairs[key] / words[first] if words[first] else 0.0
        mixed[key] = math.log10((1 - weight) * 10**general + weight * technical)
    return Model(shares, model.backoff, mixed)
