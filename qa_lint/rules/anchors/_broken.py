"""Links with a fragment that no id of their page answers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...files import look_up
from ...finding import Place
from ...percent import unquote
from ...project import Project
from ...render import Reach
from ...summary import PageLink, link_from_plain

_FOOTNOTE = re.compile(r"(?:user-content-)?fn(?:ref)?[-:]?\d+(?:-\w+)?")

#: An id that more pages have ("testing", "references") says nothing about which page was meant.
_MANY = 3


class Broken(NamedTuple):
    """A link whose fragment leads nowhere, or only by a script that ignores letter case."""

    page: str
    link: PageLink
    target: str
    fragment: str
    place: Place
    case_only: bool


def broken(project: Project) -> list[Broken]:
    """All such links of the pages in focus."""
    return project.once("anchors/broken", lambda: list(_broken(project)))


def _broken(project: Project) -> Iterator[Broken]:
    for path in project.focused_paths():
        for plain in project.pages.plain_links(path):
            if "#" in plain[1] and (found := _look(project, path, plain)):
                yield found


def _look(project: Project, page: str, plain: Any) -> Broken | None:
    target = project.resolve(page, plain[1])
    path: str | None = target.path
    if target.kind == "dir":
        path = project.readme_of(target.path)
    elif target.kind not in ("self", "page"):
        return None
    if not target.fragment or path is None or project.page(path) is None:
        return None
    reach = project.renderer.reaches(target.fragment, project.ids(path))
    if reach is Reach.EXACT or _is_special(target.fragment) or _is_route(project, target.fragment):
        return None
    link = link_from_plain(plain, project.pages.places(page))
    place = fragment_place(link)
    return Broken(page, link, path, target.fragment, place, reach is Reach.CASE_ONLY)


def elsewhere(project: Project, item: Broken) -> list[str]:
    """The other pages that have the fragment, where they are few enough to be what was meant."""
    if item.case_only:
        return []
    others = project.once("anchors/elsewhere", lambda: _having(project))[item.fragment]
    return others if len(others) <= _MANY else []


def _having(project: Project) -> dict[str, list[str]]:
    """By fragment that leads nowhere the pages that have it."""
    wanted = frozenset(item.fragment for item in broken(project) if not item.case_only)
    return project.pages_with_ids(wanted)


def _is_special(fragment: str) -> bool:
    # Footnotes' ids are the site's; `:~:text=` is a text fragment; `/x` is a script's route.
    return fragment.startswith((":~:", "/", "!", "?")) or bool(_FOOTNOTE.fullmatch(fragment))


def _is_route(project: Project, fragment: str) -> bool:
    """`#docs/intro` beside docs/intro.md: a page of a site whose script reads the fragment."""
    path = unquote(fragment).strip("/") + ".md"
    return not path.startswith("..") and look_up(project.files, path).kind == "file"


def fragment_place(link: PageLink) -> Place:
    """The fragment with its `#` in the link's destination as written."""
    place = link.href_place
    written = place.end - place.start
    if place.line != place.end_line or written != len(link.href):
        return place
    at = link.href.index("#")
    return place._replace(start=place.start + at, column=place.column + at)
