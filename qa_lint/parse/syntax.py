"""What the specification of CommonMark says about characters, labels, references and raw HTML.

The same as in markdown-it, whose import takes longer than reading most pages; a test compares them.
"""

from __future__ import annotations

import re
from html.entities import html5
from unicodedata import category

#: What is cut from both ends of a paragraph, a heading or a cell.
TRIM = (
    "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_BLANKS = re.compile(f"[{re.escape(TRIM)}]+")
_NAMED = re.compile(r"&([a-z][a-z0-9]{1,31});", re.IGNORECASE)

_ATTRIBUTE = (
    r"\s++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:[^\"'=<>`\x00-\x20]++|'[^']*+'|\"[^\"]*+\"))?+"
)
_OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>"
_CLOSE_TAG = r"</[A-Za-z][A-Za-z0-9-]*+\s*+>"
#: A tag in running text.
TAG = re.compile(f"{_OPEN_TAG}|{_CLOSE_TAG}")
#: What may stand between angle brackets to make a link of it.
AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*")
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_HOST}(?:\.{_HOST})*")

_BLOCK_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details"
    " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6"
    " head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p"
    " param search section summary table tbody td tfoot th thead title tr track ul"
).split()
#: How the seven kinds of HTML blocks begin; the last cannot end a paragraph.
HTML_STARTS = (
    re.compile(r"<(?a:script|pre|style|textarea)(?=\s|>|$)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?a:{'|'.join(_BLOCK_TAGS)})(?=\s|/?>|$)", re.IGNORECASE),
    re.compile(rf"(?:{_OPEN_TAG}|{_CLOSE_TAG})\s*$"),
)
#: How the first five kinds end; the others end at a blank line.
HTML_ENDS = (
    re.compile(r"</(?a:script|pre|style|textarea)>", re.IGNORECASE),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
)
ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def is_blank(char: str) -> bool:
    """Whether a character is white space where emphasis is decided about."""
    return char in "\t\n\x0b\x0c\r" or category(char) == "Zs"


def is_punctuation(char: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return category(char)[0] in "PS"


def label(text: str) -> str:
    """The form of a link label in which labels are compared."""
    return _BLANKS.sub(" ", text.strip(TRIM)).lower().upper()


def named_character(name: str) -> str | None:
    """The characters that `&name;` stands for, None for none."""
    return html5.get(name + ";")


def numbered_character(code: int) -> str:
    """The character that `&#code;` stands for; U+FFFD for what is none."""
    if (
        code > 0x10FFFF
        or 0xD800 <= code <= 0xDFFF
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or code <= 0x08
        or code == 0x0B
        or 0x0E <= code <= 0x1F
        or 0x7F <= code <= 0x9F
    ):
        return "\ufffd"
    return chr(code)


def with_characters(address: str) -> str:
    """An address with its `&name;` replaced."""
    return _NAMED.sub(lambda match: named_character(match[1]) or match[0], address)
