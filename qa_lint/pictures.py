"""What the bytes of a picture say of its format, and whether they go on to its end."""

from __future__ import annotations

#: Pillow knows many more, some of which run other programs or unpack data to tell.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "ICO")


def format_of(head: bytes) -> str | None:
    """The picture format ("PNG", "JPEG", …) that the first bytes are of, None for none.

    Pixels are never decoded: a picture of a few bytes can unpack to gigabytes. A format that no
    browser shows is none.
    """
    # Where the magic number decides, Pillow, which takes long to import, need not be asked.
    known = _magic(head)
    if known is not None:
        return known
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"  # Pillow would reserve memory for as many pixels as the header claims
    import io
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(head), formats=_FORMATS) as picture:
                return picture.format
    except Exception:
        return None  # a header that is cut off or hostile: Pillow raises many kinds


def _magic(head: bytes) -> str | None:
    for name, magic in (
        ("PNG", b"\x89PNG\r\n\x1a\n"),
        ("JPEG", b"\xff\xd8\xff"),
        ("GIF", b"GIF8"),
        ("BMP", b"BM"),
    ):
        if head.startswith(magic) and len(head) > 64:
            return name
    return None


def is_cut_off(data: bytes, format: str | None) -> bool:
    """Whether the whole file `data` ends before the picture does, as far as its format tells."""
    if format == "PNG":
        return b"IEND" not in data
    if format == "JPEG":
        return b"\xff\xd9" not in data
    if format == "GIF":
        return b"\x3b" not in data[-32:]
    if format == "WEBP":
        return len(data) < 8 + int.from_bytes(data[4:8], "little")
    return False
