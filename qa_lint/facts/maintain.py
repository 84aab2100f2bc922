"""What maintainers ask of the register: list, show, due, candidates, and a new entry."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from . import numbers
from .load import slug
from .messages import evidence, truth
from .register import Register
from .result import Claim
from .uncovered import Uncovered


class Stated(NamedTuple):
    """A claim with the file and line it stands in; `weight` is larger for headings."""

    path: str
    line: int
    weight: int
    claim: Claim
    sentence: str


class Open(NamedTuple):
    """A claim that no fact covers, with the file and line it stands in."""

    path: str
    line: int
    weight: int
    claim: Uncovered
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


def candidates(register: Register, found: Iterable[Open], lang: str, limit: int = 0) -> str:
    """Claims that no fact covers, the most often and most prominently stated first.

    Each comes with a pack entry that is ready to be completed, or, where a fact of that attribute
    has other values, with the place of that fact; `limit` 0 gives all of them.
    """
    groups: dict[tuple[str, str, str], list[Open]] = defaultdict(list)
    for item in found:
        claim = item.claim
        fact = _about(register, claim)
        if fact and _accepted(fact, claim.text):
            continue
        groups[(claim.entity, claim.attribute, "" if claim.attribute else claim.unit)].append(item)
    ranked = sorted(groups.items(), key=lambda g: (-_rank(g[0], g[1]), g[0]))
    parts = []
    for (entity, attribute, unit), items in ranked[: limit or None]:
        names = {"expansion": {"zh": "全称", "en": "expansion"}}
        name = names.get(attribute) or register.attributes.get(attribute, {}).get("name")
        what = name["zh" if lang == "zh" else "en"] if name else unit or "?"
        values = list(dict.fromkeys(item.claim.text for item in items))
        head = f"{len(items)}× {entity or '?'}: {what}: {', '.join(values)}"
        places = ", ".join(f"{item.path}:{item.line}" for item in items)
        fact = _about(register, items[0].claim)
        if fact:
            others = ", ".join(fact["is"])
            parts.append(
                f"# {head}\n# {places}\n# {fact['id']} ({others}): {fact['file']}:{fact['line']}\n"
            )
            continue
        example = items[0].sentence.strip().replace("\n", " ")
        made = entry(
            entity or "NAME", attribute, values, [], example, unit=unit, known=items[0].claim.known
        )
        parts.append(f"# {head}\n# {places}\n{made}\n")
    return "\n".join(parts)


def _about(register: Register, claim: Uncovered) -> Mapping[str, Any] | None:
    """The fact of the register about that attribute of that entity."""
    return register.by_id.get(_identifier(claim.entity, claim.attribute))


def _identifier(entity: str, attribute: str) -> str:
    return f"{slug(entity)}/{attribute.replace('_', '-')}"


def _accepted(fact: Mapping[str, Any], value: str) -> bool:
    """Whether a fact has a value, for its entity or a size of it, as text or as number."""
    values = [*fact["is"], *(v for some in fact["variants"].values() for v in some)]
    return _plain(value) in map(_plain, values)


def _plain(value: str) -> str | float:
    """A value to compare: a number without its notation, words without case."""
    try:
        return numbers.parse(value)
    except ValueError:
        return value.strip().lower()


def _rank(key: tuple[str, str, str], items: Sequence[Open]) -> float:
    """How much a group of claims matters: known kinds of claims about a name come first."""
    entity, attribute, unit = key
    kind = 3 if attribute else 1 if unit else 0.2  # a bare number may count anything
    return sum(item.weight for item in items) * kind * (1 + 2 * bool(entity))


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
    unit: str = "",
    known: bool = False,
) -> str:
    """The YAML of a pack with one fact; `known`: about an entity of another pack.

    Without an attribute it is a value that `unit` counts.
    """
    listed = ", ".join(_quoted(value) for value in values)
    lines = ["entities:", f"  {_quoted(entity)}:"]
    if known:
        lines.append("    extends: true")
    elif aliases:
        lines.append(f"    aliases: [{', '.join(map(_quoted, aliases))}]")
    lines += [
        f"    evidence: [{{title: {_quoted(title)}, url: {_quoted(url)}}}]",
        f"    reviewed: {reviewed}",
        "    facts:",
        f"      {attribute or 'value'}:",
        *(_counted(unit) if not attribute else []),
        f"        is: [{listed}]",
        f"        bad: [{', '.join(map(_quoted, bad)) or _quoted('...')}]",
        f"        good: [{_quoted(good)}]",
    ]
    return "\n".join(lines) + "\n"


def _counted(unit: str) -> list[str]:
    """The lines of a value of its own, without a shared attribute."""
    return [
        "        kind: value",
        f"        units: [{_quoted(unit or 'UNIT')}]",
        f"        message: {{zh: {_quoted('...')}, en: {_quoted('...')}}}",
    ]


def new(register: Register, ask: Callable[[str], str], today: datetime.date) -> tuple[str, str]:
    """Ask for a fact; (its id, the YAML of a pack with it). Raises ValueError for a wrong answer."""
    entity = _needed(ask, "entity (its name as it is written)")
    aliases = [a.strip() for a in ask("other names, separated by commas").split(",") if a.strip()]
    known = ", ".join(sorted(n for n in register.attributes if "." not in n))
    attribute = _needed(ask, f"attribute (expansion, {known})")
    if attribute != "expansion" and attribute not in register.attributes:
        raise ValueError(f"there is no attribute '{attribute}'")
    identifier = _identifier(entity, attribute)
    if identifier in register.by_id:
        raise ValueError(f"{identifier} exists: {register.by_id[identifier]['file']}")
    values = [v.strip() for v in _needed(ask, "accepted values, separated by ;").split(";")]
    title = _needed(ask, "evidence: title, venue, section")
    url = _needed(ask, "evidence: address")
    bad = _needed(ask, "a wrong sentence that must be found")
    good = _needed(ask, "a true sentence")
    place = register.entity(entity)
    if place is not None:
        entity = register.entities[place]["name"]
    text = entry(
        entity,
        attribute,
        values,
        [bad],
        good,
        title,
        url,
        today.isoformat(),
        aliases,
        known=place is not None,
    )
    return identifier, text


def _needed(ask: Callable[[str], str], question: str) -> str:
    answer = ask(question).strip()
    if not answer:
        raise ValueError(f"no answer: {question}")
    return answer
