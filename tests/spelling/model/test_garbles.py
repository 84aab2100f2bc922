"""The list of wrong forms that clean text never has."""

from __future__ import annotations

import pytest

from qa_lint.spelling.model import garbles, listed, verdict
from qa_lint.spelling.model.listed import TABLE
from tests.timing import shortest

WARNING = verdict.settings()["garbles"]["warning"]


def found(text: str, least: float = WARNING) -> list[tuple[str, str]]:
    """What is found in a text, with the word that was meant."""
    return [(text[f.word_start :][: len(f.word)], f.word) for f in garbles.find(text, least)]


def test_the_table_knows_wrong_forms_and_no_right_ones() -> None:
    assert TABLE.meant("函树") == (1, "数")
    assert not any(map(TABLE.meant, ("函数", "模型", "数据", "的时候", "可以", "ab", "\0\0")))
    assert all(place in (0, 1) and len(word) == 2 for place, word in TABLE.words)


def test_a_text_is_looked_up_whole_whatever_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "𠀀 先把数据排续，缓存会定期青理。\n" * 40
    expected = [
        (at, length)
        for length in (2, 3)
        for at in range(len(text) - length + 1)
        if "𠀀" not in text[at : at + length] and TABLE.meant(text[at : at + length])
    ]
    for piece in (7, 50, 1 << 15):
        monkeypatch.setattr(listed, "_PIECE", piece)
        found = [(hit.start, hit.length) for hit in listed.find(text)]
        assert sorted(found) == sorted(set(found))
        assert len(found) >= 80 and set(found) <= set(expected)


@pytest.mark.parametrize(
    ("text", "written", "word"),
    [
        ("请求会先经过负载军衡。", "军衡", "均衡"),
        ("先把数据排续，再输出。", "排续", "排序"),
        ("缓存会定期青理。", "青理", "清理"),
        ("程序会把结果输出到屏目。", "屏目", "屏幕"),
    ],
)
def test_a_form_of_the_list_is_found_where_the_right_one_fits(
    text: str, written: str, word: str
) -> None:
    assert (written, word) in [(w[-2:], m[-2:]) for w, m in found(text)]


def test_a_form_that_looks_like_a_repeated_word_is_found() -> None:
    text = "一个任务完成以后，下一个任务开始。" * 6 + "这种从单任务到在务的转变很快。"
    assert ("在务", "任务") in found(text)


def test_a_form_that_the_text_uses_as_a_word_of_its_own_is_none() -> None:
    line = "先把数据排续，再输出。"
    assert found(line * 2) and not found(line * 3)
    assert found(line * 3 + "先把数据排序，再输出。" * 40)


@pytest.mark.parametrize(
    "text",
    [
        "服务器收到请求以后，先检查参数，再把结果返回给客户端。",
        "这里没加锁，值上没有变化，接进来的内存再释放。",
        "只读一遍就够了，第 0 个元素也算。",
        "no Chinese here",
        "字",
        "",
        "编码后的字符是 7 位基础上的扩展。",
        "请问这个类型是 2 字节吗？",
        "这样就得到了参数求解式。",
        "这是知识与推理型能力的结合。",
    ],
)
def test_good_text_has_none(text: str) -> None:
    assert found(text) == []


def test_places_are_in_order_and_lie_on_the_written_form() -> None:
    text = "先把数据排续，缓存会定期青理。" * 3
    places = garbles.places(text)
    assert places == sorted(places)
    assert all(text[p.start :].startswith(p.written) for p in places)
    assert all(text[: p.first] + p.meant + text[p.last :] != text for p in places)


def test_time_grows_with_the_length_alone() -> None:
    unit = "先把数据排续，缓存会定期青理。" * 100
    short, long = (shortest(lambda text: list(garbles.find(text, 0.0)), unit * n) for n in (1, 8))
    assert long < 24 * max(short, 0.05)
