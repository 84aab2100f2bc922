"""`qa-lint check` as a user runs it: exit statuses, outputs, bad input, the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa_lint.cli import main

from ..harness import git, write_tree

PAGE = "# 甲\n\n[坏](#乙)\n\n![图](none.png)\n"


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["check", "--format", "json", *arguments])
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


def test_text_output_has_a_caret_under_the_place(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "文[坏](#乙)\n"})
    assert main(["check", "--select", "anchors"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "a.md:1:6: error anchors/missing: no heading or id of this page matches '#乙'",
        "    1 | 文[坏](#乙)",
        "      |        ^^^",
    ]
    assert err == "1 file checked: 1 error (anchors 1)\n"


def test_clean_tree_exits_0(tree: Path) -> None:
    write_tree(tree, {"a.md": "# 甲\n\n[好](#甲)\n"})
    assert main(["check"]) == 0


def test_fail_on(tree: Path) -> None:
    write_tree(tree, {"a.md": "# 甲\n\n### 乙\n"})
    assert main(["check"]) == 0
    assert main(["check", "--fail-on", "info"]) == 1
    write_tree(tree, {"a.md": PAGE})
    assert main(["check", "--fail-on", "never"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "anchor/missing"], "unknown rule 'anchor/missing'; did you mean"),
        (["none.md"], "none.md: no such file or folder"),
        (["--format", "xml"], "invalid choice"),
        (["--jobs", "0"], "not a whole number above 0"),
        (["--config", "none.toml"], "none.toml: no such file"),
    ],
)
def test_wrong_usage(
    tree: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and message in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("selct = []", "unknown key 'selct'; did you mean 'select'?"),
        ("include = 'x'", "'include' must be a list of strings"),
        ("max-image-kb = 'x'", "'max-image-kb' must be a whole number"),
        ("select = [", ".qa-lint.toml: "),
        ("severity = {anchors = 'fatal'}", "not error, warning or info"),
        ("renderer = 'geocities'", "'geocities' is not one of github"),
        ("plugins = ['none.py']", "none.py: plugin file not found"),
        ("packs = ['none.yaml']", "none.yaml: no such pack"),
    ],
)
def test_wrong_configuration(
    tree: Path, capsys: pytest.CaptureFixture[str], toml: str, message: str
) -> None:
    write_tree(tree, {"a.md": "# 甲\n", ".qa-lint.toml": toml})
    assert main(["check"]) == 2
    err = capsys.readouterr().err
    assert message in err and err.count("\n") == 1


def test_unreadable_files_are_named_and_the_rest_goes_on(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": PAGE, "b.md": b"\xff\xfe# x", "c.md": b"\0" * 100, "d.md": b""})
    os.symlink("nowhere.md", tree / "e.md")
    assert main(["check", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert len(report["findings"]) == 2
    assert [p["path"] for p in report["problems"]] == ["b.md", "c.md", "e.md"]
    assert "b.md: not checked: byte 0 is not UTF-8" in err


def test_odd_file_names(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a\nb.md": PAGE, "<script>.md": PAGE, "甲 乙.md": PAGE})
    (tree / os.fsdecode(b"\xff.md")).write_text(PAGE, encoding="utf-8")
    (tree / os.fsdecode(b"d\xff")).mkdir()
    (tree / os.fsdecode(b"d\xff") / "x.md").write_text(PAGE, encoding="utf-8")
    for form in ("text", "json", "sarif", "junit", "gitlab", "rdjsonl", "github"):
        for _ in range(2):
            assert main(["check", "--format", form]) == 3
            out, err = capsys.readouterr()
            assert err.count("its name is not UTF-8") == 2 and out
    assert main(["check", "--output", "none/x"]) == 2


def test_a_huge_file_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a.md": "x" * 3000, ".qa-lint.toml": "max-file-kb = 2"})
    assert main(["check"]) == 3
    assert "max-file-kb = 2" in capsys.readouterr().err


def test_stdin(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tree, {"b.md": "# 乙\n"})
    done = subprocess.run(
        [sys.executable, "-m", "qa_lint", "check", "--stdin-filename", "a.md", "--format", "json"],
        input="[好](b.md#乙) [坏](b.md#丙)\n".encode(),
        capture_output=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert [(f["path"], f["column"]) for f in report["findings"]] == [("a.md", 21)]


def test_same_bytes_with_and_without_cache_and_with_workers(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {f"d{i % 7}/p{i}.md": PAGE + f"\n[x](p{i + 7}.md#甲)\n" for i in range(300)})
    reports = [
        as_json(capsys, *more)
        for more in ([], [], ["--no-cache"], ["--no-cache", "--jobs", "2"], ["--jobs", "1"])
    ]
    for report in reports:
        report["summary"].pop("seconds")
    assert len(reports[0]["findings"]) > 600
    assert all(report == reports[0] for report in reports)


def test_a_repeated_run_sees_every_kind_of_change(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "[x](b.md#乙) ![图](i/p.svg)\n", "b.md": "# 乙\n"})
    rules = lambda: [f["rule"] for f in as_json(capsys, "--ignore", "images/no-alt")["findings"]]  # noqa: E731
    assert rules() == ["images/missing"]
    write_tree(tree, {"i/p.svg": "<svg/>"})
    assert rules() == []
    write_tree(tree, {"b.md": "# 丙\n"})
    assert rules() == ["anchors/missing"]
    (tree / "b.md").unlink()
    assert rules() == ["links/missing-file"]
    write_tree(tree, {"sub/c.md": "[空]()\n"})
    assert sorted(rules()) == ["links/empty", "links/missing-file"]
    write_tree(tree, {".qa-lint.toml": "ignore = ['links']"})
    assert rules() == []


def test_a_damaged_cache_is_ignored(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a.md": PAGE})
    first = as_json(capsys)["findings"]
    for path in (tree.parent / "cache").iterdir():
        data = bytearray(path.read_bytes())
        data[: len(data) // 2] = b"\x55" * (len(data) // 2)
        path.write_bytes(bytes(data))
    assert as_json(capsys)["findings"] == first


def test_two_runs_at_once(tree: Path) -> None:
    write_tree(tree, {f"p{i}.md": PAGE for i in range(200)})
    command = [sys.executable, "-m", "qa_lint", "check", "--format", "json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    outputs = [json.loads(run.communicate()[0])["findings"] for run in runs]
    assert [run.returncode for run in runs] == [1] * 4
    assert all(output == outputs[0] for output in outputs)


def test_links_from_other_files_that_a_change_breaks(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tree, "init", "-q")
    write_tree(tree, {"a.md": "# 甲\n", "b.md": "[x](a.md#甲)\n", "c.md": "[空]()\n"})
    assert as_json(capsys, "a.md")["findings"] == []
    write_tree(tree, {"a.md": "# 新\n"})
    assert [(f["path"], f["rule"]) for f in as_json(capsys, "a.md")["findings"]] == [
        ("b.md", "anchors/missing")
    ]


def test_paths_are_relative_to_the_working_directory(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tree, "init", "-q")
    write_tree(tree, {"docs/a.md": PAGE, "b.md": "# 乙\n"})
    monkeypatch.chdir(tree / "docs")
    assert {f["path"] for f in as_json(capsys)["findings"]} == {"a.md"}
    assert {f["path"] for f in as_json(capsys, "..")["findings"]} == {"a.md"}


def test_ignored_files_are_not_checked(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tree, "init", "-q")
    write_tree(tree, {".gitignore": "out/\n", "out/a.md": PAGE, "b.md": PAGE, "x/c.md": PAGE})
    write_tree(tree, {".qa-lint.toml": "exclude = ['x/']"})
    assert {f["path"] for f in as_json(capsys)["findings"]} == {"b.md"}


def test_a_path_never_leaves_the_repository(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tree, "init", "-q")
    write_tree(tree.parent, {"secret.png": b"", "s.md": "# 甲\n"})
    os.symlink(tree.parent / "s.md", tree / "l.md")
    write_tree(
        tree, {"a.md": "![x](../secret.png) [y](../s.md#乙) [z](l.md#乙) ![w](/etc/passwd)\n"}
    )
    found = {f["rule"] for f in as_json(capsys, "a.md", "--ignore", "images/no-alt")["findings"]}
    assert found == {
        "images/outside-repository",
        "links/outside-repository",
        "images/missing",
    }


def test_terminal_escapes_do_not_reach_the_terminal(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "[\x1b[31m坏\u202e](#\x1b]0;x)\n"})
    main(["check"])
    assert "\x1b" not in (out := capsys.readouterr().out) and "\u202e" not in out


def test_github_format_escapes(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a,b.md": "[x](#100%::error::y)\n"})
    main(["check", "--format", "github", "--select", "anchors"])
    assert capsys.readouterr().out == (
        "::error file=a%2Cb.md,line=1,endLine=1,title=anchors/missing,col=5,endColumn=20::"
        "no heading or id of this page matches '#100%25::error::y'\n"
    )


def test_json_matches_its_schema(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import jsonschema

    import qa_lint

    schema = Path(qa_lint.__file__).parent / "schemas" / "findings.schema.json"
    write_tree(tree, {"a.md": PAGE, "b.md": b"\xff"})
    report = as_json(capsys)
    jsonschema.validate(report, json.loads(schema.read_text(encoding="utf-8")))
    assert report["findings"] and report["problems"]


def test_suppressions(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(
        tree,
        {
            "a.md": "<!-- qa-lint-disable links/empty -- 稍后填 -->\n[空]()\n"
            "<!-- qa-lint-enable links/empty -->\n[空]()\n"
        },
    )
    assert [f["line"] for f in as_json(capsys)["findings"]] == [4]


def test_configured_severity(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, {"a.md": PAGE, ".qa-lint.toml": "severity = {anchors = 'info'}"})
    (finding,) = as_json(capsys, "--select", "anchors")["findings"]
    assert finding["severity"] == "info"


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    assert main(["chekc"]) == 2
    assert main(["rules", "anchors/missing"]) == 0
    assert "# anchors/missing" in capsys.readouterr().out
