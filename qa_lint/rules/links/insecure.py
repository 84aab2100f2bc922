"""links/insecure: an http address whose page is there over https."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Edit, Finding, Fix, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._remote import answered


class Insecure(Rule):
    """A link says http although the same address answers over https."""

    id = "links/insecure"
    lean = True
    severity = Severity.INFO
    remote = True
    summary = Text("可以用 https 的 http 链接", "an http link whose page is there over https")
    why = Text(
        "http 的内容可能在路上被改，浏览器也会警告。",
        "Anybody on the way can change what comes over http, and browsers warn of it.",
    )
    limits = Text(
        "服务器自己把 http 重定向到 https 时修复是安全的；否则两个页面可能不同，需要人看。",
        "The fix is safe where the server itself redirects to https; else the two pages may"
        " differ and a person has to look.",
    )
    references = ("https://www.rfc-editor.org/rfc/rfc9110#name-https-uri-scheme",)
    bad = (
        Bad(
            "见 [主页](⟦http://site.dev/a⟧)。\n",
            fixed="见 [主页](https://site.dev/a)。\n",
            remote={"http://site.dev/a": "301 https://site.dev/a"},
        ),
        Bad(
            "见 <⟦http://site.dev/a⟧>。\n",
            fixed="见 <https://site.dev/a>。\n",
            remote={"http://site.dev/a": "200", "https://site.dev/a": "200"},
        ),
    )
    good = (
        Good(
            "[x](http://old.dev/a)\n",
            remote={"http://old.dev/a": "200", "https://old.dev/a": "refused"},
        ),
        Good(
            "[x](http://old.dev/a)\n",
            remote={"http://old.dev/a": "200", "https://old.dev/a": "302 http://old.dev/a"},
        ),
        Good("[x](https://site.dev/a)\n"),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Links over http that can be over https."""
        for use, result in answered(project, pictures=False):
            if result.kind != "ok" or not result.secure:
                continue
            start = use.place.start
            as_written = use.place.end - start == len(use.written)
            fix = None
            if as_written and use.written[:5].lower() == "http:":
                fix = Fix((Edit(start, start + 4, "https"),), result.redirected)
            if result.redirected:
                zh, en = "服务器会转到 https", "the server redirects to https"
            else:
                zh, en = "同一地址也可以用 https 打开", "the page is there over https, too"
            yield self.finding_at(
                use.path,
                use.place,
                Text(f"链接写的是 http，{zh}", f"the link says http, but {en}"),
                key=use.written,
                suggestion="https" + use.written[4:] if fix else None,
                fix=fix,
                data={"address": use.checked.url},
            )
