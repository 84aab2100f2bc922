"""Every rule's examples: each bad one is found at its marks alone, no good one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_lint.config import Settings
from qa_lint.finding import Finding
from qa_lint.registry import Registry, builtin_ids
from qa_lint.rule import Bad, Good, Rule

from .harness import check, git, unmark, write_tree
from .remote.canned import session

REGISTRY = Registry(Settings())
RULES = [REGISTRY.get(rule_id) for rule_id in builtin_ids()]


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind))
    ]


def _run(rule: type[Rule], example: Bad | Good, text: str, root: Path) -> list[Finding]:
    write_tree(root, {**example.files, example.path: text})
    if rule.id == "images/not-in-git":
        git(root, "init", "-q")
        git(root, "add", example.path)
    selected = [rule.id]
    if rule.id.startswith("suppressions/"):
        selected = ["all"]
    remote = session(example.remote, example.settings.get("remote")) if rule.remote else None
    result = check(root, selected, dict(example.settings), remote=remote)
    return [item for item in result.findings if item.rule == rule.id and item.path == example.path]


@pytest.mark.parametrize(("rule", "example"), _cases("bad"))
def test_bad_example_is_found_at_its_marks(rule: type[Rule], example: Bad, tmp_path: Path) -> None:
    text, ranges = unmark(example.text)
    found = _run(rule, example, text, tmp_path)
    assert sorted((f.place.start, f.place.end) for f in found) == ranges
    assert all(f.message.zh and f.message.en for f in found)
    if example.fixed is not None:
        edits = sorted({e for f in found if f.fix for e in f.fix.edits}, reverse=True)
        for start, end, replacement in edits:
            text = text[:start] + replacement + text[end:]
        assert text == example.fixed


@pytest.mark.parametrize(("rule", "example"), _cases("good"))
def test_good_example_is_left_alone(rule: type[Rule], example: Good, tmp_path: Path) -> None:
    found = _run(rule, example, example.text, tmp_path)
    assert [(f.place, f.message.en) for f in found] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_documented(rule: type[Rule]) -> None:
    assert rule.summary.zh and rule.summary.en and rule.why.zh and rule.why.en
    assert rule.bad and rule.good
