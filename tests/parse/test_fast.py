"""The fast readers give what markdown-it's parser gives, part by part."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_lint.parse import parse, syntax
from qa_lint.source import Source

from .test_places import examples

_PARTS = (
    "headings",
    "anchors",
    "links",
    "images",
    "tags",
    "definitions",
    "failed_links",
    "prose",
    "blocks",
    "comments",
    "code_spans",
    "suppressions",
)


#: What a lean parse leaves out.
_NOT_LEAN = ("blocks", "code_spans")


def assert_same(text: str) -> None:
    """Compare all parts of the document that both ways give, and most with a lean parse."""
    fast, complete = parse(Source("a.md", text)), parse(Source("a.md", text), fast=False)
    for part in _PARTS:
        assert getattr(fast, part) == getattr(complete, part), part
    lean = parse(Source("a.md", text), lean=True)
    for part in _PARTS:
        if part not in _NOT_LEAN:
            assert getattr(lean, part) == getattr(complete, part), part
    html = [block for block in complete.blocks if block.kind == "html"]
    assert [block for block in lean.blocks if block.kind == "html"] == html


@pytest.mark.parametrize("number", range(len(examples())))
def test_specification_example(number: int) -> None:
    assert_same(examples()[number])


def test_all_examples_as_one_page() -> None:
    assert_same("\n\n".join(examples()))


_INLINE = st.sampled_from(
    ["文", "ab", " ", "  ", "*", "**", "***", "_", "__", "~", "~~", "`", "``", "`x`", "[", "]", "(", ")", "](", "](a.md)",
     "](<a b>)", "](a \"t\")", "![", "[^1]", "[r]", "[R][]", "[x][r]", "<", ">", "<a>", "</a>", "<br>", "<https://a.b/>",
     "<a@b.c>", "&", "&amp;", "&#x4e2d;", "&zz;", "\\", "\\*", "\\\n", "\n", "  \n", "\n  ", "$", "$$", "$x$", "$`y`$", "!",
     "https://a.b/c_d*e", "www.a.b/", "，", "。", "🚀", "1", ".", "|", "#", ":", "-", "\u3000", "\xa0", "（", "）", "<!--", "-->"]
)  # fmt: skip


@given(st.lists(_INLINE, max_size=14).map("".join))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_inline(text: str) -> None:
    assert_same(text + "\n\n[r]: d.md\n[^1]: 注\n")
    assert_same("段落 " + text)


_STARTS = st.sampled_from(
    ["", "", "", " ", "  ", "   ", "    ", "     ", "\t", " \t", "- ", "-  ", "* ", "+ ", "1. ", "2) ", "10. ", "> ", ">", ">  ",
     "# ", "## ", "####### ", "#", "```", "~~~", "---", "***", "* * *", "===", "<div>", "</div>", "<b>", "<!--", "-->",
     "<pre>", "</pre>", "|", "| a | b |", "|---|---|", "--|--", ":-:|-", "a|b", "[r]: x", "[^1]: y", "-", "1.", "-     ", "\u3000", "\\|"]
)  # fmt: skip
_REST = st.sampled_from(
    [
        "",
        "文",
        "a",
        "a b",
        "`c`",
        "[x](y)",
        "**b**",
        "a | b",
        "---",
        "#",
        "# #",
        "-",
        "x\\|y | z",
        " ",
        "<i>",
        "b\t",
        "!",
    ]
)
_LINE = st.tuples(st.lists(_STARTS, max_size=3).map("".join), _REST).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "```\n ",
        "段落 \\\n<!--\n  ",
        "- * ---\n---",
        "<div>x\\|y | z\n|---|---|",
        "> 文\n\t---",
        ">\n\t>",
        "# a | b\n|---|---|\n",
        "- a | b\n|---|---|\n",
        "---\na: b\n---\n\n# t\n",
        "----\n\n# t\n\n---\n",
        "- a\n\n\n  ```\n  b\n\n\nc\n",
        "甲\n---\n\n- 乙\n  ---\n",
        "- - ~~~\n    甲\n\n乙",
        "[a]: x\n[a]: y 'z'\n[a]:\nw\n\n[a] [b] ![A]\n\n[b]: <c d> (t)\n'u'\n",
        "- [a](b)\n- c\n\n1 [d](e)\n\n- [f](g)\n-\n\nh\n",
        "- [a](b)\n-\n\nc:\n- [d](e)\n-\n\nf:\n- [g](h)\n-\n\ni\n",
        "* a\n* b\n* * *\n  1. [c](d)\n",
        "- a\n\n- [b](c)\n-\n\n[d](e)\n\n- [f](g)\n- h\n-\n",
        "---\na: b\n...\n\n- [x](y)\n",
        "---\n---\n[x](y)\n",
        "---\na: b\n  ----  \n# t\n",
        "---\na: b\n    ---\n# t\n",
        "--- a\nb\n---\n# t\n",
        "- a\n- b\n\n- - -\n- [c](d)\n\ne\n\n- [f](g)\n",
        "* a\n* b\n  <b>c</b>\n* [d](e)\n\n* * *\n\n* [f](g)\n",
        '[a]: x\n"t"\n\n[a]: &amp;b\n[c]: a_(b)c\n\n[a][c] [C]\n',
    ],
)
def test_what_once_differed(text: str) -> None:
    assert_same(text)


@given(st.lists(_LINE, min_size=1, max_size=9).map("\n".join), st.sampled_from(["", "\n"]))
@settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_blocks(text: str, end: str) -> None:
    assert_same(text + end)


_LIST_LINE = st.sampled_from(
    ["", "", "- ", "- a", "- [a](b)", "-", "* x", "* [q](r)", "1. a", "2. [z](y)", "  b", "  [c](d)", "    - [e](f)", "- - -",
     "  - g", "段", "[p](q)", "a https://x.y/z", "---", "> [s](t)", "```", "<b>x</b>", "- [ ] t", "| [i](j) | k |", "|--|--|",
     "  1. [k](l)", " - [b](c)", "**b** [m](n) *c"]
)  # fmt: skip


@given(st.lists(_LIST_LINE, min_size=2, max_size=12).map("\n".join))
@settings(max_examples=1000, deadline=None, derandomize=True)
def test_lists(text: str) -> None:
    assert_same(text)


@given(st.text(alphabet="ab甲 \n\t#>-*_`[]()!<>/\"'=|:&\\~$^1.{}", max_size=80))
@settings(max_examples=1000, deadline=None, derandomize=True)
def test_anything(text: str) -> None:
    assert_same(text)


@given(st.text(alphabet="aZ\u00df\u1e9e \n\t<>/!-?=\"'.:@&#x;1_[]\u3000\u2003", max_size=40))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_the_same_syntax_as_the_complete_parser(text: str) -> None:
    from markdown_it.common import html_re, utils
    from markdown_it.rules_block.html_block import HTML_SEQUENCES
    from markdown_it.rules_inline.autolink import AUTOLINK_RE, EMAIL_RE

    assert syntax.label(text) == utils.normalizeReference(text)
    for ours, theirs in zip(syntax.HTML_STARTS, HTML_SEQUENCES, strict=True):
        assert bool(ours.match(text)) == bool(theirs[0].search(text))
    for ours, theirs in zip(syntax.HTML_ENDS, HTML_SEQUENCES, strict=False):
        assert bool(ours.search(text)) == bool(theirs[1].search(text))
    if not text.startswith(("<!", "<?")):
        tag, other = syntax.TAG.match(text), html_re.HTML_TAG_RE.match(text)
        assert (tag and tag.span()) == (other and other.span())
    if not text.endswith("\n"):
        assert bool(syntax.AUTOLINK.fullmatch(text)) == bool(AUTOLINK_RE.search(text))
        assert bool(syntax.EMAIL.fullmatch(text)) == bool(EMAIL_RE.search(text))


def test_the_same_characters_as_the_complete_parser() -> None:
    from markdown_it.common import entities, utils

    assert utils.MD_TRIM_CHARS == syntax.TRIM
    for code in [*range(0x3100), 0xD800, 0xFDD0, 0xFFFE, 0x1F600, 0x110000]:
        valid = utils.isValidEntityCode(code)
        assert syntax.numbered_character(code) == (chr(code) if valid else "\ufffd")
        if code < 0x110000:
            assert syntax.is_blank(chr(code)) == utils.isWhiteSpace(code)
    for name, shown in entities.entities.items():
        assert syntax.named_character(name) == shown
