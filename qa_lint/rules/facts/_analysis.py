"""A document's blocks for the matcher, and what the matcher says of them, once a document."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...config import Settings
from ...document import Document, Span
from ...facts.matcher import analyse
from ...facts.register import Block, Register
from ...facts.result import Claim, Hit
from ...facts.store import register
from ...facts.uncovered import Uncovered


class Analysis(NamedTuple):
    """What the matcher found in a document."""

    register: Register
    hits: list[Hit]
    claims: list[Claim]


_last: list[tuple[Document, Settings, Analysis]] = []


def analysis(document: Document, settings: Settings) -> Analysis:
    """Hits and claims of a document; the result for the last one is kept for the next rule."""
    if _last and _last[0][0] is document and _last[0][1] is settings:
        return _last[0][2]
    known = register(settings.packs)
    hits, claims = analyse(blocks(document), known)
    made = Analysis(known, hits, claims)
    _last[:] = [(document, settings, made)]
    return made


def prepare(settings: Settings) -> None:
    """Make what each process would need for itself; raises ConfigError for a broken pack."""
    register(settings.packs).prepare()


#: A longer stretch without the end of a sentence or a line is no statement, and a longer paragraph
#: is no prose; the time that binding takes grows with the square of the names in them.
_MAX_SENTENCE, _MAX_PARAGRAPH = 1_500, 10_000
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\. ")


def _is_language(text: str) -> bool:
    if len(text) <= _MAX_SENTENCE:
        return True
    return len(text) <= _MAX_PARAGRAPH and max(map(len, _SENTENCE_END.split(text))) <= _MAX_SENTENCE


def blocks(document: Document) -> list[Block]:
    """One block for each prose of a document but the alternative texts of pictures."""
    trails = _trails(document)
    made: list[Block] = []
    for index, prose in enumerate(document.prose):
        if prose.kind == "alt" or not _is_language(prose.text):
            continue
        trail = trails[prose.heading] if prose.heading >= 0 else ()
        if prose.kind == "heading":
            trail = trail[:-1]
        made.append(Block(prose.text, prose.kind, trail, _lead(document, prose.parent), index))
    return made


def _lead(document: Document, parent: int) -> str:
    parts: list[str] = []
    while parent >= 0 and len(parts) < 4:
        prose = document.prose[parent]
        parts.insert(0, prose.text)
        parent = prose.parent if prose.parent < parent else -1
    return "\n\n".join(parts)


def _trails(document: Document) -> list[tuple[str, ...]]:
    """For each heading the texts of the headings it stands under, and its own."""
    trails: list[tuple[str, ...]] = []
    open_: list[tuple[int, str]] = []
    for heading in document.headings:
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        open_.append((heading.level, heading.text))
        trails.append(tuple(text for _, text in open_))
    return trails


def span(document: Document, item: Hit | Claim | Uncovered) -> Span:
    """Where in the file the words of a hit or claim stand."""
    return document.prose[item.block].source_span(item.start, item.end)
