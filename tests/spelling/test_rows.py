"""Lists of words in rows: what is written is what is read, and a list is asked for any string."""

from __future__ import annotations

from qa_lint.spelling import rows

WORDS = ["the", "of", "about", "there", "theme", "i", "don't", "above"]


def test_ranks_are_read_as_they_were_written() -> None:
    ranks = rows.Ranks(rows.write_english(WORDS))
    assert [ranks.get(word) for word in WORDS] == list(range(len(WORDS)))
    assert ranks.get("abov") == rows.LAST and ranks.get("", -1) == -1
    assert "theme" in ranks and "them" not in ranks and "44" not in ranks
    assert ranks.row("the") == {"the": 0, "there": 3, "theme": 4}


def test_words_by_rank() -> None:
    ranks = rows.Ranks(rows.write_english(WORDS))
    asked = ["about", "abou", "above", "t", "0", "of 1"]
    assert ranks.among(asked, 7) == {"about"} and ranks.among(asked, 8) == {"about", "above"}
    assert ranks.first(3) == {"the", "of", "about"}
    assert set(ranks.beginning("t", 4)) == {"the", "there"}


def test_chinese_words_are_read_as_they_were_written() -> None:
    words = rows.ChineseWords(rows.write_chinese(["一个", "模型", "一下子", "模组"]))
    assert "一下子" in words and "模型" in words
    assert not any(word in words for word in ("", "一", "一下", "模型模组", "个", " "))


def test_the_lists_of_the_package() -> None:
    assert rows.english().get("the") == 0
    assert "函数" in rows.chinese() and "函树" not in rows.chinese()
