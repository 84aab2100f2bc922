"""A run split into parts and merged says, to the byte, what one run says."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from qa_lint import cli
from qa_lint.reporters import FORMATS
from qa_lint.shard import Shard, _checksum

from .harness import git, write_tree

SECONDS = re.compile(r'"seconds": [\d.]+|time="[\d.]+"')

#: Pieces of pages: {page} is any page's name, {n} a number.
_PIECES = (
    "## {n}. What is an encoder?\n",
    "## {n}. 什么是编码器？\n",
    "## Twice\n",
    '<a id="place-{n}"></a>\n',
    "See [there]({page}#twice) and [here]({page}#place-{n}).\n",
    "See [nothing](gone-{n}.md), [itself](#twice) and [a part]({page}#{n}-what-is-an-encoder).\n",
    "![]({n}.png) ![a picture](imgs/{n}.png)\n",
    "The the word is teh worst; 我门登陆了服务器（很快).\n",
    "- [one](#twice)\n- [two](#place-{n})\n- [three](#nowhere)\n",
    "<!-- qa-lint-disable-next-line images/missing, anchors -- later -->\n![x](x.png) [y]({page}#z)\n",
    "<!-- qa-lint-disable-next-line typos -->\nall is well\n",
    "GPT-3 has 175 billion parameters.\n",
    "GPT-3 有 1500 亿参数。\n",
    "##[group]teh ![x](##vso[a]{n}.png)\n",
)


def project(seed: int) -> dict[str, str | bytes]:
    """A random tree whose pages refer to each other."""
    chance = random.Random(seed)
    folders = ("", "docs/", "docs/deep/", "中文/")
    names = [f"{chance.choice(folders)}page-{n}.md" for n in range(chance.randint(1, 12))]
    made: dict[str, str | bytes] = {}
    for name in names:
        pieces = chance.choices(_PIECES, k=chance.randint(0, 9))
        up = "../" * name.count("/")
        made[name] = "# A page\n\n" + "\n".join(
            piece.format(page=up + chance.choice(names), n=chance.randint(1, 3)) for piece in pieces
        )
    made["imgs/1.png"] = b"\x89PNG\r\n\x1a\n"
    if chance.random() < 0.3:
        made["broken.md"] = b"# \xff\xfe\n"
    return made


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command: its status and what it says, but for the time it took."""
    status = cli.main(list(arguments))
    told = capsys.readouterr()
    return status, SECONDS.sub("", told.out), told.err


def parts(capsys: pytest.CaptureFixture[str], total: int, *arguments: str) -> list[str]:
    """Check each part; the names of their files."""
    names = [f"../part-{number}.json" for number in range(1, total + 1)]
    for number, name in enumerate(names, 1):
        status, out, _ = say(
            capsys, "check", "--shard", f"{number}/{total}", "--output", name, *arguments
        )
        assert (status, out) == (0, "")
    return names


@pytest.mark.parametrize("seed", range(24))
def test_merged_is_as_unsharded(
    tree: Path, seed: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 3 == 0:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    chance = random.Random(seed)
    write_tree(tree, project(seed))
    paths: list[str] = []
    more: list[str] = []
    if chance.random() < 0.3:
        write_tree(
            tree, {".qa-lint.toml": 'severity = { images = "info" }\nexclude = ["docs/deep/"]\n'}
        )
    if seed % 4 == 1:
        paths = [next(path.relative_to(tree).as_posix() for path in sorted(tree.rglob("*.md")))]
    if seed % 4 == 2:
        paths = ["--select", "anchors,headings,suppressions", "--ignore", "headings/numbering"]
    if seed % 4 == 3:
        git(tree, "init", "-q")
        git(tree, "add", "-A")
        git(tree, "commit", "-qm", "one")
        write_tree(tree, {k: v for k, v in project(seed + 1).items() if k.endswith(".md")})
        more = ["--since", "HEAD"]
    if seed % 5 == 0:
        cli.main(["baseline", "create", *paths])
        capsys.readouterr()
        write_tree(tree, {"late.md": "# Late\n\n![x](late.png) [y](page-1.md#late)\n"})
        more += ["--baseline", next(p.name for p in tree.iterdir() if "baseline" in p.name)]
    names = parts(capsys, chance.randint(1, 5), *paths, *more)
    chance.shuffle(names)
    for form in ("json", chance.choice(FORMATS)):
        alone = say(capsys, "check", *paths, *more, "--format", form)
        assert say(capsys, "merge", *names, "--format", form) == alone
    late = say(capsys, "check", *paths, *more, "--format", "json", "--fail-on", "error")
    assert say(capsys, "merge", *names, "--format", "json", "--fail-on", "error") == late


def test_the_report_of_parts_is_that_of_one_run(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, project(3))
    names = parts(capsys, 2)
    cli.main(["report", "--output", "../one"])
    cli.main(["report", "--parts", *names, "--output", "../two"])
    for name in ("findings.json", "findings.csv", "report.md"):
        one, two = ((tree.parent / folder / name).read_text("utf-8") for folder in ("one", "two"))
        assert SECONDS.sub("", one) == SECONDS.sub("", two)


def test_each_file_is_of_one_part() -> None:
    for path in ("a.md", "中文/b.md", "docs/c.md"):
        for total in (1, 2, 7):
            held = [n for n in range(1, total + 1) if Shard(n, total).holds(path)]
            assert len(held) == 1


class TestWrongParts:
    """What is missing, double or of another run is named, with exit status 2."""

    @pytest.fixture
    def names(self, tree: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
        write_tree(tree, {"a.md": "# A\n", "b.md": "# B\n\n[x](a.md#y)\n", "c.md": "# C\n"})
        return parts(capsys, 2)

    def refused(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
        status, out, err = say(capsys, "merge", *arguments)
        assert (status, out, err.count("\n")) == (2, "", 1), err
        return err

    def change(self, name: str, **values: object) -> None:
        path = Path(name)
        part = {**json.loads(path.read_text()), **values}
        path.write_text(json.dumps({**part, "checksum": _checksum(part)}))

    def test_missing(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert "shard 2/2 is missing" in self.refused(capsys, names[0])

    def test_twice(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert "are both shard 1/2" in self.refused(capsys, names[0], *names)

    def test_of_different_numbers(
        self, names: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        cli.main(["check", "--shard", "1/3", "--output", "../other.json"])
        capsys.readouterr()
        assert "of 3 shards" in self.refused(capsys, *names, "../other.json")

    def test_of_another_version(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self.change(names[0], program="0")
        assert "another version" in self.refused(capsys, *names)
        self.change(names[1], program="0")
        assert "another version" in self.refused(capsys, *names)
        self.change(names[0], version=2)
        assert "another version" in self.refused(capsys, *names)

    def test_of_another_command(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        cli.main(["check", "--shard", "1/2", "--output", names[0], "--ignore", "anchors"])
        capsys.readouterr()
        assert "another" in self.refused(capsys, *names)

    def test_of_other_settings(
        self, tree: Path, names: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_tree(tree, {".qa-lint.toml": 'ignore = ["anchors"]\n'})
        assert "settings" in self.refused(capsys, *names)

    def test_of_other_words(self, tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_tree(tree, {"a.md": "# A\n", ".qa-lint-words": "encoderish\n"})
        names = parts(capsys, 2)
        write_tree(tree, {".qa-lint-words": "decoderish\n"})
        assert "settings" in self.refused(capsys, *names)

    @pytest.mark.parametrize("path", ["a.md", "b.md"])
    def test_of_another_text(
        self, tree: Path, names: list[str], path: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_tree(tree, {path: "# Other\n"})
        assert f"{path} is not the file" in self.refused(capsys, *names)

    def test_of_other_files(
        self, tree: Path, names: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_tree(tree, {"new.md": "# New\n"})
        assert "new.md is in no shard" in self.refused(capsys, *names)
        (tree / "new.md").unlink()
        (tree / "c.md").unlink()
        assert "c.md of" in self.refused(capsys, *names)

    def test_in_another_folder(
        self,
        tree: Path,
        names: list[str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        git(tree, "init", "-q")
        write_tree(tree, {"docs/d.md": "# D\n"})
        names = parts(capsys, 2)
        monkeypatch.chdir(tree / "docs")
        assert "folder" in self.refused(capsys, *(f"../{name}" for name in names))

    @pytest.mark.parametrize("text", ["", "{}", "[]", "[" * 100_000, '{"kind": "qa-lint shard", "version": 1}',
                                      '{"kind": "qa-lint shard"'])  # fmt: skip
    def test_of_no_run(
        self, tree: Path, names: list[str], text: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_tree(tree, {"../bad.json": text})
        assert "bad.json" in self.refused(capsys, "../bad.json")

    def test_of_nothing(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert "No such file" in self.refused(capsys, "../none.json")

    def test_damaged(self, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self.change(names[0], files={"a.md": ["", [1]]})
        assert "damaged" in self.refused(capsys, *names)
        self.change(names[0], shard=[3, 2])
        assert "damaged" in self.refused(capsys, *names)
        text = Path(names[1]).read_text()
        Path(names[1]).write_text(text.replace('.md":["', '.md":["0'))
        assert "damaged" in self.refused(capsys, *names[1:])


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "1/", "/2", "a/b", "1/2/3", "１/２"])
def test_a_shard_is_a_number_of_a_total(
    tree: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--shard", text]) == 2
    assert "is not I/N" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--fix", "--diff", "--hook", "--statistics"])
def test_a_shard_neither_mends_nor_counts(
    tree: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--shard", "1/2", option]) == 2
    assert "exclude each other" in capsys.readouterr().err
