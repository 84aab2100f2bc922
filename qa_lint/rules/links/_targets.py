"""Where the links and pictures of all pages lead."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import quote

from ...finding import Edit, Fix, Place
from ...project import PAGE_SUFFIXES, Project, Target
from ...summary import PageImage, PageLink, Summary

#: Of rapidfuzz's ratio (0 to 100).
_SIMILAR = 75


def link_targets(
    project: Project, wanted: Callable[[Target], bool]
) -> Iterator[tuple[Summary, PageLink, Target]]:
    """The links whose target is a file of the project, or none, and is `wanted`."""
    for path, index, target in project.once("links/targets", lambda: list(_links(project))):
        if wanted(target):
            page = project.pages[path]
            yield page, page.links[index], target


def _links(project: Project) -> Iterator[tuple[str, int, Target]]:
    for path in project.focused_paths():
        for index, (kind, href, *_) in enumerate(project.pages.plain_links(path)):
            if kind in ("bare", "autolink") or not href or href.startswith("#"):
                continue
            target = project.file_of(path, href)
            if target.kind not in ("external", "site", "self"):
                yield path, index, target


def image_targets(
    project: Project, wanted: Callable[[Target], bool]
) -> Iterator[tuple[Summary, PageImage, Target]]:
    """The pictures whose target is a file of the project, or none, and is `wanted`."""
    for path, index, target in project.once("images/targets", lambda: list(_images(project))):
        if wanted(target):
            page = project.pages[path]
            yield page, page.images[index], target


def _images(project: Project) -> Iterator[tuple[str, int, Target]]:
    for path in project.focused_paths():
        for index, (_, src, *_) in enumerate(project.pages.plain_images(path)):
            if not src or src.startswith("#"):
                continue
            target = project.file_of(path, src)
            if target.kind not in ("external", "site", "self"):
                yield path, index, target


def paths(project: Project) -> set[str]:
    """The paths of all targets of links and pictures."""
    links = project.once("links/targets", lambda: list(_links(project)))
    images = project.once("images/targets", lambda: list(_images(project)))
    return {target.path for _, _, target in (*links, *images)}


def similar_file(project: Project, path: str, suffixes: tuple[str, ...] = ()) -> str | None:
    """The existing file most like the missing `path`: in its folder, else of the same name."""
    folder, name = posixpath.split(path)
    entries = project.files.entries(folder) or {}
    names = [n for n, kind in entries.items() if kind == "file" and _fits(n, suffixes)]
    if not names:
        return _same_name(project, name)
    from rapidfuzz import fuzz, process

    # Without the suffixes, which would make any two short names alike.
    stems = {n: posixpath.splitext(n)[0].lower() for n in names}
    best = process.extractOne(
        posixpath.splitext(name)[0].lower(), stems, scorer=fuzz.ratio, score_cutoff=_SIMILAR
    )
    if best is not None:
        return posixpath.join(folder, str(best[2]))
    return _same_name(project, name)


def _fits(name: str, suffixes: tuple[str, ...]) -> bool:
    return not suffixes or name.lower().endswith(suffixes)


def _same_name(project: Project, name: str) -> str | None:
    if project.git is None:
        return None
    tail = "/" + name
    found = [p for p in project.git.tracked if p == name or p.endswith(tail)]
    return found[0] if len(found) == 1 else None


def as_address(page: str, path: str, like: str) -> str:
    """The address of `path` in `page`, written in the manner of the address `like`."""
    address = posixpath.relpath(path, posixpath.dirname(page) or ".")
    if like.startswith("/"):
        address = "/" + path
    elif like.startswith("./"):
        address = "./" + address
    if "%" in like and like.isascii():
        address = quote(address, safe="/:@!$&'()*+,;=~-._")
    else:
        address = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    _, mark, rest = like.partition("#")
    return address + mark + rest


def replace_address(place: Place, text: str, safe: bool) -> Fix:
    """A fix that writes `text` in place of an address."""
    return Fix((Edit(place.start, place.end, text),), safe)


__all__ = [
    "PAGE_SUFFIXES",
    "as_address",
    "image_targets",
    "link_targets",
    "paths",
    "replace_address",
    "similar_file",
]
