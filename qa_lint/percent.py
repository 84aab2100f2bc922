"""Percent-encoded text. Few addresses hold any, and what decodes it takes 2 ms to import."""

from __future__ import annotations


def unquote(text: str) -> str:
    """The text with `%41` and the like decoded as UTF-8."""
    if "%" not in text:
        return text
    from urllib.parse import unquote as decoded

    return decoded(text)
