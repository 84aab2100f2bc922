"""Wordings that a clause itself denies: X 不使用 Y."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .context import Context
from .places import clause_of
from .text import Sentence, is_negated
from .wordings import Said

_DENIAL = re.compile(
    r"(?:不是由?|并非由?|并不是由?|不使用|没有使用|没用|没有用|未用|没采用|没使用|没有引入|未引入|不引入|不含|不带|没带|没有做|没做|未做|并不使用|并未使用|未使用|不采用|没有采用|未采用|不用|不属于|不基于|不包含|不包括|不包括|没有|不支持|不能|无法|不由|不再使用|不需要|不用|无需|无须|不必|不依赖|不做|不训练|不更新|不经过|"
    r"(?:is|are|was|were|does|do|did|can)(?: not|n['’]t) (?:by |need |require |rely on |train |update |use |a |an |proposed by |developed by |trained with |support |have |based on |released by |(?:[a-z]+ ){1,5}(?:by|in|from|at|with|to|of|on|as) (?:the |a |an )?)?|cannot |without |never )"
    r"[^，,。；;]{0,6}$"
)
_KEPT = re.compile(r"更新|训练|微调|改变|改动|调整|修改|train|update|tune|change|modif")
_DENIED_RELATION = re.compile(
    r"(?:不|不再|并不|没有|无法|不会|不必|不用|无需|无须|从不|并未|未|(?<![a-z])not|n['’]t|never|no longer|without)[^，,。；;]{0,3}$"
)
_SIZES = re.compile(
    r"(?<![\w.-])\d+(?:\.\d+)?b(?![a-z])|(?:小|大|早期|部分|某些)(?:模型|版本|型号)"
)
_LIMITED = re.compile(
    "而是|才|首次|首先|最先|最早|独自|一家|仅|只|单|唯一|但|完全|全部|所有|直接|任何|额外|单独|just|only|but"
)


def plain_denial(
    context: Context, first: int, item: Said, last: int, attribute: str, relation: bool
) -> bool:
    """Whether the clause itself says no, without a correction around it."""
    before = context.folded[first : item.start]
    after = context.folded[item.end : last]
    if attribute == "frozen" and _KEPT.search(before):
        return False
    if _SIZES.search(before):
        return False  # 7B 与 13B 没有采用 GQA: of some sizes only
    said_no = (_DENIED_RELATION if relation else _DENIAL).search(before)
    return said_no is not None and not _LIMITED.search(before + after)


#: 并非没有队列: a denial of a denial; 没有编码器也没有队列 is none.
_TWICE = re.compile(
    r"(?:不是|并非|并不是|绝非|不能说|不会|从不|不再|不必|不|(?<![a-z])(?:not|never)|n['’]t)[^，,。；;也和与及或且]{0,6}$"
)
#: Rather than the words on both sides, i.e., the whole context, …
_THAT_IS = re.compile(r"\s*(?:i\.e\.|e\.g\.|that is|namely|即|也就是说?)[,，\s]*", re.IGNORECASE)


def denied_twice(folded: str, first: int, start: int) -> bool:
    """Whether the clause from `first` denies a wording at `start` that is itself a denial."""
    return _TWICE.search(folded, max(first, start - 16), start) is not None


def same_thing_before(context: Context, sentence: Sentence, first: int) -> int:
    """Where the clause at `first` begins, with the clauses before it that it only explains."""
    index = context.clause(sentence, first)
    while index:
        before = sentence.clauses[index - 1]
        if _THAT_IS.match(context.text, first) is None and (
            _THAT_IS.fullmatch(context.text, *before) is None
        ):
            break
        index -= 1
        first = before[0]
    return first


def denied_before(context: Context, sentence: Sentence, item: Said, said: Sequence[Said]) -> bool:
    """Whether the sentence has denied the wording already: 没有使用 GELU，因为 GELU 加上…."""
    words = context.folded[item.start : item.end]
    for other in said:
        if sentence.start <= other.start and other.end <= item.start:
            first, last = clause_of(context, sentence, other.start)
            if (
                first != clause_of(context, sentence, item.start)[0]
                and context.folded[other.start : other.end] == words
                and is_negated(context.text, first, other.start, other.end, last)
            ):
                return True
    return False
