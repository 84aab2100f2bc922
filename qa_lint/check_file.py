"""Check one file: parse, run the rules that need only this file, reduce it to a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from . import finding as findings_
from .config import ConfigError, Settings
from .document import Document, Suppression
from .finding import Finding, Place, Problem, Text
from .limit import TimeLimit, limited, watching
from .nonsense import Nonsense, checked, is_ours, plain
from .render import HeadingText, get_renderer
from .rule import Rule
from .source import NotText, Source, decode
from .summary import summarise
from .suppress import Active

#: The slowest rule does many times as many.
_CHARACTERS_A_SECOND = 200_000


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
    """Check a file's bytes; what goes wrong with it is a problem in the result.

    Raises ConfigError for a broken pack, which is the same for all files.
    """
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
    seconds = seconds_for(text, settings)
    try:
        with watching():
            with limited(seconds):
                lean = all(rule.lean for rule in rules)
                document = load_document(path, text, settings, lean)
            return check_document(document, rules, settings, complete)
    except ConfigError:
        raise
    except RecursionError:
        return failed(path, Text("嵌套太深，未检查", "not checked: nested too deep"))
    except TimeLimit:
        return failed(path, stopped("parser", seconds), "parser")
    except Exception as error:
        return failed(path, crash("parser", error))


def seconds_for(text: str, settings: Settings) -> float:
    """How long the parser, or a rule, may take for a text; 0 for no limit."""
    return settings.max_seconds and settings.max_seconds + len(text) / _CHARACTERS_A_SECOND


def check_document(
    document: Document, rules: Sequence[Rule], settings: Settings, complete: bool
) -> FileResult:
    """Run the rules over a document.

    A rule that throws, takes too long or yields nonsense is named, and the others go on.
    """
    seconds = seconds_for(document.text, settings)
    found: list[Finding] = []
    problems: list[Problem] = []
    extra: dict[str, Any] = {}
    for rule in rules:
        kind = type(rule)
        if kind.check is Rule.check and kind.summarise is Rule.summarise:
            continue
        try:
            with limited(seconds):
                if complete:
                    found += _yielded(rule, document, settings)
                value = rule.summarise(document, settings)
                if value is not None:
                    extra[rule.id] = value if is_ours(rule) else plain(value)
        except ConfigError:
            raise  # a broken pack is the user's to mend, not the rule's failure
        except TimeLimit:
            problems.append(Problem(document.path, stopped(rule.id, seconds), rule.id))
            seconds = min(seconds, 1.0)  # the file may be what is wrong: the run has to go on
        except (Exception, SystemExit) as error:
            problems.append(Problem(document.path, crash(rule.id, error), rule.id))
    place = document.source.place
    return FileResult(
        complete,
        [findings_.to_plain(item) for item in found],
        summarise(document, extra),
        [[list(s), list(place(*s.span))] for s in document.suppressions],
        [[p.path, list(p.message), p.rule] for p in problems],
    )


def _yielded(rule: Rule, document: Document, settings: Settings) -> Iterable[Finding]:
    """What a rule finds; that of a plugin is looked at first, and what is wrong raises Nonsense."""
    findings = rule.check(document, settings)
    if is_ours(rule):
        return findings
    return checked(rule, findings, document)


def failed(path: str, message: Text, rule: str = "") -> FileResult:
    """The result of a file that could not be checked; one with a `rule` is tried again."""
    return FileResult(True, [], None, [], [[path, list(message), rule]])


def stopped(name: str, seconds: float) -> Text:
    """What a rule or the parser that took too long is reported with."""
    limit = f"max-seconds, {seconds:.1f} s"
    return Text(
        f"{name} 用时过长，已停止（{limit}）", f"{name} took too long and was stopped ({limit})"
    )


def crash(name: str, error: BaseException) -> Text:
    """What a rule or the parser that threw, or yielded nonsense, is reported with."""
    if isinstance(error, Nonsense):
        zh, en = f"{name} 给出了无效的结果：{error}", f"{name} gave an invalid result: {error}"
        return Text(zh, en)
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
