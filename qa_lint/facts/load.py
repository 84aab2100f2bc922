"""Packs of facts: read, check against the schema, fill in defaults, give a plain register.

Raises ConfigError with file, line and fault. The result is made of dicts, lists, strings and
numbers, so that it can be kept as JSON.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..config import ConfigError
from ..packs import read
from . import numbers
from .keys import RELATIONS

REVIEW_DAYS = 730


def slug(name: str) -> str:
    """The part of a fact's id that names its entity: lower case, hyphens."""
    return re.sub(r"[^a-z0-9.一-鿿]+", "-", name.lower()).strip("-")


def _plain(value: Any) -> Any:
    """The same with keys and dates as strings; keeps the lines of mappings."""
    if isinstance(value, dict):
        made = type(value)({str(k): _plain(v) for k, v in value.items()})
        if hasattr(value, "line"):
            made.line = value.line  # type: ignore[attr-defined]
        return made
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _line(data: Any, path: Iterable[Any]) -> int:
    """The line of the innermost mapping on the way to `path`."""
    line = getattr(data, "line", 1)
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        line = getattr(data, "line", line)
    return int(line)


def read_pack(path: str) -> Any:
    """The content of a pack, checked against the schema."""
    import jsonschema

    data = _plain(read(path))
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "schema.json"), encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    errors = sorted(validator.iter_errors(data), key=lambda e: len(e.absolute_path))
    if errors:
        error = errors[0]
        where = "/".join(str(step) for step in error.absolute_path)
        raise ConfigError(f"{path}:{_line(data, error.absolute_path)}: {where}: {error.message}")
    return data


def load(paths: Iterable[str], read: Callable[[str], Any] = read_pack) -> dict[str, Any]:
    """The register of all packs: {"attributes", "entities", "facts"}; `read` gives a checked pack."""
    packs = [(path, read(path)) for path in paths]
    attributes: dict[str, Any] = {}
    for path, data in packs:
        for name, attribute in data.get("attributes", {}).items():
            if name in attributes:
                raise ConfigError(f"{path}:{attribute.line}: attribute '{name}' exists already")
            attributes[name] = dict(attribute)
    classes = {n: w for _, data in packs for n, w in data.get("classes", {}).items()}
    for path, data in packs:
        for name in data.get("attributes", {}):
            _resolve(path, name, attributes[name], classes)
    entities: list[dict[str, Any]] = []
    facts: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    for path, data in packs:
        for name, entity in data.get("entities", {}).items():
            if entity.get("extends"):
                continue
            if slug(name) in seen:
                raise ConfigError(f"{path}:{entity.line}: '{name}' is also in {seen[slug(name)]}")
            seen[slug(name)] = path
            index = len(entities)
            entities.append(_entity(name, entity))
            for key, fact in entity["facts"].items():
                facts.append(_fact(path, index, name, entity, key, fact, attributes))
    _extend(packs, entities, facts, attributes)
    return {"attributes": attributes, "entities": entities, "facts": facts}


def _extend(
    packs: Sequence[tuple[str, Any]],
    entities: Sequence[Mapping[str, Any]],
    facts: list[dict[str, Any]],
    attributes: dict[str, Any],
) -> None:
    """Add the facts that a pack has about an entity of another pack."""
    places = {entity["slug"]: index for index, entity in enumerate(entities)}
    known = {fact["id"] for fact in facts}
    sources = {fact["entity"]: fact for fact in reversed(facts)}
    for path, data in packs:
        for name, entity in data.get("entities", {}).items():
            if not entity.get("extends"):
                continue
            index = places.get(slug(name), -1)
            if index < 0:
                raise ConfigError(f"{path}:{entity.line}: there is no '{name}' to extend")
            if entity.keys() - {"extends", "evidence", "reviewed", "facts"}:
                raise ConfigError(f"{path}:{entity.line}: '{name}' is described in another pack")
            base = {**sources.get(index, {}), **entity}
            for key, fact in entity["facts"].items():
                made = _fact(path, index, name, base, key, fact, attributes)
                if made["id"] in known:
                    raise ConfigError(f"{path}:{made['line']}: {made['id']} exists already")
                known.add(made["id"])
                facts.append(made)


def _resolve(
    path: str, name: str, attribute: dict[str, Any], classes: Mapping[str, list[str]]
) -> None:
    """Give the patterns of a relation as pieces: for each piece its words, and which is the anchor."""
    for field in RELATIONS:
        patterns = []
        for pattern in attribute.get(field, []):
            pieces, anchor = [], None
            given = [piece for piece in pattern.split("…") if piece.strip("* ")]
            for number, piece in enumerate(given):
                if piece.startswith("*"):
                    anchor = number
                words: list[str] = []
                for word in piece.strip("* ").split("|"):
                    if not word.startswith("{"):
                        words.append(word.strip())
                    elif word.strip("{}") in classes:
                        words += classes[word.strip("{}")]
                    else:
                        raise ConfigError(f"{path}: {name}: there is no class {word}")
                pieces.append(words)
            patterns.append([len(pieces) - 1 if anchor is None else anchor, pieces])
        if field in attribute:
            attribute[field] = patterns


def _entity(name: str, entity: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "slug": slug(name),
        "aliases": [name, *entity.get("aliases", [])],
        "exact_case": entity.get("exact_case", False),
        "generic": entity.get("generic", False),
        "not_same": entity.get("not_same", []),
        "elsewhere": [w.lower() for w in entity.get("elsewhere", [])],
        "only_with": [w.lower() for w in entity.get("only_with", [])],
    }


def _listed(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [str(item) for item in items]


def _fact(
    path: str,
    index: int,
    name: str,
    entity: Mapping[str, Any],
    key: str,
    fact: Any,
    attributes: dict[str, Any],
) -> dict[str, Any]:
    where = f"{path}:{fact.line}: {name}/{key}"
    attribute, kind = _kind(where, name, key, fact, attributes)
    made: dict[str, Any] = {
        "id": f"{slug(name)}/{key.replace('_', '-')}",
        "entity": index,
        "kind": kind,
        "attribute": attribute,
        "is": _listed(fact.get("is")),
        "not": _listed(fact.get("not")),
        "variants": {k.lower(): _listed(v) for k, v in fact.get("variants", {}).items()},
        "file": path,
        "line": fact.line,
    }
    for field in ("says", "cues", "units", "unless"):
        made[field] = _listed(fact.get(field))
    for field in ("message", "replacement", "since"):
        made[field] = fact.get(field)
    made["severity"] = fact.get("severity", "warning")
    made["confidence"] = fact.get("confidence", "high")
    made["status"] = fact.get("status", "current")
    made["evidence"] = fact.get("evidence") or entity.get("evidence") or []
    made["reviewed"] = fact.get("reviewed") or entity.get("reviewed") or ""
    made["days"] = fact.get("review_every_days", REVIEW_DAYS)
    if "holds" in fact:
        made["holds"] = fact["holds"]
    if "closed" in fact:
        made["closed"] = fact["closed"]
    made["bad"], made["good"] = fact["bad"], fact["good"]
    _require(where, made, attributes)
    return made


def _kind(
    where: str, name: str, key: str, fact: Mapping[str, Any], attributes: dict[str, Any]
) -> tuple[str, str]:
    """The attribute's name ("" for none) and the fact's kind; adds an attribute given inline."""
    attribute = fact.get("attribute", key)
    if attribute in attributes:
        return attribute, fact.get("kind", attributes[attribute]["kind"])
    if "attribute" in fact:
        raise ConfigError(f"{where}: there is no attribute '{attribute}'")
    kind = "expansion" if key == "expansion" else fact.get("kind")
    if kind is None:
        raise ConfigError(f"{where}: '{key}' is no attribute: give 'attribute' or 'kind'")
    if kind in ("value", "member"):
        local = f"{slug(name)}.{key}"
        attributes[local] = {
            "kind": kind,
            "name": {"zh": key, "en": key.replace("_", " ")},
            "cue": fact.get("cue", "required" if fact.get("cues") else "optional"),
            "closed": fact.get("closed", False),
            "number": fact.get("number", "count"),
        }
        return local, kind
    return "", kind


def _require(where: str, fact: Mapping[str, Any], attributes: Mapping[str, Any]) -> None:
    """Raise ConfigError for what the schema cannot see."""
    kind = fact["kind"]
    local = "." in fact["attribute"]
    if kind == "expansion" and not fact["is"]:
        raise ConfigError(f"{where}: an expansion needs 'is'")
    if kind == "relation" and "holds" not in fact:
        raise ConfigError(f"{where}: a relation needs 'holds': true or false")
    if kind == "value" and not (fact["is"] or fact["variants"]):
        raise ConfigError(f"{where}: a value needs 'is' or 'variants'")
    if kind == "member" and not (fact["is"] or fact["not"]):
        raise ConfigError(f"{where}: a member needs 'is' or 'not'")
    if kind == "not" and not (fact["says"] and fact["message"]):
        raise ConfigError(f"{where}: kind 'not' needs 'says' and 'message'")
    if local and not fact["message"]:
        raise ConfigError(f"{where}: without an attribute of _attributes.yaml, give 'message'")
    if local and kind == "value" and not (fact["cues"] or fact["units"]):
        raise ConfigError(f"{where}: give 'cues' or 'units'")
    if not fact["evidence"] or not fact["reviewed"]:
        raise ConfigError(f"{where}: 'evidence' or 'reviewed' is missing, here and at the entity")
    if kind == "value":
        for text in [*fact["is"], *(v for values in fact["variants"].values() for v in values)]:
            try:
                numbers.parse(text)
            except ValueError as error:
                raise ConfigError(f"{where}: {error}") from None
