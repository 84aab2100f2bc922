"""What single letters of a name are said to mean, against what the name stands for."""

import pytest

from qa_lint.facts.letters import meaning, wrong

FORMS = ["Fast Vector Encoder", "Fast Vector Encoding"]


def found(text: str) -> str | None:
    """The words about the letters of FVE that no form has."""
    start = text.index("FVE")
    said = meaning(text, start, start + 3)
    place = wrong(said, text, "FVE", FORMS) if said else None
    return place and text[place[0] : place[1]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FVE 的三个字母分别对应 Fast、Visual、Encoder", "Fast、Visual、Encoder"),
        ("The letters of FVE stand for Fast, Vector and Embedding", "Fast, Vector and Embedding"),
        ("FVE 里的 V 指 Visual", "Visual"),
        ("FVE 里的 VE 代表 Visual Encoder", "Visual Encoder"),
        ("the F in FVE stands for Frozen", "Frozen"),
    ],
)
def test_words_that_no_form_has(text: str, words: str) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "FVE 的三个字母分别对应 Fast、Vector、Encoder",
        "FVE 的三个字母分别对应 Fast、Vector 和 Encoding",
        "FVE 里的 VE 代表 Vector Encoders",
        "FVE 里的 F 指 Fast",
        "the E in FVE stands for Encoding",
        "the Q in FVE stands for Query",
        "FVE 的三个字母很好记",
    ],
)
def test_words_that_are_right_or_tell_nothing(text: str) -> None:
    assert found(text) is None
