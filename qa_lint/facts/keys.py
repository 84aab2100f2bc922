"""What the strings are that are sought in a text: names, and wordings of entities as sets of bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

#: Roles of patterns of an attribute: that a relation holds, and that it does not.
RELATIONS = ("relation", "denies")


def bits(numbers: Iterable[int]) -> int:
    """A set of numbers as the bits of one."""
    made = 0
    for number in numbers:
        made |= 1 << number
    return made


@lru_cache(maxsize=4096)
def members(bits: int) -> tuple[int, ...]:
    """The numbers of a set of bits, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return tuple(found)


class Wording(NamedTuple):
    """What a wording in the text may mean.

    `fact` is the index of the fact that lists it ("is", "not" or "says" as `role`), or -1 for a
    value of a shared attribute (then `value` is its canonical name); `rest` are the pieces, each
    with its gap, that must follow and `lead` those that must stand before it: see pieces.py.
    """

    fact: int
    role: str
    attribute: str
    value: str
    rest: tuple[tuple[int, int], ...]
    upper: bool
    lead: tuple[int, ...]


class Key(NamedTuple):
    """Everything that one folded string can be.

    `wordings` are by the entity whose fact lists them, -1 for values of shared attributes.
    """

    entities: list[tuple[int, str]]  # (index or -1 for a namesake, the name as written)
    wordings: dict[int, list[Wording]]


class _Tells(dict[int, int]):
    """By key the entities that it says something of, as bits; few of many are ever asked for."""

    def __init__(self, numbers: Sequence[int], sets: Sequence[str]) -> None:
        super().__init__()
        self._numbers = numbers
        self._sets = sets

    def __missing__(self, key: int) -> int:
        found = self[key] = int(self._sets[self._numbers[key]], 16)
        return found


class Keys:
    """The keys of the automatons, made when they are asked for."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._owners: Sequence[Any] = tables["owners"]
        self._wordings: Sequence[Any] = tables["wordings"]
        self._of_names: dict[int, list[Any]] = dict(tables["names"])
        self._made: dict[int, Key] = {}
        #: The keys that are names, and those that say something of the entities `tells`, as bits.
        self.names = list(self._of_names)
        self.says: Sequence[int] = tables["says"]
        self.tells = _Tells(tables["tells"], tables["sets"])
        #: The entities that each may be a name of, as bits.
        self.entities = [0] * len(self._owners)
        for number, names in self._of_names.items():
            self.entities[number] = bits(index for index, _ in names if index >= 0)

    def __len__(self) -> int:
        return len(self._owners)

    def __getitem__(self, number: int) -> Key:
        key = self._made.get(number)
        if key is None:
            names = self._of_names.get(number, ())
            key = self._made[number] = Key(
                [(index, name) for index, name in names],
                {
                    owner: [self._wording(row) for row in rows]
                    for owner, rows in self._owners[number]
                },
            )
        return key

    def _wording(self, row: int) -> Wording:
        fact, role, attribute, value, rest, upper, lead = self._wordings[row]
        gaps = tuple((piece, gap) for piece, gap in rest)
        return Wording(fact, role, attribute, value, gaps, upper, tuple(lead))
