"""Static site generators.

MkDocs: `slugify` and `unique` of Python-Markdown's `toc` extension; a heading without an ASCII
letter or digit gets `_1`, `_2`, …; `{#id}` through attr_list. Docusaurus: github-slugger on the
heading's text, `{#id}` (its guide, "Headings and table of contents"). VitePress and VuePress 2:
`slugify` of @mdit-vue/shared with the counting of markdown-it-anchor; `{#id}` through
markdown-it-attrs, in VuePress only with its plugin. Hugo: `autoHeadingIDType = "github"`, its
default (markup/goldmark/autoid.go), `{#id}` built in.
"""

from __future__ import annotations

import re
import unicodedata

from .base import HeadingText, Renderer
from .github import GitHub, slugify

_TRAILING_ID = re.compile(r"\s*\{[^{}]*\}\s*$")


class MkDocs(Renderer):
    """Python-Markdown's toc extension with its default slugify."""

    name = "mkdocs"
    reads_explicit_ids = True
    slugs_empty = True

    def slug(self, heading: HeadingText) -> str:
        text = unicodedata.normalize("NFKD", heading.text).encode("ascii", "ignore").decode()
        text = re.sub(r"[^\w\s-]", "", text).strip().lower()
        return re.sub(r"[-\s]+", "-", text)

    def unique(self, slug: str, used: dict[str, int]) -> str:
        candidate = slug
        while candidate in used or not candidate:
            match = re.match(r"^(.+)_(\d+)$", candidate)
            if match:
                candidate = f"{match.group(1)}_{int(match.group(2)) + 1}"
            elif candidate.startswith("_") and candidate[1:].isdigit():
                candidate = f"_{int(candidate[1:]) + 1}"
            else:
                candidate = f"{candidate}_1"
        used[candidate] = 0
        return candidate


class Docusaurus(Renderer):
    """Docusaurus 2 and 3."""

    name = "docusaurus"
    reads_explicit_ids = True

    def slug(self, heading: HeadingText) -> str:
        return slugify(_TRAILING_ID.sub("", heading.text).strip())

    def unique(self, slug: str, used: dict[str, int]) -> str:
        return GitHub().unique(slug, used)


class VitePress(Renderer):
    """VitePress."""

    name = "vitepress"
    reads_explicit_ids = True

    _special = re.compile(
        "[\\s~`!@#$%^&*()\\-_+=\\[\\]{}|\\\\;:\"'\u201c\u201d\u2018\u2019<>,.?/]+"
    )
    _control = re.compile(r"[\u0000-\u001f]")
    _combining = re.compile(r"[\u0300-\u036f]")

    def slug(self, heading: HeadingText) -> str:
        text = unicodedata.normalize("NFKD", heading.text)
        text = self._control.sub("", self._combining.sub("", text))
        text = re.sub(r"-{2,}", "-", self._special.sub("-", text)).strip("-")
        return re.sub(r"^(\d)", r"_\1", text).lower()


class VuePress(VitePress):
    """VuePress 2."""

    name = "vuepress"


class Hugo(Renderer):
    """Hugo with its default settings."""

    name = "hugo"
    reads_explicit_ids = True

    def slug(self, heading: HeadingText) -> str:
        kept = []
        for char in heading.text.strip():
            if char in "- ":
                kept.append("-")
            elif char == "_" or unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"):
                kept.append(char.lower())
        return "".join(kept) or "heading"


RENDERERS: dict[str, Renderer] = {
    made.name: made for made in (MkDocs(), Docusaurus(), VitePress(), VuePress(), Hugo())
}
