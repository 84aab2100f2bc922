"""The remote addresses of a project's pages, and where each stands."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..finding import Place
from ..project import Project
from . import address as address_
from .address import Address
from .content import is_checkable
from .result import Target
from .settings import RemoteSettings


class Use(NamedTuple):
    """An address in a page; `written` is it as it stands at `place`, `checked` what is asked."""

    path: str
    place: Place
    written: str
    picture: bool
    address: Address
    checked: Address


def uses(project: Project) -> list[Use]:
    """All remote links and pictures of the pages in focus, in their order."""
    return project.once("remote/uses", lambda: list(_uses(project)))


def _uses(project: Project) -> Iterator[Use]:
    for page in project.focused():
        if project.named is not None and page.path not in project.named:
            continue
        for link in page.links:
            found = address_.parse(link.href)
            if found is not None and not address_.is_placeholder(link.href, found):
                yield Use(page.path, link.href_place, link.href, False, found, found)
        for image in page.images:
            found = address_.parse(image.src)
            if found is not None and not address_.is_placeholder(image.src, found):
                checked = address_.picture_address(found)
                yield Use(page.path, image.src_place, image.src, True, found, checked)


def targets(
    found: list[Use], settings: RemoteSettings, rules: Container[str], pages: Container[str] | None
) -> list[Target]:
    """What to ask, each once, for the rules that run; of `pages` alone, None for all."""
    links = any(r in rules for r in ("links/remote-dead", "links/remote-moved", "links/insecure"))
    pictures = "images/remote-dead" in rules
    wanted: dict[tuple[str, bool], set[str]] = {}
    for use in found:
        if not (pictures if use.picture else links):
            continue
        if pages is not None and use.path not in pages:
            continue
        fragments = wanted.setdefault((use.checked.url, use.picture), set())
        fragment = use.address.fragment
        if settings.check_anchors and not use.picture and is_checkable(fragment):
            fragments.add(fragment)
    secure = "links/insecure" in rules
    return [
        Target(url, picture, tuple(sorted(fragments)), secure and not picture)
        for (url, picture), fragments in wanted.items()
    ]
