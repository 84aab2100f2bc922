"""The report as one HTML file that needs nothing else and may run nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import os

import jinja2
from markupsafe import Markup

from . import data, texts
from .batch import Batch
from .treemap import treemap
from .trend_chart import chart

_TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_SCRIPTS = ("model.js", "filter.js", "list.js", "detail.js", "overview.js", "main.js")
_STYLES = ("page.css", "parts.css")
#: Sizes of the two drawings of the treemap: for wide windows and for phones.
_WIDE, _NARROW = (1120, 300), (360, 420)


def render(batch: Batch) -> str:
    """The page's HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawn = chart(batch.trend)
    script, style = _joined(_SCRIPTS), _joined(_STYLES)
    rendered = environment.get_template("page.html").render(
        batch=batch,
        lang=batch.report.lang,
        policy=_policy(script, style),
        # Both are files of this package and the data is escaped for this very place.
        script=Markup(script),
        style=Markup(style),
        data=Markup(data.render(batch, texts.TEXTS)),
        say=_speaker(batch.report.lang),
        maps=[
            ("wide", *_WIDE, treemap(batch, *_WIDE)),
            ("narrow", *_NARROW, treemap(batch, *_NARROW)),
        ],
        chart=drawn,
        sections=_sections(batch, drawn is not None),
    )
    return rendered.encode("utf-8", "replace").decode()


def _sections(batch: Batch, trend: bool) -> list[str]:
    """The sections that the page has, in their order; each is called as its title's text."""
    made = ["start", "where", "questions", "rules", "findings", "facts"]
    return made + ["trend"] * trend + ["work"] * bool(batch.groups)


def _speaker(lang: str) -> object:
    position = 0 if lang == "zh" else 1
    return lambda name: texts.TEXTS[name][position]


def _joined(names: tuple[str, ...]) -> str:
    parts = []
    for name in names:
        with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
            parts.append(file.read())
    return "\n" + "\n".join(parts)


def _policy(script: str, style: str) -> str:
    """Content-Security-Policy: this script, this style, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
