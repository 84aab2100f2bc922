"""Check one file: parse, run the rules that need only this file, reduce it to a summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from . import finding as findings_
from .config import ConfigError, Settings
from .document import Document, Suppression
from .finding import Finding, Place, Problem, Text
from .render import HeadingText, get_renderer
from .rule import Rule
from .source import NotText, Source, decode
from .summary import summarise
from .suppress import Active


class FileResult(NamedTuple):
    """What a file gave, as lists, strings and numbers: it goes to the cache and between processes.

    `complete` is False when only the summary was wanted. `summary` is None for a file that could
    not be read.
    """

    complete: bool
    findings: list[Any]
    summary: list[Any] | None
    suppressions: list[Any]
    problems: list[Any]


def load_document(path: str, text: str, settings: Settings, lean: bool = False) -> Document:
    """Parse a text, `lean` or whole, and give its headings the ids of the configured site."""
    from .parse import parse

    document = parse(Source(path, text), lean=lean)
    texts = [
        HeadingText(h.text, h.alt_text, h.explicit_id, h.raw_html, h.level)
        for h in document.headings
    ]
    document.heading_ids = tuple(get_renderer(settings.renderer).ids(texts))
    return document


def check_bytes(
    path: str, data: bytes, rules: Sequence[Rule], settings: Settings, complete: bool
) -> FileResult:
    """Check a file's bytes. Never raises: what goes wrong is a problem in the result."""
    limit = settings.max_file_kb * 1024
    if len(data) > limit:
        return failed(
            path,
            Text(
                f"文件有 {len(data)} 字节，超过上限 max-file-kb = {settings.max_file_kb}，未检查",
                f"not checked: {len(data)} bytes, more than max-file-kb = {settings.max_file_kb}",
            ),
        )
    try:
        text = decode(data)
    except NotText as error:
        return failed(path, Text(f"不是 UTF-8 文本，未检查：{error}", f"not checked: {error}"))
    try:
        document = load_document(path, text, settings, all(rule.lean for rule in rules))
    except RecursionError:
        return failed(path, Text("嵌套太深，未检查", "not checked: nested too deep"))
    except Exception as error:
        return failed(path, crash("parser", error))
    return check_document(document, rules, settings, complete)


def check_document(
    document: Document, rules: Sequence[Rule], settings: Settings, complete: bool
) -> FileResult:
    """Run the rules over a document; a rule that throws is named and the others go on."""
    found: list[Finding] = []
    problems: list[Problem] = []
    extra: dict[str, Any] = {}
    for rule in rules:
        try:
            if complete:
                found += rule.check(document, settings)
            value = rule.summarise(document, settings)
            if value is not None:
                extra[rule.id] = value
        except ConfigError:
            raise  # a broken pack is the user's to mend, not the rule's failure
        except Exception as error:
            problems.append(Problem(document.path, crash(rule.id, error), rule.id))
    place = document.source.place
    return FileResult(
        complete,
        [findings_.to_plain(item) for item in found],
        summarise(document, extra),
        [[list(s), list(place(*s.span))] for s in document.suppressions],
        [[p.path, list(p.message), p.rule] for p in problems],
    )


def failed(path: str, message: Text) -> FileResult:
    """The result of a file that could not be checked."""
    return FileResult(True, [], None, [], [[path, list(message), ""]])


def crash(name: str, error: Exception) -> Text:
    """What a rule or the parser that threw is reported with."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
    what = f"{type(error).__name__}: {error}"
    return Text(f"{name} 出错（{where}）：{what}", f"{name} failed ({where}): {what}")


def active_suppressions(result: FileResult) -> list[Active]:
    """The suppressions of a result."""
    return [
        Active(Suppression(s[0], tuple(s[1]), s[2], *s[3:]), Place(*place))
        for s, place in result.suppressions
    ]
