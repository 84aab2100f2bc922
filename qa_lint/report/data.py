"""The findings as compact JSON for the page: repeated texts are stored once.

Lists instead of objects and shorter excerpts where there is much keep 10,000 findings below the
size that a browser opens at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..finding import Finding, Text
from ..reporters import clean
from ..rule import Rule
from .batch import Batch

#: Bytes of JSON that leave a page of 10,000 findings below 6 MB with everything around it.
BUDGET = 5_000_000
#: Questions without a finding are listed up to this many; beyond they are only counted.
_MAX_CLEAN = 2_000
_STATUS = ("open", "known", "suppressed")
_SILENCED = 2


class Detail(NamedTuple):
    """How much is told: characters around the marked place, of it, and of any other text.

    `both` languages of the messages, or the report's alone.
    """

    around: int
    marked: int
    both: bool
    text: int


_DETAILS = (
    Detail(90, 160, True, 400),
    Detail(40, 100, True, 300),
    Detail(40, 100, False, 300),
    Detail(12, 40, False, 120),
    Detail(0, 24, False, 40),
)
#: Rules are few: theirs is told in full.
_RULE = Detail(0, 0, True, 10_000)


class _Strings:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: Any) -> int:
        key = json.dumps(value, ensure_ascii=False)
        if key not in self._numbers:
            self._numbers[key] = len(self.all)
            self.all.append(value)
        return self._numbers[key]


def render(batch: Batch, texts: Any) -> str:
    """The JSON text for a script element: nothing in it can end the element or start another.

    `texts` are the page's own words in both languages.
    """
    for detail in _DETAILS:
        data = _data(batch, detail, texts)
        text = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        if len(text.encode()) <= BUDGET:
            break
    return text


def escape(text: str) -> str:
    """JSON that is inert inside of HTML and JavaScript."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # Half of a surrogate pair can come from a broken escape in a file; UTF-8 has no form for it.
    return text.encode("utf-8", "replace").decode()


def _data(batch: Batch, detail: Detail, texts: Any) -> dict[str, Any]:
    strings, paths = _Strings(), _Strings()
    findings = [
        _row(batch, item, status, detail, strings, paths)
        for status, items in enumerate(
            (batch.report.findings, batch.known, batch.report.suppressed)
        )
        for item in items
    ]
    questions, clean_ones = _questions(batch, findings, paths, detail)
    facts = _facts(batch, paths, strings)
    return {
        "texts": texts,
        "lang": batch.report.lang,
        "both": detail.both,
        "meta": _meta(batch),
        "statuses": _STATUS,
        "rules": [_rule(rule, batch) for rule in _rules_of(batch)],
        "questions": questions,
        "clean": clean_ones,
        "facts": facts,
        "groups": [
            [clean(group.key), [item.fingerprint for item in group.findings]]
            for group in batch.groups
        ],
        "problems": [[p.path, *_both(p.message, batch, detail)] for p in batch.report.problems],
        "paths": paths.all,
        "links": [_link(batch, path) for path in paths.all],
        "strings": strings.all,
        "findings": findings,
    }


def _both(text: Text, batch: Batch, detail: Detail) -> list[str]:
    """The text as [Chinese, English], or twice the report's language when room is short."""
    zh, en = (_cut(clean(one), detail.text) for one in (text.zh, text.en))
    if detail.both:
        return [zh, en]
    return [zh if batch.report.lang == "zh" else en]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _meta(batch: Batch) -> dict[str, Any]:
    repository = batch.repository
    return {
        "title": batch.title,
        "made": batch.made,
        "files": batch.report.files,
        "web": repository.web,
        "commit": repository.commit,
        "branch": repository.branch,
        "command": {name: list(value) for name, value in batch.command._asdict().items()},
        "blame": bool(batch.blame),
        "since": batch.since,
        "baseline": len(batch.known) if batch.baseline else -1,
        "by": batch.groups[0].by if batch.groups else "",
    }


def _rules_of(batch: Batch) -> Sequence[Rule]:
    return sorted(batch.report.rules, key=lambda rule: rule.id)


def _rule(rule: Rule, batch: Batch) -> list[Any]:
    return [
        rule.id,
        int(rule.severity),
        rule.fixable(),
        _both(rule.summary, batch, _RULE),
        _both(rule.why, batch, _RULE),
        _both(rule.limits, batch, _RULE) if rule.limits is not None else None,
        [address for address in rule.references if _is_web(address)],
    ]


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _link(batch: Batch, path: str) -> str:
    """The address of a file's lines; the page puts the number in place of {line}."""
    return batch.repository.link(batch.root_path(path), 0).removesuffix("0")


def _row(
    batch: Batch, item: Finding, status: int, detail: Detail, strings: _Strings, paths: _Strings
) -> list[Any]:
    place = item.place
    blame = batch.blame_of(item)
    before, marked, after = _excerpt(batch, item, detail)
    evidence = [
        [_cut(clean(e.title), detail.text), e.url if _is_web(e.url) else ""] for e in item.evidence
    ]
    suggestion = item.suggestion
    return [
        paths.number(item.path),
        place.line,
        place.column,
        strings.number(item.rule),
        int(item.severity),
        strings.number(_both(item.message, batch, detail)),
        None if suggestion is None else _cut(clean(suggestion), detail.text),
        int(item.fix is not None and item.fix.safe),
        strings.number(evidence) if evidence else -1,
        batch.question_of(item),
        status,
        # A silenced finding may have the fingerprint of an open one: they are counted apart.
        item.fingerprint + "~" * (status == _SILENCED),
        before,
        marked,
        after,
        strings.number([clean(blame.author), blame.day]) if blame is not None else -1,
    ]


def _excerpt(batch: Batch, item: Finding, detail: Detail) -> tuple[str, str, str]:
    """The source line around the place, cut where it is long; "…" stands for what is cut."""
    line = batch.report.line(item.path, item.place.line)
    start = min(item.place.column - 1, len(line))
    end = item.place.end_column - 1 if item.place.end_line == item.place.line else len(line)
    end = max(start, min(end, len(line)))
    before, marked, after = line[:start].lstrip(), line[start:end], line[end:].rstrip()
    if len(before) > detail.around:
        before = "…" + before[-detail.around :]
    if len(marked) > detail.marked:
        marked = marked[: detail.marked] + "…"
    if len(after) > detail.around:
        after = after[: detail.around] + "…"
    return clean(before), clean(marked), clean(after)


def _questions(
    batch: Batch, findings: Iterable[list[Any]], paths: _Strings, detail: Detail
) -> tuple[list[list[Any]], int]:
    """[path, line, title] of the questions with findings, by the index that findings have.

    Questions without one are listed too while they are few; the second value counts all of them.
    `findings` are changed to the new indices.
    """
    numbers: dict[int, int] = {}
    rows: list[list[Any]] = []

    def take(index: int) -> int:
        if index not in numbers:
            question = batch.questions[index]
            numbers[index] = len(rows)
            rows.append(
                [
                    paths.number(question.path),
                    question.line,
                    _cut(clean(question.title), min(160, detail.text)),
                ]
            )
        return numbers[index]

    used = set()
    for row in findings:
        if row[10] == 0:
            used.add(row[9])
        row[9] = take(row[9])
    rest = [i for i, q in enumerate(batch.questions) if i not in used and q.title]
    if len(rest) <= _MAX_CLEAN:
        for index in rest:
            take(index)
    return rows, len(rest)


def _facts(batch: Batch, paths: _Strings, strings: _Strings) -> dict[str, Any] | None:
    use = batch.facts
    if use is None:
        return None
    return {
        "registered": use.registered,
        "statements": use.statements,
        "covered": use.covered,
        "used": [
            [
                fact.id, list(fact.truth), fact.reviewed, fact.due, fact.overdue,
                [[title, url if _is_web(url) else ""] for title, url in fact.evidence],
                [[paths.number(path), line] for path, line in fact.places[:20]],
                len(fact.places),
            ]
            for fact in use.facts
        ],
    }  # fmt: skip
