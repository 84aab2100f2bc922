"""Registers and blocks for the tests of facts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qa_lint.facts.load import load
from qa_lint.facts.matcher import match
from qa_lint.facts.register import Block, Register
from qa_lint.facts.result import Hit
from qa_lint.packs import folder

DATA = Path(__file__).parent / "data"
ATTRIBUTES = str(Path(folder()) / "facts" / "_attributes.yaml")
BLIP = str(Path(folder()) / "facts" / "blip.yaml")


@cache
def models() -> Register:
    """A register of well-known models that is independent of the built-in packs' growth."""
    packs = [str(DATA / "models.yaml"), str(DATA / "methods.yaml")]
    return Register(load([ATTRIBUTES, BLIP, *packs]))


def block(text: str) -> Block:
    r"""A block; `#heading|text` puts it under a heading, `\n` is a line break."""
    text = text.replace("\\n", "\n")
    if text.startswith("#"):
        heading, _, text = text[1:].partition("|")
        return Block(text, headings=(heading,))
    return Block(text)


def hits(text: str, **more: object) -> list[Hit]:
    """What the matcher says of a text."""
    return match([block(text)._replace(**more)], models())


def statements(name: str) -> list[str]:
    """The lines of a file of statements."""
    return (DATA / name).read_text(encoding="utf-8").splitlines()
