"""The packs of typos and terms keep their form, and each entry its own examples."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = sorted((ROOT / "rules/typos").glob("english*.yaml"))
CHINESE = sorted((ROOT / "rules/typos").glob("zh-*.yaml"))
TERMS = sorted((ROOT / "rules/terms").glob("*.yaml"))
SIDES = ("before", "after", "not_before", "not_after")
FIELDS = {"wrong", "right", "severity", "weighed", "bad", "good", "note", *SIDES}
KINDS = {
    "word",
    "model",
    "method",
    "company",
    "product",
    "library",
    "dataset",
    "benchmark",
    "venue",
    "language",
    "concept",
    "api",
    "keyword",
    "acronym",
    "person",
}


def counter() -> ModuleType:
    """Load the tool that counts hits: it holds the meaning of the conditions."""
    path = ROOT / "tools/count_pack_hits.py"
    spec = importlib.util.spec_from_file_location("count_pack_hits", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def items(path: Path, key: str) -> list[dict[str, Any]]:
    """Read the list of a pack."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[key]
    return entries


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.stem)
def test_chinese_entries_keep_their_examples(path: Path) -> None:
    tool = counter()
    for item in items(path, "typos"):
        assert set(item) <= FIELDS, item
        assert item["right"] and item["wrong"] not in item["right"], item
        assert item.get("severity", "warning") in ("warning", "info"), item
        for side in SIDES:
            assert all(isinstance(text, str) and text for text in item.get(side, ())), item
        entry = tool.entry_of(path.name, item)
        assert list(entry.places(item["bad"])), f"not found in its bad example: {item}"
        assert not list(entry.places(item["good"])), f"found in its good example: {item}"


def test_no_chinese_entry_stands_twice() -> None:
    """The same form may stand in several entries when each names other conditions."""
    forms = [
        (item["wrong"], *(tuple(item.get(side, ())) for side in SIDES))
        for path in CHINESE
        for item in items(path, "typos")
    ]
    assert len(forms) == len(set(forms))
    bare = [form[0] for form in forms if not any(form[1:])]
    assert len(bare) == len(set(bare))
    assert len({form[0] for form in forms}) >= 1500


def test_no_right_form_is_reported_by_another_entry() -> None:
    tool = counter()
    entries = [entry for path in CHINESE for entry in tool.load(path)]
    rights = {right for entry in entries for right in entry.right}
    flagged = [(e.wrong, right) for right in rights for e in entries if list(e.places(right))]
    assert flagged == []


def test_english_entries_are_distinct_and_no_right_form_is_wrong() -> None:
    entries = [item for path in ENGLISH for item in items(path, "typos")]
    wrong = [item["wrong"] for item in entries]
    assert len(wrong) == len(set(wrong)) >= 1500
    assert not {right for item in entries for right in item["right"]} & set(wrong)
    assert all(isinstance(item["wrong"], str) and item["right"] for item in entries)


def test_terms_are_distinct_and_agree() -> None:
    terms = [item for path in TERMS for item in items(path, "terms")]
    names = [item["name"] for item in terms]
    assert len(names) == len(set(names)) >= 700
    assert {item["kind"] for item in terms} <= KINDS
    fine = set(names) | {form for item in terms for form in item.get("accept", ())}
    wrong = [form for item in terms for form in item.get("wrong", ())]
    assert not fine & set(wrong)
    assert len(wrong) == len(set(wrong))


def test_a_common_word_is_not_reported_for_its_case() -> None:
    for path in TERMS:
        for item in items(path, "terms"):
            if item.get("common_word"):
                same = [f for f in item.get("wrong", ()) if f.lower() == item["name"].lower()]
                assert same == [], item["name"]


def test_english_misspellings_are_no_names() -> None:
    names = {
        form.lower()
        for path in TERMS
        for item in items(path, "terms")
        for form in (item["name"], *item.get("accept", ()))
    }
    wrong = {item["wrong"] for path in ENGLISH for item in items(path, "typos")}
    assert not names & wrong
