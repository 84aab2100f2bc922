"""A broken entry is reported with file, line and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa_lint.config import ConfigError
from qa_lint.facts import store
from qa_lint.facts.index import build
from qa_lint.facts.load import load
from qa_lint.facts.store import register
from qa_lint.facts.validate import failures, main
from tests.facts.support import ATTRIBUTES, BLIP

ENTITY = """\
entities:
  Zephyrion:
    evidence: [{title: A model card, url: "https://example.org/card"}]
    reviewed: 2026-01-01
    facts:
"""


def pack(tmp_path: Path, text: str) -> str:
    path = tmp_path / "facts" / "z.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(ENTITY + text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("      layers: {is: 12, good: [甲乙丙丁]}\n", 6, "'bad' is a required property"),
        ("      layers: {is: 12, colour: red, bad: [甲乙丙丁], good: [甲乙丙丁]}\n", 6, "colour"),
        ("      layers: {is: many, bad: [甲乙丙丁], good: [甲乙丙丁]}\n", 6, "not a number"),
        ("      layers: {bad: [甲乙丙丁], good: [甲乙丙丁]}\n", 6, "needs 'is' or 'variants'"),
        ("      depth_of: {is: 12, bad: [甲乙丙丁], good: [甲乙丙丁]}\n", 6, "no attribute"),
        (
            "      x: {attribute: nope, is: 12, bad: [甲乙丙丁], good: [甲乙丙丁]}\n",
            6,
            "no attribute 'nope'",
        ),
        ("      x: {kind: not, says: [甲], bad: [甲乙丙丁], good: [甲乙丙丁]}\n", 6, "'message'"),
        ("      layers: [1\n", 7, "expected"),
    ],
)
def test_faults(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = pack(tmp_path, text)
    with pytest.raises(ConfigError, match=words) as caught:
        load([ATTRIBUTES, path])
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_an_example_that_fails_names_its_fact(tmp_path: Path) -> None:
    path = pack(
        tmp_path,
        "      layers: {is: 12, bad: [Zephyrion 有 12 层。], good: [Zephyrion 有 9 层。]}\n",
    )
    found = [
        (fact["id"], fault.split(":")[0]) for fact, fault in failures(load([ATTRIBUTES, path]))
    ]
    assert found == [
        ("zephyrion/layers", "bad example not flagged"),
        ("zephyrion/layers", "good example flagged by zephyrion/layers at '9'"),
    ]
    assert main([ATTRIBUTES, path]) == 1


def test_a_changed_pack_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    fact = "      layers: {is: %s, bad: [Zephyrion 有 9 层。], good: [Zephyrion 有 12 层。]}\n"
    pack(tmp_path, fact % "12")
    assert register([str(tmp_path)]).by_id["zephyrion/layers"]["is"] == ["12"]
    pack(tmp_path, fact % "1234")
    assert register([str(tmp_path)]).by_id["zephyrion/layers"]["is"] == ["1234"]
    cached = list((tmp_path / "cache").glob("facts-*.bin"))
    assert len(cached) == 2
    cached[0].write_text("{", encoding="utf-8")
    assert register([str(tmp_path)]).by_id["zephyrion/layers"]["is"] == ["1234"]


def test_a_kept_register_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    made = load([ATTRIBUTES, BLIP])
    index = build(made)
    for kept in (store.plain([ATTRIBUTES, BLIP]), store.plain([ATTRIBUTES, BLIP])):
        assert kept["index"].keys() >= index.keys()
        for name, table in index.items():
            assert _same(kept["index"][name], table), name
        for one, other in zip(made["facts"], kept["facts"], strict=True):
            assert other["evidence"] == one["evidence"]  # decoded only now
            assert dict(other) == one
        with pytest.raises(KeyError):
            kept["facts"][0]["no such field"]


def _same(kept: object, table: object) -> bool:
    if isinstance(table, dict):
        return bool(kept == table)
    assert isinstance(kept, Sequence) and isinstance(table, Sequence)
    return json.loads(json.dumps(list(kept))) == json.loads(json.dumps(list(table)))
