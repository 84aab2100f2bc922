"""images/too-large: a picture that is slow to load."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project, Target
from ...rule import Bad, Good, Rule
from ..links._targets import image_targets


class TooLarge(Rule):
    """A picture's file is larger than `max-image-kb`."""

    id = "images/too-large"
    lean = True
    severity = Severity.INFO
    summary = Text("图片太大", "a picture that is slow to load")
    why = Text("手机上要等很久，克隆仓库也变慢。", "It is slow on a phone and in every clone.")
    bad = (Bad("![a](⟦a.png⟧)\n", files={"a.png": b"x" * 3000}, settings={"max-image-kb": 2}),)
    good = (Good("![a](a.png)\n", files={"a.png": b"x" * 3000}),)

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Compare sizes with the limit."""
        limit = project.settings.max_image_kb * 1024

        def is_large(target: Target) -> bool:
            try:
                return target.kind == "file" and project.files.size(target.path) > limit
            except OSError:
                return False

        for page, image, target in image_targets(project, is_large):
            size = project.files.size(target.path)
            kilobytes = size // 1024
            yield self.finding_at(
                page.path,
                image.src_place,
                Text(
                    f"“{target.path}”有 {kilobytes} KB，超过 {limit // 1024} KB",
                    f"'{target.path}' has {kilobytes} KB, more than {limit // 1024}",
                ),
                key=image.src,
                data={"target": target.path, "bytes": size},
            )
