"""links/missing-file: a link to a file that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ...files import look_up
from ...finding import Finding, Fix, Severity, Text
from ...project import Project, Target
from ...rule import Bad, Good, Rule
from ...summary import PageLink, Summary
from ._targets import as_address, link_targets, replace_address, similar_file


class MissingFile(Rule):
    """A link names a file or folder of the project that is not there."""

    id = "links/missing-file"
    lean = True
    severity = Severity.ERROR
    summary = Text("链接指向不存在的文件", "a link to a file that does not exist")
    why = Text("读者点开得到 404。", "The reader gets a 404.")
    limits = Text(
        "docsify 的 _sidebar.md 等菜单可以省略后缀。以 / 开头的地址在 GitHub 上从仓库根算起；其他站点的绝对地址不检查。",
        "Menus of docsify such as _sidebar.md may leave out the suffix. An address with a leading slash starts at the repository's root on GitHub; on other"
        " sites it is not checked.",
    )
    bad = (
        Bad("见 [下一章](⟦02-transformer.md⟧)\n", files={"02-transformers.md": "# T\n"}),
        Bad("[x](⟦docs/none.md#a⟧)\n"),
        Bad(
            "[说明](⟦readme.md⟧)\n",
            fixed="[说明](README.md)\n",
            files={"README.md": "# R\n"},
            path="page.md",
        ),
        Bad("[根](⟦/none.md⟧)\n"),
    )
    good = (
        Good("[a](a.md) [夹](docs) [夹](docs/)\n", files={"a.md": "# A\n", "docs/b.md": "# B\n"}),
        Good("[空 格](a%20b.md)\n", files={"a b.md": "# A\n"}),
        Good("[外](https://example.org/none.md) [信](mailto:a@example.org)\n"),
        Good("[问题](../../issues)\n"),
        Good("$[u^k](f)$ 与 $$[y_0](x-x_0)$$\n"),
        Good("- [一](ch/one)\n", files={"ch/one.md": "# 一\n"}, path="_sidebar.md"),
        Good("[带参数](a.md?plain=1#L3)\n", files={"a.md": "# A\n"}),
        Good(
            "[文档](guide/start)\n",
            files={"guide/start.md": "# S\n"},
            settings={"renderer": "vitepress"},
        ),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Links whose target is missing or differs in letter case."""
        for page, link, target in link_targets(project, _is_wrong):
            if target.kind == "case":
                yield self._wrong_case(page, link, target)
            elif target.kind == "missing" and _is_path(link.href):
                if _is_navigation(project, page.path, target.path):
                    continue
                yield self._missing(project, page, link, target)

    def _wrong_case(self, page: Summary, link: PageLink, target: Target) -> Finding:
        right = as_address(page.path, target.actual, link.href)
        return self.finding_at(
            page.path,
            link.href_place,
            Text(
                f"“{target.path}”的大小写与文件“{target.actual}”不同，在 GitHub 上打不开",
                f"'{target.path}' differs in letter case from '{target.actual}': a 404 on GitHub",
            ),
            key=link.href,
            suggestion=right,
            fix=_fix(link, right, True),
            data={"target": target.actual},
        )

    def _missing(self, project: Project, page: Summary, link: PageLink, target: Target) -> Finding:
        best = similar_file(project, target.path)
        zh, en = f"没有文件“{target.path}”", f"there is no file '{target.path}'"
        right = None
        if best is not None:
            right = as_address(page.path, best, link.href)
            zh, en = f"{zh}；最相近的是“{best}”", f"{en}; nearest is '{best}'"
        return self.finding_at(
            page.path,
            link.href_place,
            Text(zh, en),
            key=link.href,
            suggestion=right,
            fix=_fix(link, right, False) if right else None,
            data={"target": target.path},
        )


def _fix(link: PageLink, right: str, safe: bool) -> Fix | None:
    if link.href_place.start == link.href_place.end:
        return None
    return replace_address(link.href_place, right, safe)


def _is_wrong(target: Target) -> bool:
    return target.kind in ("case", "missing")


def _is_navigation(project: Project, page: str, path: str) -> bool:
    """A docsify menu, such as _sidebar.md, whose links leave the suffix to the site's script."""
    if not page.rpartition("/")[2].startswith("_"):
        return False
    candidates = (f"{path}.md", f"{path}/README.md", "docs/" + f"{path}.md")
    return any(look_up(project.files, name).kind == "file" for name in candidates)


def _is_path(href: str) -> bool:
    """Not a template's variable or an address that somebody forgot the scheme of."""
    return not any(mark in href for mark in ("{{", "${", "<%", "{%"))
