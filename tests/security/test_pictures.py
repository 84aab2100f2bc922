"""A picture is looked at by its first bytes: nothing is unpacked, nothing in it is run."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from ..harness import check, write_tree


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", b"\0" * 20_000_000)
    return stream.getvalue()


_ZEROS = zlib.compress(b"\0" * 40_000_000)
_HEAD = b"\x89PNG\r\n\x1a\n" + _chunk(
    b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
)
BOMBS = {
    "pixels.png": _HEAD + _chunk(b"IDAT", _ZEROS) + _chunk(b"IEND", b""),
    "text.png": _HEAD + b"".join(_chunk(b"zTXt", b"k\0\0" + _ZEROS) for _ in range(9)),
    "profile.png": _HEAD + _chunk(b"iCCP", b"k\0\0" + _ZEROS) + _chunk(b"IDAT", b""),
    "length.png": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
    "canvas.webp": b"RIFF\x64\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff" + b"\0" * 90,
    "canvas.gif": b"GIF89a\xff\xff\xff\xff\xf7\0\0" + b"\0" * 900,
    "frames.ico": b"\0\0\1\0\xff\xff" + b"\xff" * 60_000,
    "size.bmp": b"BM" + b"\xff" * 100,
    "segments.jpg": b"\xff\xd8" + b"\xff\xe1\0\2" * 16_000,
    "entities.svg": b'<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><svg>&m;</svg>",
    "outside.svg": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    "postscript.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "packed.png": b"\x1f\x8b" + _ZEROS,
    "archive.png": _zip(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_picture_takes_neither_time_nor_memory(name: str, tree: Path) -> None:
    write_tree(tree, {"a.md": f"![图]({name})\n\n[x](#none)\n", name: BOMBS[name]})
    check(tree, ["images"])  # imports come first
    tracemalloc.start()
    started = time.process_time()
    found = check(tree, ["images", "anchors/missing"]).findings
    elapsed, (_, most) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert elapsed < 3
    assert most < 20_000_000
    assert any(f.rule == "anchors/missing" for f in found)
    if name in ("postscript.png", "packed.png", "archive.png", "frames.ico"):
        assert any(f.rule == "images/broken" for f in found)
