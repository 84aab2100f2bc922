"""Which English words there are: the frequency list, the names and words of the packs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, islice
from typing import Any

from .compiled import tables

_DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "english.txt")
_SUFFIXES = (
    "'s",
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "or",
    "ly",
    "able",
    "ness",
    "ized",
    "izing",
    "ization",
    "ize",
    "izer",
    "izers",
    "ability",
    "ible",
    "ive",
    "less",
    "ful",
    "wise",
)
_PREFIXES = (
    "un",
    "re",
    "pre",
    "non",
    "sub",
    "multi",
    "meta",
    "auto",
    "super",
    "inter",
    "over",
    "under",
    "co",
    "de",
    "mis",
    "dis",
    "micro",
    "hyper",
    "cross",
    "self",
    "semi",
    "anti",
    "post",
)

_BRITISH = re.compile(r"is(e[drs]?|ers|ing|ation|ations|able)$")
#: A name of the packs counts as a word of this rank; only so many words are looked through.
_NAME, _FREQUENT = 4_000, 20_000
_LAST = 1 << 30
#: A stem of three letters must be so frequent, for nearly all three letters are a word somewhere.
_STEM = 20_000
#: A word of a higher rank is too rare to be what was meant.
LAST_MEANT = 90_000


class Lexicon:
    """Known English words in lower case; `rank` tells how frequent one is (0: the most).

    `names` maps a name in lower case to its own form, `people` are those of persons; `more` are
    further known words.
    """

    def __init__(
        self,
        words: Iterable[str],
        names: dict[str, str],
        people: Iterable[str] = (),
        more: Iterable[str] = (),
    ) -> None:
        self.people = frozenset(people)
        words = list(words)
        self.rank = dict(zip(words, range(len(words)), strict=True))
        self.names = names
        self._more = frozenset(more)
        self._by_edges: dict[tuple[str, str, int], list[str]] | None = None
        #: Answers already found, for a slip seldom comes alone.
        self.answers: dict[Any, Any] = {}

    @cached_property
    def meant(self) -> frozenset[str]:
        """What a slip may have been meant to be: the more frequent words, and all names."""
        return frozenset(chain(islice(self.rank, LAST_MEANT), self.names))

    def knows(self, word: str) -> bool:
        """Whether a lower-case word, or what it is inflected or put together from, is known."""
        return self.has(word) or self.derives(word)

    def derives(self, word: str) -> bool:
        """Whether a word that is in no list is inflected or put together from one that is.

        That is weak evidence: `postion` is `post` and `ion`.
        """
        if self.inflects(word) or self.is_british(word):
            return True
        return any(
            word.startswith(prefix)
            and len(word) > len(prefix) + 2
            and self.has(word[len(prefix) :])
            for prefix in _PREFIXES
        )

    def is_british(self, word: str) -> bool:
        """Whether a word that is in no list is the British form of one: optimise, memorised."""
        return "is" in word and self.has(_BRITISH.sub(r"iz\1", word))

    def inflects(self, word: str) -> bool:
        """Whether a word is an inflection of one in a list."""
        return any(self._inflected(word, suffix) for suffix in _SUFFIXES)

    def _inflected(self, word: str, suffix: str) -> bool:
        stem = word[: -len(suffix)]
        if not word.endswith(suffix) or len(stem) < 3:
            return False
        if (suffix == "d" and stem[-1] != "e") or (suffix == "s" and stem[-1] == "s"):
            return False
        if len(stem) == 3 and self.rank.get(stem, _LAST) > _STEM and stem not in self.names:
            return False
        doubled = stem[-1] == stem[-2] and self.has(stem[:-1])
        with_y = stem.endswith("i") and self.has(stem[:-1] + "y")
        with_e = suffix[0] in "aeio" and self.has(stem + "e")
        return self.has(stem) or with_e or doubled or with_y

    def place(self, word: str) -> int:
        """Rank of a word; a name of the packs counts as a frequent one, an unknown one as last."""
        rank = self.rank.get(word)
        if word in self.names and len(word) > 3:
            return min(rank, _NAME) if rank is not None else _NAME
        return _LAST if rank is None else rank

    def is_name(self, word: str) -> bool:
        """Whether the lower-case word is a name of the packs."""
        return word in self.names

    def compound(self, word: str) -> bool:
        """Whether a word is two frequent words written as one, such as `checkpoint`.

        A part of three letters must be among the most frequent, for `com` begins half the slips.
        """
        return any(
            self.rank.get(word[:cut], _LAST) < (12_000 if cut > 3 else 700)
            and self.rank.get(word[cut:], _LAST) < (12_000 if len(word) - cut > 3 else 700)
            for cut in range(3, len(word) - 2)
        )

    def far(self, word: str) -> set[str]:
        """Frequent words and names with the same first and last letter, more than one edit away.

        Their inner letters stand in another order, or they are two edits away.
        """
        size = len(word)
        if size < 6:
            return set()
        if self._by_edges is None:
            self._by_edges = {}
            for known in chain(islice(self.rank, _FREQUENT), self.names):
                if len(known) > 5:
                    key = (known[0], known[-1], len(known))
                    self._by_edges.setdefault(key, []).append(known)
        from rapidfuzz.distance import OSA

        letters = sorted(word)
        found = {
            known
            for known in self._by_edges.get((word[0], word[-1], size), ())
            if sorted(known) == letters
        }
        if size > 6:
            for length in range(size - 2, size + 3):
                for known in self._by_edges.get((word[0], word[-1], length), ()):
                    if OSA.distance(known, word, score_cutoff=2) == 2:
                        found.add(known)
        return found

    def has(self, word: str) -> bool:
        """Whether the lower-case word itself is in a list."""
        return word in self.rank or word in self.names or word in self._more


_made: dict[tuple[str, ...], Lexicon] = {}


def get(packs: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon with the built-in packs and `packs`."""
    if packs not in _made:
        with open(_DATA, encoding="utf-8") as file:
            words = file.read().split()
        known = tables(packs)
        made = _made[packs] = Lexicon(words, dict(known.names), known.people, known.more)
        made.names.update((word, word) for word in known.common if word in made.rank)
    return _made[packs]


_chinese: frozenset[str] | None = None


def chinese_words() -> frozenset[str]:
    """Chinese words of two to four characters; read when first asked."""
    global _chinese
    if _chinese is None:
        with open(os.path.join(os.path.dirname(_DATA), "chinese.txt"), encoding="utf-8") as file:
            _chinese = frozenset(file.read().split())
    return _chinese


def edits1(word: str) -> set[str]:
    """All strings one deletion, transposition, replacement or insertion away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    found |= {a + c + b for a, b in cuts for c in letters}
    found.discard(word)
    return found
