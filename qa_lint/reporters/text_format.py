"""What a person reads: the place, the message, the source line with a caret under the place."""

from __future__ import annotations

from typing import TextIO

from ..finding import Finding, Severity
from ..findings import Findings, Page
from . import Report, clean

#: So many times the width of the terminal may be shown or not.
_NEAR = 4
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_LABELS = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
}


def write(report: Report, stream: TextIO) -> None:
    """Write the findings in order of path and place."""
    for page in Findings.of(report.findings).pages:
        stream.write(report.kept(page, lambda page=page: _page(page, report)))  # type: ignore[misc]


def _page(page: Page, report: Report) -> str:
    return "".join([_head(item, report) + _excerpt(item, report) for item in page.findings()])


def _paint(text: str, code: str, report: Report) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if report.color else text


def _head(item: Finding, report: Report) -> str:
    path = clean(item.path)
    if path.startswith(":"):  # at the beginning of a line, `::` is a command of GitHub's
        path = "./" + path
    place = f"{path}:{item.place.line}:{item.place.column}"
    label = _paint(item.severity.label, _COLORS[item.severity], report)
    mark = " [*]" if item.fix is not None and item.fix.safe else ""
    message = clean(item.message.of(report.lang))
    head = f"{_paint(place, '1', report)}: {label} {item.rule}: {message}{mark}\n"
    for evidence in item.evidence:
        note = " ".join(part for part in (clean(evidence.title), clean(evidence.url)) if part)
        head += f"      = {note}\n"
    return head


def _excerpt(item: Finding, report: Report) -> str:
    line = report.line(item.path, item.place.line)
    if not line or line.isspace():
        return ""
    start = item.place.column - 1
    end = item.place.end_column - 1 if item.place.end_line == item.place.line else len(line)
    line, start, end = _near(line, start, max(end, start), _NEAR * report.width)
    before, marked, after = _window(line, start, end, report.width - 10)
    gutter = f"{item.place.line:>5} | "
    shown = _expand(before + marked + after)
    pad = " " * _width(_expand(before))
    caret = _paint("^" * max(1, _width(_expand(marked))), _COLORS[item.severity], report)
    hint = ""
    if item.suggestion is not None and item.suggestion.strip():
        hint = " " + clean(item.suggestion)
    return f"{gutter}{shown}\n{' ' * 5} | {pad}{caret}{hint}\n"


def _near(line: str, start: int, end: int, most: int) -> tuple[str, int, int]:
    """A long line without what is far from the place: a line may hold a hundred thousand places."""
    if len(line) <= most:
        return line, start, end
    first = max(0, start - most)
    end = min(end, start + most)
    return line[first : end + most], start - first, end - first


def _window(line: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Cut a long line around the place; widths count double-width characters as two."""
    before, marked, after = line[:start], line[start:end], line[end:]
    if _width(line) <= width:
        return before, marked, after
    marked = _head_of(marked, max(20, width - 30))
    left = max(10, (width - _width(marked)) // 2)
    if _width(before) > left:
        kept = len(before)
        used = 1
        while kept and used < left:
            kept -= 1
            used += _width(before[kept])
        before = "…" + before[kept:]
    after = _head_of(after, max(0, width - _width(before) - _width(marked)))
    return before, marked, after


def _head_of(text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _width(char)
        if used > width:
            return text[: max(0, index - 1)] + "…"
    return text


def _expand(text: str) -> str:
    return clean(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Columns that a terminal gives the text (Unicode Standard Annex 11, and combining marks)."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """The columns of characters, found out once for each."""

    def __missing__(self, char: str) -> int:
        from unicodedata import category, east_asian_width

        none = category(char) in ("Mn", "Me", "Cf")
        value = self[char] = 0 if none else 1 + (east_asian_width(char) in "WF")
        return value


_WIDTHS = _Widths()


def summary(report: Report) -> str:
    """The closing lines: totals by family, and what can be fixed."""
    zh = report.lang == "zh"
    if not report.findings:
        return (
            f"检查了 {report.files} 个文件，没有问题\n"
            if zh
            else (f"{report.files} file{'s' * (report.files != 1)} checked, nothing found\n")
        )
    families: dict[str, int] = {}
    fixable = 0
    for kind, number in report.kinds().items():
        family = kind.rule.partition("/")[0]
        families[family] = families.get(family, 0) + number
        fixable += kind.safe * number
    listed = "  ".join(f"{name} {count}" for name, count in sorted(families.items()))
    severities = "，".join if zh else ", ".join
    totals = severities(
        f"{count} 个{_LABELS['zh'][level]}" if zh else f"{count} {level.label}{'s' * (count != 1)}"
        for level in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if (count := report.count(level))
    )
    if zh:
        text = f"检查了 {report.files} 个文件：{totals}（{listed}）\n"
        return text + (f"[*] 其中 {fixable} 个可以用 --fix 修复\n" if fixable else "")
    text = f"{report.files} file{'s' * (report.files != 1)} checked: {totals} ({listed})\n"
    return text + (f"[*] {fixable} fixable with --fix\n" if fixable else "")
