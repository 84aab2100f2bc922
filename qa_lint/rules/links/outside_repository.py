"""links/outside-repository: a relative link that leaves the repository."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._targets import link_targets


class OutsideRepository(Rule):
    """A relative link leads above the repository's root or to a local drive."""

    id = "links/outside-repository"
    lean = True
    severity = Severity.ERROR
    summary = Text("相对链接越出了仓库", "a relative link that leaves the repository")
    why = Text(
        "仓库之外的文件读者拿不到，本地能打开不代表线上能打开。",
        "What lies outside of the repository is on the author's machine alone.",
    )
    limits = Text(
        "不在 git 仓库里时不知道边界，外面确有其文件就不报告。GitHub 自己的页面（如 ../../issues）不算越界。",
        "Without a git repository the boundary is not known: what exists beyond it is fine, and so"
        " are GitHub's own pages, such as ../../issues.",
    )
    bad = (Bad("[x](⟦C:/docs/a.md⟧)\n"), Bad("[x](⟦../../../none/a.md#b⟧)\n"))
    good = (Good("[x](../../issues) [y](../../wiki/Home) [z](a.md)\n", files={"a.md": "# A\n"}),)

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Links whose target is outside."""
        for page, link, target in link_targets(project, project.leaves):
            yield self.finding_at(
                page.path,
                link.href_place,
                Text(
                    f"“{link.href}”指向仓库之外，读者打不开",
                    f"'{link.href}' leads out of the repository, where readers cannot follow",
                ),
                key=link.href,
                data={"target": target.path},
            )
