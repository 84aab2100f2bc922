"""A Markdown summary: the job summary of a CI step, where annotations are limited to ten."""

from __future__ import annotations

import re
from typing import TextIO

from ..finding import Finding, Severity
from . import Report, clean

#: A job summary holds 1 MiB (GitHub's documentation); this many rows stay far below.
_MAX_ROWS = 1000
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&@:])")
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}


def write(report: Report, stream: TextIO) -> None:
    """Write a table of all findings, worst first."""
    zh = report.lang == "zh"
    counts = [report.count(level) for level in reversed(Severity)]
    names = ("错误", "警告", "提示") if zh else ("errors", "warnings", "infos")
    totals = ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True))
    stream.write(f"## qa-lint: {totals}\n\n")
    for problem in report.problems:
        stream.write(f"- {escape(problem.path)} {escape(problem.message.of(report.lang))}\n")
    if not report.findings:
        stream.write("没有问题。\n" if zh else "Nothing found.\n")
        return
    head = "| | 位置 | 规则 | 说明 | 建议 |" if zh else "| | place | rule | message | suggestion |"
    stream.write(f"\n{head}\n|---|---|---|---|---|\n")
    ordered = sorted(report.findings, key=lambda item: -item.severity)
    for item in ordered[:_MAX_ROWS]:
        stream.write(_row(item, report.lang))
    if len(ordered) > _MAX_ROWS:
        rest = len(ordered) - _MAX_ROWS
        stream.write(f"\n另有 {rest} 个。\n" if zh else f"\nand {rest} more.\n")


def escape(text: str) -> str:
    """Text of a file as Markdown that shows it and does nothing else."""
    return _MARKUP.sub(r"\\\1", clean(text).replace("\n", " "))


def _row(item: Finding, lang: str) -> str:
    place = escape(f"{item.path}:{item.place.line}")
    message = escape(item.message.of(lang))
    suggestion = escape(item.suggestion or "")
    return (
        f"| {_ICONS[item.severity]} | {place} | {escape(item.rule)} | {message} | {suggestion} |\n"
    )
