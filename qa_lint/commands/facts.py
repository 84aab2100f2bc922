"""`qa-lint facts list|show|due|candidates|new`: look after the register of facts."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator, Sequence

from ..config import ConfigError, Settings
from ..document import Document
from ..facts import maintain
from ..facts.load import slug
from ..facts.maintain import Open, Stated
from ..facts.register import Register
from ..facts.result import Claim
from ..facts.store import register
from ..facts.uncovered import Uncovered
from . import common

_HELP = "list [WORD ...] | show ID [PATH ...] | due [PATH ...] | candidates [PATH ...] | new"


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    parser = common.Parser("qa-lint facts", description=__doc__)
    parser.add_argument("action", choices=("list", "show", "due", "candidates", "new"), help=_HELP)
    parser.add_argument("rest", nargs="*", metavar="ID, WORD or PATH")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--lang", choices=("zh", "en"))
    parser.add_argument(
        "--limit",
        type=common.positive,
        default=0,
        metavar="N",
        help="how many candidates, all by default",
    )
    parser.add_argument("--output", metavar="FILE", help="where `new` writes the pack")
    options = parser.parse_args(arguments)
    settings, base = common.settings_of(common.config_path(options))
    lang = common.language(options.lang, settings.lang)
    known = register(settings.packs)
    rest: list[str] = options.rest
    if options.action == "list":
        print(maintain.list_facts(known, lang, rest), end="")
    elif options.action == "show":
        if not rest or rest[0] not in known.by_id:
            raise ConfigError(f"facts show: {_unknown(known, rest[0] if rest else '')}")
        print(maintain.show(known, rest[0], lang, _stated(rest[1:], settings, base)), end="")
    elif options.action == "due":
        today = datetime.date.today()
        print(maintain.due(known, today, _stated(rest, settings, base)), end="")
    elif options.action == "candidates":
        found = _open(rest, settings, base)
        print(maintain.candidates(known, found, lang, options.limit), end="")
    else:
        return _new(options.output, settings)
    return 0


def _unknown(known: Register, identifier: str) -> str:
    """What is wrong with an id, with those that were probably meant."""
    from difflib import get_close_matches

    place = known.entity(identifier)
    if place is not None:
        close = [f for f in known.by_id if f.startswith(slug(known.entities[place]["name"]) + "/")]
    else:
        wanted = identifier.lower().replace("_", "-").replace(".", "/")
        close = get_close_matches(wanted, known.by_id, 3)
    meant = f"; did you mean {', '.join(close)}?" if close else "; `qa-lint facts list` has them"
    return f"there is no fact '{identifier}'{meant}"


def _stated(paths: Sequence[str], settings: Settings, base: str) -> Iterator[Stated]:
    """Every claim of the project's pages, or of the pages that are named."""
    from ..rules.facts._analysis import analysis

    for path, document in _documents(paths, settings, base):
        for claim in analysis(document, settings).claims:
            yield Stated(path, *_place(document, claim), claim, _sentence_of(document, claim))


def _open(paths: Sequence[str], settings: Settings, base: str) -> Iterator[Open]:
    """Every claim of the pages that no fact covers."""
    from ..facts.uncovered import uncovered
    from ..rules.facts._analysis import blocks

    known = register(settings.packs)
    for path, document in _documents(paths, settings, base):
        for claim in uncovered(blocks(document), known):
            yield Open(path, *_place(document, claim), claim, _sentence_of(document, claim))


def _documents(
    paths: Sequence[str], settings: Settings, base: str
) -> Iterator[tuple[str, Document]]:
    from ..check_file import load_document
    from ..discover import discover
    from ..files import read_inside
    from ..source import NotText, decode

    scope = discover(list(paths), settings, os.getcwd(), base)
    for path in scope.pages if scope.named is None else sorted(scope.named):
        try:
            text = decode(read_inside(scope.root, path, settings.max_file_kb * 1024))
        except (OSError, NotText) as error:
            common.note(f"{path}: {error}")
            continue
        yield path, load_document(path, text, settings)


def _place(document: Document, claim: Claim | Uncovered) -> tuple[int, int]:
    """(line, weight): what headings and the first words of a block say weighs more."""
    from ..rules.facts._analysis import span

    prose = document.prose[claim.block]
    weight = 3 if prose.kind == "heading" else 2 if claim.start < 40 else 1
    return document.source.place(*span(document, claim)).line, weight


def _sentence_of(document: Document, claim: Claim | Uncovered) -> str:
    return _sentence(document.prose[claim.block].text, claim.start)


def _sentence(text: str, at: int) -> str:
    """The line or sentence around an offset."""
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    ends = [end for end in (text.find(mark, at) for mark in "。！？\n") if end >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()


def _new(output: str | None, settings: Settings) -> int:
    """Ask for a fact, write it as a pack, and run its examples."""
    from ..facts.load import load
    from ..facts.validate import failures
    from ..packs import files

    def ask(question: str) -> str:
        print(f"{question}: ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline()

    known = register(settings.packs)
    try:
        identifier, text = maintain.new(known, ask, datetime.date.today())
    except ValueError as error:
        raise ConfigError(f"facts new: {error}") from None
    name = output or identifier.replace("/", "-") + ".yaml"
    if os.path.exists(name):
        raise ConfigError(f"facts new: {name} exists")
    try:
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError(f"facts new: {error}") from None
    plain = load([*files("facts", settings.packs), name])
    faults = [fault for fact, fault in failures(plain) if fact["file"] == name]
    for fault in faults:
        common.note(f"{name}: {fault}")
    print(f"{name}: {identifier}")
    return 1 if faults else 0
