"""What is true, in both languages, made from a fact where its entry does not say it itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .register import Register


def truth(register: Register, fact: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence (Chinese, English) that says what is true."""
    message = fact["message"]
    if message:
        return message["zh"], message["en"]
    entity = register.entities[fact["entity"]]["name"]
    if fact["kind"] == "expansion":
        full = fact["is"][0]
        return f"{entity} 的全称是 {full}", f"{entity} stands for {full}"
    attribute = register.attributes[fact["attribute"]]
    if fact["kind"] == "relation":
        said = attribute["truth" if fact["holds"] else "untruth"]
        return said["zh"].replace("{entity}", entity), said["en"].replace("{entity}", entity)
    zh, en = _values(fact, "、", "：", "；", True), _values(fact, " or ", ": ", "; ", False)
    if not zh:
        denied = "、".join(_said(fact["not"], True)[:4])
        name = attribute["name"]
        return (
            f"{entity} 的{name['zh']}不是 {denied}",
            f"{entity}'s {name['en']} is not {', '.join(_said(fact['not'], False)[:4])}",
        )
    says = attribute.get("says") or {
        "zh": "{entity} 的" + attribute["name"]["zh"] + "是 {value}",
        "en": "{entity}'s " + attribute["name"]["en"] + " is {value}",
    }
    return (
        says["zh"].replace("{entity}", entity).replace("{value}", zh),
        says["en"].replace("{entity}", entity).replace("{value}", en),
    )


def _said(values: Sequence[str], zh: bool) -> list[str]:
    """The wordings of one language; names stay as they are."""
    if zh:
        kept = [v for v in values if not v.isascii() or v != v.lower()]
    else:
        kept = [v for v in values if v.isascii()]
    return list(kept or values)


def _values(fact: Mapping[str, Any], join: str, colon: str, between: str, zh: bool) -> str:
    if fact["variants"]:
        parts = [f"{key}{colon}{join.join(values)}" for key, values in fact["variants"].items()]
        return between.join([*([join.join(_said(fact["is"], zh))] if fact["is"] else []), *parts])
    return join.join(_said(fact["is"], zh)[:4])


def evidence(fact: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(title with source, place and year; address) of each piece of evidence."""
    found = []
    for item in fact["evidence"]:
        parts = [item["title"], item.get("source"), item.get("where"), item.get("year")]
        found.append((", ".join(str(part) for part in parts if part), item["url"]))
    return found
