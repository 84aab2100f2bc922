"""Statements of several places that cannot all hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from .numbers import same_rounded
from .result import Claim

T = TypeVar("T")

#: Attributes whose values exclude each other.
EXCLUSIVE = frozenset(
    {
        "organisation",
        "year",
        "parameters",
        "layers",
        "heads",
        "width",
        "vocabulary",
        "context_length",
        "experts",
        "active_parameters",
    }
)
#: Organisations of which one belongs to the other.
_RELATED = (
    {"Google", "DeepMind"},
    {"CompVis", "Stability AI", "Runway"},
    {"Tsinghua University", "Zhipu"},
)


class Statement(NamedTuple):
    """A claim as it is kept in a summary; `facts` tells whether the register knows the value."""

    entity: str
    variant: str
    attribute: str
    value: str
    low: float
    high: float
    written: str
    facts: bool
    group: int  # statements of one sentence's block, which may be joint

    @classmethod
    def of(cls, claim: Claim) -> Statement:
        """Reduce a claim."""
        return cls(
            claim.entity, claim.variant, claim.attribute, claim.value, claim.low, claim.high,
            claim.text, bool(claim.facts), claim.block,
        )  # fmt: skip

    @property
    def key(self) -> tuple[str, str, str]:
        """What statements are compared within."""
        return self.entity.lower(), self.variant, self.attribute


def compatible(one: Statement, other: Statement) -> bool:
    """Whether both statements can hold."""
    if one.value == other.value or (one.facts and other.facts):
        return True
    if one.attribute == "organisation":
        return any({one.value, other.value} <= related for related in _RELATED)
    if one.attribute == "year":
        # The preprint and the conference are often a year apart.
        return abs(float(one.value) - float(other.value)) <= 1
    if one.low <= other.high and other.low <= one.high:
        return True
    return same_rounded(float(one.value), float(other.value))


def conflicting(items: Sequence[T], statement: Callable[[T], Statement]) -> Iterator[tuple[T, T]]:
    """(earlier, later) pairs that contradict each other, each later item once.

    A thing to which one block gives several values is a family of sizes or a joint work: its
    values are not compared.
    """
    if not items or statement(items[0]).attribute not in EXCLUSIVE:
        return
    blocks: dict[tuple[str, int], Statement] = {}
    for item in items:
        said = statement(item)
        place = (getattr(item, "path", ""), said.group)
        if place in blocks and not compatible(blocks[place], said):
            return
        blocks.setdefault(place, said)
    first = items[0]
    for item in items[1:]:
        if not compatible(statement(first), statement(item)):
            yield first, item
