"""The quick look at blocks lets everything through that the close look can find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_lint.check_file import load_document
from qa_lint.config import Settings
from qa_lint.facts import matcher
from qa_lint.facts.above import Memory, above
from qa_lint.facts.candidates import Candidate, May, candidates
from qa_lint.facts.joined import Joined
from qa_lint.facts.keys import bits, members
from qa_lint.facts.matcher import analyse
from qa_lint.facts.mentions import Found
from qa_lint.facts.register import Block, Register
from qa_lint.facts.wordings import wordings_in
from qa_lint.facts.words import AnyOf, Ending, fold
from qa_lint.rules.facts._analysis import blocks
from tests.facts.support import block, models, statements

CONTENT = Path(__file__).parents[2] / "content"


def everything(joined: Joined, register: Register, sized: bool) -> Iterator[Candidate]:
    """Every block, as if it could state anything anywhere."""
    for one in joined.blocks:
        folded = fold(one.text)
        found = [Found(start, end, key) for key, start, end in register.names(folded)]
        top = above(one, register, Memory(lambda text: register.names(fold(text))))
        reach = bits((*top.lead, *top.heading))
        for hit in found:
            reach |= register.keys.entities[hit.key]
        say = wordings_in(one.text, folded, register.sayings(folded, reach), reach, register)
        may = May(True, True, say, list(range(len(folded))), True)
        yield Candidate(one, folded, found, top, may)


def samples() -> list[Block]:
    pages = sorted(CONTENT.rglob("*.md"))[:2]
    made = [block(line) for name in ("wrong.txt", "true.txt") for line in _lines(name)]
    for page in pages:
        made += blocks(load_document(str(page), page.read_text(encoding="utf-8"), Settings()))
    return [one._replace(index=index) for index, one in enumerate(made)]


def _lines(name: str) -> list[str]:
    return statements(name) if (Path(__file__).parent / "data" / name).exists() else []


def test_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, register = samples(), models()
    expected = analyse(texts, register)
    assert expected[1]
    register.told[True].clear()
    monkeypatch.setattr(matcher, "candidates", everything)
    found = analyse(texts, register)
    register.told[True].clear()
    assert found == expected


def test_most_blocks_are_passed_over() -> None:
    texts = [block("这里没有名字。"), block("BERT 很有名。"), block("BERT 有 12 层。")]
    assert [c.block.text for c in candidates(Joined(texts), models(), True)] == ["BERT 有 12 层。"]


def test_copies_of_a_block_keep_their_own_place() -> None:
    text = "BLIP-2 的图像编码器是 ResNet。"
    hits, _ = analyse(
        [Block(text, index=3), Block("别的。", index=4), Block(text, index=9)], models()
    )
    assert [hit.block for hit in hits] == [3, 9]


def test_what_stands_above_a_copy_counts() -> None:
    text = "它的图像编码器是 ResNet。"
    pages = [Block(text, headings=("BLIP-2",)), Block(text, headings=("别的",), index=1)]
    assert {hit.block for hit in analyse(pages, models())[0]} == {0}


@pytest.mark.parametrize("text", ["使用了 ", "使用 “", "using the ", "它", "（", "abc ", ""])
def test_an_ending_finds_what_its_pattern_finds(text: str) -> None:
    pattern = r"(?:使用了?|using)[ “]*(?:the )?$"

    found = Ending(pattern).search(text, 0, len(text))
    assert (found is None) == (re.search(pattern, text) is None)


def test_any_of_words_keeps_latin_boundaries() -> None:
    words = AnyOf(["layer", "层"])
    assert words.search("players and layers") is None
    assert words.search("a layer") is not None
    assert words.search("12层") is not None


def test_a_set_of_entities_is_the_bits_of_a_number() -> None:
    assert bits([0, 3, 70]) == 1 + 8 + (1 << 70)
    assert members(bits([70, 3, 0])) == (0, 3, 70)
    assert members(0) == ()
