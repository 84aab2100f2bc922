"""links/remote-dead: a link to a page of the web that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity, Text
from ...percent import unquote
from ...project import Project
from ...rule import Bad, Good, Rule
from ._remote import answered, dead


class RemoteDead(Rule):
    """A remote link is dead, or its site cannot be reached."""

    id = "links/remote-dead"
    lean = True
    severity = Severity.ERROR
    remote = True
    summary = Text("失效的外部链接", "a remote link that is dead")
    why = Text(
        "页面被删或搬走，读者点开只看到错误。",
        "Pages are removed and sites end; the reader finds an error instead of the source.",
    )
    limits = Text(
        "只有 404 和 410 是错误；站点连不上、限制访问或只接待浏览器时，每个站点只报告一次。"
        "example.org 等文档专用域名和含占位符的地址不检查。锚点只在 check-anchors = true 时检查。",
        "Only 404 and 410 are errors. A site that is down, limits requests or answers browsers"
        " alone is told once. Names reserved for documentation and addresses with placeholders"
        " are not asked for, places on a page only with `check-anchors = true`.",
    )
    references = ("https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx",)
    bad = (
        Bad(
            "见 [论文](⟦https://papers.dev/gone⟧)。\n",
            remote={"https://papers.dev/gone": "404"},
        ),
        Bad(
            "[a](⟦https://down.dev/a⟧) [b](https://down.dev/b)\n",
            remote={"https://down.dev/a": "refused", "https://down.dev/b": "refused"},
            note=Text("警告，每个站点一次", "a warning, once for the site"),
        ),
        Bad(
            "[表](⟦https://docs.dev/page#none⟧) [表](https://docs.dev/page#here)\n",
            remote={"https://docs.dev/page": '200 text/html <p id="here">'},
            settings={"remote": {"check-anchors": True}},
        ),
    )
    good = (
        Good("见 [论文](https://papers.dev/a)。\n", remote={"https://papers.dev/a": "200"}),
        Good("[x](https://example.org/none)\n", remote={"https://example.org/none": "404"}),
        Good("[x](https://api.dev/{id})\n", remote={"https://api.dev/%7Bid%7D": "404"}),
        Good(
            "[x](https://shut.dev/a)\n",
            remote={
                "https://shut.dev/robots.txt": "200 text/plain User-agent: *\nDisallow: /",
                "https://shut.dev/a": "404",
            },
        ),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Dead links, sites with trouble, and places that a page lacks."""
        yield from dead(self, project, pictures=False)
        for use, result in answered(project, pictures=False):
            fragment = use.address.fragment
            if result.kind == "ok" and fragment in result.missing:
                name = unquote(fragment)
                yield self.finding_at(
                    use.path,
                    use.place,
                    Text(f"那个页面上没有“{name}”这个位置", f"the page has no place '#{name}'"),
                    key=use.written,
                    severity=Severity.WARNING,
                    data={"address": use.checked.url, "fragment": name},
                )
