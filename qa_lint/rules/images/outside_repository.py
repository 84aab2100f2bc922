"""images/outside-repository: a picture that lies outside of the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ...summary import image_from_plain
from ..links._targets import image_targets

_LOCAL = re.compile(r"(?i)file:")


class OutsideRepository(Rule):
    """A picture's address leads out of the repository or to a local drive."""

    id = "images/outside-repository"
    lean = True
    severity = Severity.ERROR
    summary = Text("图片在仓库之外", "a picture outside of the repository")
    why = Text("只有作者的电脑上有这个文件。", "Only the author's machine has the file.")
    limits = Text(
        "不在 git 仓库里时不知道边界，外面确有其文件就不报告。",
        "Without a git repository the boundary is not known: what exists beyond it is fine.",
    )
    bad = (
        Bad("![a](⟦../../none/a.png⟧)\n"),
        Bad("![a](⟦C:/Users/me/a.png⟧)\n"),
        Bad("![a](⟦file:///home/me/a.png⟧)\n"),
        Bad('<img src="⟦D:\\pictures\\a.png⟧">\n'),
    )
    good = (Good("![a](a.png)\n", files={"a.png": b"x"}), Good("![a](https://example.org/a.png)\n"))

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Pictures whose target is outside, and file: addresses."""
        for page, image, target in image_targets(project, project.leaves):
            yield self._finding(page.path, image.src, image.src_place, target.path)
        for path in project.focused_paths():
            for plain in project.pages.plain_images(path):
                if _LOCAL.match(plain[1]):
                    page = project.pages[path]
                    image = image_from_plain(plain, project.pages.places(path))
                    yield self._finding(page.path, image.src, image.src_place, image.src)

    def _finding(self, path: str, src: str, place: Place, target: str) -> Finding:
        return self.finding_at(
            path,
            place,
            Text(f"“{src}”在仓库之外，读者看不到", f"'{src}' is outside of the repository"),
            key=src,
            data={"target": target},
        )
