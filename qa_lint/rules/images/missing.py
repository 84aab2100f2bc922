"""images/missing: a picture whose file does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project, Target
from ...rule import Bad, Good, Rule
from ..links._targets import as_address, image_targets, replace_address, similar_file

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif", ".ico", ".apng")


class Missing(Rule):
    """A page shows a picture that is not among the files."""

    id = "images/missing"
    lean = True
    severity = Severity.ERROR
    summary = Text("图片文件不存在", "a picture whose file does not exist")
    why = Text("读者看到的是裂开的图标。", "The reader sees a broken icon.")
    limits = Text(
        "远程图片只在 --remote 时检查；data: 地址不算文件。",
        "Remote pictures are checked with --remote only; data: addresses are no files.",
    )
    bad = (
        Bad("![结构](⟦imgs/none.png⟧)\n"),
        Bad('<img src="⟦./imgs/none.png⟧" width="300">\n'),
        Bad("![结构](⟦imgs/transformer.png⟧)\n", files={"imgs/transfomer.png": b"x"}),
        Bad("![夹](⟦imgs⟧)\n", files={"imgs/a.png": b"x"}),
        Bad("![引用][fig]\n\n[fig]: ⟦imgs/图.png⟧\n"),
        Bad(
            '<picture><source srcset="⟦a.webp⟧"><img src="b.png"></picture>\n',
            files={"b.png": b"x"},
        ),
    )
    good = (
        Good("![a](imgs/a.png)\n", files={"imgs/a.png": b"x"}),
        Good("![a](imgs/a%20b.png) ![b](<imgs/a b.png>)\n", files={"imgs/a b.png": b"x"}),
        Good("![a](imgs/图.png?raw=true)\n", files={"imgs/图.png": b"x"}),
        Good(
            "![a](https://example.org/a.png) ![b](//example.org/a.png) ![c](data:image/png;base64,AA)\n"
        ),
        Good("`![a](none.png)`\n\n    ![a](none.png)\n\n<!-- ![a](none.png) -->\n"),
        Good('<img src="{{ site.logo }}">\n'),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Pictures whose target is missing."""
        for page, image, target in image_targets(project, _is_missing):
            if "{{" in image.src or "${" in image.src:
                continue
            best = similar_file(project, target.path, PICTURES)
            zh, en = f"没有图片文件“{target.path}”", f"there is no picture '{target.path}'"
            right = None
            if best is not None:
                right = as_address(page.path, best, image.src)
                zh, en = f"{zh}；最相近的是“{best}”", f"{en}; nearest is '{best}'"
            written = image.src_place.end > image.src_place.start
            yield self.finding_at(
                page.path,
                image.src_place,
                Text(zh, en),
                key=image.src,
                suggestion=right,
                fix=replace_address(image.src_place, right, False) if right and written else None,
                data={"target": target.path},
            )


def _is_missing(target: Target) -> bool:
    return target.kind in ("missing", "dir")
