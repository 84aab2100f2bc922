"""A path never leaves the repository, and reading one always ends."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from qa_lint.cli import main

from ..harness import check, git, write_tree

SECRET = "secret words [a](missing-target.md)\n"


@pytest.fixture
def outside(tree: Path) -> Path:
    """A folder beside the repository with a page and a picture."""
    folder = tree.parent / "outside"
    write_tree(folder, {"secret.md": SECRET, "secret.png": b"no picture"})
    git(tree, "init", "-q")
    return folder


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["check", "--no-cache", *arguments])
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_page_that_is_a_link_out_of_the_repository_is_not_read(
    tree: Path, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.symlink(outside / "secret.md", tree / "a.md")
    for arguments in ([], ["a.md"], ["--jobs", "2"], ["--format", "json"]):
        text = output(capsys, *arguments)
        assert "a link out of the repository" in text
        assert "secret words" not in text
        assert "missing-target" not in text


def test_a_folder_that_is_a_link_out_of_the_repository_is_not_entered(
    tree: Path, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.symlink(outside, tree / "folder")
    write_tree(tree, {"a.md": "[x](folder/secret.md#y) ![y](folder/secret.png)\n"})
    text = output(capsys)
    assert text.count("outside") >= 2
    assert "no picture" not in text
    assert "missing-target" not in text


@pytest.mark.parametrize(
    "path",
    ["../outside/secret.md", "..%2Foutside%2Fsecret.md", "/../outside/secret.md", "a/../../outside/secret.md",
     "..\\outside\\secret.md", "%2e%2e/outside/secret.md", "/etc/passwd", "file:///etc/passwd", "C:/x.md"],
)  # fmt: skip
def test_links_and_pictures_open_nothing_outside(
    path: str, tree: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = os.open

    def watched(name: str, *arguments: int) -> int:
        opened.append(os.path.realpath(name))
        return real(name, *arguments)

    monkeypatch.setattr(os, "open", watched)
    write_tree(tree, {"a.md": f"[x]({path}) [y]({path}#z) ![z]({path})\n<img src='{path}'>\n"})
    check(tree)
    read = [name for name in opened if name.endswith((".md", "passwd", ".png"))]
    assert str(tree / "a.md") in read
    assert not [name for name in read if not name.startswith(str(tree) + os.sep)]


@pytest.mark.parametrize("name", ["page.md", "picture.png"])
def test_a_pipe_a_socket_and_a_device_are_not_waited_for(
    name: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"good.md": f"[x](#none)\n![y]({name})\n"})
    for make in (_pipe, _socket, _device):
        make(str(tree / name))
        text = output(capsys)
        assert "good.md:1:5: error anchors/missing" in text
        assert ("page.md: " in text) is (name == "page.md")
        os.unlink(tree / name)


def _pipe(path: str) -> None:
    os.mkfifo(path)


def _socket(path: str) -> None:
    folder = os.getcwd()
    os.chdir(os.path.dirname(path))  # the path of a socket has few bytes
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.basename(path))
    os.chdir(folder)


def _device(path: str) -> None:
    os.symlink("/dev/zero", path)


def test_a_loop_of_links_ends(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.symlink("b.md", tree / "a.md")
    os.symlink("a.md", tree / "b.md")
    os.symlink(".", tree / "folder")
    write_tree(tree, {"good.md": "[x](#none)\n"})
    text = output(capsys)
    assert "a.md: " in text
    assert "good.md:1:5: error anchors/missing" in text


def test_a_file_that_became_a_link_is_not_read_for_the_cache(
    tree: Path, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tree, {"a.md": "[x](#none)\n"})
    main(["check"])
    (tree / "a.md").unlink()
    os.symlink(outside / "secret.md", tree / "a.md")
    capsys.readouterr()
    for _ in range(2):
        main(["check"])
        captured = capsys.readouterr()
        assert "secret words" not in captured.out
        assert "a link out of the repository" in captured.err
