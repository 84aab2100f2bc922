"""`check --remote` as a user runs it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_lint.cli import main
from qa_lint.progress import FILES, Progress

from ..harness import write_tree
from .servers import Server, page

Serve = Callable[..., Server]
CONFIG = """
[remote]
allow-private = ["127.0.0.1"]
delay = 0
retries = 0
"""


@pytest.fixture
def tree(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Path:
    server = serve({"/ok": page("x")})
    base = f"http://127.0.0.1:{server.port}"
    text = f"[a]({base}/ok) [b]({base}/gone)\n\n[c](no.md)\n"
    write_tree(tmp_path, {"page.md": text, ".qa-lint.toml": CONFIG})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_remote_findings_keep_the_contract(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--remote", "--format", "json", "--select", "links"]) == 1
    output = json.loads(capsys.readouterr().out)
    rules = [(f["rule"], f["severity"], f["line"]) for f in output["findings"]]
    assert rules == [
        ("links/remote-dead", "error", 1),
        ("links/missing-file", "error", 3),
    ]
    assert output["findings"][0]["data"]["status"] == 404
    assert output["problems"] == []


def test_the_report_has_remote_findings(tree: Path) -> None:
    assert main(["report", "--remote", "--output", "out", "--select", "links"]) == 0
    rules = [f["rule"] for f in json.loads((tree / "out/findings.json").read_text())["findings"]]
    assert rules == ["links/remote-dead", "links/missing-file"]
    assert "--remote" in (tree / "out/index.html").read_text()


def test_parts_leave_remote_addresses_to_the_merge(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--remote", "--format", "json", "--select", "links"])
    alone = capsys.readouterr().out.rpartition('"seconds"')[0]
    for shard in ("1/2", "2/2"):
        name = f"../{shard[0]}.json"
        main(["check", "--remote", "--select", "links", "--shard", shard, "--output", name])
    assert main(["merge", "../1.json", "../2.json", "--format", "json"]) == 1
    assert capsys.readouterr().out.rpartition('"seconds"')[0] == alone


def test_the_text_says_how_many_were_asked(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--remote", "--no-cache", "--lang", "en", "--select", "links/remote-dead"])
    captured = capsys.readouterr()
    assert "2 remote addresses: 2 asked for now" in captured.err
    assert "/gone' is not there: 404" in captured.out


def test_without_the_option_nothing_remote_runs(
    tree: Path, capsys: pytest.CaptureFixture[str], connected: list[str]
) -> None:
    assert main(["check", "--format", "json"]) == 1
    output = json.loads(capsys.readouterr().out)
    assert {f["rule"] for f in output["findings"]} == {"links/missing-file"}
    assert main(["check", "--select", "links/remote-dead", "--lang", "en"]) == 0
    assert "links/remote-dead: runs with --remote alone" in capsys.readouterr().err
    assert connected == []


def test_without_the_option_no_http_library_is_imported(tree: Path) -> None:
    program = (
        "import sys; from qa_lint.cli import main; main(['check', '--no-cache', '--jobs', '1']);"
        "print([m for m in ('requests', 'urllib3', 'ssl', 'http.client') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tree
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_wrong_setting_ends_the_run(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / ".qa-lint.toml").write_text("[remote]\ntime-out = 3\n")
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert "unknown key 'remote.time-out'; did you mean 'timeout'?" in error


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_after_a_second_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    now = [0.0]
    stream = _Terminal()
    progress = Progress("en", stream, lambda: now[0])
    show = progress.of(FILES)
    assert show is not None
    for done in range(1, 40):
        now[0] += 0.05
        show(done, 40)
    progress.clear()
    progress.clear()
    shown = stream.getvalue().split("\r\x1b[K")
    assert shown[1].startswith("checking files 20/40")
    assert shown[-1] == ""
    assert 8 <= len(shown) <= 13


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"TERM": "dumb"}])
def test_no_progress_in_ci_or_a_pipe(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Progress("zh", io.StringIO()).of(FILES) is None
    for name, value in variables.items():
        monkeypatch.setitem(os.environ, name, value)
    assert Progress("zh", _Terminal()).of(FILES) is None
