"""The pages of a project by path, turned from plain lists into summaries when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from .summary import PageHeading, Summary, from_plain, headings_from_plain

_HEADINGS, _ANCHORS, _LINKS, _IMAGES, _EXTRA = 1, 2, 3, 4, 5

#: So many summaries are kept: making one again costs less than a whole repository's in memory.
_MAX_MADE = 500
#: With more changed names than this, looking for them in every link costs more than it saves.
_MAX_NAMES = 64


class Pages(Mapping[str, Summary]):
    """Summaries by path; `plain` are those that `summary.to_plain` made."""

    def __init__(self, plain: Mapping[str, list[Any]]) -> None:
        self._plain = plain
        self._made: dict[str, Summary] = {}

    def __getitem__(self, path: str) -> Summary:
        made = self._made.get(path)
        if made is None:
            if len(self._made) >= _MAX_MADE:
                self._made.clear()
            made = self._made[path] = from_plain(self._plain[path])
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def extras(self, rule: str) -> Iterator[tuple[str, Any]]:
        """(path, what the rule's `summarise` gave) where that is something, sorted by path."""
        for path in sorted(self._plain):
            value = self._plain[path][_EXTRA].get(rule)
            if value is not None:
                yield path, value

    def headings(self, path: str) -> tuple[PageHeading, ...]:
        """The headings of a page, without making its other parts."""
        return headings_from_plain(self._plain[path][_HEADINGS])

    def ids(self, path: str) -> frozenset[str]:
        """All ids on a page, of headings and explicit ones."""
        plain = self._plain[path]
        found = {heading[2] for heading in plain[_HEADINGS] if heading[2]}
        found.update(anchor[0] for anchor in plain[_ANCHORS])
        return frozenset(found)

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
            hrefs = "\n".join([*(k[1] for k in plain[_LINKS]), *(i[1] for i in plain[_IMAGES])])
            text = (unquote(hrefs) if "%" in hrefs else hrefs).casefold()
            if names_one(text):
                found.add(path)
        return frozenset(found)
