"""headings/duplicate-question: the same question in two places of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._questions import normalised, numbered, without_number

_ASKS = re.compile(
    r"[?？]|什么|怎么|怎样|如何|为何|哪些|哪个|哪几|多少|是否|区别"
    r"|^(?:请|试|简|比较|解释|描述|说明|分析|谈谈|介绍)"
    r"|^(?:what|why|how|when|which|who|explain|describe|compare)\b",
    re.IGNORECASE,
)
#: A question that gets its subject from the headings above it.
_NO_SUBJECT = re.compile(
    r"(?:面试|以下|下面|这里|这个|这份|该|它|他们|我们|你)|(?:有哪些|怎么|如何|为什么|是什么|什么|怎样).{0,5}"
)
_MAX_REPEATS = 3
_TERM = re.compile(r"[a-z0-9][a-z0-9.+#-]*|\d+", re.IGNORECASE)
_MIN_LENGTH = 6
#: A shared pair of characters in more questions than this says nothing about similarity.
_COMMON = 400


#: What may be in one question and not in the other without changing what is asked.
_FILLER = re.compile(r"请你?|一下|吗|呢|的|了|简要|简单|主要|解释|描述|说明|简述|谈谈|说说|介绍")


class Question(NamedTuple):
    """A heading that asks something."""

    path: str
    place: Place
    text: str
    plain: str
    bare: str
    terms: frozenset[str]


class DuplicateQuestion(Rule):
    """The same or nearly the same question stands in another place of the project."""

    id = "headings/duplicate-question"
    severity = Severity.WARNING
    summary = Text("题目重复", "the same question in two places of the project")
    why = Text(
        "同一个问题有两份答案，迟早会互相矛盾。",
        "Two answers to one question will contradict each other sooner or later.",
    )
    limits = Text(
        "只比较像问题的标题；英文名、数字不同即视为不同的问题（比较 A 和 B 与比较 A 和 C）。",
        "Only headings that ask something; questions that differ in a Latin word or a number"
        " are different ones (comparing A with B, and A with C).",
    )
    bad = (
        Bad(
            "## ⟦3. CLIP 的训练原理是什么？⟧\n",
            files={"a.md": "## 12. CLIP的训练原理是什么?\n"},
        ),
        Bad("# 一\n\n## 1.请解释一下什么是注意力机制\n\n# 二\n\n## ⟦9.请解释什么是注意力机制⟧\n"),
    )
    good = (
        Good("## 16.比较 BERT 和 GPT-3 的结构\n\n## 17.比较 BERT 和 GPT-2 的结构\n"),
        Good("## 什么是编码器？\n\n## 什么是解码器？\n"),
        Good("## 参考文献\n", files={"a.md": "## 参考文献\n"}),
        Good("## 如何训练语言模型？\n\n## 如何评估语言模型？\n"),
        Good("## 面试怎么回答？\n", files={"a.md": "## 面试怎么回答？\n"}),
        Good("## 时间复杂度分析\n", files={"a.md": "## 时间复杂度分析\n"}),
        Good("## 监督学习有哪些优点？\n\n## 无监督学习有哪些优点？\n"),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Compare the questions that share rare pairs of characters."""
        questions = _distinctive(list(_questions(project)))
        limit = project.settings.duplicate_similarity
        grams: dict[str, list[int]] = {}
        for index, question in enumerate(questions):
            bare = question.bare
            pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
            best = _best(questions, index, pairs, grams, limit)
            for pair in pairs:
                grams.setdefault(pair, []).append(index)
            if best is not None:
                yield self._finding(question, questions[best[0]], best[1])

    def _finding(self, question: Question, other: Question, score: int) -> Finding:
        where = f"{other.path}:{other.place.line}"
        return self.finding_at(
            question.path,
            question.place,
            Text(
                f"与 {where} 的“{other.text}”重复（相似度 {score}%）",
                f"repeats '{other.text}' at {where} (similarity {score}%)",
            ),
            key=question.text,
            data={"target": other.path, "line": other.place.line, "similarity": score},
        )


def _questions(project: Project) -> Iterator[Question]:
    for path in sorted(project.pages):
        for heading in project.pages[path].headings:
            found = numbered(heading.text)
            plain = normalised(without_number(heading.text))
            if len(plain) < _MIN_LENGTH or not (_ASKS.search(heading.text) or found):
                continue
            if found and not _ASKS.search(heading.text) and len(plain) < 12:
                continue
            if not _TERM.search(plain) and len(plain) < 12 and _NO_SUBJECT.match(plain):
                continue
            terms = frozenset(t.lower() for t in _TERM.findall(without_number(heading.text)))
            yield Question(
                path, heading.text_place, heading.text.strip(), plain, _FILLER.sub("", plain), terms
            )


def _distinctive(questions: list[Question]) -> list[Question]:
    """Without those that so many pages ask that they are a part of each page's outline."""
    counts: dict[str, int] = {}
    for question in questions:
        counts[question.plain] = counts.get(question.plain, 0) + 1
    return [question for question in questions if counts[question.plain] <= _MAX_REPEATS]


def _best(
    questions: list[Question], index: int, pairs: set[str], grams: dict[str, list[int]], limit: int
) -> tuple[int, int] | None:
    """The most similar earlier question and the similarity in percent."""
    shared: dict[int, int] = {}
    for pair in pairs:
        others = grams.get(pair, ())
        if len(others) <= _COMMON:
            for other in others:
                shared[other] = shared.get(other, 0) + 1
    question = questions[index]
    found: tuple[int, int] | None = None
    for other, count in shared.items():
        # At 90 % similarity at most a fifth of the pairs of characters can differ.
        if count < 0.75 * len(pairs) or questions[other].terms != question.terms:
            continue
        score = _similarity(question, questions[other])
        if score >= limit and (found is None or score > found[1]):
            found = (other, score)
    return found


def _similarity(one: Question, two: Question) -> int:
    if one.plain == two.plain:
        return 100
    if one.bare == two.bare and len(one.bare) >= 4:
        return 99
    if len(one.bare) < 14:
        return 0  # one differing character in a short question is another question
    from rapidfuzz import fuzz

    return int(fuzz.ratio(one.bare, two.bare))
