"""Constructs that make parsers slow: ten times as many take about ten times as long."""

from __future__ import annotations

import pytest

from qa_lint.check_file import check_bytes
from qa_lint.config import Settings
from qa_lint.registry import Registry
from tests.timing import shortest

_SETTINGS = Settings()
_REGISTRY = Registry(_SETTINGS)
_RULES = [rule() for rule in map(_REGISTRY.get, _REGISTRY.ids) if not rule.remote]
#: What is written before, `n` times between, and after.
_SHAPES = {
    "nested strong emphasis": ("", "*a **a ", ""),
    "emphasis that nothing closes": ("", "_a ", ""),
    "closers without openers": ("", "a_ ", ""),
    "brackets opened": ("", "[", "a"),
    "brackets closed": ("", "a](b) ", ""),
    "links within brackets": ("", "[a](b)[", ""),
    "pictures opened": ("", "![[]() ", ""),
    "back ticks of rising length": ("", "e`f``g```", ""),
    "references that are none": ("", "[a][b] ", ""),
    "definitions": ("", "[a]: u\n", "[a]"),
    "long labels": ("[", "a\\]", "]"),
    "angle brackets": ("", "<", ">"),
    "autolinks that are none": ("", "<a:b ", ""),
    "tags that are not closed": ("", "<a b='", ""),
    "declarations": ("", "<!A ", ""),
    "comments": ("x ", "<!-- a ", ""),
    "processing instructions": ("", "<? ", ""),
    "entities": ("", "&a&#1", ";"),
    "tables of one line": ("|a|b|\n|-|-|\n", "|", ""),
    "table rows": ("|a|b|\n|-|-|\n", "|x|\n", ""),
    "delimiter rows": ("", "|-|\n", ""),
    "quotes": ("", "> ", "a"),
    "quotes on lines": ("", "> a\n", ""),
    "lists in lists": ("", "- ", "a"),
    "list items": ("", "- a\n", ""),
    "lists with gaps": ("", "1. a\n\n\n", ""),
    "indentation that grows": ("- a\n", "    \n", "      b"),
    "blank lines": ("a", "\n", "b"),
    "blanks": ("a", " ", "b"),
    "rules": ("", "* * a\n", ""),
    "fences": ("", "```\n", ""),
    "math": ("", "$a ", ""),
    "addresses": ("", "http://a.b/(", ""),
    "footnotes": ("[^1]: x\n\n", "[^1]", ""),
    "full-width brackets": ("", "[a]（", ""),
    "headings": ("", "# a\n", ""),
    "underlines": ("", "a\n=\n", ""),
    "front matter": ("", "---\n", ""),
}
_SMALL, _LARGE = 300, 3_000


@pytest.mark.parametrize("name", _SHAPES)
def test_time_grows_with_the_text(name: str) -> None:
    before, piece, after = _SHAPES[name]

    def seconds(count: int) -> float:
        data = (before + piece * count + after).encode()
        assert not check_bytes("a.md", data, _RULES, _SETTINGS, True).problems
        return shortest(lambda page: check_bytes("a.md", page, _RULES, _SETTINGS, True), data)

    small = seconds(_SMALL)  # first, so that what is loaded once is loaded
    assert seconds(_LARGE) < 25 * small + 0.3
