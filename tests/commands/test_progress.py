"""What a run shows of its progress: on a terminal, on standard error, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ..harness import write_tree

#: The program as it is, but with progress from the start.
_RUN = "import sys; from qa_lint import cli, progress; progress._QUIET = 0; sys.exit(cli.main())"


def run(*arguments: str, terminal: bool = True, **variables: str) -> tuple[str, str]:
    """Standard output and standard error; the latter is a terminal's if asked for."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "TERM")}
    with tempfile.TemporaryFile() as written:  # a pipe that nobody reads would fill
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, *arguments],
            stdout=written,
            stderr=theirs,
            env={**environment, "TERM": "xterm", **variables},
        )
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 65536):
                told += part
        except OSError:  # a terminal whose last user has gone
            pass
        os.close(ours)
        process.wait()
        written.seek(0)
        output = written.read()
    return output.decode(), told.decode()


@pytest.fixture
def pages(tree: Path) -> Path:
    """More pages than one batch of a worker holds."""
    write_tree(tree, {f"page-{n}.md": f"# Page {n}\n\nText.\n" for n in range(300)})
    return tree


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_shows_it_and_is_left_clean(pages: Path, jobs: str) -> None:
    output, told = run("check", "--jobs", jobs, "--format", "json", "--no-cache")
    assert output.startswith("{") and "checking" not in output
    assert "checking files" in told and "/300" in told
    assert told.endswith("\r\x1b[K")


def test_the_report_shows_it_too(pages: Path) -> None:
    output, told = run("report", "--output", "../out", "--no-cache")
    assert "checking files" in told
    assert output.strip().endswith("300 files checked, 0 findings")


@pytest.mark.parametrize("how", ["pipe", "quiet", "ci", "dumb"])
def test_others_see_nothing(pages: Path, how: str) -> None:
    more = ["--quiet"] if how == "quiet" else []
    variables = {"ci": {"CI": "true"}, "dumb": {"TERM": "dumb"}}.get(how, {})
    told = run(
        "check", "--no-cache", "--format", "json", *more, terminal=how != "pipe", **variables
    )[1]
    assert told == ""
