"""Wordings that a longer one, or a longer name, covers."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .keys import Wording
from .wordings import Said


def shadowed(
    context: Context,
    item: Said,
    said: Sequence[Said],
    entity: int,
    fact: int,
    meaning: Wording,
) -> bool:
    """Whether a longer wording of the same fact, or a longer name, covers a wording."""
    register = context.register
    for other in said:
        longer = (
            other.start <= item.start
            and item.end <= other.end
            and (other.end - other.start > item.end - item.start)
        )
        # 编码器-解码器架构 is not a 解码器架构.
        crossing = other.start < item.start < other.end < item.end or (
            item.start < other.start < item.end < other.end
            and _size(context, other) > _size(context, item)
        )
        if longer or crossing:
            for wording in other.told.get(entity, ()):
                if not longer and (wording.value, wording.fact) == (meaning.value, meaning.fact):
                    continue
                if not longer and wording.fact >= 0 and wording[:2] == meaning[:2]:
                    continue
                verdict = register.verdict(wording, entity)
                if verdict is not None and (
                    verdict[0] == fact
                    or register.facts[verdict[0]]["attribute"] == register.facts[fact]["attribute"]
                ):
                    return True
    for mention in context.mentions:
        if mention.start <= item.start and item.end <= mention.end:
            if mention.entity == entity or mention.start < item.start:
                return True
            if (
                mention.role == "other"
                and mention.end > item.end + 1
                and item.start == mention.start
            ):
                return False
    return False


def _size(context: Context, item: Said) -> tuple[int, int]:
    """How much a wording says: its Chinese characters, then its length."""
    words = context.folded[item.start : item.end]
    return sum(c >= "一" for c in words), len(words)
