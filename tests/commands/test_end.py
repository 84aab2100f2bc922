"""How the program ends: everything is written, and the exit status tells when it was not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "# A\n\n[gone](#nowhere)\n"
PLUGIN = """
import atexit
from qa_lint.rule import Rule
atexit.register(lambda: print("said at the end", flush=True))
class Quiet(Rule):
    id, summary, why = "own/quiet", "nothing", "nothing"
"""


def run(folder: Path, *arguments: str, stdout: int = subprocess.PIPE) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "qa_lint", *arguments],
        cwd=folder,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "QA_LINT_CACHE_DIR": str(folder / "cache"), "QA_LINT_DEBUG": ""},
        timeout=60,
    )
    return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()


def test_all_is_written_before_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PAGE * 2_000)
    status, out, _ = run(tmp_path, "check", "--format", "json", "--select", "anchors")
    assert status == 1
    assert out.rstrip().endswith("}")
    assert out.count('"anchors/missing"') >= 2_000


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device without room")
def test_output_that_has_no_room_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PAGE)
    with open("/dev/full", "wb") as full:
        status, _, error = run(tmp_path, "check", "--select", "anchors", stdout=full.fileno())
    assert status == 3
    assert "Traceback" not in error


def test_what_was_asked_for_at_the_end_is_done(tmp_path: Path) -> None:
    (tmp_path / "plugin.py").write_text(PLUGIN)
    (tmp_path / ".qa-lint.toml").write_text('plugins = ["plugin.py"]\n')
    (tmp_path / "a.md").write_text("# A\n")
    status, out, error = run(tmp_path, "check", "--select", "own")
    assert (status, out) == (0, "said at the end\n"), error
