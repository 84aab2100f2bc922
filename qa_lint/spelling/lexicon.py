"""Which English words there are: the frequency list, the names and words of the packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import rows
from .compiled import tables
from .rows import LAST, Ranks

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
#: So many unknown words make it worth while to read all words.
_MANY = 100
#: A name of the packs counts as a word of this rank; only so many words are looked through.
_NAME, _FREQUENT = 4_000, 20_000
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
        rank: Ranks,
        names: Mapping[str, str],
        people: Iterable[str] = (),
        more: Iterable[str] = (),
    ) -> None:
        self.people = frozenset(people)
        self.rank = rank
        self.names = names
        self._more = frozenset(more)
        self._begun: dict[str, dict[tuple[str, int], set[str]]] = {}
        self._by_edges: dict[tuple[str, str, int], list[tuple[str, int]]] = {}
        #: A set of all words is made only where so many are asked for that it pays.
        self._asked, self._meant = 0, frozenset[str]()
        #: Answers already found, for a slip seldom comes alone.
        self.answers: dict[Any, Any] = {}
        self._built: dict[str, bool] = {}

    def near(self, word: str) -> set[str]:
        """Words that are not too rare, and names, one edit away that begin with the same letter.

        And those that begin with the first two letters swapped, or with a letter more.
        """
        edits = _edits(word, 1, len(word) + 1)
        edits.add(word[1::-1] + word[2:])
        edits.update([char + word for char in _LETTERS])
        edits.discard(word)
        if self._asked == _MANY:
            found = edits & self._meant
        else:
            self._asked += 1
            if self._asked == _MANY:
                self._meant = self.rank.first(LAST_MEANT)
            found = self.rank.among(edits, LAST_MEANT)
        return found | (edits & self.names.keys())

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
        if len(stem) == 3 and self.rank.get(stem, LAST) > _STEM and stem not in self.names:
            return False
        doubled = stem[-1] == stem[-2] and self.has(stem[:-1])
        with_y = stem.endswith("i") and self.has(stem[:-1] + "y")
        with_e = suffix[0] in "aeio" and self.has(stem + "e")
        return self.has(stem) or with_e or doubled or with_y

    def place(self, word: str) -> int:
        """Rank of a word; a name of the packs counts as a frequent one, an unknown one as last."""
        rank = self.rank.get(word)
        if word in self.names and len(word) > 3:
            return min(rank, _NAME)
        return rank

    def is_name(self, word: str) -> bool:
        """Whether the lower-case word is a name of the packs."""
        return word in self.names

    def is_built(self, word: str) -> bool:
        """Whether a word that is in no list derives from one, or is a compound; asked once."""
        answer = self._built.get(word)
        if answer is None:
            answer = self._built[word] = self.derives(word) or self.compound(word)
        return answer

    def compound(self, word: str) -> bool:
        """Whether a word is two frequent words written as one, such as `checkpoint`.

        A part of three letters must be among the most frequent, for `com` begins half the slips.
        """
        return any(
            self.rank.get(word[:cut], LAST) < (12_000 if cut > 3 else 700)
            and self.rank.get(word[cut:], LAST) < (12_000 if len(word) - cut > 3 else 700)
            for cut in range(3, len(word) - 2)
        )

    def far(self, word: str) -> set[str]:
        """Frequent words and names with the same first and last letter, more than one edit away.

        Their inner letters stand in another order, or they are two edits away.
        """
        size = len(word)
        if size < 6:
            return set()
        letters, held = sorted(word), _letters(word)
        found = {
            known
            for known, its in self._alike(word[0], word[-1], size)
            if its == held and sorted(known) == letters
        }
        third = size // 3
        one, two, three = word[:third], word[third:-third], word[-third:]
        for length in range(size - 2, size + 3) if size > 6 else ():
            for known, its in self._alike(word[0], word[-1], length):
                # Two edits change at most four letters, and one of three parts not at all.
                if (its ^ held).bit_count() > 4:
                    continue
                if (one in known or three in known or two in known) and are_near(known, word):
                    found.add(known)
        return found

    def _alike(self, first: str, last: str, size: int) -> list[tuple[str, int]]:
        """Frequent words and names with these ends and this length, with their letters as bits."""
        key = (first, last, size)
        made = self._by_edges.get(key)
        if made is None:
            if first not in self._begun:
                words = self._begun[first] = {}
                for word in (*self.rank.beginning(first, _FREQUENT), *self._named(first)):
                    words.setdefault((word[-1], len(word)), set()).add(word)
            words_here = self._begun[first].get((last, size), ())
            made = self._by_edges[key] = [(word, _letters(word)) for word in words_here]
        return made

    def _named(self, first: str) -> Iterator[str]:
        return (name for name in self.names if name[0] == first and len(name) > 5)

    def has(self, word: str) -> bool:
        """Whether the lower-case word itself is in a list."""
        return word in self.rank or word in self.names or word in self._more


_made: dict[tuple[str, ...], Lexicon] = {}


def get(packs: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon with the built-in packs and `packs`."""
    if packs not in _made:
        known = tables(packs)
        _made[packs] = Lexicon(rows.english(), known.names, known.people, known.more)
    return _made[packs]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edits1(word: str) -> set[str]:
    """All strings one deletion, transposition, replacement or insertion away."""
    found = _edits(word, 0, len(word) + 1)
    found.discard(word)
    return found


def _edits(word: str, first: int, last: int) -> set[str]:
    """The strings that differ from a word by one edit at a place of [first, last), and the word."""
    cuts = [(word[:i], word[i:]) for i in range(first, min(last, len(word) + 1))]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    found |= {a + c + b for a, b in cuts for c in _LETTERS}
    return found


def _letters(word: str) -> int:
    """The letters of a word as bits."""
    held = 0
    for char in word:
        held |= 1 << (ord(char) & 31)
    return held


def are_near(one: str, two: str, edits: int = 2) -> bool:
    """Whether two words are at most so many edits apart; a swap of neighbours is one.

    A page has a few such pairs, for which no library is worth loading.
    """
    short = min(len(one), len(two))
    at = 0
    while at < short and one[at] == two[at]:
        at += 1
    if at == short:
        return abs(len(one) - len(two)) <= edits
    if not edits:
        return False
    a, b = one[at + 1 :], two[at + 1 :]
    return (
        are_near(a, b, edits - 1)
        or are_near(one[at:], b, edits - 1)
        or are_near(a, two[at:], edits - 1)
        or (one[at : at + 2] == two[at : at + 2][::-1] and are_near(a[1:], b[1:], edits - 1))
    )
