"""typos/code: a keyword, command or well-known name that is misspelt in a code span."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...config import Settings
from ...document import Document, Span
from ...finding import Edit, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from ...spelling import languages
from ...spelling.identifiers import Misspelt
from ._text import in_address, joined, judged, own_words

#: Not in an address, a path, an option, a file's name, an entity or a TeX command.
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_/\\@#$%&])(?<![^a-z]-)(?<!^-)(?<!\]\()[A-Za-z_][A-Za-z0-9_]*+(?![/\\@:]|-(?![a-z])|\.[A-Za-z]{1,5}\b(?!\()|\.\d{4})"
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"://|^\s*[\w.-]*/[\w./-]+\s*$")


class Code(Rule):
    """What a code span or an identifier in the text names is almost a well-known name."""

    id = "typos/code"
    severity = Severity.WARNING
    summary = Text("代码片段里拼错的名称", "a misspelt name in a code span")
    why = Text(
        "读者会照抄行内代码；`Funciton`、`ConcurrnetHashMap` 这样的名称抄过去就报错。",
        "Readers copy code spans; a name such as `Funciton` or `ConcurrnetHashMap` fails at once.",
    )
    limits = Text(
        "只看行内代码、正文里的标识符和代码块的语言名，不看代码块里面；全文出现几次的写法当作真名。"
        "只有一个大写开头的生词，作提示。",
        "Code spans, identifiers in the text and the language that a block of code names, not what is"
        " in the block. What stands several times in the"
        " file is taken for a real name. An unknown capitalised word alone is info.",
    )
    bad = (
        Bad("用 `⟦unsinged⟧ int` 声明。\n", fixed="用 `unsigned int` 声明。\n"),
        Bad(
            "线程安全的 `⟦ConcurrnetHashMap⟧<K, V>` 更好。\n",
            fixed="线程安全的 `ConcurrentHashMap<K, V>` 更好。\n",
        ),
        Bad("```⟦pyhton⟧\nx = 1\n```\n", fixed="```python\nx = 1\n```\n"),
        Bad("调用 ⟦hasCode⟧() 取散列值。\n", fixed="调用 hashCode() 取散列值。\n"),
        Bad(
            "事件 `on⟦Recieve⟧Data` 与组件 `Fancy⟦Buttno⟧` 在此。\n",
            fixed="事件 `onReceiveData` 与组件 `FancyButton` 在此。\n",
        ),
    )
    good = (
        Good("用 `unsigned int`、`HashMap`、`umount`、`creat()` 与 `./instal.sh`。\n"),
        Good("`recieve_q` 即 `recieve_q`，以及 `recieve_q`。\n"),
        Good("`hashmaps`、`myHandlers`、`ndims` 与 `attn_msk`。\n"),
        Good("`https://example.org/funciton` 和 `--defalut-x`\n"),
        Good("```pytb\nx\n```\n\n```shell-session\nx\n```\n\n``` {.jsonx}\nx\n```\n"),
        Good("`run --num-procs 4`、[lisoCode](https://host.example/liso-code)\n"),
        Good("`unsinged int`\n", settings={"words": ["unsinged"]}),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Judge each identifier of the code spans, and those that stand in the text."""
        own = own_words(settings)
        counts: Counter[str] | None = None
        for span in self._places(document):
            text = document.text[span.start : span.end]
            if _ADDRESS.search(text):
                continue
            for match in _TOKEN.finditer(text):
                token = match.group()
                if token.lower() in own or (found := judged(token, settings)) is None:
                    continue
                wrong = token[found.start : found.end].lower()
                if wrong in own or _in_option(text, match.start()):
                    continue
                if found.how != "list" and in_address(document, wrong):
                    continue  # [lisoCode](https://host.example/liso-code)
                if counts is None:
                    counts = Counter(_WORD.findall(document.text))
                if counts[token] <= (2 if found.how == "name" else 1):
                    yield self._finding(document, span.start + match.start(), token, found)
        yield from self._fences(document, own)

    def _fences(self, document: Document, own: frozenset[str]) -> Iterator[Finding]:
        for block in document.blocks:
            if block.kind != "fence" or (found := languages.meant(block.info)) is None:
                continue
            first, last, right = found
            name = block.info[first:last]
            at = document.text.find(block.info, block.span.start, block.span.end)
            if at >= 0 and name.lower() not in own:
                misspelt = Misspelt(first, last, (right,), "fence")
                yield self._finding(document, at, block.info, misspelt)

    @staticmethod
    def _places(document: Document) -> Iterator[Span]:
        yield from document.code_spans
        for prose, start, end in joined(document).identifiers:
            if prose.contiguous(start, end):
                yield prose.source_span(start, end)

    def _finding(self, document: Document, at: int, token: str, found: Misspelt) -> Finding:
        start, end = at + found.start, at + found.end
        wrong, right = token[found.start : found.end], found.candidates[0]
        return self.finding(
            document,
            Span(start, end),
            Text(f"“{wrong}”：想写“{right}”？", f"'{wrong}': did you mean '{right}'?"),
            severity=_severity(token, found),
            suggestion=right,
            fix=Fix((Edit(start, end, right),), False),
            key=token.strip(),
            data={"candidates": list(found.candidates)},
        )


_OPTION = re.compile(r"(?:^|[^\w-])--?[\w-]*$")


def _in_option(text: str, start: int) -> bool:
    """Whether a token is a later part of an option: --num-procs."""
    return text[start - 1 : start] == "-" and _OPTION.search(text[:start]) is not None


def _severity(token: str, found: Misspelt) -> Severity:
    """What is only one word, capitalised, may be the name of somebody's class."""
    unsure = found.how == "part" and (token.istitle() or token.isupper())
    return Severity.INFO if unsure else Severity.WARNING
