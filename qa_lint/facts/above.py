"""What stands above a block: the entities of its lead and of its headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .keys import members
from .mentions import Found, in_context, is_version, mentions
from .register import Block, Register
from .strange import ANY_NAME, NOT_NAMES, STRANGER
from .words import fold


class Above(NamedTuple):
    """Entities of the lead and of the innermost heading that names one, and their folded text."""

    lead: tuple[int, ...]
    heading: tuple[int, ...]
    text: str


NOTHING = Above((), (), "")


def _named(
    text: str,
    folded: str,
    found: list[Found],
    register: Register,
    scope: str,
    roles: tuple[str, ...],
) -> tuple[int, ...]:
    """The entities that a heading or lead speaks of, in order."""
    made = mentions(text, folded, found, register, scope)
    first = made[0].start if made else len(text)
    for match in STRANGER.finditer(text, 0, first):
        if not NOT_NAMES.match(match[0]) and register.value_of("organisation", match[0]) is None:
            return (-1,)
    made = [m._replace(entity=-1) if is_version(m.variant) else m for m in made]
    told = any(m.role in roles and m.start <= 2 for m in made)
    made = [m for m in made if m.entity < 0 or not register.entities[m.entity]["generic"]]
    kept = [m.entity for m in made if m.entity >= 0 and m.role in roles]
    if not kept and (told or any(m.entity < 0 for m in made)):
        return (-1,)  # GPT-1 below a heading that names BERT
    return tuple(dict.fromkeys(kept))


class Memory:
    """What has been found in headings and leads, by their text.

    `names` gives the (key, start, end) of the names in a text.
    """

    def __init__(self, names: Callable[[str], Sequence[tuple[int, int, int]]]) -> None:
        self.names = names
        self.named: dict[tuple[Any, ...], tuple[int, ...]] = {}
        #: The folded text, its names, and those of their entities that depend on words around.
        self.found: dict[str, tuple[str, list[Found], list[dict[str, Any]]]] = {}


def above(block: Block, register: Register, memory: Memory) -> Above:
    """What stands above a block."""
    if not block.headings and not block.lead:
        return NOTHING
    scope = scope_of(block)
    lead: tuple[int, ...] = ()
    if block.lead:
        for part in reversed(block.lead.split("\n\n")):
            lead = _remember(part, register, memory, scope, ("subject",))
            if lead:
                break
    heading: tuple[int, ...] = ()
    for title in reversed(block.headings):
        heading = _remember(title, register, memory, scope)
        if heading:
            break
    return Above(tuple(e for e in lead if e >= 0), tuple(e for e in heading if e >= 0), scope)


def names_in(title: str, register: Register) -> set[int]:
    """The entities that a title names, with -1 for any other name."""
    folded = fold(title)
    found = [Found(start, end, key) for key, start, end in register.names(folded)]
    made = mentions(title, folded, found, register, folded)
    pattern = ANY_NAME if max(title, default="") >= "一" else STRANGER
    strange = any(
        not NOT_NAMES.match(match[0])
        and not register.is_wording(match[0])
        and register.value_of("organisation", match[0]) is None
        and not any(m.start < match.end() and match.start() < m.end for m in made)
        for match in pattern.finditer(title)
    )
    return {m.entity for m in made} | ({-1} if strange else set())


def scope_of(block: Block) -> str:
    """The folded text of what stands above a block."""
    return " " + fold(" ".join((*block.headings, block.lead)))


def _remember(
    text: str,
    register: Register,
    memory: Memory,
    scope: str,
    roles: tuple[str, ...] = ("subject", "object"),
) -> tuple[int, ...]:
    known = memory.found.get(text)
    if known is None:
        folded = fold(text)
        found = [Found(start, end, key) for key, start, end in memory.names(text)]
        bound = 0
        for hit in found:
            bound |= register.keys.entities[hit.key] & register.needs_scope
        known = memory.found[text] = folded, found, [register.entities[n] for n in members(bound)]
    folded, found, depending = known
    # Nothing else of what stands around the text tells what it names.
    place = (text, roles[-1], *[in_context(entity, scope) for entity in depending])
    made = memory.named.get(place)
    if made is None:
        made = memory.named[place] = _named(text, folded, found, register, scope, roles)
    return made
