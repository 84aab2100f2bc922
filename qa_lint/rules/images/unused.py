"""images/unused: a picture that no page shows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ...config import Settings
from ...document import Document
from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ..links._targets import paths
from .missing import PICTURES


class Unused(Rule):
    """A file in a picture folder is neither shown nor linked nor named by any page."""

    id = "images/unused"
    lean = True
    severity = Severity.INFO
    default = False
    summary = Text("没有页面用到的图片", "a picture that no page shows")
    why = Text(
        "它让仓库变大，也让人猜它是否还有用。", "It makes the repository larger for nothing."
    )
    limits = Text(
        "只看 picture-folders 里的文件；正文、代码或注释里提到文件名也算用到。仅在点名时运行。",
        "Only files below `picture-folders`; a page that names the file anywhere uses it. Runs"
        " only when selected by its id.",
    )
    bad = (Bad("⟦⟧# A\n", files={"imgs/old.png": b"x"}),)
    good = (
        Good("![a](imgs/a.png)\n", files={"imgs/a.png": b"x"}),
        Good("[大图](imgs/a.png)\n", files={"imgs/a.png": b"x"}),
        Good("cover: imgs/a.png\n", files={"imgs/a.png": b"x"}),
        Good("# A\n", files={"data/a.png": b"x"}),
    )

    def summarise(self, document: Document, settings: Settings) -> list[str] | None:
        """Words of the page that end like a picture's name."""
        text = document.text.lower()
        if not any(suffix in text for suffix in PICTURES):
            return None
        words = {word.rsplit("/", 1)[-1] for word in _words(text) if word.endswith(PICTURES)}
        return sorted(words) or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Files below picture folders that nothing names; reported on the first page beside."""
        used = paths(project)
        named = {name for _, names in project.extra(self.id) for name in names}
        start = Place(0, 0, 1, 1, 1, 1)
        for folder, page in self._folders(project):
            for path in _files_below(project, folder):
                if path in used or posixpath.basename(path).lower() in named:
                    continue
                yield self.finding_at(
                    page,
                    start,
                    Text(f"没有页面用到“{path}”", f"no page shows '{path}'"),
                    key=path,
                    data={"target": path},
                )

    def _folders(self, project: Project) -> Iterator[tuple[str, str]]:
        seen = set()
        for page in sorted(project.pages):
            base = posixpath.dirname(page)
            for name in project.settings.picture_folders:
                folder = posixpath.join(base, name)
                if folder not in seen and project.files.entries(folder) is not None:
                    seen.add(folder)
                    yield folder, page


def _words(text: str) -> list[str]:
    for mark in "()[]<>\"'`|=,:;（）“”，。、":
        text = text.replace(mark, " ")
    return text.split()


def _files_below(project: Project, folder: str) -> Iterator[str]:
    for name, kind in sorted((project.files.entries(folder) or {}).items()):
        path = posixpath.join(folder, name)
        if kind == "dir":
            yield from _files_below(project, path)
        elif kind == "file" and name.lower().endswith(PICTURES):
            yield path
