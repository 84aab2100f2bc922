"""Write the files of a report into a folder."""

from __future__ import annotations

import io
import os

from ..atomic import write_text
from ..config import ConfigError
from ..reporters import json_format
from . import csv_file, issues, markdown, page
from .batch import Batch


def write(batch: Batch, folder: str, with_issues: bool) -> None:
    """Write all files. Raises ConfigError.

    A new folder gets a `.gitignore` of its own, so that report.md is not checked and committed
    as a page of the repository.
    """
    stream = io.StringIO()
    json_format.write(batch.report, stream)
    contents = {
        "findings.json": stream.getvalue(),
        "findings.csv": csv_file.render(batch),
        "report.md": markdown.render(batch),
        "index.html": page.render(batch),
    }
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
            write_text(os.path.join(folder, ".gitignore"), "*\n")
        for name, text in contents.items():
            write_text(os.path.join(folder, name), text)
        if with_issues:
            issues.write(batch, os.path.join(folder, "issues"))
    except OSError as error:
        raise ConfigError(f"--output {folder}: {error.strerror}") from None
