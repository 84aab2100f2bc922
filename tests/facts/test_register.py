"""The built-in register on statements as answers make them, written before the wordings were."""

from __future__ import annotations

from functools import cache

from qa_lint.facts.load import load
from qa_lint.facts.matcher import match
from qa_lint.facts.register import Block, Register
from qa_lint.packs import files

from .support import statements


@cache
def register() -> Register:
    return Register(load(files("facts")))


def flagged(name: str) -> tuple[list[str], list[str]]:
    """The statements of a file that are flagged, and those that are not."""
    hit: list[str] = []
    left: list[str] = []
    for text in statements(name):
        (hit if match([Block(text)], register()) else left).append(text)
    return hit, left


def test_nineteen_of_twenty_wrong_statements_are_flagged() -> None:
    hit, left = flagged("register-wrong.txt")
    assert len(left) <= (len(hit) + len(left)) / 20, "\n".join(left)


def test_one_true_statement_in_two_hundred_at_most_is_flagged() -> None:
    hit, left = flagged("register-true.txt")
    assert len(hit) <= (len(hit) + len(left)) / 200, "\n".join(hit)
