"""typos/english: misspelt English words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ...config import Settings
from ...document import Document, Prose
from ...finding import Edit, Finding, Fix, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ...spelling import english, lexicon
from ._text import curated_english, in_address, joined, own_words, wrong_names

#: A form that stands in so many files is a word of the project.
_LEARNT = 3


class English(Rule):
    """A word is on the curated list, or unknown and one edit from a word that fits."""

    id = "typos/english"
    severity = Severity.WARNING
    summary = Text("英文拼写错误", "a misspelt English word")
    why = Text(
        "术语拼错了，读者搜索不到，也会跟着抄错。",
        "Readers cannot search for a misspelt term, and copy it.",
    )
    limits = Text(
        "代码、路径、地址不检查；全大写的词和大写开头的生词只在极像一个常用词或名称时报告，人名旁边的不报告；"
        "外语段落不检查；三个文件都出现的写法算项目自己的词。用 words 设置或 qa-lint words add 加词。",
        "Code, paths and addresses are left alone. Words in capitals and unknown capitalised words are"
        " reported only when they are very near to a frequent word or a name, and not among people's"
        " names. Text in another language is left alone. A form that stands in three files is a word"
        " of the project. Add words with the setting `words` or `qa-lint words add`.",
    )
    bad = (
        Bad("模型的 ⟦paramter⟧ 很多。\n", fixed="模型的 parameter 很多。\n"),
        Bad(
            "The ⟦encorder⟧ reads what the encoder of the encoder wrote.\n",
            fixed="The encoder reads what the encoder of the encoder wrote.\n",
        ),
        Bad("This is a ⟦generaly⟧ accepted way.\n", fixed="This is a generally accepted way.\n"),
    )
    good = (
        Good("`paramter` 与 my_paramter、paramter.py、https://a.b/paramter\n"),
        Good("The tokenizer is pretrained on datasets with embeddings.\n"),
        Good("We use qwertable things.\n", files={"a.md": "qwertable\n", "b.md": "qwertable\n"}),
        Good("Zhang et al. and Zhang again.\n\n- Ann Lee, Zhuang Liu, et al. A title. 2023.\n"),
        Good("Wollongong and Xiaomi use PaddlePaddle.\n"),
        Good("[Animsition](https://a.example/animsition) 与 tiproxy-x\n\n```\ntiproxy\n```\n"),
        Good("- intention -> inention\n"),
        Good("They memorise it; it is constructible and contractive.\n"),
        Good("A paramter here.\n", settings={"words": ["paramter"]}),
    )

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Words of the curated list: these need no other file."""
        for prose, slip in self._slips(document, settings):
            if slip.how == "list":
                span = prose.source_span(slip.start, slip.end)
                yield self._finding(document.path, document.source.place(*span), list(slip[2:]))

    def summarise(self, document: Document, settings: Settings) -> Any:
        """Unknown words with a likely correction; other files may show that they are words."""
        found = []
        for prose, slip in self._slips(document, settings):
            if slip.how != "list":
                place = document.source.place(*prose.source_span(slip.start, slip.end))
                found.append([list(place), *slip[2:]])
        return found or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Drop the words that several files have."""
        files: Counter[str] = Counter()
        found = list(project.extra(self.id))
        for _, slips in found:
            files.update({slip[1].lower() for slip in slips})
        for page, slips in found:
            for place, *slip in slips:
                if files[slip[0].lower()] < _LEARNT:
                    yield self._finding(page.path, Place(*place), slip)

    def _slips(self, document: Document, settings: Settings) -> list[tuple[Prose, english.Slip]]:
        """The slips of a document; those of the last one are kept, for it is asked twice."""
        global _last
        if _last[0] is not document or _last[1] is not settings:
            _last = (document, settings, list(_find(document, settings)))
        return _last[2]

    def _finding(self, path: str, place: Place, slip: list[Any]) -> Finding:
        word, candidates, how, times = slip
        right = candidates[0]
        if how == "list":
            reason = Text(f"应为 {'、'.join(candidates)}", f"should be {' or '.join(candidates)}")
        elif how == "file":
            reason = Text(
                f"不是单词，本文件中“{right}”出现 {times} 次",
                f"is no word; '{right}' stands {times} times in this file",
            )
        else:
            reason = Text(f"不是单词，想写“{right}”？", f"is no word; did you mean '{right}'?")
        safe = how == "list" and len(candidates) == 1
        return self.finding_at(
            path,
            place,
            Text(f"“{word}”{reason.zh}", f"'{word}' {reason.en}"),
            key=word,
            suggestion=right,
            fix=Fix((Edit(place.start, place.end, right),), safe),
            data={"candidates": list(candidates)},
        )


_last: tuple[Document | None, Settings | None, list[tuple[Prose, english.Slip]]] = (None, None, [])
_MAX_JUDGED = 100_000


class _Judged:
    """Words that were looked at: most stand in many pages, and only a few may be slips."""

    def __init__(self) -> None:
        self._fine: set[str] = set()
        self._doubtful: set[str] = set()

    def doubtful(self, forms: Mapping[str, int], settings: Settings) -> set[str]:
        """Those of some words that may be slips."""
        known, words = curated_english(settings), lexicon.get(settings.packs)
        if len(self._fine) > _MAX_JUDGED:
            self._fine.clear()
            self._doubtful.clear()
        for word in forms.keys() - self._fine - self._doubtful:
            may = english.may_be_slip(word, known, words)
            (self._doubtful if may else self._fine).add(word)
        return forms.keys() & self._doubtful


_judged: dict[tuple[str, ...], _Judged] = {}


def _find(document: Document, settings: Settings) -> Iterator[tuple[Prose, english.Slip]]:
    page = joined(document)
    doubtful = _judged.setdefault(settings.packs, _Judged()).doubtful(page.forms, settings)
    if not doubtful or page.is_foreign:
        return
    own, reported = own_words(settings), wrong_names(settings)
    known, words = curated_english(settings), lexicon.get(settings.packs)
    guesses = {}
    for word in doubtful:
        if (guess := english.guess(word, known, words, page.counts)) is not None:
            wrong = word[guess.start : guess.end]
            if wrong.lower() not in own and wrong not in reported:
                guesses[word] = guess
    for at, word in sorted(english.places(page.text, guesses)):
        prose, text, start = page.part(at)
        match = english.WORD.match(text, at - start)
        if match is None or match.group() != word or english.is_foreign_text(text):
            continue
        slip = english.slip(match, guesses[word])
        if not english.stands_as_slip(match, guesses[word], words):
            continue
        if not prose.contiguous(slip.start, slip.end):
            continue
        if slip.how == "list" or not (_in_example(text, slip) or _is_name(document, slip.word)):
            yield prose, slip


def _in_example(text: str, slip: english.Slip) -> bool:
    """Whether a word is what another is turned into: `form -> from`."""
    before, after = text[: slip.start].rstrip(), text[slip.end : slip.end + 4].lstrip()
    return before.endswith(_ARROWS) or after.startswith(_ARROWS)


_ARROWS = ("->", "=>", "→", "⇒", "<-", "←")


def _is_name(document: Document, word: str) -> bool:
    """Whether an unknown word stands in code or in an address of its page too."""
    there = re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![a-z])")
    code = [block.span for block in document.blocks if block.kind in ("fence", "code")]
    for span in (*code, *document.code_spans):
        if there.search(document.text, span.start, span.end):
            return True
    return in_address(document, word.lower())
