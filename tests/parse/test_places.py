"""The text at every recorded place is the construct itself."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from html.entities import html5
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa_lint.document import PLACEHOLDER, Document
from qa_lint.parse import parse
from qa_lint.source import Source
from tests.timing import shortest

SPEC = Path(sys.prefix) / "spec" / "commonmark.json"
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
#: Names that need no semicolon; in an attribute nothing of a word may follow.
_OLD_NAMES = "|".join(name for name in html5 if not name.endswith(";"))
_IN_ATTRIBUTE = re.compile(
    rf"&(?:#[xX][0-9a-fA-F]+;?|#\d+;?|\w+;|(?:{_OLD_NAMES})(?![0-9A-Za-z=]))"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def examples() -> list[str]:
    """The Markdown of all examples of the specification."""
    return [example["markdown"] for example in json.loads(SPEC.read_text(encoding="utf-8"))]


def read(text: str) -> Document:
    return parse(Source("page.md", text))


def plain(text: str) -> str:
    """What a destination as written stands for."""
    return _ENTITY.sub(lambda match: unescape(match.group()), _ESCAPED.sub(r"\1", text))


def plain_value(text: str) -> str:
    """What an attribute's value as written stands for; some references need no semicolon."""
    return _IN_ATTRIBUTE.sub(lambda match: unescape(match.group()), text)


def assert_places(document: Document) -> None:
    """Check every span of a document against its source."""
    text = document.text
    for link in document.links:
        shown = text[slice(*link.span)]
        assert shown.startswith(("[", "<", "h", "H", "w", "W")), shown
        if link.kind in ("inline", "reference"):
            assert shown.startswith("[") and shown.endswith((")", "]"))
        if link.kind == "inline":
            written = text[slice(*link.href_span)]
            assert "\n" in written or plain(written) == link.href
        if link.kind in ("bare", "autolink"):
            assert text[slice(*link.href_span)] in link.href
    for image in document.images:
        shown = text[slice(*image.span)]
        assert shown.startswith(("![", "<img", "<source", "<IMG"))
        if image.kind == "inline":
            assert plain(text[slice(*image.src_span)]) == image.src
    for heading in document.headings:
        assert heading.span.start <= heading.text_span.start <= heading.text_span.end
        assert heading.text_span.end <= heading.span.end
    for tag in document.tags:
        shown = text[slice(*tag.span)]
        assert shown.startswith("<") and tag.name in shown.lower()
        for _, value, span in tag.attributes:
            written = text[slice(*span)]
            assert "\n" in written or value is None or plain_value(written) == value
    for span in document.code_spans:
        assert text[slice(*span)].startswith("`") and text[slice(*span)].endswith("`")
    assert_prose(document)
    for offset in range(0, len(text) + 1, max(1, len(text) // 50)):
        assert document.source.offset(*document.source.position(offset)) == offset


def assert_prose(document: Document) -> None:
    for prose in document.prose:
        for index, segment in enumerate(prose.segments):
            following = prose.segments[index + 1 : index + 2]
            end = following[0].text if following else len(prose.text)
            shown = prose.text[segment.text : end]
            written = document.text[segment.source : segment.source + segment.length]
            if PLACEHOLDER in shown or shown == "\n" or len(shown) != segment.length:
                continue
            assert written == shown or written in ("\r", " ") or "\r" in written, (written, shown)


@pytest.mark.parametrize("number", range(len(examples())))
def test_specification_example(number: int) -> None:
    assert_places(read(examples()[number]))


def _reference(text: str) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Links, images and headings that the unmodified parser sees."""
    md = MarkdownIt("commonmark", {"maxNesting": 100, "strikethrough_single_tilde": True})
    md.enable(["table", "strikethrough"])
    md.normalizeLink = lambda url: url
    md.validateLink = lambda url: True
    links: list[str] = []
    images: list[str] = []
    headings: list[tuple[str, str]] = []

    def walk(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type == "link_open":
                links.append(str(token.attrGet("href")))
            elif token.type == "image":
                images.append(str(token.attrGet("src")))
                continue
            if token.type == "heading_open":
                headings.append((token.tag, token.markup))
            walk(token.children or [])

    walk(md.parse(text))
    return sorted(links), sorted(images), sorted(headings)


@pytest.mark.parametrize("number", range(len(examples())))
def test_faster_dispatch_changes_nothing(number: int) -> None:
    text = examples()[number]
    document = read(text)
    links, images, headings = _reference(text)
    if text.startswith("---"):
        return  # read as front matter here
    found = [k.href for k in document.links if k.kind not in ("bare", "html")]
    assert sorted(found) == links
    assert sorted(i.src for i in document.images if i.kind in ("inline", "reference")) == images
    assert len([h for h in document.headings if not h.raw_html]) == len(headings)


_WORDS = st.sampled_from(
    [
        "文本",
        "模型",
        "text",
        "𝔘nicode",
        "🚀",
        "，。",
        "[链接](a.md#甲)",
        "![图](b%20c.png)",
        "`code`",
        "**粗**",
        "*斜*",
        "~~删~~",
        "[引用][ref]",
        "<a",
        "id='x'></a>",
        "&amp;",
        "\\*",
        "https://example.org/a",
        "www.example.org",
        "<b>",
        "</b>",
        "$x_1$",
        "[^1]",
        "|",
        "\\|",
        "<img",
        'src="a.png"',
        "alt='图'>",
        "[x](<a",
        "b.md>)",
        "![][ref]",
        "<!--c-->",
        "#",
        "{#id}",
    ]
)
_LINE = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_BLOCK = st.one_of(
    _LINE,
    st.lists(_LINE, min_size=2, max_size=3).map("\n".join),
    _LINE.map(lambda line: "## " + line),
    _LINE.map(lambda line: line + "\n==="),
    _LINE.map(lambda line: "> " + line + "\nlazy " + line),
    _LINE.map(lambda line: "- " + line + "\n\n  - " + line + "\n\n\t1. " + line),
    _LINE.map(lambda line: "| a | b |\n|---|---|\n| " + line + " | x\\|y |"),
    _LINE.map(lambda line: "<div>\n" + line + "\n</div>"),
    _LINE.map(lambda line: "<h2\n id='甲'\n>" + line + "</h2>"),
    _LINE.map(lambda line: "```py\n" + line + "\n```"),
    st.just("[ref]: <c d.png> '题'"),
    st.just("[^1]: 脚注 [x](y.md)"),
)
_PAGE = st.lists(_BLOCK, min_size=1, max_size=8)


@given(_PAGE, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["\n\n", "\n"]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_page(blocks: list[str], end: str, gap: str) -> None:
    assert_places(read(gap.join(blocks).replace("\n", end)))


@given(st.text(alphabet="ab甲 \n\t\r#>-*_`[]()!<>/\"'=|:&\\~$^1.{}\0", max_size=120))
@settings(max_examples=500, deadline=None)
def test_anything_can_be_parsed(text: str) -> None:
    assert read(text).text == text


def test_positions_of_a_nested_link() -> None:
    document = read("> 1. 见\n>    [甲](乙.md#丙)\n")
    (link,) = document.links
    assert document.text[slice(*link.span)] == "[甲](乙.md#丙)"
    assert document.text[slice(*link.href_span)] == "乙.md#丙"


def test_cells_with_escaped_pipes() -> None:
    document = read("| a | b |\n|---|---|\n| x\\|y [甲](c.md) | `p\\|q` ![图](d.png) |\n")
    assert [document.text[slice(*k.span)] for k in document.links] == ["[甲](c.md)"]
    assert [document.text[slice(*i.span)] for i in document.images] == ["![图](d.png)"]


def test_carriage_returns_and_astral_characters() -> None:
    document = read("# 𝔘\r\n\r\n🚀 [x](y)\r\n")
    assert document.source.position(document.links[0].span.start) == (3, 3)


def test_math_holds_no_links() -> None:
    assert not read("$[u](v)$ $$[a](b)$$ $`[c](d)`$\n").links
    assert len(read("花 $5 买 [u](v) 和 $6\n").links) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- 甲\n\t乙[丙](d)\n", "乙丙"),  # half of the tab belongs to the item
        ("### \xa0甲乙\n", "甲乙"),
        ("\u3000\n甲乙\n", "甲乙"),
        ("|\u3000甲\u3000|\n|-|\n|\u3000乙[丙](d)|\n", "乙丙"),
    ],
)
def test_blanks_that_the_parser_cuts(text: str, written: str) -> None:
    document = read(text)
    assert_places(document)
    prose = document.prose[-1]
    found = [document.text[prose.source_span(i, i + 1).start] for i in range(len(prose.text))]
    assert "".join(found).endswith(written)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<div>&# <b id=x>&#</b></div>\n", ["div", "b", "b", "div"]),
        ("<div title='a>b' data-x=\"</p>\">\n</div >\n", ["div", "div"]),
        ("<script>\nif (a<b) '<i>'\n</script>\n", ["script", "script"]),
        ("<div>\n<!--> <b> <!-- <i> --!> <u> <?x <s> ?>\n", ["div", "b", "u"]),
        ("<div>\n<b\n", ["div"]),
        ("<div>\n<!-- <b>\n", ["div"]),
    ],
)
def test_tags_of_a_block(text: str, names: list[str]) -> None:
    assert [tag.name for tag in read(text).tags] == names


def test_references_in_attributes() -> None:
    assert_places(read("<h2 id='&amp'>&amp;</h2>\n\n<a id='&amp=&ampx&copy;'>x</a>\n"))
    (image,) = read('<img src="a.png?x=1&copy=2&amp;y&lt;&region">\n').images
    assert image.src == "a.png?x=1&copy=2&y<&region"


def test_addresses_of_a_srcset() -> None:
    document = read('<picture><source srcset="a.png, b,c.png 2x,, d.png"></picture>\n')
    assert [document.text[slice(*i.src_span)] for i in document.images] == [
        "a.png",
        "b,c.png",
        "d.png",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "<",
        "`",
        "*",
        "_",
        "](",
        "[a](",
        "> ",
        "<!--",
        "&",
        "$",
        "\\",
        "[a][b",
        "<a ",
        "- ",
        "|",
        "~",
        "<h2>",
        "www.a.b ",
        "[x](y ",
        "<?",
        "<p\n",
        "<div><!-- <b ",
        "<a href=x>",
        "<h1><!--",
        "<img srcset=',",
        "[a](b（",
        "[a](<b",
    ],
)
def test_time_grows_linearly(piece: str) -> None:
    small, large = (shortest(read, piece * count) for count in (2000, 8000))
    assert large < 10 * small + 0.05
