"""How often one character is written for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_lint.spelling.model import confusions
from qa_lint.spelling.model.tables import TABLES


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("式", "示", "tone"),
        ("连", "脸", "sound"),
        ("生", "申", "near"),
        ("未", "末", "shape"),
        ("未", "的", "none"),
        ("未", "𠀀", "none"),
    ],
)
def test_what_two_characters_have_in_common(right: str, wrong: str, kind: str) -> None:
    assert confusions.kind(right, wrong) == kind


def test_a_confusion_that_was_seen_is_likelier_than_its_kind() -> None:
    assert ("式", "示") in confusions.known()
    assert confusions.chance("式", "示") > confusions.chance("式", "示", unseen=1000) + 0.5
    assert confusions.chance("式", "拭") == confusions.chance("式", "拭", unseen=1)


def test_sound_counts_more_than_shape_and_a_frequent_character_more_than_a_rare_one() -> None:
    def of_its_kind(right: str, wrong: str) -> float:
        return confusions.chance(right, wrong, unseen=1000)

    assert of_its_kind("式", "事") > of_its_kind("式", "拭")
    assert of_its_kind("末", "没") > of_its_kind("末", "未")


def test_words_of_two_characters_are_confused_too() -> None:
    assert confusions.known()["遍历", "便利"] >= 2
    assert confusions.chance("遍历", "便利") > confusions.chance("遍历", "编列")


def test_each_row_names_two_different_forms_of_one_length() -> None:
    for (right, wrong), times in confusions.known().items():
        assert right != wrong and len(right) == len(wrong) in (1, 2) and times > 0
        assert all(char in TABLES.characters for char in right + wrong)


def test_a_file_of_its_own_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "confusions.txt"
    path.write_text("# seen\n式 示 3\n", "utf-8")
    assert confusions.known(path) == {("式", "示"): 3}
