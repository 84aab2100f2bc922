"""Hostile input: every rule on repeated pieces ends soon, and on noise raises nothing."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.check_file import check_bytes
from qa_lint.config import Settings
from qa_lint.registry import Registry

_SETTINGS = Settings()
_REGISTRY = Registry(_SETTINGS)
RULES = [_REGISTRY.get(rule_id)() for rule_id in _REGISTRY.ids]
PIECES = [
    "[", "(", "（", "的", "通过", "a ", "ab", "#", "# a\n", '<a id="x">', "<h2>x", "- [x](#a)\n",
    "BLIP-2（", "CLIP由OpenAI提出", "1", "1.", "$", "_", "a_b ", "A", "aB", "是", "\\", "{", '"', "“",
    "http://a.b/", "|a|b|\n", "！", "x@", "/a", ".", "，", "1,", "a(b", "Github ", "recieve ", "（MED) ",
    "图和图", "[^1]: ", "> ", "<", "&", "BERT 由 ", "BERT。", "a/", "a-", "Abc", "12层", "<!--", "\x1b[31m",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_repeated_piece_takes_no_long_time(piece: str) -> None:
    data = (piece * (20_000 // len(piece))).encode()
    started = perf_counter()
    result = check_bytes("a.md", data, RULES, _SETTINGS, True)
    assert not result.problems
    assert perf_counter() - started < 5


_NOISE = st.lists(
    st.one_of(
        st.sampled_from(
            [*PIECES, "\n\n", "\r\n", "\t", "🚀", "𝔘", "不是", "如果", "2021 年", "175B", "</h2>"]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


@given(_NOISE)
@settings(max_examples=200, deadline=None)
def test_noise_raises_nothing(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    result = check_bytes("a.md", data, RULES, _SETTINGS, True)
    assert all("not checked" in problem[1][1] for problem in result.problems)
    for finding in result.findings:
        assert 0 <= finding[3][0] <= finding[3][1] <= len(text) + 1
