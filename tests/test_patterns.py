"""Patterns read from the cache are what compiling them gives."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from qa_lint import patterns

CASES: list[tuple[Any, int, Any]] = [
    (r"(?P<year>\d{4})-(?:(?P<month>\d\d)|x)", 0, "in 2024-05 and 2023-x"),
    (r"第([一二三四五六七八九十]+)章(?=。)", 0, "见第十二章。"),
    (r"^a.b$", re.I | re.M | re.S, "x\nA\nb\n"),
    (r"(a)|(b)|(?<!c)d{2,}?", re.X, "bddcdd"),
    (rb"[\x80-\xff]+", 0, "字".encode()),
    (r"[^\W\d_]+(?:['-]\w+)*", re.A, "it's re-used"),
]


class Compiler:
    """Python's own, as an object whose function can be replaced."""

    def __init__(self) -> None:
        own: Any = re._compiler  # type: ignore[attr-defined]
        self._sre, self._parser, self._code = own._sre, own._parser, own._code
        self.calls = 0
        self._compile = own.compile

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        self.calls += 1
        return self._compile(pattern, flags)


def make(path: Path) -> Any:
    return patterns._Patterns(Compiler(), str(path))


def found(made: Any, text: Any) -> list[Any]:
    matches = [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in made.finditer(text)]
    return [made.pattern, made.flags, made.groups, dict(made.groupindex), matches]


def test_what_is_read_is_what_was_compiled(tmp_path: Path) -> None:
    first, second = make(tmp_path / "kept"), make(tmp_path / "kept")
    for pattern, flags, text in CASES:
        expected = found(re.compile(pattern, flags), text)
        assert expected[-1]
        assert found(first.compile(pattern, int(flags)), text) == expected
    first._seconds = 1.0
    first.save()
    second._compiler._parser = None  # nothing may be parsed any more
    for pattern, flags, text in CASES:
        assert found(second.compile(pattern, int(flags)), text) == found(
            re.compile(pattern, flags), text
        )


@pytest.mark.parametrize("damage", [b"", b"no", b"0" * 400])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "kept"
    first = make(path)
    first.compile("a+b", 0)
    first._seconds = 1.0
    first.save()
    whole = path.read_bytes()
    path.write_bytes(damage)
    second = make(path)
    assert second.compile("a+b", 0).fullmatch("aab")
    second._seconds = 1.0
    second.save()
    assert path.read_bytes() == whole


def test_wrong_patterns_raise_as_ever(tmp_path: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        make(tmp_path / "kept").compile("(a", 0)


def test_an_unknown_compiler_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    before = compiler.compile
    monkeypatch.setattr(patterns, "_patterns", None)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    patterns.install()
    patterns.save()
    assert compiler.compile is before


def test_each_version_of_the_program_has_a_file_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path))
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    monkeypatch.setattr(compiler, "compile", compiler.compile)
    paths = []
    for number in range(patterns._FILES + 2):
        monkeypatch.setattr(patterns, "_patterns", None)
        monkeypatch.setattr(patterns, "package_signature", lambda n=number: str(n))
        patterns.install()
        made: Any = patterns._patterns
        assert made._path not in paths
        paths.append(made._path)
        made.compile("a+b" * 300)
        made._seconds = 1.0
        patterns.save()
        assert Path(made._path).exists()
    assert len(list(tmp_path.iterdir())) == patterns._FILES


def test_where_all_have_no_room_those_stay_that_were_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(patterns, "_MOST", 3)
    first, second = make(tmp_path / "kept"), make(tmp_path / "kept")
    for pattern in "abc":
        first.compile(pattern)
    first._seconds = 1.0
    first.save()
    for pattern in "cde":
        second.compile(pattern)
    second._seconds = 1.0
    second.save()
    assert {key[0] for key in patterns._read(str(tmp_path / "kept"))} == set("cde")


def test_what_took_no_time_is_not_written(tmp_path: Path) -> None:
    made = make(tmp_path / "kept")
    made.compile("a")
    made._seconds = 0.0
    made.save()
    assert not (tmp_path / "kept").exists()
