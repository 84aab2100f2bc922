"""The pages of a project by path, turned from plain lists into summaries when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .percent import unquote
from .results import Parts
from .summary import (
    EXTRA,
    HEADINGS,
    IMAGES,
    LINKS,
    PageHeading,
    Places,
    Plain,
    Summary,
    headings_from_plain,
    ids_of,
)

#: With more changed names than this, looking for them in every link costs more than it saves.
_MAX_NAMES = 64


class Pages(Mapping[str, Summary]):
    """Summaries by path; `plain` are those that `summary.summarise` made."""

    def __init__(self, plain: Mapping[str, Plain]) -> None:
        self._plain = plain
        self._sorted: list[str] | None = None
        self._last: Summary | None = None
        self._places: tuple[str, Places] | None = None

    def __getitem__(self, path: str) -> Summary:
        if self._last is None or self._last.path != path:
            self._last = Summary(path, self._plain[path])
        return self._last

    def __contains__(self, path: object) -> bool:
        return path in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def sorted(self) -> list[str]:
        """The paths in order."""
        if self._sorted is None:
            self._sorted = sorted(self._plain)
        return self._sorted

    def extras(self, rule: str) -> Iterator[tuple[str, Any]]:
        """(path, what the rule's `summarise` gave) where that is something, sorted by path."""
        for path in self.sorted():
            plain = self._plain[path]
            value = plain.extra(rule) if isinstance(plain, Parts) else plain[EXTRA].get(rule)
            if value is not None:
                yield path, value

    def headings(self, path: str) -> tuple[PageHeading, ...]:
        """The headings of a page, without making its other parts."""
        plain = self._plain[path]
        return headings_from_plain(plain, Places(plain))

    def plain_headings(self, path: str) -> Sequence[Any]:
        """The headings of a page as lists: level, text, id, offsets."""
        headings: Sequence[Any] = self._plain[path][HEADINGS]
        return headings

    def places(self, path: str) -> Places:
        """What makes places of the offsets of a page."""
        if self._places is None or self._places[0] != path:
            self._places = path, Places(self._plain[path])
        return self._places[1]

    def plain_links(self, path: str) -> Sequence[Any]:
        """The links of a page as lists: kind, href, text, offsets, depth."""
        links: Sequence[Any] = self._plain[path][LINKS]
        return links

    def plain_images(self, path: str) -> Sequence[Any]:
        """The pictures of a page as lists: kind, address, offsets."""
        images: Sequence[Any] = self._plain[path][IMAGES]
        return images

    def ids(self, path: str) -> frozenset[str]:
        """All ids on a page, of headings and explicit ones."""
        return frozenset(ids_of(self._plain[path]))

    def naming(self, changed: Iterable[str]) -> frozenset[str] | None:
        """Pages that may link to one of the `changed` files: all that hold one's name or stem.

        None stands for all pages, where there are too many names to look for.
        """
        names = {path.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold() for path in changed}
        if not names:
            return frozenset()
        # The page that stands for a folder is linked by the folder's name, which may be anything.
        if len(names) > _MAX_NAMES or names & {"readme", "index", "_index", ""}:
            return None
        stems = "|".join(sorted(map(re.escape, names)))
        names_one = re.compile(rf"(?:^|[/\n])(?:{stems})(?=[.#?/\n]|$)").search
        found = set()
        for path, plain in self._plain.items():
            hrefs = "\n".join([*(k[1] for k in plain[LINKS]), *(i[1] for i in plain[IMAGES])])
            text = (unquote(hrefs) if "%" in hrefs else hrefs).casefold()
            if names_one(text):
                found.add(path)
        return frozenset(found)
