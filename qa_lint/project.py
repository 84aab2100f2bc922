"""All pages of a run and the files around them: who links to what.

Cross-file rules see only this: summaries, never a document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .config import Settings
from .files import Files, look_up
from .git import GitKnowledge
from .pages import Pages
from .percent import unquote
from .render import Renderer
from .summary import Summary

if TYPE_CHECKING:
    from .remote.session import Session

T = TypeVar("T")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

#: First path segments of a repository's own pages on GitHub, below /owner/name/.
GITHUB_PAGES = frozenset(
    [
        "actions",
        "activity",
        "archive",
        "blame",
        "blob",
        "branches",
        "commit",
        "commits",
        "compare",
        "contributors",
        "dependabot",
        "deployments",
        "discussions",
        "edit",
        "fork",
        "forks",
        "graphs",
        "issues",
        "labels",
        "milestone",
        "milestones",
        "network",
        "new",
        "packages",
        "projects",
        "pull",
        "pulls",
        "pulse",
        "raw",
        "releases",
        "search",
        "security",
        "settings",
        "stargazers",
        "subscription",
        "tags",
        "tree",
        "upload",
        "watchers",
        "wiki",
    ]
)


#: Pages whose ids are kept: links mostly lead to pages near by.
_KEPT_IDS = 1_000


class Target(NamedTuple):
    """Where an address leads.

    `kind`: "self" (a place in the same page), "page" (a Markdown file), "file", "dir", "case"
    (exists, with other letter case: `actual`), "missing", "outside" (leaves the repository),
    "external" (has a scheme or host) or "site" (a page of the hosting site). `path` is relative
    to the project's root; `fragment` is None where there is no `#`.
    """

    kind: str
    path: str
    fragment: str | None
    actual: str = ""


class Project:
    """The pages that are checked, their surroundings and the settings."""

    def __init__(
        self,
        settings: Settings,
        files: Files,
        pages: Pages,
        renderer: Renderer,
        git: GitKnowledge | None,
        load: Callable[[str], Summary | None],
        named: frozenset[str] | None = None,
        bounded: bool = True,
        focus: frozenset[str] | None = None,
        remote: Session | None = None,
    ) -> None:
        """`focus` are the pages whose links and pictures are looked at, None for all.

        `remote` knows the remote addresses that were asked for, None when none are.
        """
        self.settings = settings
        self.files = files
        self.pages = pages
        self.renderer = renderer
        self.git = git
        self.named = named
        self.bounded = bounded
        self.focus = focus
        self.remote = remote
        self._load = load
        self._targets: dict[tuple[str, str], Target] = {}
        self._memo: dict[str, Any] = {}
        self._loaded: dict[str, Summary | None] = {}
        self._ids: dict[str, frozenset[str]] = {}

    def page(self, path: str) -> Summary | None:
        """The summary of a page of the project, or of any other Markdown file below its root."""
        summary = self.pages.get(path)
        if summary is not None:
            return summary
        if path not in self._loaded:
            self._loaded[path] = self._load(path)
        return self._loaded[path]

    @property
    def beyond(self) -> list[str]:
        """The pages outside of the project that were looked for because a link leads there."""
        return list(self._loaded)

    def ids(self, path: str) -> frozenset[str]:
        """All ids on a page; empty for a page that cannot be read."""
        if path not in self._ids:
            if len(self._ids) >= _KEPT_IDS:
                self._ids.clear()
            if path in self.pages:
                self._ids[path] = self.pages.ids(path)
            else:
                page = self.page(path)
                self._ids[path] = frozenset(page.ids) if page else frozenset()
        return self._ids[path]

    def pages_with_ids(self, wanted: frozenset[str]) -> dict[str, list[str]]:
        """By id the paths of the project's pages that have it, sorted, of those `wanted`."""
        found: dict[str, list[str]] = {name: [] for name in wanted}
        for path in self.pages.sorted() if wanted else ():
            for name in wanted & self.pages.ids(path):
                found[name].append(path)
        return found

    def extra(self, rule: str) -> Iterator[tuple[Summary, Any]]:
        """(page, what the rule's `summarise` gave) for each page where that is not None."""
        for path, value in self.pages.extras(rule):
            yield self.pages[path], value

    def focused(self) -> Iterator[Summary]:
        """The pages whose links and pictures are looked at, sorted by path."""
        for path in self.focused_paths():
            yield self.pages[path]

    def focused_paths(self) -> Iterator[str]:
        """The paths of those pages."""
        for path in self.pages.sorted():
            if self.focus is None or path in self.focus:
                yield path

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once: several rules look at the same links."""
        if name not in self._memo:
            self._memo[name] = make()
        made: T = self._memo[name]
        return made

    def resolve(self, page: str, href: str) -> Target:
        """Where `href`, as it stands in `page`, leads on the rendered site."""
        if href.startswith("#"):
            return Target("self", page, href[1:])
        address, mark, fragment = href.partition("#")
        key = (posixpath.dirname(page), address)
        target = self._targets.get(key)
        if target is None:
            target = self._targets[key] = self._resolve(page, address)
        if target.kind == "self":
            target = target._replace(path=page)
        if target.kind == "external":
            return target._replace(path=href)
        return target._replace(fragment=fragment) if mark else target

    def file_of(self, page: str, href: str) -> Target:
        """`resolve` without the fragment: the same object for all links of a folder to a file."""
        address = href.partition("#")[0]
        if not address:
            return Target("self", page, None)
        key = (posixpath.dirname(page), address)
        target = self._targets.get(key)
        if target is None:
            target = self._targets[key] = self._resolve(page, address)
        return target

    def _resolve(self, page: str, href: str) -> Target:
        if href.startswith("//") or (_SCHEME.match(href) and not _DRIVE.match(href)):
            return Target("external", href, None)
        wanted = None
        address = href.partition("?")[0]
        if not address:
            return Target("self", page, wanted)
        path = unquote(address)
        if _DRIVE.match(path) or "\0" in path:
            return Target("outside", path, wanted)
        if path.startswith("/"):
            if self.renderer.name != "github":
                return Target("site", path, wanted)
            joined = posixpath.normpath(path.lstrip("/")) if path.strip("/") else "."
        else:
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if joined == ".." or joined.startswith("../"):
            return self._above(joined, wanted)
        return self._find("" if joined == "." else joined, wanted)

    def _above(self, path: str, fragment: str | None) -> Target:
        parts = path.split("/")
        levels = parts.count("..")
        # A page is shown at /owner/name/blob/branch/: two levels up is the repository, then come
        # the owner and the site, whose next names are another repository's.
        rest = parts[levels:][max(0, levels - 2) :]
        on_github = 2 <= levels <= 4 and (not rest or rest[0] in GITHUB_PAGES)
        if on_github and self.renderer.name == "github":
            return Target("site", path, fragment)
        return Target("outside", path, fragment)

    def leaves(self, target: Target) -> bool:
        """Whether a target of kind "outside" is certainly out of the readers' reach.

        Without a repository the boundary is a guess: what exists beyond it may belong to it.
        """
        if target.kind != "outside":
            return False
        guessed = not self.bounded and target.path.startswith("..")
        return not (guessed and self.files.exists_outside(target.path))

    def _find(self, path: str, fragment: str | None) -> Target:
        for candidate in self._candidates(path):
            found = look_up(self.files, candidate)
            if found.kind != "missing":
                break
        if found.kind == "missing":
            return Target("missing", path, fragment)
        if found.kind == "case":
            return Target("case", path, fragment, found.actual)
        kind = found.kind
        if kind == "file" and candidate.lower().endswith(PAGE_SUFFIXES):
            kind = "page"
        return Target(kind, candidate, fragment, found.actual)

    def _candidates(self, path: str) -> Iterator[str]:
        yield path
        if self.renderer.name in ("github", "gitlab", "gitee"):
            return
        stem = path[:-5] if path.endswith(".html") else path
        yield stem + ".md"
        for index in ("index.md", "README.md", "_index.md"):
            yield posixpath.join(stem, index)

    def readme_of(self, folder: str) -> str | None:
        """The page that GitHub shows for a folder, None if it has none."""
        entries = self.files.entries(folder) or {}
        for name in entries:
            if name.lower() in ("readme.md", "readme.markdown"):
                return posixpath.join(folder, name)
        return None
