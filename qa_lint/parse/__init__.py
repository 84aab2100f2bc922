"""Markdown to a Document with exact places; the only package that knows markdown-it-py."""

from .build import parse

__all__ = ["parse"]
