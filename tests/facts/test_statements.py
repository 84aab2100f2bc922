"""Wrong statements are found, true ones are not: the sentences people write in answers."""

from __future__ import annotations

import pytest

from tests.facts.support import hits, statements


@pytest.mark.parametrize("text", statements("wrong.txt"))
def test_wrong_statement_is_found(text: str) -> None:
    assert hits(text)


@pytest.mark.parametrize("text", statements("true.txt"))
def test_true_statement_is_left_alone(text: str) -> None:
    assert hits(text) == []
