"""GitHub's ids, letter for letter."""

from __future__ import annotations

import pytest

from qa_lint.parse import parse
from qa_lint.render import HeadingText, Reach, get_renderer, renderer_names
from qa_lint.source import Source


def ids(markdown: str, site: str = "github") -> list[str | None]:
    document = parse(Source("page.md", markdown))
    texts = [
        HeadingText(h.text, h.alt_text, h.explicit_id, h.raw_html, h.level)
        for h in document.headings
    ]
    return get_renderer(site).ids(texts)


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Hello World", "hello-world"),
        ("什么是 CLIP？", "什么是-clip"),
        ("1.说一下多模态的定义?", "1说一下多模态的定义"),
        ("🚀 Quick start", "-quick-start"),
        ("a  b", "a--b"),
        ("**__init__**", "init"),
        ("`__init__`", "__init__"),
        ("vector<int> x", "vector-x"),
        ("![logo](a.png) Title", "-title"),
        ("[链接](a.md) 与 `代码`", "链接-与-代码"),
        ("第①步：开始　结束", "第步开始结束"),
        ("人々の＿例", "人々の＿例"),
        ("Ⅻ 章", "ⅻ-章"),
        ("𝔘nicode 𠮷", "𝔘nicode-𠮷"),
        ("A &amp; B", "a--b"),
        ("C++ / C#", "c--c"),
        ("x_y-z", "x_y-z"),
        ("Title {#custom}", "title-custom"),
        ("a\\*b", "ab"),
        ("“引号”——破折号…", "引号破折号"),
        ("Ⓐ circled", "ⓐ-circled"),
        ('<a name="x"></a> Title', "-title"),
        ("ＡＢＣ（全角）", "ａｂｃ全角"),
    ],
)
def test_slug(heading: str, slug: str) -> None:
    assert ids(f"## {heading}\n") == [slug]


def test_repeats_are_counted_past_real_headings() -> None:
    assert ids("# A\n\n# A\n\n# A-1\n\n# A\n") == ["a", "a-1", "a-1-1", "a-2"]


def test_headings_in_quotes_lists_and_html_count() -> None:
    assert ids("> # A\n\n- # A\n\n<h2>A</h2>\n\nA\n---\n") == ["a", "a-1", "a-2", "a-3"]


def test_headings_in_code_and_comments_do_not() -> None:
    assert ids("```\n# A\n```\n\n<!--\n# A\n<h1>A</h1>\n-->\n\n    # A\n\n# A\n") == ["a"]


@pytest.mark.parametrize(
    ("fragment", "reach"),
    [
        ("a-b", Reach.EXACT),
        ("A-B", Reach.CASE_ONLY),
        ("", Reach.EXACT),
        ("top", Reach.EXACT),
        ("user-content-a-b", Reach.EXACT),
        ("%E7%94%B2", Reach.EXACT),
        ("ab", Reach.NONE),
    ],
)
def test_reach(fragment: str, reach: Reach) -> None:
    assert get_renderer("github").reaches(fragment, frozenset(("a-b", "甲"))) is reach


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("gitlab", ["什么是-clip", "a-b", "a-b-1", "anchor-2024"]),
        ("gitee", ["什么是-clip", "a-b", "a-b-1", "anchor-2024"]),
        ("mkdocs", ["clip", "a-b", "a-b_1", "2024"]),
        ("docusaurus", ["什么是-clip", "a--b", "a--b-1", "2024"]),
        ("vitepress", ["什么是-clip", "a-b", "a-b-1", "_2024"]),
        ("vuepress", ["什么是-clip", "a-b", "a-b-1", "_2024"]),
        ("hugo", ["什么是-clip", "a--b", "a--b-1", "2024"]),
    ],
)
def test_other_sites(site: str, expected: list[str]) -> None:
    assert ids("# 什么是 CLIP？\n\n# A & B\n\n# A & B\n\n# 2024\n", site) == expected


def test_mkdocs_numbers_headings_without_latin_letters() -> None:
    assert ids("# 甲\n\n# 乙\n", "mkdocs") == ["_1", "_2"]


def test_explicit_ids_where_the_site_reads_them() -> None:
    assert ids("# 标题 {#custom}\n", "docusaurus") == ["custom"]
    assert ids("# 标题 {#custom}\n", "hugo") == ["custom"]


def test_unknown_site_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="github"):
        get_renderer("geocities")
    assert "gitlab" in renderer_names()
