"""`qa-lint typos candidates`: words that repeat and are in no dictionary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

from ..config import Settings
from ..document import Document, Prose
from ..spelling import lexicon
from ..spelling.unknown import Collector
from . import common


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    parser = common.Parser("qa-lint typos", description=__doc__)
    parser.add_argument("action", choices=("candidates",))
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--least", type=common.positive, default=3, metavar="N")
    parser.add_argument("--limit", type=common.positive, default=200, metavar="N")
    parser.add_argument("--config", metavar="FILE")
    options = parser.parse_args(arguments)
    settings, base = common.settings_of(common.config_path(options))
    from ..rules.typos._text import joined, own_words
    from ..spelling.mask import is_simplified

    collector = Collector(lexicon.get(settings.packs), own_words(settings))
    read: list[tuple[str, Document]] = []
    for path, document in _documents(options.paths, settings, base):
        texts = joined(document)
        for prose, text in zip(texts.proses, texts.texts, strict=True):
            if text and (text.isascii() or is_simplified(text)):
                collector.add(len(read), text, partial(_start, prose))
        read.append((path, document))
    for item in collector.words(options.least)[: options.limit]:
        path, document = read[item.first[0]]
        line = document.source.place(item.first[1], item.first[1]).line
        print(f"{item.times}\t{item.files}\t{item.word}\t{path}:{line}")
    return 0


def _start(prose: Prose, at: int) -> int:
    return prose.source_span(at, at + 1).start


def _documents(
    paths: Sequence[str], settings: Settings, base: str
) -> Iterator[tuple[str, Document]]:
    """The pages of the project, or those that are named."""
    from ..check_file import load_document
    from ..discover import discover
    from ..source import NotText, decode

    scope = discover(list(paths), settings, os.getcwd(), base)
    for path in scope.pages if scope.named is None else sorted(scope.named):
        try:
            with open(os.path.join(scope.root, path), "rb") as file:
                text = decode(file.read(settings.max_file_kb * 1024))
        except (OSError, NotText) as error:
            common.note(f"{path}: {error}")
            continue
        yield path, load_document(path, text, settings)
