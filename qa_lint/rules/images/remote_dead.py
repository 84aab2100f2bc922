"""images/remote-dead: a remote picture that does not show."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ..links._remote import dead


class RemoteDead(Rule):
    """A remote picture is gone, or what is there is no picture."""

    id = "images/remote-dead"
    lean = True
    severity = Severity.ERROR
    remote = True
    summary = Text("失效的外部图片", "a remote picture that does not show")
    why = Text(
        "图床关了、换了或要求登录，读者看到的是裂开的图标。",
        "The host has closed, changed or wants a login: the reader sees a broken icon.",
    )
    limits = Text(
        "只读开头的字节。站点连不上或限制访问时，每个站点只报告一次，同站点的链接已报告时不再报告。",
        "Only the first bytes are read. A site that is down or limits requests is told once, and"
        " not again when a link to it was.",
    )
    bad = (
        Bad("![图](⟦https://pics.dev/a.png⟧)\n", remote={"https://pics.dev/a.png": "404"}),
        Bad(
            '<img src="⟦https://pics.dev/a.png⟧">\n',
            remote={"https://pics.dev/a.png": "200 text/html <html><p>login</p>"},
        ),
        Bad(
            "![图](⟦http://192.168.1.5/a.png⟧)\n",
            note=Text("警告：只有内网能看到", "a warning: only its network sees it"),
        ),
    )
    good = (
        Good(
            "![图](https://pics.dev/a.png)\n",
            remote={"https://pics.dev/a.png": "200 image/png (a PNG)"},
        ),
        Good(
            "![图](https://pics.dev/a)\n",
            remote={"https://pics.dev/a": "200 image/svg+xml <svg xmlns='x'/>"},
        ),
        Good("![图](https://example.com/a.png)\n", remote={"https://example.com/a.png": "404"}),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Pictures that are dead, and sites with trouble."""
        yield from dead(self, project, pictures=True)
