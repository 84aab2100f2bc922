"""images/wrong-case: a picture's address differs from its file in letter case."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ..links._targets import as_address, image_targets, replace_address


class WrongCase(Rule):
    """The file exists with other capitals."""

    id = "images/wrong-case"
    lean = True
    severity = Severity.ERROR
    summary = Text("图片地址的大小写与文件不同", "a picture's address in the wrong letter case")
    why = Text(
        "在 macOS 和 Windows 上能显示，在 GitHub 和 Linux 上不能。",
        "It shows on macOS and Windows and is broken on GitHub and Linux.",
    )
    bad = (
        Bad(
            "![a](⟦Imgs/CLIP.png⟧)\n",
            fixed="![a](imgs/clip.PNG)\n",
            files={"imgs/clip.PNG": b"x"},
        ),
        Bad('<img src="⟦./A.png⟧">\n', fixed='<img src="./a.png">\n', files={"a.png": b"x"}),
    )
    good = (Good("![a](imgs/CLIP.png)\n", files={"imgs/CLIP.png": b"x"}),)

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Pictures that are found up to letter case only."""
        for page, image, target in image_targets(project, lambda target: target.kind == "case"):
            right = as_address(page.path, target.actual, image.src)
            yield self.finding_at(
                page.path,
                image.src_place,
                Text(
                    f"“{target.path}”的大小写与文件“{target.actual}”不同，在 GitHub 上不显示",
                    f"'{target.path}' differs in letter case from '{target.actual}':"
                    " broken on GitHub",
                ),
                key=image.src,
                suggestion=right,
                fix=replace_address(image.src_place, right, True),
                data={"target": target.actual},
            )
