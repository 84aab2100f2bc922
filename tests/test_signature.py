"""A cached result is not used when the program or a pack has changed."""

from __future__ import annotations

import os
from pathlib import Path

from qa_lint import packs
from qa_lint.signature import code_signature, tree_signature


def test_a_changed_pack_changes_the_signature() -> None:
    path = Path(packs.files("typos")[0])
    before = code_signature()
    times = path.stat()
    try:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns + 1_000_000))
        assert code_signature() != before
    finally:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert code_signature() == before


def test_a_folder_that_is_gone_has_a_signature(tmp_path: Path) -> None:
    assert tree_signature(str(tmp_path / "none")).endswith(":gone")
