"""The built-in packs: every example of every fact does what it should."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from qa_lint.facts.load import load
from qa_lint.facts.validate import failures
from qa_lint.packs import files


@cache
def plain() -> dict[str, Any]:
    return load(files("facts"))


def test_every_example() -> None:
    assert [f"{fact['id']}: {fault}" for fact, fault in failures(plain())] == []


@pytest.mark.parametrize("entity", plain()["entities"], ids=lambda e: e["slug"])
def test_an_alias_belongs_to_one_entity(entity: dict[str, Any]) -> None:
    mine = {alias.lower() for alias in entity["aliases"]}
    for other in plain()["entities"]:
        if other is not entity:
            assert not mine & {alias.lower() for alias in other["aliases"]}, other["name"]
