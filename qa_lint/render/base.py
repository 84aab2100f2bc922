"""The interface of renderers and what most of them share."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from enum import Enum
from typing import NamedTuple

from ..percent import unquote

_EXPLICIT = re.compile(r"\s*\{\s*#([^\s{}]+)[^{}]*\}\s*$")


class HeadingText(NamedTuple):
    """A heading as a renderer sees it.

    `text` is the visible text: inline constructs resolved, HTML tags dropped, images add nothing;
    `alt_text` has the images' alt texts as well. `explicit_id` is the `id` of a raw HTML heading.
    """

    text: str
    alt_text: str
    explicit_id: str | None
    raw_html: bool
    level: int


class Reach(Enum):
    """Whether a fragment leads somewhere; CASE_ONLY: by a script that ignores letter case."""

    EXACT = "exact"
    CASE_ONLY = "case-only"
    NONE = "none"


class Renderer:
    """Base of all renderers: a site's slugs and how it tells repeats apart."""

    name = ""
    #: Whether `## Title {#id}` sets the id.
    reads_explicit_ids = False

    def slug(self, heading: HeadingText) -> str:
        """The id of a heading that stands alone."""
        raise NotImplementedError(self.name)

    def unique(self, slug: str, used: dict[str, int]) -> str:
        """The id for a slug when those in `used` are taken; adds it to `used`."""
        candidate = slug
        number = 1
        while candidate in used:
            candidate = f"{slug}-{number}"
            number += 1
        used[candidate] = 0
        return candidate

    def ids(self, headings: Sequence[HeadingText]) -> list[str | None]:
        """The id that each heading gets on the page, in order; None for none."""
        used: dict[str, int] = {}
        found: list[str | None] = []
        for heading in headings:
            explicit = self.explicit(heading)
            if explicit is not None:
                used.setdefault(explicit, 0)
                found.append(explicit)
            elif heading.raw_html and not self.slugs_raw_html:
                found.append(None)
            else:
                slug = self.slug(heading)
                found.append(self.unique(slug, used) if slug or self.slugs_empty else None)
        return found

    #: Whether a raw `<h2>` without an id gets one.
    slugs_raw_html = False
    #: Whether a heading whose slug is empty gets an id all the same.
    slugs_empty = False

    def explicit(self, heading: HeadingText) -> str | None:
        """The id that the author wrote, None without one."""
        if heading.explicit_id is not None:
            return heading.explicit_id
        if self.reads_explicit_ids and (match := _EXPLICIT.search(heading.text)):
            return match.group(1)
        return None

    def reaches(self, fragment: str, ids: Container[str]) -> Reach:
        """Whether `fragment` (without `#`) leads to one of `ids`, as written or decoded."""
        if fragment == "" or fragment.lower() == "top":
            return Reach.EXACT
        for candidate in dict.fromkeys((fragment, unquote(fragment))):
            if candidate in ids:
                return Reach.EXACT
        return Reach.NONE


__all__ = ["HeadingText", "Reach", "Renderer"]
