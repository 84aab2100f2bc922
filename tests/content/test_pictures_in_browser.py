"""The pictures in Chromium: real fonts keep to the boxes, and dark mode has its own colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

PICTURES = sorted((Path(__file__).resolve().parents[2] / "content" / "diagrams").glob("*.svg"))
#: The reader's own font, a wide one, and a Chinese one for Latin letters as well.
FONTS = ("system-ui", "'DejaVu Sans'", "'Noto Sans CJK SC'")

_MEASURE = """
document.body.innerHTML = arguments[0];
const texts = [...document.querySelectorAll('svg text')].map(
  (node) => ({name: node.textContent, area: node.getBBox(), parent: node.parentNode}));
const found = [];
texts.forEach((one, index) => {
  const a = one.area;
  if (a.x < 0 || a.x + a.width > 800) found.push(`${one.name} leaves the picture`);
  if (one.parent.tagName === 'g') {
    const box = one.parent.querySelector('rect').getBBox();
    if (a.x < box.x || a.x + a.width > box.x + box.width) found.push(`${one.name} is too wide`);
  }
  for (const other of texts.slice(index + 1)) {
    const b = other.area;
    const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    if (wide > 1 && high > 4) found.push(`${one.name} overlaps ${other.name}`);
  }
});
return found;
"""
_CARD = "return getComputedStyle(document.querySelector('svg .card')).fill"


def test_texts_fit_in_real_fonts(browser: Any) -> None:
    defects = []
    for picture in PICTURES:
        svg = picture.read_text(encoding="utf-8")
        for font in FONTS:
            drawn = svg.replace("font-family:system-ui", f"font-family:{font}")
            found = browser.execute_script(_MEASURE, drawn)
            defects += [f"{picture.name} in {font}: {defect}" for defect in found]
    assert defects == []


def test_dark_mode_has_its_own_colours(browser: Any, look: Callable[..., None]) -> None:
    svg = PICTURES[0].read_text(encoding="utf-8")
    for dark, fill in ((False, "rgb(255, 255, 255)"), (True, "rgb(22, 27, 34)")):
        look(dark=dark)
        browser.execute_script("document.body.innerHTML = arguments[0]", svg)
        assert browser.execute_script(_CARD) == fill
