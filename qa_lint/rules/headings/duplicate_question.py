"""headings/duplicate-question: the same question in two places of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...config import Settings
from ...document import Document
from ...finding import Finding, Place, Severity, Text
from ...project import Project
from ...rule import Bad, Good, Rule
from ._questions import numbered
from ._same_question import Wording, keys, same, similarity, wording
from ._translations import are_versions

#: What some sites take for the heading's id and GitHub shows.
_EXPLICIT_ID = re.compile(r"\s*\{#[^{}]*\}$")
#: A question on more pages than this is a part of each page's outline.
_MAX_REPEATS = 3
#: A page that repeats so many questions of another, nearly all of its own, is its copy.
_COPY_QUESTIONS = 5
_COPY_SHARE = 0.8
#: Questions that share so much of their wording with so many others are not compared further.
_MAX_CANDIDATES = 50


class Question(NamedTuple):
    """The heading `number` of its page, which asks something."""

    path: str
    number: int
    text: str
    words: Wording
    level: int


class Repeat(NamedTuple):
    """A question, the earlier one that it repeats, and the similarity in percent."""

    question: Question
    other: Question
    score: int


class DuplicateQuestion(Rule):
    """The same or nearly the same question stands in another place of the project."""

    id = "headings/duplicate-question"
    lean = True
    severity = Severity.WARNING
    summary = Text("题目重复", "the same question in two places of the project")
    why = Text(
        "同一个问题有两份答案，迟早会互相矛盾。",
        "Two answers to one question will contradict each other sooner or later.",
    )
    limits = Text(
        "只比较像问题的标题；英文名、数字、序号或实词不同即视为不同的问题（比较 A 和 B 与比较 A 和 C）。"
        "整页照抄只报告一次。",
        "Only headings that ask something; questions that differ in a name, a number or a word of"
        " content are different ones (comparing A with B, and A with C). A copied page is one"
        " finding.",
    )
    bad = (
        Bad(
            "## ⟦3. CLIP 的训练原理是什么？⟧\n",
            files={"a.md": "## 12. CLIP的训练原理是什么?\n"},
        ),
        Bad("## 什么是 Docker？\n\n## ⟦Docker 是什么⟧\n"),
        Bad("## 4.比较 GRU 和 LSTM 的区别\n\n## ⟦8.LSTM 与 GRU 有什么区别？比较一下⟧\n"),
        Bad(
            "## 如何在多模态模型里实现图像与文本的对齐\n\n"
            "## ⟦怎样在多模态模型里实现图象和文本的对齐？⟧\n"
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
        Good("## 如何构建启动服务器（一）\n", files={"a.md": "## 如何构建启动服务器（二）\n"}),
        Good("## 同步 JavaScript 如何工作？\n\n## 异步 JavaScript 如何工作？\n"),
        Good(
            "## 怎样给 Ubuntu 添加临时的辅助 IP 地址？\n\n## 怎样给 Ubuntu 添加永久的辅助 IP 地址？\n"
        ),
        Good("## 24) & 和 && 有什么区别？\n\n## 52) = 和 == 有什么区别？\n"),
        Good("## 它值得使用吗？\n", files={"a.md": "## 它值得使用吗？\n"}),
        Good("## 缓存雪崩\n\n### 有哪些解决办法？\n\n## 缓存击穿\n\n### 有哪些解决办法？\n"),
        Good("## Portals\n\n### When to use\n\n## Refs\n\n### When to use\n"),
        Good("## 试试 Vagrant\n", files={"a.md": "## 什么是 Vagrant？\n"}),
        Good("## 接下来做什么？\n", files={"a.md": "## 接下来做什么？\n"}),
        Good("## 介绍 {#intro}\n", files={"a.md": "## 介绍 {#intro}\n"}),
        Good("## 1. 简单的缓存样例\n", files={"a.md": "## 1. 简单的缓存样例\n"}),
        Good("## 如何衡量性能？\n", files={"a.md": "## 如何衡量性能？\n"}),
        Good("## 1. What does this code print?\n\n## 2. What does this code print?\n"),
        Good("## How I contribute to it\n", files={"a.md": "## How I contribute to it\n"}),
        Good("## Where do I work?\n", files={"a.md": "## Where do I work?\n"}),
        Good("## 什么是元学习？\n\n## 元学习的基本问题有哪些？\n"),
        Good(
            "## How does a cache work?\n",
            files={"README-fa.md": "## How does a cache work?\n"},
            path="README.md",
        ),
        Good("# Silverblue 是什么？\n\n## Silverblue 是什么？\n"),
        Good("## 10. Calligra Flow 安装\n", files={"a.md": "## 3、Calligra Flow 安装\n"}),
        Good("## 如何把列表转换成元组？\n\n## 如何把元组转换成列表？\n"),
        Good("## How to convert a list to a tuple?\n\n## How to convert a tuple to a list?\n"),
    )

    def summarise(self, document: Document, settings: Settings) -> list[Any] | None:
        """The wording of each heading that asks something, with the heading's number."""
        found = []
        for index, heading in enumerate(document.headings):
            number = numbered(heading.text)
            asks = number is not None and number.style[:1] in ("q", "问", "题")
            text = _EXPLICIT_ID.sub("", number.rest if number else heading.text.strip())
            words = wording(text, asks)
            if words is not None:
                found.append([index, words.bare, sorted(words.terms), words.ordered])
        return found or None

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Compare the questions that have a key in common."""
        questions = _distinctive(list(_questions(project)))
        repeats = _repeats(questions, project.settings.duplicate_similarity)
        counts: dict[str, int] = {}
        for question in questions:
            counts[question.path] = counts.get(question.path, 0) + 1
        pairs: dict[tuple[str, str], list[Repeat]] = {}
        for repeat in repeats:
            pairs.setdefault((repeat.question.path, repeat.other.path), []).append(repeat)
        for (path, other), group in pairs.items():
            copied = len(group) >= max(_COPY_QUESTIONS, _COPY_SHARE * counts[path])
            if copied and path != other:
                yield self._copy(project, group)
            else:
                for repeat in group:
                    yield self._finding(project, repeat)

    def _copy(self, project: Project, group: Sequence[Repeat]) -> Finding:
        first = group[0].question
        other = group[0].other.path
        return self.finding_at(
            first.path,
            _place(project, first),
            Text(
                f"本页有 {len(group)} 个问题与 {other} 相同，像是它的副本",
                f"{len(group)} questions of this page are those of {other}: it seems to be a copy",
            ),
            key=other,
            data={"target": other, "questions": len(group)},
        )

    def _finding(self, project: Project, repeat: Repeat) -> Finding:
        question, other, score = repeat
        line = _place(project, other).line
        where = f"{other.path}:{line}"
        return self.finding_at(
            question.path,
            _place(project, question),
            Text(
                f"与 {where} 的“{other.text}”重复（相似度 {score}%）",
                f"repeats '{other.text}' at {where} (similarity {score}%)",
            ),
            key=question.text,
            data={"target": other.path, "line": line, "similarity": score},
        )


def _place(project: Project, question: Question) -> Place:
    heading = project.pages.plain_headings(question.path)[question.number]
    return project.pages.places(question.path)(*heading[5:7])


def _questions(project: Project) -> Iterator[Question]:
    for path, asked in project.pages.extras(DuplicateQuestion.id):
        headings = project.pages.plain_headings(path)
        for index, bare, terms, ordered in asked:
            level, text = headings[index][:2]
            words = Wording(bare, frozenset(terms), ordered)
            yield Question(path, index, text.strip(), words, level)


def _distinctive(questions: list[Question]) -> list[Question]:
    counts: dict[str, int] = {}
    for question in questions:
        counts[question.words.bare] = counts.get(question.words.bare, 0) + 1
    return [q for q in questions if counts[q.words.bare] <= _MAX_REPEATS]


def _is_title(one: Question, two: Question) -> bool:
    """Whether `one` is the title of the page that `two` is a section of."""
    return one.number == 0 and one.path == two.path and one.level < two.level


def _repeats(questions: Sequence[Question], limit: int) -> Iterator[Repeat]:
    """For each question the most similar one before it, if it is the same."""
    seen: dict[str, list[Question]] = {}
    for question in questions:
        best: Repeat | None = None
        for key in keys(question.words):
            earlier = seen.setdefault(key, [])
            for other in earlier:
                if _is_title(other, question):
                    continue
                if same(question.words, other.words) and not are_versions(
                    other.path, question.path
                ):
                    score = similarity(question.words, other.words)
                    if score >= limit and (best is None or score > best.score):
                        best = Repeat(question, other, score)
            if len(earlier) < _MAX_CANDIDATES:
                earlier.append(question)
        if best is not None:
            yield best
