"""Sentences of interview answers against the built-in register.

Each was written before the matcher had seen it. The register grows and is corrected every day, so
the rates are tested and not each sentence. `notes_true.txt` holds, in other words, what was once
flagged in notes although it is right.
"""

from __future__ import annotations

from functools import cache

from qa_lint.facts.load import load
from qa_lint.facts.matcher import match
from qa_lint.facts.register import Register
from qa_lint.packs import files
from tests.facts.support import block, statements

#: The share of wrong statements that must be found, and of true ones that may be flagged.
FOUND, FLAGGED = 0.85, 0.01


@cache
def register() -> Register:
    return Register(load(files("facts")))


def test_true_answers_are_left_alone() -> None:
    true = [*statements("answers_true.txt"), *statements("notes_true.txt")]
    flagged = [text for text in true if match([block(text)], register())]
    assert len(flagged) <= len(true) * FLAGGED, "\n".join(flagged)


def test_wrong_answers_are_found() -> None:
    wrong = statements("answers_wrong.txt")
    missed = [text for text in wrong if not match([block(text)], register())]
    assert len(missed) <= len(wrong) * (1 - FOUND), "\n".join(missed)
