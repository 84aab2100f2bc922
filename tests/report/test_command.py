"""`qa-lint report`: the files it writes and what each option changes in them."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

import pytest

from qa_lint import cli

from ..harness import git, write_tree
from .support import PAGES, findings, page_data, run


def test_the_json_is_that_of_check(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, PAGES)
    assert run("--output", "out") == 0
    capsys.readouterr()
    cli.main(["check", "--format", "json"])
    seconds = re.compile(r'"seconds": [\d.]+')
    told = seconds.sub("", capsys.readouterr().out)
    assert seconds.sub("", (tree / "out/findings.json").read_text()) == told


def test_a_second_report_does_not_check_the_first(tree: Path) -> None:
    write_tree(tree, PAGES)
    for _ in range(2):
        assert run("--output", "out [1]", "--issues") == 0
        assert json.loads((tree / "out [1]/findings.json").read_text())["summary"]["files"] == 3


def test_in_a_repository_a_new_folder_is_ignored(tree: Path) -> None:
    write_tree(tree, PAGES)
    git(tree, "init", "-q")
    run("--output", "out")
    assert "out" not in git(tree, "status", "--short")


@pytest.mark.parametrize("name", ["index.html", "report.md", "findings.json"])
def test_the_files_of_others_stay(
    tree: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {**PAGES, f"site/{name}": "mine"})
    assert run("--output", "site") == 2
    assert "is not of a report" in capsys.readouterr().err
    assert (tree / "site" / name).read_text() == "mine"
    assert os.listdir(tree / "site") == [name]


def test_the_status_is_what_fail_on_says(tree: Path) -> None:
    write_tree(tree, PAGES)
    assert run("--output", "out") == 0
    assert run("--output", "out", "--fail-on", "error") == 1
    assert run("--output", "out", "--fail-on", "error", "--select", "typos/doubled") == 0


def test_the_table_names_questions_and_places(tree: Path) -> None:
    write_tree(tree, PAGES)
    run("--output", "out")
    rows = list(csv.DictReader((tree / "out/findings.csv").read_text("utf-8-sig").splitlines()))
    row = next(row for row in rows if row["rule"] == "images/missing")
    assert (row["path"], row["line"], row["question"]) == (
        "docs/vision.md", "5", "1. What is an encoder?",
    )  # fmt: skip
    assert row["severity"] == "error" and "a.png" in row["source"]


def test_the_markdown_names_the_worst_first(tree: Path) -> None:
    write_tree(tree, PAGES)
    run("--output", "out", "--title", "Our weekly report")
    text = (tree / "out/report.md").read_text()
    assert text.startswith("## Our weekly report\n")
    table = text.partition("attention most")[2]
    assert table.index("encoder") < table.index("decoder")
    assert text.count("- [ ]") == len(findings(tree / "out"))


def test_a_long_markdown_fits_into_an_issue(tree: Path) -> None:
    broken = "".join(
        f"![picture {n}](pictures/of/a/long/name/number-{n}.png)\n" for n in range(900)
    )
    write_tree(tree, {"a.md": "# A\n\n" + broken})
    run("--output", "out")
    text = (tree / "out/report.md").read_text()
    assert len(text) < 65_536
    assert "more: see findings" in text.replace("\\", "")


def test_a_clean_project(tree: Path) -> None:
    write_tree(tree, {"good.md": PAGES["good.md"]})
    assert run("--output", "out") == 0
    assert "Nothing found." in (tree / "out/report.md").read_text()
    data = page_data(tree / "out/index.html")
    assert data["findings"] == [] and data["clean"] == 2


def test_a_rule_that_fails_is_named_and_the_rest_is_there(tree: Path) -> None:
    plugin = (
        "from qa_lint.finding import Severity, Text\nfrom qa_lint.rule import Rule\n\n"
        "class Broken(Rule):\n    id = 'own/broken'\n    severity = Severity.INFO\n"
        "    summary = why = Text('坏', 'broken')\n\n"
        "    def check(self, document, settings):\n        raise ValueError('<b>')\n"
    )
    write_tree(tree, {**PAGES, "own.py": plugin, ".qa-lint.toml": 'plugins = ["own.py"]\n'})
    assert run("--output", "out") == 3
    data = page_data(tree / "out/index.html")
    assert data["problems"] and data["findings"]
    assert "own/broken" in str(data["problems"][0])
    assert "<b>" not in (tree / "out/report.md").read_text()


def test_without_files(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--output", "out") == 0
    assert page_data(tree / "out/index.html")["meta"]["files"] == 0
    assert run("--output", "") == 2
    assert "needs the name" in capsys.readouterr().err


def test_what_comments_and_the_baseline_hold_is_shown_apart(tree: Path) -> None:
    silent = "<!-- qa-lint-disable-next-line images/missing -- drawn later -->\n![one](a.png)\n"
    write_tree(tree, {"a.md": f"# A\n\n{silent}\n![one](a.png)\n\n![b](b.png)\n"})
    cli.main(["baseline", "create", "--select", "images/missing"])
    name = next(path.name for path in tree.iterdir() if "baseline" in path.name)
    write_tree(tree, {"b.md": "# B\n\n![c](c.png)\n"})
    run("--output", "out", "--baseline", name, "--select", "images/missing")
    data = page_data(tree / "out/index.html")
    assert sorted(row[10] for row in data["findings"]) == [0, 1, 1, 2]
    prints = [row[11] for row in data["findings"]]
    assert len(set(prints)) == len(prints), "a silenced finding is told from an open one"
    assert [item["path"] for item in findings(tree / "out")] == ["b.md"]


def test_only_what_is_new(tree: Path) -> None:
    write_tree(tree, PAGES)
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "one")
    write_tree(tree, {"good.md": PAGES["good.md"] + "\n![new](new.png)\n"})
    run("--output", "out", "--since", "HEAD")
    assert [item["rule"] for item in findings(tree / "out")] == ["images/missing"]
    assert page_data(tree / "out/index.html")["meta"]["since"] == "HEAD"


def test_history_grows_by_a_line_a_commit(tree: Path) -> None:
    git(tree, "init", "-q")
    for number in (1, 2):
        write_tree(tree, {f"{number}.md": f"# T\n\n![x]({number}.png)\n"})
        git(tree, "add", "-A")
        git(tree, "commit", "-qm", str(number))
        for _ in range(2):  # a second report of a commit replaces the first
            assert run("--output", "out", "--history", "history.jsonl") == 0
    points = [json.loads(line) for line in (tree / "history.jsonl").read_text().splitlines()]
    assert [point["errors"] for point in points] == [1, 2]
    assert (tree / "out/index.html").read_text().count('class="column"') == 2
    (tree / "history.jsonl").write_text("[]\n")
    assert run("--output", "out", "--history", "history.jsonl") == 2


def test_the_trend_of_commits_and_tags(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--output", "out", "--trend", "3") == 2
    git(tree, "init", "-q")
    for number in range(4):
        write_tree(tree, {f"{number}.md": f"# T\n\n![x]({number}.png)\n"})
        git(tree, "add", "-A")
        git(tree, "commit", "-qm", str(number))
        if number % 2:
            git(tree, "tag", f"v{number}")
    write_tree(tree, {"more.md": "# T\n\n![not committed](y.png)\n"})
    title = re.compile(r'class="column"><title>([^<]*)')
    for _ in range(2):  # the second comes from the cache
        run("--output", "out", "--trend", "3")
        totals = [text[-1] for text in title.findall((tree / "out/index.html").read_text())]
        assert totals == ["2", "3", "4"]
    run("--output", "out", "--trend", "5", "--trend-by", "tags")
    columns = title.findall((tree / "out/index.html").read_text())
    assert [(text.split()[1][:2], text[-1]) for text in columns] == [("v1", "2"), ("v3", "4")]


def test_a_trend_over_objects_that_are_not_there_is_a_clear_error(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "# T\n\n![x](1.png)\n"})
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "one")
    blob = git(tree, "rev-parse", "HEAD:a.md").strip()
    write_tree(tree, {"a.md": "# T\n"})
    git(tree, "commit", "-qam", "two")
    (tree / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert run("--output", "out", "--trend", "2") == 2
    assert "is missing" in capsys.readouterr().err


def test_blame_names_the_last_author(tree: Path) -> None:
    write_tree(tree, {"a.md": "# T\n\n![x](1.png)\n"})
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(
        tree,
        "commit",
        "-qm",
        "one",
        "--author",
        "Ann <ann@b.example>",
        "--date",
        "2024-05-06T01:00:00+0800",
    )
    write_tree(tree, {"a.md": "# T\n\n![x](1.png)\n\n![y](2.png)\n"})
    run("--output", "out", "--blame")
    data = page_data(tree / "out/index.html")
    who = [data["strings"][row[15]] for row in data["findings"]]
    assert who == [["Ann", "2024-05-06"], ["", ""]]


def test_work_goes_to_the_owners(tree: Path) -> None:
    write_tree(tree, {**PAGES, "CODEOWNERS": "docs/ @team/docs\ndocs/deep/ ann@b.example\n"})
    assert run("--output", "out", "--assign", "codeowners", "--issues") == 0
    groups = dict(page_data(tree / "out/index.html")["groups"])
    assert set(groups) == {"@team/docs", "ann@b.example"}
    names = sorted(os.listdir(tree / "out/issues"))
    assert names == ["ann-b-example.md", "team-docs.md"]
    text = (tree / "out/issues/team-docs.md").read_text()
    assert "@team/docs" in text and text.count("- [ ]") == len(groups["@team/docs"])
    # What another report no longer has goes; what is someone's stays.
    write_tree(tree, {"CODEOWNERS": "docs/ @one\n", "out/issues/mine.md": "mine"})
    run("--output", "out", "--assign", "codeowners", "--issues")
    assert sorted(os.listdir(tree / "out/issues")) == ["mine.md", "one.md"]


def test_assign_without_owners_says_so(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tree, PAGES)
    assert run("--output", "out", "--assign", "codeowners") == 2
    assert "no CODEOWNERS" in capsys.readouterr().err


def test_owners_with_too_many_wildcards_are_refused(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {**PAGES, "CODEOWNERS": "docs/ @one\n*a*a*a*a*a*b @two\n"})
    assert run("--output", "out", "--assign") == 2
    assert "CODEOWNERS:2: more than 4 wildcards" in capsys.readouterr().err


def test_lines_lead_to_the_web(tree: Path) -> None:
    write_tree(tree, PAGES)
    git(tree, "init", "-q")
    git(tree, "remote", "add", "origin", "git@github.com:some/where.git")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "one")
    commit = git(tree, "rev-parse", "HEAD").strip()
    run("--output", "out")
    data = page_data(tree / "out/index.html")
    links = dict(zip(data["paths"], data["links"], strict=True))
    assert links["docs/vision.md"] == (
        f"https://github.com/some/where/blob/{commit}/docs/vision.md?plain=1#L"
    )


def test_a_killed_report_leaves_the_old_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tree, PAGES)
    run("--output", "out")
    before = (tree / "out/index.html").read_bytes()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", fail)
    assert run("--output", "out") == 130
    assert (tree / "out/index.html").read_bytes() == before
    assert not [name for name in os.listdir(tree / "out") if name.startswith(".qa-lint")]


def test_the_page_opens_in_a_browser(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tree, PAGES)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)) or True)
    run("--output", "out dir", "--open")
    assert opened == [(tree / "out dir/index.html").as_uri().replace("file:///", "file:/")] or (
        opened == [(tree / "out dir/index.html").as_uri()]
    )
