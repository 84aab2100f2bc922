"""What is true, in both languages, made from a fact where its entry does not say it itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from . import numbers
from .register import Register

#: Attributes whose values are names, and those whose values hold together; the values of others are
#: the ones that are accepted.
_NAMES = ("organisation", "author")
_TOGETHER = (*_NAMES, "training_data", "purpose_of", "modality")
#: So many accepted values are named; the first is the one that a text should say.
_MOST = {"value": 6, "member": 4}
_SIZE = re.compile(r"[a-z]|x+l|[\d.]+[bmk]|[a-z]{1,2}/\d+")
_ARTICLE = re.compile(r"\ba (?=[aeio])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff）]) (?=[\u4e00-\u9fff])")


def truth(register: Register, fact: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence (Chinese, English) that says what is true."""
    message = fact["message"]
    if message:
        return message["zh"], message["en"]
    entity = register.entities[fact["entity"]]["name"]
    chinese = _in_chinese(register.entities[fact["entity"]])
    if fact["kind"] == "expansion":
        full = fact["is"][0]
        return _close(f"{chinese} 的全称是 {full}"), f"{entity} stands for {full}"
    attribute = register.attributes[fact["attribute"]]
    if fact["kind"] == "relation":
        said = attribute["truth" if fact["holds"] else "untruth"]
        return (
            _close(said["zh"].replace("{entity}", chinese)),
            said["en"].replace("{entity}", entity),
        )
    zh, en = _values(fact, attribute, True), _values(fact, attribute, False)
    if not zh:
        name = attribute["name"]
        denied_zh = "、".join(_said(fact["not"], attribute, True)[:4])
        denied_en = ", ".join(_said(fact["not"], attribute, False)[:4])
        return (
            _close(f"{chinese} 的{name['zh']}不是 {denied_zh}"),
            f"{entity}'s {name['en']} is not {denied_en}",
        )
    says = attribute.get("says") or {
        "zh": "{entity} 的" + attribute["name"]["zh"] + "是 {value}",
        "en": "{entity}'s " + attribute["name"]["en"] + " is {value}",
    }
    return (
        _close(says["zh"].replace("{entity}", chinese).replace("{value}", zh)),
        _ARTICLE.sub("an ", says["en"].replace("{entity}", entity).replace("{value}", en)),
    )


def _in_chinese(entity: Mapping[str, Any]) -> str:
    """What an entity is called in Chinese: a plain English word by its first Chinese alias."""
    name: str = entity["name"]
    if not name[:1].islower():
        return name
    return next((alias for alias in entity["aliases"] if not alias.isascii()), name)


def _close(sentence: str) -> str:
    """A Chinese sentence without the spaces that its pattern leaves between two Chinese characters."""
    return _BETWEEN.sub("", sentence)


def _said(values: Sequence[str], attribute: Mapping[str, Any], zh: bool) -> list[str]:
    """The wordings of one language; names stay as they are.

    A value that is a plain English word ("diffusion model") is said in Chinese by the first Chinese
    wording that the attribute lists for it.
    """
    if not zh:
        return _once([value for value in values if value.isascii()] or list(values))
    wordings: Mapping[str, Sequence[str]] = attribute.get("values") or {}
    kept = []
    for value in values:
        if value.isascii() and value == value.lower():
            chinese = (wording for wording in wordings.get(value, ()) if not wording.isascii())
            value = next(chinese, value)
            if value.isascii() and not value[:1].isdigit():
                continue
        kept.append(value)
    return _once(kept or list(values))


def _once(values: Sequence[str]) -> list[str]:
    """Values without those that only differ by case, hyphen or space (FlanT5 and Flan-T5)."""
    kept: dict[str, str] = {}
    for value in values:
        kept.setdefault(re.sub(r"[\s-]", "", value).lower(), value)
    return list(kept.values())


def _values(fact: Mapping[str, Any], attribute: Mapping[str, Any], zh: bool) -> str:
    """What a fact accepts, in words; "" when it only rejects."""
    said = _said(fact["is"], attribute, zh) if fact["is"] else []
    if fact["attribute"] in _NAMES:
        said = _full_names(said, fact["attribute"] == "author" and zh)
    if fact["kind"] == "value" and attribute.get("number") == "year":
        said = sorted(said)
    elif fact["kind"] == "value":
        said = _apart(said)
    if fact["variants"]:
        named = {values[0] for values in fact["variants"].values()}
        others = [value for value in said[:1] if value not in named]
        return _listed([*others, *_by_variant(fact["variants"], zh)], fact, zh)
    return _listed(said[: _MOST[fact["kind"]]], fact, zh)


def _by_variant(variants: Mapping[str, Sequence[str]], zh: bool) -> list[str]:
    """The main value of each variant: "12 (base)", "24 (large)"; other names of it are left out."""
    sizes: dict[str, list[str]] = {}
    for key, values in variants.items():
        sizes.setdefault(values[0], []).append(key)
    around = "（{}）" if zh else " ({})"
    said = []
    for value, keys in sizes.items():
        plain = [key for key in keys if "/" not in key] or keys
        words = [key for key in plain if len(key) > 2 or not key.isalpha()] or plain
        names = ("、" if zh else ", ").join(_variant(key) for key in words)
        said.append(value if names == value else value + around.format(names))
    return said


def _variant(key: str) -> str:
    """The name of a size as it is written: 7B, XL, L/14, base."""
    return key.upper() if _SIZE.fullmatch(key) else key


def _is_short_for(name: str, other: str) -> bool:
    initials = "".join(word[0] for word in other.split() if word[0].isupper())
    return set(name.split()) < set(other.split()) or (name == initials and len(name) > 1)


def _full_names(names: Sequence[str], one_script: bool) -> list[str]:
    """Names without the short forms of others: "Sennrich" beside "Rico Sennrich", initials.

    With `one_script`, all are in the script of the first, so that nobody is named twice.
    """
    full = [name for name in names if not any(_is_short_for(name, other) for other in names)]
    if not one_script:
        return full
    return [name for name in full if bool(_HAN.search(name)) == bool(_HAN.search(full[0]))]


def _apart(values: Sequence[str]) -> list[str]:
    """Numbers without those that only say an earlier one in other digits (8192 and 8K)."""
    kept: list[str] = []
    for value in values:
        number = numbers.parse(value)
        if all(abs(number - numbers.parse(one)) > 0.04 * abs(number) for one in kept):
            kept.append(value)
    return kept


def _listed(values: Sequence[str], fact: Mapping[str, Any], zh: bool) -> str:
    """Values as a list: those who did something together by "and", what is accepted by "or"."""
    together = fact["attribute"] in _TOGETHER
    if len(values) < 2 or (zh and (together or fact["kind"] == "member")):
        return "、".join(values)
    last = (" 和 " if together else " 或 ") if zh else (" and " if together else " or ")
    return ("、" if zh else ", ").join(values[:-1]) + last + values[-1]


def evidence(fact: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(title with source, place and year; address) of each piece of evidence."""
    found = []
    for item in fact["evidence"]:
        parts = [item["title"], item.get("source"), item.get("where"), item.get("year")]
        found.append((", ".join(str(part) for part in parts if part), item["url"]))
    return found
