"""The tables of the packs: the same when they are read again, made anew when a pack changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_lint import packs
from qa_lint.config import ConfigError
from qa_lint.spelling import compiled, entries

PACK = """\
typos:
  - wrong: paramterz
    right: [parameters]
  - wrong: 阀植
    right: [阈值]
terms:
  - name: Qwertz Board
    kind: tool
    wrong: [QwertzBoard]
  - name: Zanahorix
    kind: tool
    wrong: [zanahorixx]
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(packs, "folder", lambda: str(tmp_path / "none"))
    path = tmp_path / "typos" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(PACK, "utf-8")
    yield str(path)
    compiled._made.clear()
    entries._loaded.clear()


def read(pack: str) -> compiled.Tables:
    compiled._made.clear()
    entries._loaded.clear()
    return compiled.tables((pack,))


def test_read_again(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(pack)
    assert made.english["paramterz"] == ("parameters",)
    assert made.wrong["QwertzBoard"] == "Qwertz Board"
    assert made.names["zanahorix"] == "Zanahorix"
    assert ("Qwertz Board", ["Qwertz", "Board"]) in made.glued["qwertz"]
    assert made.pairs["Qwertz"] == [("Board", "Qwertz Board")]
    assert "阀植" in {typo.wrong for typo in made.chinese}
    monkeypatch.setattr(compiled, "_make", None)
    assert read(pack) == made


def test_a_changed_pack_is_read(pack: str) -> None:
    read(pack)
    Path(pack).write_text(PACK.replace("paramterz", "paramterzz"), "utf-8")
    assert "paramterzz" in read(pack).english


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"short"])
def test_a_damaged_file_is_made_again(pack: str, damage: bytes) -> None:
    made = read(pack)
    (stored,) = Path(os.environ["QA_LINT_CACHE_DIR"]).glob("tables-*.bin")
    stored.write_bytes(damage)
    assert read(pack) == made


def test_a_broken_pack_is_an_error(pack: str) -> None:
    Path(pack).write_text("typos:\n  - wrong: x\n", "utf-8")
    with pytest.raises(ConfigError, match=r"mine\.yaml:2"):
        read(pack)


def test_a_word_is_right_but_nothing_is_meant_by_it(tmp_path: Path, pack: str) -> None:
    Path(pack).write_text("terms:\n  - {name: vorpalize, kind: word}\n", "utf-8")
    made = read(pack)
    assert "vorpalize" in made.more and "vorpalize" not in made.names
