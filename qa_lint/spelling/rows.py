"""Lists of words that are read by how the words begin: a page needs few of the rows.

A line of a file is one row: the beginning that all its words share, then the words. To split them
all takes longer than checking a page, so a row is split when it is first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
#: So many letters tell the row of an English word.
HEAD = 3
#: What a word that is in no list counts.
LAST = 1 << 30


class Ranks:
    """How frequent each English word is, 0 the most."""

    def __init__(self, text: str) -> None:
        """Of rows such as `abo about 44 above 570`: words of one beginning, each with its rank."""
        self._rows: dict[str, str | dict[str, int]] = {}
        for line in text.splitlines():
            head, _, words = line.partition(" ")
            self._rows[head] = words

    def row(self, head: str) -> dict[str, int]:
        """The words that begin with three letters, or are shorter, with their ranks."""
        row = self._rows.get(head, _NONE)
        if isinstance(row, str):
            words = row.split()
            row = dict(zip(words[::2], map(int, words[1::2]), strict=True))
            self._rows[head] = row
        return row

    def get(self, word: str, default: int = LAST) -> int:
        """The rank of a word, or `default`."""
        return self.row(word[:HEAD]).get(word, default)

    def __contains__(self, word: str) -> bool:
        return word in self.row(word[:HEAD])

    def among(self, words: Iterable[str], below: int) -> set[str]:
        """Those of some words whose rank is below a number."""
        found = set()
        rows = self._rows
        for word in words:
            row = rows.get(word[:HEAD])
            # Most are in no row, which is seen without splitting it.
            if row is not None and word in row and self.get(word) < below:
                found.add(word)
        return found

    def first(self, number: int) -> frozenset[str]:
        """The words whose rank is below a number."""
        return frozenset(
            word for head in self._rows for word, rank in self.row(head).items() if rank < number
        )

    def beginning(self, letter: str, below: int) -> Iterator[str]:
        """Words that begin with a letter, with a rank below a number."""
        for head in self._rows:
            if head[0] == letter:
                for word, rank in self.row(head).items():
                    if rank < below:
                        yield word


_NONE: dict[str, int] = {}


def english() -> Ranks:
    """The English words."""
    return Ranks(_read("english.txt"))


def write_english(words: Iterable[str]) -> str:
    """The text of the file for words, the most frequent first."""
    rows: dict[str, list[str]] = {}
    for rank, word in enumerate(words):
        rows.setdefault(word[:HEAD], []).append(f"{word} {rank}")
    return "".join(f"{head} {' '.join(rows[head])}\n" for head in sorted(rows))


class ChineseWords:
    """Chinese words of two to four characters: answers whether something is one."""

    def __init__(self, text: str) -> None:
        """Of rows such as `一 一下 一个`."""
        self._rows: dict[str, str | frozenset[str]] = {}
        for line in text.splitlines():
            self._rows[line[0]] = line[2:]

    def __contains__(self, word: str) -> bool:
        row = self._rows.get(word[:1])
        if row is None:
            return False
        if isinstance(row, str):
            row = self._rows[word[:1]] = frozenset(row.split())
        return word in row


_chinese: ChineseWords | None = None


def chinese() -> ChineseWords:
    """The Chinese words; read when first asked."""
    global _chinese
    if _chinese is None:
        _chinese = ChineseWords(_read("chinese.txt"))
    return _chinese


def write_chinese(words: Iterable[str]) -> str:
    """The text of the file for words."""
    rows: dict[str, list[str]] = {}
    for word in sorted(words):
        rows.setdefault(word[0], []).append(word)
    return "".join(f"{head} {' '.join(rows[head])}\n" for head in rows)


def _read(name: str) -> str:
    with open(os.path.join(DATA, name), "rb") as file:
        return file.read().decode()
