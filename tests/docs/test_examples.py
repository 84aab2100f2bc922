"""The worked examples of the documentation, as they are written."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from qa_lint.cli import main
from qa_lint.config import Settings, absolute
from qa_lint.registry import Registry
from qa_lint.rule import Rule

from ..harness import unmark, write_tree

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_LINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    root = tmp_path / "tree"
    shutil.copytree(EXAMPLES, root / "docs" / "examples")
    monkeypatch.chdir(root)
    return root


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.parent.name + path.stem, path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.mark.parametrize("path", ["answer_length.py", "entry_point/qa_lint_tone/__init__.py"])
def test_the_examples_of_a_rule(path: str) -> None:
    from qa_lint.check_file import load_document

    rules = [
        value
        for value in vars(module(EXAMPLES / path)).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.id
    ]
    assert rules
    for rule in rules:
        for bad in rule.bad:
            text, ranges = unmark(bad.text)
            found = list(rule().check(load_document("a.md", text, Settings()), Settings()))
            assert [(f.place.start, f.place.end) for f in found] == ranges
        for good in rule.good:
            document = load_document("a.md", good.text, Settings())
            assert not list(rule().check(document, Settings()))


def test_a_python_file(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = 'plugins = ["docs/examples/answer_length.py"]\n'
    assert toml in (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    write_tree(tree, {".qa-lint.toml": toml, "a.md": "## 什么是 CLIP？\n\n模型。\n"})
    assert main(["check", "--fail-on", "info", "a.md"]) == 1
    assert "answers/too-short" in capsys.readouterr().out


def test_a_pack(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = 'packs = ["docs/examples/packs"]\n'
    assert toml in (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    write_tree(tree, {".qa-lint.toml": toml, "a.md": "Modelhub 的知识集，常知识集锦。\n"})
    assert main(["check", "a.md"]) == 1
    out = capsys.readouterr().out
    assert (
        "'Modelhub' is written 'ModelHub'" in out and out.count("'知识集' should be '知识库'") == 1
    )


def test_an_entry_point(tree: Path) -> None:
    site = tree / "site"
    shutil.copytree(EXAMPLES / "entry_point" / "qa_lint_tone", site / "qa_lint_tone")
    write_tree(
        site,
        {
            "qa_lint_tone-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: qa-lint-tone\nVersion: 1.0\n",
            "qa_lint_tone-1.0.dist-info/entry_points.txt": "[qa_lint.rules]\ntone = qa_lint_tone\n",
        },
    )
    write_tree(tree, {"a.md": "注意！！！\n"})
    command = [sys.executable, "-m", "qa_lint", "check", "--select", "tone", "--fail-on", "info"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    assert done.returncode == 1 and "tone/shouting" in done.stdout


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise ValueError('x')\n", "line 1: ValueError: x"),
        ("def (:\n", "line 1: SyntaxError"),
        ("x = 1\n", "no class derived from qa_lint.rule.Rule"),
    ],
)
def test_a_broken_plugin_is_named(
    tree: Path, capsys: pytest.CaptureFixture[str], source: str, message: str
) -> None:
    write_tree(tree, {".qa-lint.toml": "plugins = ['p.py']\n", "p.py": source, "a.md": "# 甲\n"})
    assert main(["check", "a.md"]) == 2
    err = capsys.readouterr().err
    assert "p.py" in err and message in err and err.count("\n") == 1


def test_a_duplicate_id_is_fatal(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (EXAMPLES / "answer_length.py").read_text(encoding="utf-8")
    write_tree(
        tree,
        {
            ".qa-lint.toml": "plugins = ['p.py']\n",
            "p.py": text.replace("answers/too-short", "links/empty"),
            "a.md": "# 甲\n",
        },
    )
    assert main(["check", "a.md"]) == 2
    assert "the rule id 'links/empty' is already taken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pack", "message"),
    [
        ("typos:\n  - {wrong: 甲}\n", "typos/p.yaml:2: 'right' is missing"),
        ("typos:\n  - {wrong: 甲, right: [乙], colour: 红}\n", "p.yaml:2: unknown key 'colour'"),
        ("typos: [\n", "p.yaml:2:"),
        ("- x\n", "p.yaml:1: a pack is a mapping"),
    ],
)
def test_a_broken_pack_is_named(
    tree: Path, capsys: pytest.CaptureFixture[str], pack: str, message: str
) -> None:
    write_tree(
        tree, {".qa-lint.toml": "packs = ['packs']\n", "packs/typos/p.yaml": pack, "a.md": "甲\n"}
    )
    assert main(["check", "a.md"]) == 2
    err = capsys.readouterr().err
    assert message in err and err.count("\n") == 1


def test_plugins_are_named_absolutely() -> None:
    settings = absolute(Settings(plugins=("docs/examples/answer_length.py",)), str(ROOT))
    assert "answers/too-short" in Registry(settings).ids
