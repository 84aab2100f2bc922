"""Hostile input: every rule on repeated pieces ends soon, and on noise raises nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_lint.check_file import check_bytes
from qa_lint.config import Settings
from qa_lint.registry import Registry

from .harness import check, write_tree

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
    started = process_time()
    result = check_bytes("a.md", data, RULES, _SETTINGS, True)
    assert not result.problems
    assert process_time() - started < 5


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


#: name: the bytes of a file that means harm, or that no editor would write.
HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "no text": bytes(range(256)) * 400,
    "NUL": b"a\0" * 50_000,
    "UTF-16": "# 标题\n".encode("utf-16") * 2000,
    "UTF-32": "# 标题\n".encode("utf-32") * 2000,
    "GB 18030": "# 标题\n".encode("gb18030") * 2000,
    "half a character": "标题".encode()[:-1],
    "halves of pairs": b"\xed\xa0\x80\xed\xb0\x80" * 9000,
    "one long line": b"[a](#b) " * 40_000,
    "empty lines": b"\n" * 500_000,
    "carriage returns": b"# a\r" * 50_000,
    "form feeds and separators": "a\x0c\x0b\x1c\x85\u2028\u2029".encode() * 9000,
    "escapes": b"\x1b[31m\x1b]0;x\x07\x9b" * 9000,
    "marks upon marks": ("a" + "\u0301" * 9000).encode() * 3,
    "reversed text": "\u202ea\u2066b\u2069".encode() * 9000,
    "joined emoji": "👩\u200d👩\u200d👧\u200d".encode() * 9000,
    "quotes in quotes": b">" * 50_000 + b" a",
    "lists in lists": b"".join(b" " * (2 * n) + b"- a\n" for n in range(700)),
    "brackets in brackets": b"[" * 50_000 + b"a" + b"]" * 50_000,
    "links that never end": b"[a](" * 30_000,
    "pictures in links": b"[![" * 20_000 + b"](a)](b)" * 20_000,
    "stars": b"*a **b " * 20_000,
    "underscores": b"_" * 100_000,
    "backticks of all lengths": b" a ".join(b"`" * n for n in range(1, 700)),
    "fences that never end": b"```\n~~~\n" * 20_000,
    "tags in tags": b"<div><span>" * 20_000,
    "tags that never end": b"<a href='" * 20_000,
    "comments that never end": b"<!-- a -- " * 20_000,
    "instructions and sections": b"<?a <![CDATA[ <!A " * 10_000,
    "a table of many columns": b"|a" * 3000 + b"|\n" + b"|-" * 3000 + b"|\n" + (b"|b" * 3000 + b"|\n") * 9,
    "a table of many rows": b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 20_000,
    "definitions": b"".join(b"[a%d]: b%d\n" % (n, n) for n in range(20_000)),
    "uses without definitions": b"".join(b"[a%d] " % n for n in range(20_000)),
    "footnotes in footnotes": b"".join(b"[^%d]: [^%d]\n\n" % (n, n + 1) for n in range(5000)),
    "front matter that never ends": b"---\na: &a [*a]\n" + b"b: c\n" * 30_000,
    "the same heading": b"# a\n\n" * 10_000,
    "the same question": "## 什么是注意力机制？\n\n".encode() * 3000,
    "headings of all kinds": b"".join(b"# a <b id=x%d>[c](#d)\n" % n for n in range(5000)),
    "underlines of headings": b"a\n===\nb\n---\n" * 20_000,
    "entities": b"&amp;&#35;&#x110000;&NotEqualTilde;" * 9000,
    "formulas": b"$a$ $$b \\(c " * 20_000,
    "bare addresses": b"http://a.b/(((" * 20_000,
    "addresses of mail": b"a.b-c_" * 30_000 + b"@d",
    "suppressions": b"<!-- qa-lint-disable links -- x -->\n" * 9000,
    "suppressions that are none": b"<!-- qa-lint-disable" * 20_000,
    "wrong characters": "已经以经己经，".encode() * 2000,
    "claims": "BERT 由 OpenAI 在 2018 年提出，共有 24 层。".encode() * 3000,
    "backslashes": b"\\" * 200_000,
    "digits": b"1" * 200_000,
    "blanks": b"a" + b" " * 200_000 + b"b",
    "tabs": b"\t" * 50_000 + b"- a",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_and_the_one_beside_it_is_checked(
    name: str, tmp_path: Path
) -> None:
    data = HOSTILE[name]
    with contextlib.suppress(UnicodeDecodeError):
        # So much is enough to tell what grows with the square of its size.
        data = data.decode()[:20_000].encode()
    write_tree(tmp_path, {"good.md": "[x](#none)\n", "hostile.md": data})
    started = process_time()
    result = check(tmp_path, allow_problems=True)
    assert process_time() - started < 5
    assert ("good.md", "anchors/missing") in [(f.path, f.rule) for f in result.findings]
    assert all(p.path == "hostile.md" for p in result.problems)
    assert not any("took too long" in p.message.en for p in result.problems)
