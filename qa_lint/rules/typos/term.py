"""typos/term: a name in a wrong form."""

from __future__ import annotations

from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Prose
from ...finding import Finding, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling import lexicon
from ...spelling.compiled import tables
from ...spelling.terms import Names, Wrong
from ._text import joined, own_words, replacement

_made: dict[tuple[str, ...], Names] = {}


class Term(Rule):
    """A model, product, library or data set is not written as its makers write it."""

    id = "typos/term"
    severity = Severity.WARNING
    summary = Text("名称写法不对", "a name in a wrong form")
    why = Text(
        "名称是读者搜索的入口；写错的名称查不到，也显得不可靠。",
        "Readers search by name; a wrong one finds nothing and looks careless.",
    )
    limits = Text(
        "只差大小写、空格、连字符的算风格问题，作提示。词库在 rules/terms/。",
        "Case, blanks and hyphens are style: info. The names are in rules/terms/.",
    )
    bad = (
        Bad("⟦Github⟧ 上的代码\n", fixed="GitHub 上的代码\n", note=Text("提示", "info")),
        Bad("⟦Objective C⟧ 代码\n", fixed="Objective-C 代码\n", note=Text("提示", "info")),
        Bad("谷歌的 ⟦PaLME⟧ 模型\n", fixed="谷歌的 PaLM-E 模型\n"),
        Bad("插件 ⟦GithudCopilot⟧ 可以补全\n", fixed="插件 GitHub Copilot 可以补全\n"),
        Bad(
            "Adobe ⟦Firefiy⟧ 生成图片\n".replace("Adobe ⟦Firefiy⟧", "Adobe ⟦Firefla⟧"),
            fixed="Adobe Firefly 生成图片\n",
        ),
    )
    good = (
        Good("GitHub、GitHub Copilot、Adobe Firefly 与 PaLM-E\n"),
        Good("github.com/a 与 `Github`、git@github.com\n"),
        Good("类 DataLoader 与 MyGithubClient\n"),
        Good("Para transformar los datos en una tabla con la función que está.\n"),
        Good("Cityscape 照片，Sklearn 与 Google Codelabs\n"),
        Good("Github 风格\n", settings={"words": ["Github"]}),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Look up all names in one pass, then the tokens that are almost one."""
        names = _names(settings)
        words = lexicon.get(settings.packs)
        own = own_words(settings)
        texts = joined(document)
        for item in names.find(texts.text, texts.forms, words):
            if item.found.lower() not in own and (item.style or not texts.is_foreign):
                prose, _, start = texts.part(item.start)
                here = item._replace(start=item.start - start, end=item.end - start)
                yield self._finding(document, prose, here)

    def _finding(self, document: Document, prose: Prose, item: Wrong) -> Finding:
        return self.finding(
            document,
            prose.source_span(item.start, item.end),
            Text(
                f"“{item.found}”应写作“{item.right}”", f"'{item.found}' is written '{item.right}'"
            ),
            severity=Severity.INFO if item.style else Severity.WARNING,
            suggestion=item.right,
            fix=replacement(prose, item.start, item.end, item.right, True),
            key=item.found,
        )


def _names(settings: Settings) -> Names:
    if settings.packs not in _made:
        _made[settings.packs] = Names(tables(settings.packs))
    return _made[settings.packs]
