"""Write the files of a report into a folder."""

from __future__ import annotations

import io
import os

from ..atomic import write_text
from ..config import ConfigError
from ..reporters import json_format
from . import csv_file, issues, markdown, page
from .batch import Batch

_NAMES = ("index.html", "findings.json", "findings.csv", "report.md")


def write(batch: Batch, folder: str, with_issues: bool) -> None:
    """Write all files. Raises ConfigError.

    A new folder gets a `.gitignore` of its own, so that report.md is not checked and committed
    as a page of the repository.
    """
    stream = io.StringIO()
    json_format.write(batch.report, stream)
    # The page comes first: it shows a later report that the others are of this program, too.
    texts = (page.render(batch), stream.getvalue(), csv_file.render(batch), markdown.render(batch))
    try:
        if not os.path.isdir(folder) or not os.listdir(folder):
            os.makedirs(folder, exist_ok=True)
            write_text(os.path.join(folder, ".gitignore"), "*\n")
        for name, text in zip(_NAMES, texts, strict=True):
            write_text(os.path.join(folder, name), text)
        if with_issues:
            issues.write(batch, os.path.join(folder, "issues"))
    except OSError as error:
        raise ConfigError(f"--output {folder}: {error.strerror}") from None


def refuse_foreign(folder: str) -> None:
    """Raise ConfigError where the folder has a page that this program did not make."""
    path = os.path.join(folder, "index.html")
    try:
        with open(path, "rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        names = [name for name in _NAMES[1:] if os.path.lexists(os.path.join(folder, name))]
        if names:
            raise ConfigError(f"--output {folder}: {names[0]} there is not of a report") from None
        return
    except OSError as error:
        raise ConfigError(f"--output {folder}: {error.strerror}") from None
    if b'<meta name="generator" content="qa-lint">' not in head:
        raise ConfigError(f"--output {folder}: index.html there is not of a report")
