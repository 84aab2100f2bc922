"""images/broken: a file that is no picture."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator

from ...files import Files
from ...finding import Finding, Severity, Text
from ...pictures import format_of
from ...project import Project, Target
from ...rule import Bad, Good, Rule
from ..links._targets import image_targets

_HEAD = 65536
_FORMATS = {
    ".png": {"PNG"},
    ".apng": {"PNG"},
    ".jpg": {"JPEG", "MPO"},
    ".jpeg": {"JPEG", "MPO"},
    ".gif": {"GIF"},
    ".webp": {"WEBP"},
    ".bmp": {"BMP", "DIB"},
    ".ico": {"ICO"},
}
_LFS = b"version https://git-lfs.github.com/spec/"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
_GIF = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


class Broken(Rule):
    """A picture's file is empty, a Git LFS pointer, or not in a picture format."""

    id = "images/broken"
    lean = True
    severity = Severity.ERROR
    summary = Text("图片文件损坏", "a file that is no picture")
    why = Text(
        "空文件、没有取回的 Git LFS 指针或改了后缀的其他文件都不会显示。",
        "An empty file, a Git LFS pointer without its object or another format does not show.",
    )
    limits = Text(
        "只读文件头；后缀与格式不符但浏览器能显示的只作提示。",
        "Only the header is read. A picture in another picture format than its name says shows"
        " in browsers: info only.",
    )
    bad = (
        Bad("![a](⟦a.png⟧)\n", files={"a.png": b""}),
        Bad("![a](⟦a.png⟧)\n", files={"a.png": b"<html>404</html>"}),
        Bad("![a](⟦a.png⟧)\n", files={"a.png": _LFS + b"v1\noid sha256:00\nsize 5\n"}),
        Bad("![a](⟦a.svg⟧)\n", files={"a.svg": b"404: Not Found"}),
        Bad("![a](⟦a.png⟧)\n", files={"a.png": _GIF}, note=Text("提示", "info")),
    )
    good = (
        Good("![a](a.png)\n", files={"a.png": _PNG}),
        Good("![a](a.gif)\n", files={"a.gif": _GIF}),
        Good(
            "![a](a.svg)\n",
            files={"a.svg": '\ufeff<?xml version="1.0"?>\n<!-- 图 -->\n<svg xmlns="x"/>'},
        ),
        Good("![a](a.drawio)\n", files={"a.drawio": b"anything"}),
    )

    def check_project(self, project: Project) -> Iterator[Finding]:
        """Look at the header of each picture once."""
        seen: dict[str, tuple[Severity, Text] | None] = {}

        def is_broken(target: Target) -> bool:
            if target.kind != "file":
                return False
            if target.path not in seen:
                seen[target.path] = _look(project.files, target.path)
            return seen[target.path] is not None

        for page, image, target in image_targets(project, is_broken):
            result = seen[target.path]
            assert result is not None
            yield self.finding_at(
                page.path,
                image.src_place,
                result[1],
                key=image.src,
                severity=result[0],
                data={"target": target.path},
            )


def _look(files: Files, path: str) -> tuple[Severity, Text] | None:
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    try:
        if not files.size(path):
            return Severity.ERROR, Text(f"“{path}”是空文件", f"'{path}' has zero bytes")
        head = files.read(path, _HEAD)
    except OSError:
        return None
    if head.startswith(_LFS):
        return Severity.ERROR, Text(
            f"“{path}”是没有取回的 Git LFS 指针",
            f"'{path}' is a Git LFS pointer without its object",
        )
    if suffix == ".svg":
        if b"<svg" in head or (len(head) == _HEAD and b"<" in head[:200]):
            return None
        return Severity.ERROR, Text(f"“{path}”不是 SVG", f"'{path}' is no SVG")
    if suffix not in _FORMATS:
        return None
    return _compare(path, suffix, head)


def _compare(path: str, suffix: str, head: bytes) -> tuple[Severity, Text] | None:
    found = format_of(head)
    if found in _FORMATS[suffix]:
        return None
    if found is None and b"<svg" in head[:2000]:
        found = "SVG"
    if found is None:
        return Severity.ERROR, Text(
            f"“{path}”的内容不是图片", f"the content of '{path}' is no picture"
        )
    severity = Severity.ERROR if found == "SVG" else Severity.INFO
    return severity, Text(
        f"“{path}”的内容其实是 {found}", f"the content of '{path}' is really {found}"
    )
