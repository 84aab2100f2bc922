"""Markdown to paste into an issue: totals, the worst questions, the rules, the findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..finding import Finding, Severity
from ..reporters import markdown_summary
from .batch import Batch, score

#: An issue of GitHub holds 65,536 characters; what is longer is cut with a note.
MAX_CHARS = 60_000
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_WORST = 10
_NAMES = {
    "zh": {
        "errors": "错误", "warnings": "警告", "infos": "提示", "files": "文件",
        "worst": "最需要处理的题目", "question": "题目", "findings": "问题", "why": "原因",
        "rules": "按规则", "rule": "规则", "count": "数量", "meaning": "含义", "all": "全部问题",
        "top": "（首题之前）", "none": "没有问题。", "more": "另有 {n} 个，见 findings.csv。",
        "more_issue": "另有 {n} 个没有列出。", "due": "{n} 条事实到了复核日期",
    },
    "en": {
        "errors": "errors", "warnings": "warnings", "infos": "infos", "files": "files",
        "worst": "Questions that need attention most", "question": "question",
        "findings": "findings", "why": "why", "rules": "By rule", "rule": "rule",
        "count": "count", "meaning": "what it is", "all": "All findings",
        "top": "(before the first question)", "none": "Nothing found.",
        "more": "and {n} more: see findings.csv.", "more_issue": "and {n} more.",
        "due": "{n} facts are due for review",
    },
}  # fmt: skip


#: What a host links or notifies on a rendered page, where a backslash before it is gone: a name,
#: an issue's number, an issue of GitLab or of another repository.
_REFERENCE = re.compile(r"\\([@#!])(?=\w)|(GH)\\-(?=\d)", re.ASCII)


def escape(text: str) -> str:
    """Text of a file as Markdown that shows it and does nothing else: it also names nobody."""
    return _REFERENCE.sub(
        lambda m: "GH\\-&#8203;" if m[2] else f"\\{m[1]}&#8203;", markdown_summary.escape(text)
    )


def render(batch: Batch) -> str:
    """The report as one Markdown text that fits into an issue."""
    names = _NAMES[batch.report.lang]
    findings = batch.report.findings
    parts = [f"## {escape(batch.title)}\n\n{_totals(batch, findings)}\n"]
    for problem in batch.report.problems:
        where = f"{escape(problem.path)}: " if problem.path else ""
        parts.append(f"- {where}{escape(problem.message.of(batch.report.lang))}\n")
    if not findings:
        return "".join(parts) + f"\n{names['none']}\n"
    if batch.facts is not None and batch.facts.overdue:
        parts.append(f"\n{names['due'].format(n=batch.facts.overdue)}\n")
    parts.append(_worst(batch))
    parts.append(_rules(batch, findings))
    parts.append(f"\n### {names['all']}\n\n")
    text = "".join(parts)
    return text + rows(batch, findings, MAX_CHARS - len(text), names["more"])


def _totals(batch: Batch, findings: Sequence[Finding]) -> str:
    names = _NAMES[batch.report.lang]
    counts = Counter(item.severity for item in findings)
    levels = (
        (Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.INFO, "infos"),
    )  # fmt: skip
    totals = " · ".join(f"{_ICONS[level]} {counts[level]} {names[name]}" for level, name in levels)
    where = batch.repository.commit[:12]
    tail = f" · `{where}`" if where else ""
    return f"{totals} · {batch.report.files} {names['files']} · {batch.made[:10]}{tail}"


def _worst(batch: Batch) -> str:
    names = _NAMES[batch.report.lang]
    found: dict[int, list[Finding]] = {}
    for item in batch.report.findings:
        found.setdefault(batch.question_of(item), []).append(item)
    ordered = sorted(found.items(), key=lambda entry: (-score(entry[1]), entry[0]))[:_WORST]
    text = f"\n### {names['worst']}\n\n| {names['question']} | {names['findings']} | {names['why']} |\n|---|---|---|\n"
    for index, items in ordered:
        question = batch.questions[index]
        title = escape(question.title) if question.title else names["top"]
        counts = Counter(item.rule for item in items).most_common(4)
        why = ", ".join(f"{escape(rule)} ×{count}" for rule, count in counts)
        text += f"| {title} <br>{escape(items[0].path)} | {len(items)} | {why} |\n"
    return text


def _rules(batch: Batch, findings: Sequence[Finding]) -> str:
    names = _NAMES[batch.report.lang]
    meaning = {rule.id: rule.summary.of(batch.report.lang) for rule in batch.report.rules}
    text = f"\n### {names['rules']}\n\n| {names['rule']} | {names['count']} | {names['meaning']} |\n|---|---|---|\n"
    for rule, count in Counter(item.rule for item in findings).most_common():
        text += f"| {escape(rule)} | {count} | {escape(meaning.get(rule, ''))} |\n"
    return text


def rows(batch: Batch, findings: Sequence[Finding], room: int, more: str) -> str:
    """A task list of findings, worst first, in at most about `room` characters."""
    made: list[str] = []
    used = 0
    ordered = sorted(findings, key=lambda item: -item.severity)
    for index, item in enumerate(ordered):
        row = _row(batch, item)
        used += len(row)
        if used > room - 100:
            made.append("\n" + more.format(n=len(ordered) - index) + "\n")
            break
        made.append(row)
    return "".join(made)


def _row(batch: Batch, item: Finding) -> str:
    place = f"{item.path}:{item.place.line}"
    link = batch.repository.link(batch.root_path(item.path), item.place.line)
    shown = f"[{escape(place)}]({link})" if link else escape(place)
    message = escape(item.message.of(batch.report.lang))
    suggestion = f" → {escape(item.suggestion[:300])}" if item.suggestion else ""
    seen = f" ({', '.join(_evidence(item))})" if item.evidence else ""
    return (
        f"- [ ] {_ICONS[item.severity]} {shown} {escape(item.rule)}: {message}{suggestion}{seen}\n"
    )


def _evidence(item: Finding) -> list[str]:
    made = []
    for evidence in item.evidence:
        title = escape(evidence.title or evidence.url)
        safe = evidence.url.startswith(("https://", "http://")) and not set(evidence.url) & set(
            " <>()[]\\\"'`\n"
        )
        made.append(f"[{title}]({evidence.url})" if safe else title)
    return made
