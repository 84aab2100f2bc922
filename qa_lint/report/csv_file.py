"""Findings as a table for a spreadsheet: UTF-8 with a byte order mark, no cell is a formula."""

from __future__ import annotations

import csv
import io
import re

from ..finding import Finding
from ..reporters import clean
from ..reporters.json_format import as_dict
from .batch import Batch

COLUMNS = (
    "severity", "family", "rule", "path", "line", "column", "end_line", "end_column", "question",
    "message", "suggestion", "fixable", "source", "evidence", "author", "date", "link",
    "fingerprint",
)  # fmt: skip

#: A cell that begins with one of these may be taken for a formula, also the full-width forms,
#: which some spreadsheets fold (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_BLANK = re.compile(r"\A[\s\0\u00ad\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def render(batch: Batch) -> str:
    """The whole file."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in batch.report.findings:
        writer.writerow([cell(value) for value in _row(batch, item)])
    return stream.getvalue()


def cell(value: object) -> str | int:
    """A value that a spreadsheet shows as it is: formulas become text, controls visible."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raw = str(value)
    text = clean(raw)
    # Spreadsheets look past blanks, and some past characters without a width, before a formula.
    seen = _BLANK.sub("", raw)
    risky = raw.startswith(_FORMULA) or seen.startswith(_FORMULA)
    return "'" + text if risky else text


def _row(batch: Batch, item: Finding) -> list[object]:
    plain = as_dict(item, batch.report.lang)
    question = batch.questions[batch.question_of(item)]
    blame = batch.blame_of(item)
    line = batch.report.line(item.path, item.place.line)
    extra: dict[str, object] = {
        "question": question.title,
        "suggestion": item.suggestion or "",
        "fixable": "yes" if plain["fixable"] else "no",
        "source": line.strip()[:500],
        "evidence": " ".join(filter(None, (e.url or e.title for e in item.evidence))),
        "author": blame.author if blame else "",
        "date": blame.day if blame else "",
        "link": batch.repository.link(batch.root_path(item.path), item.place.line),
    }
    return [extra[name] if name in extra else plain[name] for name in COLUMNS]
