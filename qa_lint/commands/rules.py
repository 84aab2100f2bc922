"""`qa-lint rules`: list the rules, or explain one with its examples."""

from __future__ import annotations

from collections.abc import Sequence

from ..registry import Registry
from ..rule import Bad, Good, Rule
from . import common

_WORDS = {
    "severity": ("级别", "severity"),
    "why": ("为什么", "Why it matters"),
    "limits": ("已知局限", "Known limits"),
    "bad": ("会报告（⟦⟧ 标出位置）", "Reported (⟦⟧ marks the place)"),
    "good": ("不会报告", "Left alone"),
    "references": ("参考", "References"),
    "fixed": ("修复后", "fixed"),
    "off": ("默认不运行", "off by default"),
    "fixable": ("可修复", "fixable"),
    "remote": ("用 --remote 运行", "with --remote"),
    "answers": ("应答", "answers"),
    "with": ("项目中另有", "with, in the project,"),
}


def word(key: str, lang: str) -> str:
    """A label in the language."""
    return _WORDS[key][0 if lang == "zh" else 1]


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    parser = common.Parser("qa-lint rules", description=__doc__)
    parser.add_argument("id", nargs="?", metavar="ID", help="a rule or a family")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"))
    options = parser.parse_args(arguments)
    settings, _ = common.settings_of(common.config_path(options))
    lang = common.language(options.lang, settings.lang)
    registry = Registry(settings)
    if options.id is None or options.id in registry.families:
        ids = registry.expand([options.id or "all"], everything=True)
        print("".join(_row(registry.get(rule_id), lang) for rule_id in ids), end="")
        return 0
    print(explain(registry.get(options.id), lang), end="")
    return 0


def _row(rule: type[Rule], lang: str) -> str:
    marks = "" if rule.default else f" ({word('off', lang)})"
    marks += f" ({word('remote', lang)})" if rule.remote else ""
    if rule.fixable():
        marks += " [*]"
    return f"{rule.id:<30} {rule.severity.label:<8} {rule.summary.of(lang)}{marks}\n"


def explain(rule: type[Rule], lang: str, level: int = 1) -> str:
    """Everything about a rule, as Markdown with its title at a heading level."""
    top, sub = "#" * level, "#" * (level + 1)
    facts = [f"{word('severity', lang)}: {rule.severity.label}"]
    if rule.fixable():
        facts.append(f"[*] {word('fixable', lang)}")
    if not rule.default:
        facts.append(word("off", lang))
    if rule.remote:
        facts.append(word("remote", lang))
    parts = [f"{top} {rule.id}\n", rule.summary.of(lang), " · ".join(facts)]
    parts.append(f"{sub} {word('why', lang)}\n\n{rule.why.of(lang)}")
    parts.append(f"{sub} {word('bad', lang)}\n\n" + "\n".join(_bad(e, lang) for e in rule.bad))
    parts.append(f"{sub} {word('good', lang)}\n\n" + "\n".join(_good(e, lang) for e in rule.good))
    if rule.limits is not None:
        parts.append(f"{sub} {word('limits', lang)}\n\n{rule.limits.of(lang)}")
    if rule.references:
        listed = "\n".join(f"- <{url}>" for url in rule.references)
        parts.append(f"{sub} {word('references', lang)}\n\n{listed}")
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _bad(example: Bad, lang: str) -> str:
    shown = _fence(example.text) + _others(example, lang)
    if example.fixed is not None:
        shown += f"\n{word('fixed', lang)}:\n\n{_fence(example.fixed)}"
    return shown


def _good(example: Good, lang: str) -> str:
    return _fence(example.text) + _others(example, lang)


def _others(example: Bad | Good, lang: str) -> str:
    parts = []
    if example.files:
        names = ", ".join(f"`{name}`" for name in example.files)
        parts.append(f"{word('with', lang)} {names}")
    if example.settings:
        parts.append(", ".join(f"`{k} = {v!r}`" for k, v in example.settings.items()))
    answers = word("answers", lang)
    parts += [f"`{url}` {answers} `{what}`" for url, what in example.remote.items()]
    if example.note is not None:
        parts.append(example.note.of(lang))
    return f"\n({'; '.join(parts)})\n" if parts else ""


def _fence(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}markdown\n{text.rstrip()}\n{fence}\n"
