"""How likely a short run of Han characters is, as the likeliest of its readings as words."""

from __future__ import annotations

from typing import NamedTuple

from .tables import TABLES, UNKNOWN

_LONGEST = 5
_CACHED = 400_000


class _State(NamedTuple):
    """The likeliest reading that ends with a word, and the state before that word."""

    score: float
    word: str
    before: _State | None


_START = _State(0.0, "", None)

#: log10 of words and of steps from word to word, as far as they were asked for.
_shares: dict[str, float | None] = {}
_steps: dict[tuple[str, str], float] = {}


def likeliest(run: str) -> tuple[float, list[str]]:
    """log10 of the likeliest reading's probability, and its words."""
    length = len(run)
    states: list[list[_State]] = [[] for _ in range(length + 1)]
    states[0].append(_START)
    shares, steps = _shares, _steps
    for at in range(length):
        before = states[at]
        for end in range(at + 1, min(at + _LONGEST, length) + 1):
            word = run[at:end]
            share = shares[word] if word in shares else _share(word)
            if share is None:
                if end > at + 1:
                    continue
                share = UNKNOWN
            best, top = None, -1e9
            for state in before:
                step = steps.get((state.word, word))
                score = state.score + (_step(state.word, word, share) if step is None else step)
                if score > top:
                    best, top = state, score
            if best is not None:
                states[end].append(_State(top, word, best))
    last = max(states[length], key=lambda state: state.score)
    words: list[str] = []
    node: _State | None = last
    while node is not None and node.word:
        words.append(node.word)
        node = node.before
    return last.score, words[::-1]


def _share(word: str) -> float | None:
    if len(_shares) > _CACHED:
        _shares.clear()
    value = _shares[word] = TABLES.share(word)
    return value


def _step(last: str, word: str, share: float) -> float:
    """log10 P(word | last)."""
    if not last:
        return share
    if len(_steps) > _CACHED:
        _steps.clear()
    counted = TABLES.pair(last, word)
    value = _steps[last, word] = share + TABLES.backoff(last) if counted is None else counted
    return value
