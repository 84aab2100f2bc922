"""What stands in a text and is not language: addresses, paths, identifiers, math, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..document import PLACEHOLDER

# The first character is one of a class, for which the regular expression skips all others at once,
# and alternatives look back at it. One that begins with a repeated class may only begin where no
# character of that class stands before, so that a long run is scanned once and not from each place.
_NOT_LANGUAGE = re.compile(
    r"""
    [\w.~@/\\{&:\[+-](?:
    (?<=\w)(?<!\w\w)                # the first of a word
    (?<!(?=[A-Za-z])(?=[A-Z]*+[a-z]*+(?![\w.@/(:+-])).)    # but not of a plain one
    (?:
      (?<![.+-].)[\w.+-]*+@[\w-]+\.[\w.-]+            # e-mail
    | (?:(?<=h)ttps?|(?<=f)(?:tp|ile))://[^\s\u3000-\u9fff\uff00-\uffef]+
    | (?<![.+/-].)[\w.+-]*+(?:/[\w.+-]++){2,}/?         # long relative paths
    | (?<![.-].)[\w-]*(?:\.[\w-]+)*\.(?:SUFFIX)\b(?:/[\w./?=&%+-]*)?
    | (?P<identifier>
        (?:(?<=_)|[A-Za-z0-9]*_)\w+                       # snake_case
      | (?<=[a-z])[a-z]*(?:[A-Z][a-z0-9]+)+\b             # lowerCamelCase
      | (?<!\..)\w*(?:\.\w+)*\([^()\n\u3000-\u9fff\uff00-\uffef]{0,60}\)  # calls
      | (?<![./-].)(?<=[a-z])\w*(?:\.[A-Za-z]\w+)+(?![\w./-])    # members
      )
    | (?<=[0-9a-f])(?:(?<=\d)|(?=[0-9a-f]*\d))(?:(?<=[a-f])|(?=[0-9]*[a-f]))[0-9a-f]{6,}\b  # hashes
    | (?:(?<=v)\d+|(?<=\d)\d*)(?:\.\d+)+[\w.-]*         # versions and numbers
    )
    | (?<=\W)(?:
      (?<=[.+-])(?<![\w.+-].)[\w.+-]*+@[\w-]+\.[\w.-]+  # e-mail
    | (?<=@)[\w-]+(?:/[\w.-]+)?                          # handles and scoped packages
    | (?<![\w/].)(?:(?<=[~.])[~.]?/|(?<=/))[\w.+-]+(?:/[\w.+-]*)*     # paths
    | (?<=[.+-])(?<![\w.+/-].)[\w.+-]*+(?:/[\w.+-]++){2,}/?  # long relative paths
    | (?<=-)(?<![\w.-].)[\w-]*(?:\.[\w-]+)*\.(?:SUFFIX)\b(?:/[\w./?=&%+-]*)?
    | (?<=-)(?<![\w\u4e00-\u9fff-].)-?[A-Za-z][\w-]*     # options
    | (?<=\\)[A-Za-z]+                                  # TeX
    | (?<=\{)[^{}\n]{0,80}\}
    | (?<=&)\#?\w+;
    | (?<=:)//[^\s\u3000-\u9fff\uff00-\uffef]+            # an address behind a glued scheme
    | (?<=:)[a-z0-9_+-]+:                                # emoji shortcodes
    | (?<=\[)\^?[\w-]{1,20}\]
    ))
    """.replace(
        "SUFFIX",
        "com|org|net|io|cn|ai|dev|md|py|js|ts|json|ya?ml|toml|html?|css|java|cpp|go|rs|sh|txt|ipynb|png"
        "|jpe?g|gif|svg|pdf|xml|conf|ini|lock|whl|zip|gz|exe|dll|so|jar|sql|csv|h|c",
    ),
    re.VERBOSE | re.ASCII,
)


#: Each of the above holds one of these: a text without is looked through in a fraction of the time.
#: The first character is one of a class, for which the regular expression skips the others at once.
_MARKS = re.compile(
    r"[@/_{(.\-A-Z0-9\\&:\[](?:(?<=[@/_{])|(?<=[A-Za-z0-9_]\()|(?<=\.)[A-Za-z0-9_-]|(?<=-)[A-Za-z]"
    r"|(?<=[a-z][A-Z])|(?<=[0-9a-f]{7})|(?<=\d)(?=[0-9a-f]{0,6}[a-f])|(?<=\\)[A-Za-z]"
    r"|(?<=&)[#A-Za-z0-9_]|(?<=:)[a-z0-9_+-]+:|(?<=\[)[\^A-Za-z0-9_-])"
)


def mask(text: str) -> str:
    """The text with each character of what is no language replaced by PLACEHOLDER.

    Offsets stay what they are.
    """
    return hide(text)[0] if _MARKS.search(text) else text


def marks(text: str) -> Iterator[int]:
    """Offsets of which `mask` hides something at, or near, some: none where it hides nothing."""
    for match in _MARKS.finditer(text):
        yield match.start()


def hide(text: str) -> tuple[str, list[tuple[int, int]]]:
    """What `mask` makes of a text, and where in it identifiers and calls were hidden."""
    pieces: list[str] = []
    identifiers: list[tuple[int, int]] = []
    done = 0
    for match in _NOT_LANGUAGE.finditer(text):
        start, end = match.span()
        pieces += (text[done:start], PLACEHOLDER * (end - start))
        done = end
        if match.lastgroup:
            identifiers.append((start, end))
    pieces.append(text[done:])
    return "".join(pieces), identifiers


_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_TRADITIONAL = frozenset(
    "這個們來時會對說國為學習於與從過還進開關長門問間題業東樂書車專網絡數據電腦軟體應該輸選擇處碼單雙號"
    "類級組線結構統設計語讀寫記錄資訊標準環變執斷連產廣現場經驗樣機報備優勢響圖條實際運動態維護無"
)


@lru_cache(maxsize=4)
def is_simplified(text: str) -> bool:
    """Whether the Han characters of a text are simplified Chinese.

    Kept for a few texts: each of the findings in a paragraph asks for the whole paragraph.
    """
    if _KANA.search(text):
        return False
    han = _HAN.findall(text)
    return bool(han) and sum(map(_TRADITIONAL.__contains__, han)) * 25 < len(han) + 24
