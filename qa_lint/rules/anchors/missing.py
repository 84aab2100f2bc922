"""anchors/missing: a link to a place in a page that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Edit, Finding, Fix, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._broken import Broken, broken, elsewhere
from ._nearest import nearest


class Missing(Rule):
    """A link's fragment is no id of the page that it leads to."""

    id = "anchors/missing"
    lean = True
    severity = Severity.ERROR
    summary = Text("链接指向页面中不存在的位置", "a link to a place in a page that does not exist")
    why = Text(
        "读者点开目录或引用，却停在页首，不知道要找的内容在哪里。",
        "The reader clicks and stays at the top of the page.",
    )
    limits = Text(
        "只差大小写的片段 GitHub 的脚本也能找到，只作提示。脚本在页面上生成的 id 看不到。",
        "A fragment that differs only in letter case is reached by GitHub's script: info only."
        " Ids that a script makes in the page are not seen.",
    )
    references = ("https://docs.github.com/en/get-started/writing-on-github",)
    bad = (
        Bad("[去看](⟦#b⟧)\n\n# A\n"),
        Bad(
            "- [安装](⟦#安装-指南⟧)\n\n# 安装指南\n",
            fixed="- [安装](#安装指南)\n\n# 安装指南\n",
        ),
        Bad("见 [安装](other.md⟦#没有⟧)\n", files={"other.md": "# 安装\n"}),
        Bad("[同名](⟦#a-2⟧)\n\n# A\n\n# A\n", fixed=None),
        Bad(
            '<a href="⟦#Emoji⟧">x</a>\n\n# 🚀 Emoji\n',
            fixed='<a href="#-emoji">x</a>\n\n# 🚀 Emoji\n',
        ),
        Bad("[x](⟦#VIT⟧)\n\n# vit\n", fixed="[x](#vit)\n\n# vit\n"),
    )
    good = (
        Good("[a](#a)\n\n# A\n"),
        Good("[重复](#a-1)\n\n# A\n\n# A\n"),
        Good('[问](#1.什么是多模态?)\n\n<h2 id="1.什么是多模态?">1.什么是多模态?</h2>\n'),
        Good("[编码](#%E5%AE%89%E8%A3%85)\n\n# 安装\n"),
        Good("[顶](#top) [顶](#) [前缀](#user-content-a)\n\n# A\n"),
        Good("[行](code.py#L10)\n", files={"code.py": "pass\n"}),
        Good("[脚注](#fn1)\n"),
        Good("`[x](#nowhere)`\n\n```\n[x](#nowhere)\n```\n\n<!-- [x](#nowhere) -->\n"),
        Good("[夹](docs/#a)\n", files={"docs/README.md": "# A\n"}),
        Good("[外](https://example.org/#x)\n"),
        Good("[路由](#docs/intro)\n", files={"docs/intro.md": "# I\n"}),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Fragments that no id of their page answers to, nor one of another page."""
        for item in broken(project):
            if not elsewhere(project, item):
                yield self._finding(project, item)

    def _finding(self, project: Project, item: Broken) -> Finding:
        known = project.ids(item.target)
        best, certain = nearest(item.fragment, known)
        where = "" if item.target == item.page else item.target
        shown = f"#{item.fragment}"
        if item.case_only:
            severity = Severity.INFO
            zh = f"“{shown}”与“#{best}”只差大小写，只有 GitHub 的脚本能找到它"
            en = f"'{shown}' differs from '#{best}' in letter case; only GitHub's script finds it"
        else:
            severity = Severity.ERROR
            zh = f"{where or '本页'}没有与“{shown}”对应的标题或 id"
            en = f"no heading or id of {where or 'this page'} matches '{shown}'"
            if best is not None:
                zh += f"；最接近的是“#{best}”"
                en += f"; nearest is '#{best}'"
        fix = None
        written = item.place.end - item.place.start
        if best is not None and certain and written in (len(shown), len(item.link.href)):
            fix = Fix((Edit(item.place.end - len(shown), item.place.end, f"#{best}"),))
        return self.finding_at(
            item.page,
            item.place,
            Text(zh, en),
            key=item.link.href,
            severity=severity,
            suggestion=None if best is None else f"#{best}",
            fix=fix,
            data={"target": item.target, "fragment": item.fragment},
        )
