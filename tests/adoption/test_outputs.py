"""Each output format against its schema or a program that reads it; the action's files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from qa_lint.cli import main

from ..harness import git, write_tree

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "##标题\n\n[坏](#乙%0A&<x>)\n\n🚀![图](none.png)\n\n"
    "<!-- qa-lint-disable-next-line links -- 待填 -->\n[空]()\n"
)


@pytest.fixture
def tree(tree: Path) -> Path:
    write_tree(tree, {"目 录/a.md": PAGE, "b.md": b"\xff"})
    return tree


def output(capsys: pytest.CaptureFixture[str], form: str) -> str:
    main(["check", "--format", form])
    return capsys.readouterr().out


def test_sarif(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, "sarif")
    log = json.loads(text)
    path = tree.parent / "x.sarif"
    path.write_text(text, encoding="utf-8")
    (run,) = load_sarif_file(str(path)).runs
    assert run.get_tool_name() == "qa-lint" and len(run.get_results()) == 4
    assert {r["ruleId"] for r in run.get_results()} >= {"headings/malformed", "anchors/missing"}
    raw = log["runs"][0]
    assert raw["columnKind"] == "unicodeCodePoints"
    suppressed = [r for r in raw["results"] if r.get("suppressions")]
    assert [r["ruleId"] for r in suppressed] == ["links/empty"]
    image = next(r for r in raw["results"] if r["ruleId"] == "images/missing")
    location = image["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%E7%9B%AE%20%E5%BD%95/a.md"
    assert location["region"]["startColumn"] == 7
    for result in raw["results"]:
        assert raw["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["qaLint/v1"]
    assert raw["tool"]["driver"]["rules"][0]["help"]["markdown"].startswith("# ")
    fixed = next(r for r in raw["results"] if r.get("fixes"))
    (replacement,) = fixed["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"charOffset": 2, "charLength": 0},
        "insertedContent": {"text": " "},
    }


def test_gitlab(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issues = json.loads(output(capsys, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) >= 3
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert (
            issue["location"]["path"] == "目 录/a.md" and issue["location"]["lines"]["begin"] >= 1
        )


def test_junit(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xml = JUnitXml.fromstring(output(capsys, "junit").encode())
    assert xml.failures == 0 or xml.failures >= 3
    (suite,) = list(xml)
    cases = list(suite)
    assert suite.errors == 1 and suite.tests == len(cases) == 2
    assert any("#乙" in str(result.message) for result in cases[0].result)


def test_reviewdog(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in output(capsys, "rdjsonl").splitlines()]
    image = next(d for d in lines if d["code"]["value"] == "images/missing")
    # The rocket has four bytes, 图 three: reviewdog counts bytes.
    assert image["location"]["range"]["start"] == {"line": 5, "column": 12}
    assert {d["severity"] for d in lines} <= {"ERROR", "WARNING", "INFO"}


def test_job_summary(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tree.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    write_tree(tree, {"c.md": "\n\n".join(f"[x{i}](#<b>|{i})" for i in range(30))})
    main(["check", "--format", "github", "--no-cache"])
    text = summary.read_text(encoding="utf-8")
    assert text.count("\n| ❌") >= 30 and "<b>" not in text.replace("\\<b\\>", "")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("action.yml", "github-actions"),
        ("docs/ci/pull-request.yml", "github-workflows"),
        ("docs/ci/code-scanning.yml", "github-workflows"),
        ("docs/ci/weekly.yml", "github-workflows"),
        ("docs/ci/sharded.yml", "github-workflows"),
        ("docs/ci/gitlab-ci.yml", "gitlab-ci"),
    ],
)
def test_ci_files_match_their_schema(path: str, name: str) -> None:
    command = ["check_jsonschema", "--builtin-schema", f"vendor.{name}", str(ROOT / path)]
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_steps_of_the_action(tree: Path) -> None:
    git(tree, "init", "-q", "-b", "main")
    (tree / "b.md").unlink()
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "x")
    write_tree(tree, {"n.md": "# 新\n\n[坏](#无)\n", ".qa-lint.toml": "ignore = ['anchors']\n"})
    summary = tree.parent / "summary.md"
    done = subprocess.run(
        ["bash", str(ROOT / "tools" / "action.sh")],
        env={
            **os.environ,
            "QA_LINT": str(Path(sys.prefix) / "bin" / "qa-lint"),
            "INPUT_SINCE": "main",
            "INPUT_CONFIG_FROM": "main",
            "INPUT_SARIF_FILE": "out.sarif",
            "INPUT_LANG": "en",
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=n.md,line=3,") and done.stdout.count("\n") == 1
    assert (
        len(json.loads((tree / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) >= 1
    )
    assert "anchors/missing" in summary.read_text(encoding="utf-8").replace("\\", "")


def test_config_from_takes_packs_and_plugins_from_the_reference(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tree, "init", "-q", "-b", "main")
    write_tree(tree, {".qa-lint.toml": "plugins = ['p/rule.py']\n", "p/rule.py": PLUGIN})
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "x")
    write_tree(tree, {"p/rule.py": "raise SystemExit\n", ".qa-lint.toml": "select = ['images']\n"})
    main(["check", "--config-from", "main", "--select", "my/rule"])
    assert "my/rule" in capsys.readouterr().out


PLUGIN = """
from qa_lint.finding import Severity, Text
from qa_lint.rule import Rule


class MyRule(Rule):
    id = "my/rule"
    severity = Severity.INFO
    summary = Text("示例", "example")
    why = Text("示例", "example")

    def check(self, document, settings):
        yield self.finding(document, (0, 1), Text("示例", "example"))
"""
