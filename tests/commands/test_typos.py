"""`qa-lint typos candidates`."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import write_tree


def test_unknown_words_that_repeat_are_listed_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(
        tmp_path,
        {
            "a.md": "# 标题\n\n用 frobnix 处理数据。The frobnix works.\n\n空的砧箍。\n",
            "b.md": "再次运行 frobnix，得到砧箍。\n\n新的砧箍写入文件。rareword\n",
        },
    )
    monkeypatch.chdir(tmp_path)
    assert main(["typos", "candidates"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["3", "2", "frobnix", "a.md:3"] in rows
    assert ["3", "2", "砧箍", "a.md:5"] in rows
    assert all(int(row[0]) >= 3 for row in rows)
    assert main(["words", "add", "frobnix", "砧箍"]) == 0
    assert main(["typos", "candidates", "a.md", "b.md"]) == 0
    assert "frobnix" not in capsys.readouterr().out
    assert main(["typos", "candidates", "no-such-file.md"]) == 2
