"""links/remote-moved: a link to a page that has moved for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...finding import Finding, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._remote import answered
from ._targets import replace_address

if TYPE_CHECKING:
    from ...remote.collect import Use


class RemoteMoved(Rule):
    """The server says that a page has a new address for good (301 or 308)."""

    id = "links/remote-moved"
    lean = True
    severity = Severity.INFO
    remote = True
    summary = Text("外部链接已永久搬家", "a remote link that has moved for good")
    why = Text(
        "旧地址迟早会停用；现在改还知道改到哪里。",
        "Redirects are switched off one day; now the new address is still known.",
    )
    limits = Text(
        "只补斜杠或语言的重定向不报告。新地址是首页或登录页时不提供修复：原页面多半已经没有了。",
        "A redirect that only adds a slash or the reader's language is left alone. Where the new"
        " address is a home page or a login there is no fix: the page itself is probably gone.",
    )
    references = ("https://www.rfc-editor.org/rfc/rfc9110#name-301-moved-permanently",)
    bad = (
        Bad(
            "见 [文档](⟦https://docs.dev/old#use⟧)。\n",
            fixed="见 [文档](https://docs.dev/new#use)。\n",
            remote={"https://docs.dev/old": "301 https://docs.dev/new"},
        ),
        Bad(
            "[旧](⟦https://docs.dev/a/b⟧)\n",
            remote={"https://docs.dev/a/b": "308 /"},
            note=Text("到首页：没有修复", "to the home page: no fix"),
        ),
    )
    good = (
        Good("[x](https://docs.dev/a)\n", remote={"https://docs.dev/a": "302 /b"}),
        Good("[x](https://docs.dev/a)\n", remote={"https://docs.dev/a": "301 /a/"}),
        Good("[x](https://docs.dev/a)\n", remote={"https://docs.dev/a": "301 /en/a"}),
        Good(
            "[x](https://docs.dev/a)\n",
            remote={"https://docs.dev/a": "301 /b", "https://docs.dev/b": "404"},
        ),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Links and pictures that are permanently redirected."""
        for pictures in (False, True):
            for use, result in answered(project, pictures):
                if result.kind == "ok" and result.moved:
                    yield self._moved(use, result.moved)

    def _moved(self, use: Use, moved: str) -> Finding:
        from ...remote import address
        from ...remote.check import is_replacement

        target = address.parse(moved)
        good = target is not None and is_replacement(use.address, target)
        mark, fragment = use.written.partition("#")[1:]
        right = moved if "#" in moved else moved + mark + fragment
        zh, en = f"已永久搬到“{moved}”", f"has moved for good to '{moved}'"
        if not good:
            zh, en = f"{zh}，原页面多半已不存在", f"{en}: the page itself is probably gone"
        # Neither ends a link in parentheses nor an attribute in quotes.
        right = right.replace("(", "%28").replace(")", "%29").replace("'", "%27")
        # A bare address may stand without its scheme, another with entities.
        as_written = use.place.end - use.place.start == len(use.written)
        return self.finding_at(
            use.path,
            use.place,
            Text(zh, en),
            key=use.written,
            suggestion=right if good else None,
            fix=replace_address(use.place, right, True) if good and as_written else None,
            data={"address": use.checked.url, "target": moved},
        )
