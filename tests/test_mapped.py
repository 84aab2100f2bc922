"""Values are read from a file as they were written, each on its own."""

from __future__ import annotations

import os
from array import array
from pathlib import Path

import pytest

from qa_lint import mapped

ROWS = [["一", 1], {"a": [None, 2.5]}, "", [], "一" * 300]


def _written(folder: Path) -> str:
    path = str(folder / "kept" / "values.bin")
    values = {"text": "模型", "numbers": array("I", [3, 0, 7]), "odd": b"123"}
    assert mapped.write(path, values, {"rows": ROWS, "none": []})
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    found = mapped.read(_written(tmp_path))
    assert found is not None
    assert sorted(found) == ["none", "numbers", "odd", "rows", "text"]
    assert found["text"] == "模型" and found["odd"] == b"123"
    assert list(found["numbers"]) == [3, 0, 7]
    rows = found["rows"]
    assert list(rows) == ROWS and rows[-1] == ROWS[-1] and rows[1:3] == ROWS[1:3]
    assert rows[1] is rows[1]  # read once
    assert len(found["none"]) == 0 and not list(found["none"])
    with pytest.raises(IndexError):
        rows[len(ROWS)]


def test_rows_are_made_into_something_else(tmp_path: Path) -> None:
    found = mapped.read(_written(tmp_path))
    assert found is not None
    assert list(found["rows"].made_by(repr)) == list(map(repr, ROWS))


def test_a_damaged_or_missing_file_is_none(tmp_path: Path) -> None:
    path = Path(_written(tmp_path))
    whole = path.read_bytes()
    for damaged in (b"", whole[:10], whole[:-1], whole[:40] + b"x" + whole[41:]):
        path.write_bytes(damaged)
        assert mapped.read(str(path)) is None
    path.unlink()
    assert mapped.read(str(path)) is None


def test_a_file_is_looked_through_once_while_nobody_touches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(_written(tmp_path))
    assert mapped.read(str(path)) is not None
    asked: list[int] = []
    monkeypatch.setattr(mapped.zlib, "crc32", lambda data: asked.append(len(data)) or 0)
    found = mapped.read(str(path))
    assert found is not None and list(found["rows"]) == ROWS
    assert not asked
    os.utime(path, ns=(1, 1))
    assert mapped.read(str(path)) is None  # looked through, with another result now
    assert asked


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not mapped.write(str(tmp_path / "file" / "values.bin"), {}, {})


def test_the_newest_files_of_a_kind_stay(tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / f"kind-{number}.bin"
        assert mapped.write(str(path), {"number": number}, {}, among="kind-")
        os.utime(path, (number, number))
    (tmp_path / "other.bin").write_bytes(b"")
    kept = [path for path in sorted(tmp_path.iterdir()) if path.name.startswith("kind-")]
    assert (
        len(kept) == 8 and tmp_path / "kind-11.bin" in kept and tmp_path / "kind-0.bin" not in kept
    )
    assert (tmp_path / "other.bin").exists()
