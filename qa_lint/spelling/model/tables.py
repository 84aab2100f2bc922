"""The counts that the model of wrong characters needs, read when they are first asked for.

words.bin is a hash table from words to their numbers, 0 the most frequent, with log10 of their
shares and of their back-off weights, a byte each; words.txt holds the words in this order and is
for the tools alone. sounds.txt has the common words of two characters by their sound. pairs.bin is a hash table from two word numbers to log10 P(second | first).
grams.bin does the same for three characters.
joins.bin is a square: how often one of the frequent characters follows another. chars.txt names
those characters with their sounds. phrases.txt is matched by sound. shapes.txt lists look-alikes.
All are made by `make models`.
"""

from __future__ import annotations

import mmap
import os
from functools import cached_property

#: Where the tables are.
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")

#: So many characters are told apart in joins.bin; rarer ones have no row.
CHARACTERS = 3_000
_STEP = 25.0
#: What a word that no table holds counts (log10), and a join that was never seen.
UNKNOWN, NO_JOIN, JOIN_STEP = -7.5, -8.5, 5.0
_GOLDEN = 0x9E3779B97F4A7C15
_PRIME = (1 << 61) - 1
_WORD_BITS = 18
#: So many words are kept with what was looked up.
_CACHED = 200_000
#: Words of two characters among so many first ones are candidates.
COMMON = 45_000
#: Sounds that input methods and dialects confuse count as one.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"))


def to_byte(value: float) -> int:
    """A log10 of 0 to -10.2 as a byte."""
    return max(0, min(255, round(-value * _STEP)))


def slot(first: int, second: int, bits: int) -> tuple[int, int]:
    """Where a pair of word numbers is looked for in a table of 2**bits, and its mark (not 0)."""
    mixed = ((first << _WORD_BITS | second) * _GOLDEN) & 0xFFFFFFFFFFFFFFFF
    return mixed >> (64 - bits), (mixed >> 20 & 0xFFFF) or 1


def gram_slot(first: int, second: int, third: int, bits: int) -> tuple[int, int]:
    """Where a gram of three character rows is looked for, and its mark (not 0)."""
    mixed = ((first << 24 | second << 12 | third) * _GOLDEN) & 0xFFFFFFFFFFFFFFFF
    return mixed >> (64 - bits), (mixed >> 20 & 0xFFFF) or 1


def word_slot(word: str, bits: int) -> tuple[int, int]:
    """Where a word is looked for in a table of 2**bits, and its mark (not 0)."""
    mixed = int.from_bytes(word.encode("utf-16-le", "surrogatepass"), "little") % _PRIME
    mixed = mixed * _GOLDEN & 0xFFFFFFFFFFFFFFFF
    return mixed >> (64 - bits), (mixed >> 20 & 0xFFFF) or 1


def one_sound(sound: str) -> str:
    """A sound without tone, with what is confused made equal: `shi4` and `si1` are `si`."""
    sound = sound.rstrip("12345")
    for long, short in _INITIALS:
        if sound.startswith(long):
            sound = short + sound[len(long) :]
    for long, short in _FINALS:
        if sound.endswith(long):
            sound = sound[: -len(long)] + short
    return sound


def map_file(name: str) -> mmap.mmap:
    """A file of the data, mapped into memory, where processes share it."""
    with open(os.path.join(DATA, name), "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _read(name: str) -> str:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return file.read()


def _look_up(table: mmap.mmap, at: int, mark: int) -> float | None:
    """The value of a mark in a table that was written with linear probing from `at`."""
    bits = table[0]
    low, high, values = mark & 255, mark >> 8, 2 + (2 << bits)
    while True:
        place = 2 + 2 * at
        if table[place] == low and table[place + 1] == high:
            return -table[values + at] / _STEP
        if not table[place] and not table[place + 1]:
            return None
        at = (at + 1) & ((1 << bits) - 1)


class Tables:
    """All tables; each is read at its first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int | None] = {}

    @cached_property
    def words(self) -> dict[str, int]:
        """Word to number, 0 the most frequent; read from a file that the package has not."""
        names = _read("words.txt").split()
        return dict(zip(names, range(len(names)), strict=True))

    @cached_property
    def _words(self) -> tuple[int, memoryview, memoryview, memoryview, memoryview]:
        """The bits of the table of words, its marks and numbers, shares and back-off weights."""
        file = memoryview(map_file("words.bin"))
        bits = file[0]
        marks, numbers = 4 + (2 << bits), 4 + (6 << bits)
        middle = numbers + (len(file) - numbers) // 2
        return (
            bits,
            file[4:marks].cast("H"),
            file[marks:numbers].cast("I"),
            file[numbers:middle],
            file[middle:],
        )

    def number(self, word: str) -> int | None:
        """The number of a word, 0 for the most frequent, None for no word."""
        try:
            return self._numbers[word]
        except KeyError:
            pass
        if len(self._numbers) > _CACHED:
            self._numbers.clear()
        bits, marks, numbers, _, _ = self._words
        at, mark = word_slot(word, bits)
        while marks[at] and marks[at] != mark:
            at = (at + 1) & ((1 << bits) - 1)
        found = self._numbers[word] = numbers[at] if marks[at] else None
        return found

    @cached_property
    def _pairs(self) -> mmap.mmap:
        return map_file("pairs.bin")

    @cached_property
    def _grams(self) -> mmap.mmap:
        return map_file("grams.bin")

    @cached_property
    def _joins(self) -> mmap.mmap:
        return map_file("joins.bin")

    @cached_property
    def characters(self) -> dict[str, tuple[int, tuple[str, ...], float]]:
        """Character to its row, its sounds with tones, and log10 of its share."""
        rows = (line.split(" ") for line in _read("chars.txt").splitlines())
        return {c: (n, tuple(s.split(",")), float(v)) for n, (c, s, v) in enumerate(rows)}

    @cached_property
    def sound_keys(self) -> dict[int, int]:
        """For str.translate: characters of one sound become one private character."""
        numbers: dict[str, int] = {}
        return {
            ord(char): 0xE000 + numbers.setdefault(one_sound(sounds[0]), len(numbers))
            for char, (_, sounds, _) in self.characters.items()
        }

    @cached_property
    def _by_sound(self) -> dict[str, str]:
        return dict(line.split(" ", 1) for line in _read("sounds.txt").splitlines())

    def by_sound(self, sound: str) -> list[str]:
        """Common words of two characters with a sound, which is one of `sound_keys` for each."""
        return self._by_sound.get(sound, "").split()

    @cached_property
    def phrase_sounds(self) -> dict[str, tuple[str, ...]]:
        """Phrases of three to five characters by their sound."""
        found: dict[str, tuple[str, ...]] = {}
        for phrase in _read("phrases.txt").split():
            sound = phrase.translate(self.sound_keys)
            found[sound] = (*found.get(sound, ()), phrase)
        return found

    @cached_property
    def loose(self) -> dict[str, str]:
        """Character to those that look like it, or somewhat like it."""
        rows = (line.split(" ") for line in _read("shapes.txt").splitlines())
        return {char: near + loose for char, near, loose in rows}

    @cached_property
    def shapes(self) -> dict[str, str]:
        """Character to those that look like it."""
        rows = (line.split(" ") for line in _read("shapes.txt").splitlines())
        return {char: near for char, near, _ in rows if near != "-"}

    def share(self, word: str) -> float | None:
        """log10 of a word's share of all words, None for no word."""
        number = self.number(word)
        return None if number is None else -self._words[3][number] / _STEP

    def is_common(self, word: str) -> bool:
        """Whether a word is among the common ones."""
        number = self.number(word)
        return number is not None and number < COMMON

    def pair(self, first: str, second: str) -> float | None:
        """log10 P(second | first), None where it was not counted; both are words."""
        one, two = self.number(first), self.number(second)
        if one is None or two is None:
            return None
        table = self._pairs
        return _look_up(table, *slot(one, two, table[0]))

    def gram(self, three: str) -> float | None:
        """log10 of how often three characters stand together, None where that is rare."""
        try:
            rows = [self.characters[char][0] for char in three]
        except KeyError:
            return None
        table = self._grams
        return _look_up(table, *gram_slot(rows[0], rows[1], rows[2], table[0]))

    def backoff(self, word: str) -> float:
        """log10 of what remains for words that were not counted after `word`."""
        number = self.number(word)
        return 0.0 if number is None else -self._words[4][number] / _STEP

    @cached_property
    def rows(self) -> dict[str, int]:
        """Frequent character to its row in the square of joins."""
        return {char: entry[0] for char, entry in self.characters.items()}

    @cached_property
    def _levels(self) -> list[float]:
        """What the bytes in the square of joins mean."""
        return [NO_JOIN - 0.5, *(NO_JOIN + level / JOIN_STEP for level in range(255))]

    def join(self, first: str, second: str) -> float:
        """log10 of how often `second` follows `first`; NO_JOIN for rare characters."""
        rows = self.rows
        try:
            return self._levels[self._joins[rows[first] * CHARACTERS + rows[second]]]
        except KeyError:
            return NO_JOIN


TABLES = Tables()
