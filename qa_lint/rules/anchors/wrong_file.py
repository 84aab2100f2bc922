"""anchors/wrong-file: the anchor exists, but in another page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ...finding import Edit, Finding, Fix, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._broken import broken, elsewhere


class WrongFile(Rule):
    """A link's fragment is no id of its page, but one of another page of the project."""

    id = "anchors/wrong-file"
    lean = True
    severity = Severity.ERROR
    summary = Text("锚点在另一个文件里", "the anchor is in another file")
    why = Text(
        "内容移到别的页面后，旧链接停在原页面的页首。",
        "The text has moved to another page, and the link stays at the top of the old one.",
    )
    limits = Text(
        "若两三个页面都有这个 id，都列出，不给修复；更多的页面有时，视为锚点不存在。",
        "When two or three pages have the id, they are named and there is no fix; when more have"
        " it, the anchor counts as missing.",
    )
    bad = (
        Bad(
            "[看](⟦#注意力机制⟧)\n",
            fixed="[看](docs/b.md#注意力机制)\n",
            files={"docs/b.md": "# 注意力机制\n"},
        ),
        Bad("[看](a.md⟦#later⟧)\n", files={"a.md": "# First\n", "b.md": "# Later\n"}),
    )
    good = (
        Good("[看](b.md#a)\n", files={"b.md": "# A\n"}),
        Good("[看](#a)\n\n# A\n", files={"b.md": "# A\n"}),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Broken fragments that another page has."""
        for item in broken(project):
            others = elsewhere(project, item)
            if not others:
                continue
            start = posixpath.dirname(item.page) or "."
            links = [f"{posixpath.relpath(path, start)}#{item.fragment}" for path in others]
            edit = Edit(item.link.href_place.start, item.link.href_place.end, links[0])
            listed = ", ".join(others)
            yield self.finding_at(
                item.page,
                item.place,
                Text(
                    f"“#{item.fragment}”不在 {item.target}，而在 {listed}",
                    f"'#{item.fragment}' is not in {item.target} but in {listed}",
                ),
                key=item.link.href,
                suggestion=links[0],
                fix=Fix((edit,), safe=False) if len(others) == 1 else None,
                data={"target": item.target, "fragment": item.fragment, "found": others},
            )
