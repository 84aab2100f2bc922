"""What was made and written of unchanged pages is given again, and never of changed ones."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qa_lint.cache import Cache
from qa_lint.cli import main
from qa_lint.kept import Kept
from qa_lint.reporters import text_format

from ..harness import write_tree

_PAGE = "# 甲\n\n[缺](#缺) [乙](b.md#乙)\n\n<!-- qa-lint-disable-next-line links/empty -- 例 -->\n[空]()\n"
_PAGES = {"a.md": _PAGE, "b.md": "# 乙\n\n[缺](a.md#缺)\n", "s/c.md": "# 丙\n\n[空]()\n"}


def _appended(root: Path, name: str, text: str) -> None:
    write_tree(root, {name: (root / name).read_text("utf-8") + text})


def _touched(root: Path) -> None:
    os.utime(root / "a.md", ns=(1, 1))


_EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "touched": _touched,
    "a line above": lambda root: write_tree(root, {"a.md": "先说。\n\n" + _PAGE}),
    "text behind": lambda root: _appended(root, "a.md", "\n又一段。\n"),
    "a finding more": lambda root: _appended(root, "b.md", "\n[空]()\n"),
    "the line of a finding": lambda root: write_tree(root, {"b.md": "# 乙\n\n见[缺](a.md#缺)\n"}),
    "what another page links to": lambda root: _appended(root, "a.md", "\n## 缺\n"),
    "a suppression less": lambda root: write_tree(root, {"a.md": "# 甲\n\n[空]()\n"}),
    "gone": lambda root: (root / "a.md").unlink(),
    "renamed": lambda root: (root / "s/c.md").rename(root / "s/d.md"),
    "exchanged": lambda root: write_tree(root, {"a.md": _PAGES["b.md"], "b.md": _PAGE}),
    "new": lambda root: write_tree(root, {"n.md": _PAGE}),
    "settings": lambda root: write_tree(
        root, {".qa-lint.toml": "[severity]\n'links/empty' = 'info'\n"}
    ),
    "less is checked": lambda root: write_tree(root, {".qa-lint.toml": "exclude = ['b.md']\n"}),
}


@pytest.mark.parametrize("name", _EDITS)
def test_the_output_is_that_without_the_cache(
    tree: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    def output(*more: str) -> tuple[int, str, str]:
        status = main(["check", "--ignore", "typos,facts", *more])
        return status, *capsys.readouterr()

    write_tree(tree, _PAGES)
    assert output()[1].count("links/empty") == 1
    _EDITS[name](tree)
    expected = output("--no-cache")
    assert output() == output() == expected
    # And back: what was kept first is no longer what counts.
    write_tree(tree, _PAGES)
    assert output() == output("--no-cache")


def test_pages_that_are_the_same_are_not_written_again(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, _PAGES)
    select = ["check", "--select", "links,anchors"]
    main(select)
    _appended(tree, "a.md", "\n又一段。\n")
    written = []
    head = text_format._head
    monkeypatch.setattr(
        text_format, "_head", lambda item, report: written.append(item.path) or head(item, report)
    )
    capsys.readouterr()
    main(select)
    assert set(written) == {"a.md"}
    assert "b.md:3" in capsys.readouterr().out


def test_only_the_newest_kinds_are_kept(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), "x")
    for number in range(40):
        kept = Kept(cache, str(number))
        kept.put("a", b"key", b"%d" % number)
        kept.save()
    assert Kept(cache, "39").get("a", b"key") == b"39"
    assert Kept(cache, "39").get("a", b"other") is None
    assert Kept(cache, "20").get("a", b"key") is None
    cache.close()


def test_pages_that_nobody_asks_for_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), "x")
    kept = Kept(cache, "kind")
    kept.put("a", b"1", b"A")
    kept.put("b", b"1", b"B" * 2_000_000)
    kept.save()
    kept = Kept(cache, "kind")
    assert kept.get("b", b"1") == b"B" * 2_000_000
    kept.save()
    assert Kept(cache, "kind").get("a", b"1") is None
    cache.close()


def test_pages_are_found_again_in_groups(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), "x")

    def run(pages: dict[str, int]) -> set[str]:
        """Ask for the pages in order and put what is not known; gives what was known."""
        kept = Kept(cache, "kind")
        known = set()
        for path, key in sorted(pages.items()):
            made = kept.get(path, b"%d" % key)
            if made is None:
                kept.put(path, b"%d" % key, b"%s %d" % (path.encode(), key))
            else:
                assert made == b"%s %d" % (path.encode(), key)
                known.add(path)
        kept.save()
        return known

    pages = {f"p{number:04}": 1 for number in range(300)}
    assert run(pages) == set()
    assert run(pages) == set(pages)
    pages["p0150"] = 2
    assert run(pages) == set(pages) - {"p0150"}
    pages = {**pages, "a": 1, "p0150x": 1, "z": 1}
    assert run(pages) == set(pages) - {"a", "p0150x", "z"}
    assert run(pages) == set(pages)
    # Whole groups go, and one grows until it is divided.
    pages = {path: 1 for path in pages if not "p0040" < path < "p0140"}
    pages["p0150"] = 2
    assert run(pages) == set(pages)
    more = {f"p0200-{number:03}": 1 for number in range(150)}
    assert run({**pages, **more}) == set(pages)
    assert run({**pages, **more}) == {*pages, *more}
    assert run(pages) == set(pages)
    assert len(cache.pages("kind")) < 20
    cache.close()


def test_a_damaged_result_is_made_again(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def output() -> tuple[int, str]:
        status = main(["check", "--select", "links,anchors,headings"])
        return status, capsys.readouterr().out

    write_tree(tree, _PAGES)
    expected = output()
    (path,) = Path(os.environ["QA_LINT_CACHE_DIR"]).glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE packed SET data = x'00'")
        for table in ("runs", "pages"):
            db.execute(f"DELETE FROM {table}")
    assert output() == expected
