"""`qa-lint words add WORD`: tell the spelling rules that a word is right."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..atomic import write_text
from ..config import WORDS_FILE, ConfigError
from . import common


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    parser = common.Parser("qa-lint words", description=__doc__)
    parser.add_argument("action", choices=("add",))
    parser.add_argument("words", nargs="+", metavar="WORD")
    parser.add_argument("--config", metavar="FILE")
    options = parser.parse_args(arguments)
    settings, base = common.settings_of(common.config_path(options))
    path = settings.words_file or os.path.join(base, WORDS_FILE)
    bad = [word for word in options.words if not word.strip() or "#" in word]
    if bad:
        raise ConfigError(f"words: '{bad[0]}' is no word")
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    comments = [line for line in lines if line.startswith("#")]
    words = {line for line in lines if line and not line.startswith("#")}
    words |= {word.strip() for word in options.words}
    write_text(path, "\n".join([*comments, *sorted(words)]) + "\n")
    return 0
