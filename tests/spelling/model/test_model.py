"""The model of Chinese: its tables, readings, proposals and scores."""

from __future__ import annotations

import itertools
import random

import pytest

from qa_lint.spelling.model import judge, proposals, verdict
from qa_lint.spelling.model.lattice import likeliest
from qa_lint.spelling.model.tables import NO_JOIN, TABLES, gram_slot, one_sound, slot
from qa_lint.spelling.model.weigh import edges, gain
from tests.timing import shortest


def proposed(text: str) -> set[tuple[int, str]]:
    """Where what is proposed for a text."""
    pairs = proposals.pairs_of(text)
    found = proposals.find(text, pairs, proposals.Repeated(pairs))
    return {(item.start, item.meant) for item in found}


@pytest.mark.parametrize(
    ("sound", "same"), [("zhi1", "zi4"), ("shang4", "sang1"), ("jing1", "jin1"), ("heng2", "hen3")]
)
def test_sounds_that_people_confuse_are_one(sound: str, same: str) -> None:
    assert one_sound(sound) == one_sound(same)
    assert one_sound("ma1") != one_sound("mei1")


def test_words_and_pairs_are_counted() -> None:
    share = TABLES.share("内存")
    assert share is not None and -7 < share < -2
    assert TABLES.share("内寸") is None
    pair = TABLES.pair("分配", "内存")
    assert pair is not None and pair > share
    assert TABLES.gram("标准库") is not None
    assert TABLES.gram("标住库") is None
    assert TABLES.join("内", "存") > TABLES.join("内", "寸")
    assert TABLES.join("龘", "靐") == NO_JOIN


@pytest.mark.parametrize("bits", [10, 20])
def test_places_in_the_tables_fit_them(bits: int) -> None:
    for numbers in [(0, 0, 0), (1, 2, 3), (2999, 2999, 2999)]:
        for place, mark in (slot(*numbers[:2], bits), gram_slot(*numbers, bits)):
            assert 0 <= place < 1 << bits
            assert 0 < mark < 1 << 16


def test_the_likeliest_reading_is_made_of_words() -> None:
    score, words = likeliest("服务器返回结果")
    assert "".join(words) == "服务器返回结果"
    assert "服务器" in words
    assert score > likeliest("服务器反回结果")[0]


def test_a_reading_of_nothing_has_no_words() -> None:
    assert likeliest("") == (0.0, [])


def test_edges_are_han_characters_at_most_five_on_each_side() -> None:
    text = "x，一二三四五六七八九十一二三y"
    assert edges(text, 8, 9) == (3, 14)
    assert edges("ab副cd", 2, 3) == (2, 3)


def test_the_right_character_gains_and_a_wrong_one_loses() -> None:
    assert gain("只副责转发", 1, 2, "负") > 2
    assert gain("只负责转发", 1, 2, "副") < -2


@pytest.mark.parametrize(
    ("text", "start", "meant"),
    [
        ("这个模块只副责转发请求", 5, "负"),  # the same sound
        ("程序会报存文件", 3, "保"),
        ("把按扭改成蓝色", 2, "钮"),  # the same sound and a similar shape
        ("数据先写入缓冲曲再刷盘", 7, "区"),
    ],
)
def test_what_was_meant_is_proposed(text: str, start: int, meant: str) -> None:
    assert (start, meant) in proposed(text)


def test_good_text_gives_few_proposals() -> None:
    assert len(proposed("服务器收到请求以后，先检查参数，再把结果返回给客户端。")) <= 2
    assert proposed("no Chinese here, 123") == set()
    assert proposed("") == set()
    assert proposed("字") == set()


@pytest.mark.parametrize(
    ("text", "written", "word"),
    [
        ("这个模块只副责转发。", "副", "负责"),
        ("它只执持两种格式。", "执", "支持"),
    ],
)
def test_a_sure_slip_is_found_with_its_word(text: str, written: str, word: str) -> None:
    (found,) = judge.find(text, verdict.settings()["warning"])
    assert (found.written, found.word) == (written, word)
    assert text[found.start : found.end] == written
    assert text[found.word_start :].startswith(word.replace(found.meant, written))


def test_a_word_that_the_file_repeats_explains_a_garbled_one() -> None:
    alone = "这种从单任务到在务的转变很快。"
    text = "一个任务完成以后，下一个任务开始。" * 6 + alone
    scores = [max(f.score for f in judge.find(t, -99.0) if f.written == "在") for t in (text,)]
    (found,) = [f for f in judge.find(text, -99.0) if f.written == "在"]
    assert found.word == "任务"
    assert found.times == 13
    assert scores[0] > 0
    assert not any(f.written == "在" and f.meant == "任" for f in judge.find(alone, -99.0))


def test_what_stands_often_is_not_doubted() -> None:
    once = "栅栏的位姿由相机给出。"
    assert list(judge.find(once * 5, verdict.settings()["warning"])) == []


def test_places_are_in_order_and_apart() -> None:
    text = "这个模块只副责转发。它只执持两种格式。" * 3
    starts = [found.start for found in judge.find(text, -99.0)]
    assert starts == sorted(starts)
    assert all(b - a >= 4 for a, b in itertools.pairwise(starts))


@pytest.mark.parametrize("kind", ["one", "two", "random", "slips"])
def test_time_grows_with_the_length_alone(kind: str) -> None:
    """Long runs of Han characters, without a break, cost no more for each of them."""
    chars = list(TABLES.characters)
    draw = random.Random(3)
    unit = {
        "one": "的" * 2_000,
        "two": "副责" * 1_000,
        "random": "".join(draw.choice(chars) for _ in range(2_000)),
        "slips": "这个模块只副责转发它只执持两种格式" * 118,
    }[kind]
    short, long = (shortest(lambda text: list(judge.find(text, 0.0)), unit * n) for n in (1, 8))
    assert long < 24 * max(short, 0.05)


def test_weights_fit_the_features() -> None:
    (found,) = judge.find("这个模块只副责转发。", 0.0)
    assert len(found.features) == len(verdict.settings()["weights"])
    assert found.score == pytest.approx(verdict.logit(found.features))


def test_the_table_of_words_knows_each_word_by_its_number_and_no_other() -> None:
    words = list(TABLES.words)
    for number in (0, 1, 100, 44_999, 45_000, len(words) - 1):
        assert TABLES.number(words[number]) == number
        assert TABLES.is_common(words[number]) == (number < 45_000)
    assert TABLES.number("据数库") is None and TABLES.share("\ud800") is None
    assert "数据" in TABLES.by_sound("数剧".translate(TABLES.sound_keys))
