"""Which facts were compared with a source is counted; tools/generate_docs.py checks the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.count_compared import main


def test_a_fact_that_was_not_compared_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.yaml").write_text(
        "entities:\n  Foo Net:\n    reviewed: 2026-11-25\n"
        "    evidence:\n      - {title: A paper, url: 'https://example.org'}\n    facts:\n"
        "      year: {is: 2020, compared: A paper, bad: [Foo 2021], good: [Foo 2020]}\n"
        "      text_encoder: {is: [Bar], bad: [Foo Baz], good: [Foo Bar]}\n",
        encoding="utf-8",
    )
    assert main(["--left", str(tmp_path)]) == 0
    written = capsys.readouterr().out
    assert written.splitlines() == [
        "one: 1 of 2",
        "all: 1 of 2 facts compared",
        "foo-net/text-encoder",
    ]
