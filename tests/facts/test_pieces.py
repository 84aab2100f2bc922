"""Wordings of several pieces: what stands around the one that is found."""

from __future__ import annotations

import pytest

from qa_lint.facts.pieces import RELATION, SAID_LATIN, Around, Pieces, PieceTable, families

#: The pieces: a verb, an object, a quantity.
WORDS = [["uses", "use", "更新", "训练"], ["weights", "权重"], ["all"]]
TABLE = PieceTable([families(words) for words in WORDS])
VERB, OBJECT, ALL = 0, 1, 2


def around(text: str, anchor: str) -> Around:
    start = text.index(anchor)
    return Around(start, start + len(anchor), Pieces(text, TABLE))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("更新了模型的权重", 8),
        ("更新模型，权重", -1),  # another clause
        ("更新的不是权重", -1),  # a denial between
        ("更新" + "很" * 24 + "权重", 28),
        ("更新" + "很" * 25 + "权重", -1),
        ("更新了参数", -1),
    ],
)
def test_a_piece_behind(text: str, end: int) -> None:
    assert around(text, "更新").rest([(OBJECT, RELATION)]) == end


def test_latin_pieces_are_whole_words() -> None:
    assert around("it trains small weightsets", "trains").rest([(OBJECT, SAID_LATIN)]) == -1
    assert around("it trains small weights", "trains").rest([(OBJECT, SAID_LATIN)]) == 23
    assert around("causes weights", "weights").lead([VERB]) == -1


def test_the_first_of_the_pieces_before() -> None:
    assert around("它训练并更新了权重", "权重").lead([VERB]) == 1
    assert around("它训练，再更新了权重", "权重").lead([VERB]) == 5
    assert around("它没有更新，权重", "权重").lead([VERB]) == -1


def test_several_pieces_in_order() -> None:
    assert around("uses all weights", "uses").rest([(ALL, RELATION), (OBJECT, RELATION)]) == 16
    assert around("uses weights of all", "uses").rest([(ALL, RELATION), (OBJECT, RELATION)]) == -1
    assert around("use all old weights", "weights").lead([VERB, ALL]) == 0
    assert around("all use old weights", "weights").lead([VERB, ALL]) == -1


def test_words_that_begin_alike_are_all_found() -> None:
    table = PieceTable([families(["模型", "模型的", "模型的权重", "model", "models"])])
    found = table.find(0, "模型的权重，models，supermodel")
    assert found == [(0, 5), (0, 3), (0, 2), (6, 12), (6, 11)]
