"""What a rule yields is checked before anything relies on it: a plugin is somebody else's code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .document import Document
from .finding import Edit, Evidence, Finding, Fix, Place, Severity, Text
from .rule import Rule

#: A file has no more findings of one rule; whoever yields more yields without end.
_MOST = 20_000


class Nonsense(Exception):
    """Something that no rule may yield; the message says what."""


def is_ours(rule: Rule) -> bool:
    """Whether a rule belongs to the program; what such a rule yields is tested here."""
    return type(rule).__module__.startswith("qa_lint.rules.")


def checked(rule: Rule, findings: Iterable[Any], document: Document) -> Iterator[Finding]:
    """The findings of a rule about a file; raises Nonsense at the first that is none."""
    for number, item in enumerate(findings):
        wrong = _wrong_in(rule, item, document)
        if number >= _MOST + len(document.text):
            wrong = f"more than {number} findings in one file"
        if wrong:
            raise Nonsense(wrong)
        yield item


def checked_of_project(rule: Rule, findings: Iterable[Any]) -> Iterator[Finding]:
    """The findings of a rule about several files; raises Nonsense at the first that is none."""
    for item in findings:
        wrong = _wrong(rule, item)
        if wrong:
            raise Nonsense(wrong)
        yield item


def plain(value: Any) -> Any:
    """The value itself; raises Nonsense unless lists, strings and numbers make it."""
    if not _is_plain(value):
        raise Nonsense(f"its summary is no plain data but {type(value).__name__}")
    return value


def _wrong_in(rule: Rule, item: Any, document: Document) -> str:
    """What is wrong with a finding about one file, "" for nothing."""
    wrong = _wrong(rule, item)
    if wrong:
        return wrong
    if item.path != document.path:
        return f"the path is {item.path!r}"
    length = len(document.text)
    place = item.place
    if not 0 <= place.start <= place.end <= length:
        return f"the place {place.start} to {place.end} is not in the file of {length} characters"
    if place != document.source.place(place.start, place.end):
        return f"the lines and columns of the place {place.start} to {place.end} are others"
    for edit in item.fix.edits if item.fix is not None else ():
        if not 0 <= edit.start <= edit.end <= length:
            return f"an edit from {edit.start} to {edit.end} is not in the file"
    return ""


def _wrong(rule: Rule, item: Any) -> str:
    """What is wrong with a finding, "" for nothing."""
    if not isinstance(item, Finding):
        return f"{type(item).__name__} is no finding"
    if item.rule != rule.id:
        return f"it belongs to the rule {item.rule!r}"
    place = item.place
    checks = (
        ("path", isinstance(item.path, str)),
        ("severity", isinstance(item.severity, Severity)),
        ("place", isinstance(place, Place) and all(isinstance(n, int) for n in place)),
        ("message", isinstance(item.message, Text) and all(_is_text(t) for t in item.message)),
        ("key", _is_text(item.key)),
        ("suggestion", item.suggestion is None or _is_text(item.suggestion)),
        ("fix", item.fix is None or _is_fix(item.fix)),
        (
            "evidence",
            all(isinstance(e, Evidence) and _is_text(e.title + e.url) for e in item.evidence),
        ),
        ("data", not item.data or _is_plain(dict(item.data))),
    )
    name = next((name for name, right in checks if not right), "")
    return f"its {name} is {getattr(item, name)!r:.80}" if name else ""


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_fix(fix: Any) -> bool:
    return isinstance(fix, Fix) and all(isinstance(e, Edit) and _is_text(e.text) for e in fix.edits)


def _is_plain(value: Any) -> bool:
    """Whether a value is made of lists, strings and numbers, which the cache can keep."""
    try:
        json.dumps(value).encode()
    except (TypeError, ValueError, RecursionError):
        return False
    return True
