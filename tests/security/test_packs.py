"""A pack is data: it runs no code, and neither its size nor its patterns stop a run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import check, write_tree

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
PACKS = {
    "aliases that stand for more and more": (BOMB, "stand for more than 1000000 values"),
    "aliases in an entry": ("typos:\n- wrong: &a [x]\n- [*a, *a]\n", "p.yaml:"),
    "an alias of itself": ("typos: &a [*a]\n", "is in itself"),
    "a Python object": ("!!python/object/apply:os.mkdir [pwned]\n", "could not determine"),
    "a Python name": ("typos: [!!python/name:os.system ]\n", "could not determine"),
    "depth": ("[" * 100_000 + "]" * 100_000, "nesting depth"),
    "size": ("typos: ['" + "x" * 9_000_000 + "']\n", "larger than"),
    "no UTF-8": ("typos: ['\udcff']\n", "can't decode"),
    "a terminal escape": ('typos: [{wrong: "\\e[31mx", right: [y], "\\e[2J": z}]\n', "unknown key"),
}


@pytest.fixture(scope="module", autouse=True)
def packs_of_the_program(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Build the program's own packs first, which takes seconds once: they are not what is timed."""
    folder = tmp_path_factory.mktemp("plain")
    write_tree(folder, {"a.md": "x\n"})
    check(folder)


@pytest.mark.parametrize("name", PACKS)
def test_a_hostile_pack_is_named_and_runs_nothing(
    name: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, message = PACKS[name]
    write_tree(tree, {"typos/p.yaml": text.encode("utf-8", "surrogateescape"), "a.md": "x\n"})
    write_tree(tree, {".qa-lint.toml": "packs = ['typos/p.yaml']\n"})
    started = time.process_time()
    assert main(["check", "--no-cache"]) == 2
    assert time.process_time() - started < 5
    captured = capsys.readouterr()
    assert "p.yaml" in captured.err
    assert message in captured.err
    assert "\x1b" not in captured.err
    assert len(captured.err) < 2000
    assert not (tree / "pwned").exists()


def test_what_a_pack_names_is_text_and_no_pattern(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = "".join(
        f"- {{wrong: '{wrong}', right: ['说明{n}'], bad: 'x {wrong} x', good: '好'}}\n"
        for n, wrong in enumerate(("(a+)+$", "(x|xx)*y", ".*.*.*z", "[", "(?P<a>"))
    )
    pack = "typos:\n" + entries.replace("x (", "(").replace(") x", ")")
    write_tree(tree, {"typos/p.yaml": pack, ".qa-lint.toml": "packs = ['typos/p.yaml']\n"})
    write_tree(tree, {"a.md": "a" * 5000 + "!\n\n" + "x" * 5000 + "\n"})
    started = time.process_time()
    assert main(["check", "--no-cache", "--select", "typos", "--fail-on", "never"]) == 0
    assert time.process_time() - started < 5
    assert "说明" not in capsys.readouterr().out
