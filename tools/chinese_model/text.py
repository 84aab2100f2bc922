"""The Chinese text in manuals and messages of packages, a line a paragraph."""

from __future__ import annotations

import gzip
import html
import json
import re
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SKIPPED = re.compile(r"(?s)<(script|style|pre)\b.*?</\1>")
_BLOCK = re.compile(r"</?(?:p|div|item|li|td|th|h\d|dt|dd|tr|br|title|table|ul|ol)\b[^>]*>")
#: Of packages in many languages only what is named as simplified Chinese is read.
_CHINESE = re.compile(r"(?i)zh[-_]cn|[-/]zh[-/]")
_FENCE = re.compile(r"(?s)```.*?```")


def lines(folder: Path, root: Path) -> Iterator[str]:
    """Distinct lines with at least four Han characters; `root` is this project."""
    seen = set()
    for text in _texts(folder, root):
        for line in re.split(r"[\n\r]+", text):
            if line not in seen and len(_HAN.findall(line)) >= 4:
                seen.add(line)
                yield line


def _texts(folder: Path, root: Path) -> Iterator[str]:
    for path in sorted((folder / "deb").glob("*/usr/**/*")):
        if not _CHINESE.search(path.relative_to(folder).as_posix()) or not path.is_file():
            continue
        if path.suffix in (".html", ".page"):
            yield _page(path.read_text("utf-8", "ignore"))
        elif path.suffix == ".gz" and "/man/zh_CN/" in path.as_posix():
            yield _manual(gzip.decompress(path.read_bytes()).decode("utf-8", "ignore"))
        elif path.suffix == ".mo":
            yield from (re.sub("[~_]", "", text) for text in _catalogue(path.read_bytes()))
        elif path.suffix == ".xpi":
            yield from _messages(path)
    for path in sorted((folder / "pypi").iterdir()):
        yield from _wheel(path) if path.suffix == ".whl" else _documents(path)
    for path in sorted((folder / "npm").glob("*.tgz")):
        yield from _bundle(path)
    for path in sorted((root / "content").rglob("*.md")):
        yield _FENCE.sub("", path.read_text("utf-8"))
    for path in sorted((root / "rules" / "typos").glob("zh*.yaml")):
        yield from re.findall(r"good: (.*)", path.read_text("utf-8"))


def _page(text: str) -> str:
    text = _BLOCK.sub("\x01", _SKIPPED.sub(" ", text))
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\n", "").replace("\x01", "\n")


def _manual(text: str) -> str:
    text = re.sub(r"\\f[A-Z(]\w?|\\-|\\", "", text)
    text = re.sub(r"^\.[A-Z]+ ?", "", text, flags=re.M)
    return re.sub(r"(?<=[\u4e00-\u9fff，])\n(?=[\u4e00-\u9fff])", "", text)


def _catalogue(data: bytes) -> Iterator[str]:
    """The translations of a gettext catalogue."""
    _, _, count, _, table = struct.unpack("<5I", data[:20])
    for at in range(count):
        length, start = struct.unpack_from("<2I", data, table + 8 * at)
        yield data[start : start + length].decode("utf-8", "ignore")


def _messages(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith((".ftl", ".properties", ".dtd")):
                text = archive.read(name).decode("utf-8", "ignore")
                yield re.sub(r"^[\w.-]+ *= *", "", text, flags=re.M)


def _wheel(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json") and "zh" in name:
                yield from _strings(json.loads(archive.read(name)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _documents(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".md") else None
            if stream is not None:
                yield _FENCE.sub("", stream.read().decode("utf-8", "ignore"))


def _bundle(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        stream = archive.extractfile("package/esm/vs/nls/lang/zh-cn.js")
        assert stream is not None
        text = stream.read().decode("utf-8")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    yield text.replace('","', "\n")
