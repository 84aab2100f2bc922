"""The language that a fence names: slips of the well-known ones, and names of others."""

from __future__ import annotations

import pytest

from qa_lint.spelling import languages


@pytest.mark.parametrize(
    ("info", "right"),
    [
        ("pyhton", "python"),
        (" Javscript {1,3}", "javascript"),
        ("typescirpt title=x", "typescript"),
        ("bahs", "bash"),
        ("jsno", "json"),
        ("powershel", "powershell"),
        ("dockerflie", "dockerfile"),
    ],
)
def test_slips(info: str, right: str) -> None:
    found = languages.meant(info)
    assert found is not None and found[2] == right
    assert info[found[0] : found[1]] == info.split()[0]


@pytest.mark.parametrize(
    "info",
    [
        "",
        "py",
        "python",
        "Python3",
        "jsonc",
        "shells",
        "text",
        "rust,ignore",
        "java-x",
        "{.pyhton}",
        "qwx",
        "log",
    ],
)
def test_others(info: str) -> None:
    assert languages.meant(info) is None
