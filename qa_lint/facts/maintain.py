"""What maintainers ask of the register: list, show, due, candidates, and a new entry."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .load import slug
from .messages import evidence, truth
from .register import Register
from .result import Claim


class Stated(NamedTuple):
    """A claim with the file and line it stands in; `weight` is larger for headings."""

    path: str
    line: int
    weight: int
    claim: Claim
    sentence: str


def due_on(fact: Mapping[str, Any]) -> datetime.date:
    """The day by which a fact must have been reviewed again."""
    return datetime.date.fromisoformat(fact["reviewed"]) + datetime.timedelta(days=fact["days"])


def list_facts(register: Register, lang: str, words: Sequence[str] = ()) -> str:
    """One line a fact: id, kind, severity, review date, what is true; all `words` must occur."""
    rows = []
    for fact in register.facts:
        row = (
            f"{fact['id']:<40} {fact['kind']:<9} {fact['severity']:<7} {fact['reviewed']}  "
            f"{truth(register, fact)[lang != 'zh']}\n"
        )
        if all(word.lower() in row.lower() for word in words):
            rows.append(row)
    return "".join(rows)


def show(register: Register, identifier: str, lang: str, stated: Iterable[Stated] = ()) -> str:
    """Everything about a fact, and every place that states it; raises KeyError."""
    fact = register.by_id[identifier]
    zh = lang == "zh"
    lines = [
        f"{fact['id']}  ({fact['kind']}, {fact['severity']}, {fact['confidence']}, {fact['status']})"
    ]
    lines.append(truth(register, fact)[not zh])
    labels = (
        ("接受", "拒绝", "错误说法", "出处", "复核", "错误例句", "正确例句", "项目中的陈述")
        if zh
        else (
            "accepted",
            "rejected",
            "wrong relation",
            "evidence",
            "reviewed",
            "bad",
            "good",
            "stated in",
        )
    )
    for label, field in zip(labels, ("is", "not", "says"), strict=False):
        if fact[field]:
            lines.append(f"{label}: {', '.join(fact[field])}")
    lines += [f"  {key}: {', '.join(values)}" for key, values in fact["variants"].items()]
    lines += [f"{labels[3]}: {title} <{url}>" for title, url in evidence(fact)]
    lines.append(
        f"{labels[4]}: {fact['reviewed']} → {due_on(fact)}   {fact['file']}:{fact['line']}"
    )
    lines += [f"{labels[5]}: {text}" for text in fact["bad"]]
    lines += [f"{labels[6]}: {text}" for text in fact["good"]]
    places = [item for item in stated if identifier in item.claim.facts]
    lines += [f"{labels[7]}: {p.path}:{p.line}: {p.sentence.strip()}" for p in places]
    return "\n".join(lines) + "\n"


def due(register: Register, today: datetime.date, stated: Iterable[Stated] = ()) -> str:
    """Facts whose review date has passed, those that most places rely on first."""
    relied: dict[str, int] = defaultdict(int)
    for item in stated:
        for identifier in item.claim.facts:
            relied[identifier] += 1
    late = [fact for fact in register.facts if due_on(fact) <= today]
    late.sort(key=lambda f: (-relied[f["id"]], due_on(f), f["id"]))
    return "".join(
        f"{due_on(f)}  {relied[f['id']]:>4}×  {f['id']}  {f['file']}:{f['line']}\n" for f in late
    )


def candidates(register: Register, stated: Iterable[Stated], lang: str, limit: int = 50) -> str:
    """Claims that no fact covers, the most often and most prominently stated first.

    Each comes with a pack entry that is ready to be completed.
    """
    groups: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for item in stated:
        if not item.claim.facts and item.claim.attribute in register.attributes:
            groups[(item.claim.entity, item.claim.attribute)].append(item)
    ranked = sorted(groups.items(), key=lambda g: (-sum(i.weight for i in g[1]), g[0]))
    parts = []
    for (entity, attribute), items in ranked[:limit]:
        name = register.attributes[attribute]["name"]["zh" if lang == "zh" else "en"]
        values = list(dict.fromkeys(item.claim.text for item in items))
        head = f"{len(items)}× {entity}: {name}: {', '.join(values)}"
        places = ", ".join(f"{item.path}:{item.line}" for item in items[:5])
        example = items[0].sentence.strip().replace("\n", " ")
        made = entry(entity, attribute, values, [], example)
        parts.append(f"# {head}\n# {places}\n{made}\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def entry(
    entity: str,
    attribute: str,
    values: Sequence[str],
    bad: Sequence[str],
    good: str,
    title: str = "TITLE, VENUE",
    url: str = "https://",
    reviewed: str = "YYYY-MM-DD",
    aliases: Sequence[str] = (),
) -> str:
    """The YAML of a pack with one fact."""
    listed = ", ".join(_quoted(value) for value in values)
    lines = ["entities:", f"  {_quoted(entity)}:"]
    if aliases:
        lines.append(f"    aliases: [{', '.join(map(_quoted, aliases))}]")
    lines += [
        f"    evidence: [{{title: {_quoted(title)}, url: {_quoted(url)}}}]",
        f"    reviewed: {reviewed}",
        "    facts:",
        f"      {attribute}:",
        f"        is: [{listed}]",
        f"        bad: [{', '.join(map(_quoted, bad)) or _quoted('...')}]",
        f"        good: [{_quoted(good)}]",
    ]
    return "\n".join(lines) + "\n"


def new(register: Register, ask: Callable[[str], str], today: datetime.date) -> tuple[str, str]:
    """Ask for a fact; (its id, the YAML of a pack with it). Raises ValueError for a wrong answer."""
    entity = _needed(ask, "entity (its name as it is written)")
    aliases = [a.strip() for a in ask("other names, separated by commas").split(",") if a.strip()]
    known = ", ".join(sorted(n for n in register.attributes if "." not in n))
    attribute = _needed(ask, f"attribute (expansion, {known})")
    if attribute != "expansion" and attribute not in register.attributes:
        raise ValueError(f"there is no attribute '{attribute}'")
    identifier = f"{slug(entity)}/{attribute.replace('_', '-')}"
    if identifier in register.by_id:
        raise ValueError(f"{identifier} exists: {register.by_id[identifier]['file']}")
    values = [v.strip() for v in _needed(ask, "accepted values, separated by ;").split(";")]
    title = _needed(ask, "evidence: title, venue, section")
    url = _needed(ask, "evidence: address")
    bad = _needed(ask, "a wrong sentence that must be found")
    good = _needed(ask, "a true sentence")
    text = entry(entity, attribute, values, [bad], good, title, url, today.isoformat(), aliases)
    return identifier, text


def _needed(ask: Callable[[str], str], question: str) -> str:
    answer = ask(question).strip()
    if not answer:
        raise ValueError(f"no answer: {question}")
    return answer
