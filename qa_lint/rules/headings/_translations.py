"""Which pages are one page in several languages, told from their paths."""

from __future__ import annotations

import re

_CODES = (
    "ar|bg|bn|br|ca|cn|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|jp|kh|kk|km|ko|lt|lv|ms|my|nb"
    "|nl|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|ta|te|th|tr|tw|uk|ur|uz|vi|zh"
)
#: A folder, or the end of a name, that is a language: `zh-CN/`, `README_en.md`, `a.de.md`.
_LANGUAGE = re.compile(
    rf"(?:(?<=/)|^|(?<=[^/])[-_.])(?:{_CODES})(?:[-_](?:[a-z]{{2}}|hans|hant))?(?=/|\.[a-z]+$)",
    re.I,
)
_FOLDER = re.compile(r"(?:^|(?<=/))(?:translations?|i18n|locales?)(?=/)", re.I)


def are_versions(one: str, two: str) -> bool:
    """Whether two paths differ in nothing but a language."""
    return one != two and _without_language(one) == _without_language(two)


def _without_language(path: str) -> list[str]:
    rest = _LANGUAGE.sub("", _FOLDER.sub("", path))
    return [part for part in rest.split("/") if part]
