"""What a body holds: whether it is a picture, and whether a page has a place in it."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from ..finding import Text
from ..pictures import format_of, is_cut_off
from .transport import Answer

#: Enough for every format's header, for an SVG's comments before its first tag, and to see most
#: small pictures whole.
PICTURE_BYTES = 65536
_KNOWN = frozenset(f"image/{name}" for name in "png jpeg jpg gif webp bmp svg+xml avif".split())
_SVG = re.compile(rb"<(?:[\w.-]{1,40}:)?svg[\s>/]")
_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)", re.I | re.S)
_WRITTEN = re.compile(r"<(?:p|h[1-6])\b", re.I)
#: Of the codecs that a header could name, those that pages are written in.
_CHARSET = re.compile(
    r"charset=[\"']?(utf-?8|gb2312|gbk|gb18030|big5|iso-8859-\d{1,2}|windows-125\d|shift_jis)\b",
    re.I,
)

#: Fragments that a page's script or the browser itself reads: line numbers, routes, comments,
#: text to highlight.
_BY_SCRIPT = re.compile(
    r"(?:top)?|:~:.*|[!/].*|.*[=&/].*|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|\d+"
    r"|(?:issuecomment|discussion|discussioncomment|pullrequestreview|diff|note|commitcomment)"
    r"[-_].*",
    re.I | re.S,
)


def not_a_picture(answer: Answer) -> Text | None:
    """Why a successful answer shows no picture, None when it does or nobody can tell."""
    kind = answer.media_type
    if answer.body is None:
        # An encoding that we do not read: what the server says it is has to do.
        return None if kind.startswith("image/") or not kind else _wrong(kind)
    if not answer.body:
        return Text("没有内容", "is empty") if answer.complete else None
    format = picture_format(answer.body)
    if format is None:
        # A format that is not known here: what the server says it is has to do.
        unknown = kind.startswith("image/") and kind not in _KNOWN and not _HTML.match(answer.body)
        return None if unknown else _wrong(kind or "?", answer.body)
    if answer.complete and is_cut_off(answer.body, format):
        size = len(answer.body)
        return Text(f"在第 {size} 字节中断，图片不完整", f"is cut off after {size} bytes")
    # The proxy through which GitHub shows pictures, and `nosniff`, go by what the server says.
    if kind in ("text/html", "text/plain", "application/json"):
        zh = f"是图片，但服务器说它是 {kind}，页面不会显示"
        return Text(zh, f"is a picture that its server calls {kind}: pages do not show it")
    return None


def _wrong(kind: str, body: bytes = b"") -> Text:
    if kind.startswith("image/"):
        what = "HTML" if _HTML.match(body) else "?"
        if what == "?":
            return Text(
                f"的内容不是图片（服务器说是 {kind}）", f"holds no picture, whatever '{kind}' says"
            )
        return Text(f"的内容是 {what}，不是 {kind}", f"holds {what}, not {kind}")
    return Text(f"不是图片，而是 {kind}", f"is no picture but {kind}")


def picture_format(head: bytes) -> str | None:
    """The format that the first bytes of a picture are of, None for no picture."""
    format = format_of(head)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if format is None and not _HTML.match(text) and _SVG.search(text) is not None:
        return "SVG"
    return format


def is_checkable(fragment: str) -> bool:
    """Whether `fragment` names a place that the page's own source must hold."""
    return _BY_SCRIPT.fullmatch(fragment) is None


def missing(answer: Answer, fragments: tuple[str, ...]) -> tuple[str, ...]:
    """The fragments that an HTML page certainly lacks; none when it was not read to its end."""
    if not answer.complete or answer.body is None:
        return ()
    if answer.media_type not in ("text/html", "application/xhtml+xml"):
        return ()
    match = _CHARSET.search(answer.headers.get("content-type", ""))
    text = answer.body.decode(match[1] if match else "utf-8", "replace")
    if "<script" in text and not _WRITTEN.search(text):
        return ()  # a frame that scripts fill
    return tuple(f for f in fragments if is_checkable(f) and not _has(text, f))


def _has(text: str, fragment: str) -> bool:
    """Whether `fragment` stands in quotes or as an attribute's value anywhere in the source.

    Scripts carry pages as quoted text; a link's own `"#fragment"` does not count.
    """
    names = {fragment, unquote(fragment)}
    forms = "|".join(re.escape(n) for name in names for n in {name, html.escape(name)})
    quoted = rf"[\"'](?:user-content-)?(?:{forms})\\?[\"']"
    return re.search(rf"{quoted}|\b(?:id|name)=(?:{forms})[\s/>]", text) is not None
