"""The pictures of the Q&A: drawn from their sources, readable, and used by the pages."""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from .svg_layout import NS, defects

ROOT = Path(__file__).resolve().parents[2]
DIAGRAMS = ROOT / "content" / "diagrams"
PICTURES = sorted(DIAGRAMS.glob("*.svg"))
PAGES = sorted((ROOT / "content" / "multimodal").glob("*.md"))
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
USES = [
    (page, alt, address)
    for page in PAGES
    for alt, address in _IMAGE.findall(page.read_text(encoding="utf-8"))
]

sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(DIAGRAMS))
import _theme  # noqa: E402
import render_diagrams  # noqa: E402

IDS = [path.stem for path in PICTURES]


def test_there_are_enough_pictures() -> None:
    assert len(PICTURES) >= 20


def test_every_picture_has_its_source_and_every_source_its_picture() -> None:
    assert {render_diagrams.target(path) for path in render_diagrams.sources()} == set(PICTURES)


@pytest.mark.parametrize("source", render_diagrams.sources(), ids=lambda path: path.stem)
def test_rendering_again_gives_the_same_bytes(source: Path) -> None:
    first = render_diagrams.render(source)
    assert first == render_diagrams.render(source)
    kept = render_diagrams.target(source).read_bytes()
    assert kept == first.encode("utf-8"), "run make diagrams"


@pytest.mark.parametrize("picture", PICTURES, ids=IDS)
def test_nothing_overlaps_or_is_cut(picture: Path) -> None:
    assert defects(ElementTree.parse(picture).getroot()) == []


def _drawn(body: str) -> list[str]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 100">{body}</svg>'
    return defects(ElementTree.fromstring(svg))


def _label(x: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="50" font-size="20" text-anchor="{anchor}">{text}</text>'


BOX = '<rect class="data" x="100" y="30" width="60" height="40"/>'


@pytest.mark.parametrize(
    ("body", "defect"),
    [
        (_label(10, "多模态") + _label(80, "模型"), None),
        (_label(10, "多模态") + _label(60, "模型"), "overlaps"),
        (_label(780, "模型"), "leaves"),
        (f'<g class="box">{BOX}{_label(130, "模型", "middle")}</g>', None),
        (f'<g class="box">{BOX}{_label(130, "大模型骨干", "middle")}</g>', "fit its box"),
        (f'<g class="box">{BOX}</g>{_label(150, "模型")}', "on a box"),
        (_label(10, "模型") + '<path d="M0 70L90 70"/>', None),
        (_label(10, "模型") + '<path d="M0 45L90 45"/>', "crosses"),
        (f'<g class="box">{BOX}</g><path d="M0 50L100 50"/>', None),
        (f'<g class="box">{BOX}</g><path d="M0 50L120 50"/>', "runs through"),
        ('<path d="M700 50L820 50"/>', "leaves"),
        (_label(10, "模型") + BOX.replace("data", "frame").replace("100", "30"), "on a frame"),
    ],
)
def test_the_measure_finds_defects(body: str, defect: str | None) -> None:
    found = _drawn(body)
    assert len(found) == (defect is not None)
    assert defect is None or defect in found[0]


@pytest.mark.parametrize("picture", PICTURES, ids=IDS)
def test_a_picture_stands_alone_and_can_be_read_aloud(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox", "").split()[2] == "800"
    for name, least in (("title", 4), ("desc", 30)):
        node = root.find(f"{NS}{name}")
        assert node is not None and len(node.text or "") >= least
    sizes = [float(node.get("font-size", "0")) for node in root.iter(f"{NS}text")]
    assert sizes and min(sizes) >= 14
    assert "prefers-color-scheme:dark" in text and "Noto Sans CJK SC" in text
    assert not re.search(r"<script|<image|<foreignObject|\bon\w+=|href=|@import|url\((?!#)", text)


@pytest.mark.parametrize("picture", PICTURES, ids=IDS)
def test_a_picture_is_used_by_a_page(picture: Path) -> None:
    assert any((page.parent / address).resolve() == picture for page, _, address in USES)


def test_the_pages_pictures_exist_and_are_described() -> None:
    alts = []
    for page, alt, address in USES:
        assert (page.parent / address).is_file(), (page.name, address)
        assert len(alt) >= 15 and not alt.endswith(".svg"), (page.name, alt)
        alts.append(alt)
    assert len(set(alts)) == len(alts)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("page", "kinds"),
    [(_theme.LIGHT_PAGE, _theme.LIGHT), (_theme.DARK_PAGE, _theme.DARK)],
    ids=["light", "dark"],
)
def test_text_and_edges_stand_out(page: tuple[str, ...], kinds: dict[str, tuple[str, str]]) -> None:
    card, _, ink, second, line = page
    assert _contrast(second, card) >= 4.5 and _contrast(line, card) >= 3
    for kind, (fill, edge) in kinds.items():
        assert _contrast(ink, fill) >= 7, kind
        assert kind == "none" or _contrast(edge, card) >= 3, kind


def test_the_counts_of_the_token_picture_stand_in_the_text() -> None:
    counted = json.loads((DIAGRAMS / "clip-tokens.json").read_text(encoding="utf-8"))
    assert counted["context"] == 77
    page = (ROOT / "content/multimodal/02-vision-language.md").read_text(encoding="utf-8")
    for sentence in counted["sentences"].values():
        assert len(sentence["tokens"]) + 2 == len(sentence["ids"]) <= 77
        spelt = "".join(sentence["tokens"]).replace("</w>", "")
        assert spelt == "".join(sentence["sentence"].lower().split())
        row = rf"\| {sentence['words']} \| {len(sentence['ids'])} \|"
        assert re.search(row, page), sentence["sentence"]
