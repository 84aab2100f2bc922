"""The register is built apart from the process that uses it, where that is possible."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qa_lint import workers
from qa_lint.config import ConfigError
from qa_lint.facts import store
from tests.facts.support import ATTRIBUTES

PACK = """\
entities:
  Zephyrion:
    evidence: [{title: A paper, year: 2022, source: A journal, url: "https://example.org/a"}]
    reviewed: 2026-11-24
    facts:
      year:
        is: [2022]
        bad: [Zephyrion was released in 2020.]
        good: [Zephyrion was released in 2022.]
"""


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the registers that this process has built itself."""
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    sizes: list[int] = []
    own = store._built

    def build(paths: Any) -> dict[str, Any]:
        made = own(paths)
        sizes.append(len(names(made)))
        return made

    monkeypatch.setattr(store, "_built", build)
    return sizes


def names(made: Mapping[str, Any]) -> list[str]:
    return [entity["name"] for entity in made["entities"]]


def _pack(folder: Path, text: str) -> tuple[str, ...]:
    (folder / "own.yaml").write_text(text)
    return (ATTRIBUTES, str(folder / "own.yaml"))


@pytest.mark.skipif(not workers.can_fork(), reason="no forks here")
def test_a_register_is_built_in_a_process_of_its_own(tmp_path: Path, built: list[int]) -> None:
    assert names(store.plain(_pack(tmp_path, PACK))) == ["Zephyrion"]
    assert built == []
    assert any(name.startswith("facts-") for name in os.listdir(tmp_path / "cache"))


def test_without_a_cache_it_is_built_here(tmp_path: Path, built: list[int]) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert names(store.plain(_pack(tmp_path, PACK))) == ["Zephyrion"]
    assert built == [1]


def test_without_forks_too(
    tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert names(store.plain(_pack(tmp_path, PACK))) == ["Zephyrion"]
    assert built == [1]


def test_a_broken_pack_is_an_error_as_ever(
    tmp_path: Path, built: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ConfigError, match=r"own\.yaml"):
        store.plain(_pack(tmp_path, "entities: 3\n"))
    assert capfd.readouterr() == ("", "")
