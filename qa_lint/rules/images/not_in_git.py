"""images/not-in-git: a picture that only the author has."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project, Target
from ...rule import Bad, Good, Rule
from ..links._targets import image_targets


class NotInGit(Rule):
    """The picture is on disk, but git does not have it."""

    id = "images/not-in-git"
    lean = True
    severity = Severity.WARNING
    summary = Text("图片没有提交到 git", "a picture that is not in git")
    why = Text(
        "作者的电脑上能显示，别人克隆下来就没有。",
        "It shows on the author's machine and nowhere else.",
    )
    limits = Text("不在 git 仓库里时不检查。", "Silent outside of a git repository.")
    bad = (Bad("![a](⟦a.png⟧)\n", files={"a.png": b"x"}),)
    good = (
        Good("![a](none.png)\n"),
        Good("![a](https://example.org/a.png)\n", files={"a.png": b"x"}),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Pictures that exist and are not in the index."""
        git = project.git
        if git is None or not git.tracked:
            return
        tracked = git.tracked

        def is_new(target: Target) -> bool:
            return target.kind == "file" and target.path not in tracked

        for page, image, target in image_targets(project, is_new):
            if git.is_ignored(target.path):
                zh = f"“{target.path}”被 .gitignore 忽略，读者拿不到"
                en = f"'{target.path}' is ignored by git: readers will not have it"
            else:
                zh = f"“{target.path}”还没有加入 git：git add '{target.path}'"
                en = f"'{target.path}' is not in git yet: git add '{target.path}'"
            yield self.finding_at(
                page.path,
                image.src_place,
                Text(zh, en),
                key=image.src,
                data={"target": target.path},
            )
