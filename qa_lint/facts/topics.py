"""Whether a sentence speaks of a name plainly enough for a number in it to be held against that name.

A number stands in many sentences that name a thing only in passing: they tell of a run, of a part, or
of something else that is built with it. A sentence that tells a number of a thing begins with it.
"""

from __future__ import annotations

import re

from .above import names_in
from .context import Context, Subject
from .fillers import ADVERBS, FILLER, LATIN_WORD
from .mentions import Found, Mention, mentions
from .numbers import Number
from .openings import GROUP
from .places import clause_of
from .text import Sentence
from .titles import is_title_of
from .words import fold

#: What may stand before the name that a sentence or a clause begins with.
_LEAD = re.compile(
    r"[\s“”\"《》*●•·\-–—|>✅❌]*(?:[(（]?(?:\d{1,2}|[a-z①-⑩一二三四五六七八九十])[.、)）:：])?\s*"
    r"(?:(?:而|但是?|其中|然而|不过|例如|比如|譬如|如|所以|因此|于是|因为|由于|虽然|尽管|即使|对于|关于|在|当|像|以|作为|按照?|根据|依据|相比于?|相比之下|与此同时|同时|"
    r"此外|另外|原始的?|原版的?|原论文[的中]?|论文中?的?|标准的?|最初的?|最早的?|初代的?|第[一二三]代的?|经典的?|开源的?|著名的?|完整的?|整个|最大的?|就连|甚至|连|"
    r"我们知道|众所周知|据悉|据报道|事实上|实际上|其实|首先|最后|目前|现在|早期的?|后来的?|模型|网络|数据集|算法|方法|大模型|大语言模型|语言模型|预训练模型|"
    r"the|an?|original|vanilla|standard|base|in|for|with|both|while|whereas|but|and|since|because|although|though|compared to|unlike|like|"
    r"open-source|largest|biggest|first|model|both|by contrast|then|so)[，,：: ]*)*[\s“\"《*]*",
    re.IGNORECASE,
)
#: 谷歌提出的 X, Meta's X, 2020 年发布的 X: what a name is introduced with.
_INTRODUCES = re.compile(
    r"[^，,。；;：:]{0,24}(?:的|'s|’s) ?(?:[一-鿿]{0,8}(?:模型|网络|算法|方法|架构|数据集) ?)?[“\"《]?$"
)
#: A contrast or a reason, whose other side is named before: A 有 12 层，而 B 有 48 层.
_CONTRAST = re.compile(
    r"\s*(?:而|但是?|然而|不过|相比之下|因为|由于|while|whereas|but|and|because|since)(?![a-z])",
    re.IGNORECASE,
)
#: A part or another thing, by its initials.
_SHORT = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?![A-Za-z0-9])")
_PARTS = re.compile("(?:FFN|MLP|FC|CNN|RNN)$")
#: 这里采用了一个 45 层的…: what somebody made of it.
_HERE = re.compile(r"\s*(?:而|但)?(?:这里|此处|文中|本文|本书|该文|我们|实验中?|作者们?|笔者)")
#: cifar10 10 类: whose it is, in letters as people type them.
_LAST_WORD = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9.-]+ ?$")
#: Transformer 才能堆到千亿参数: what was made of one.
_GROWN = re.compile(
    r"(?:堆|扩|扩展|扩大|扩充|放大|做|推|涨|(?<![a-z])scal[a-z]+(?: up)?) ?(?:到|至|to)[^，,。；;]{0,8}$"
)
#: Below a heading on a method, 原始 72B 模型：144GB tells of that model.
_OTHER_MODEL = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?b ?(?:参数)?的? ?(?:模型|model)")
#: The letters that may be left of a clause without cue words and fillers.
_REST = 4


def is_told(
    context: Context,
    sentence: Sentence,
    subject: Subject,
    attribute: str,
    number: Number,
    target: Subject | None,
) -> bool:
    """Whether the sentence is about the subject, and tells a number of it in plain words."""
    if target is not None and target.entity == subject.entity:
        return True
    cue = context.register.cues(subject.entity, attribute).any
    if subject.how != "clause" and context.block.kind == "heading":
        return False
    if subject.how != "clause" and _in_aside(context, sentence, subject, number.start, cue):
        return False
    if subject.how in ("lead", "heading"):
        if _OTHER_MODEL.search(context.folded, sentence.start, number.start):
            return False
        if context.inside(sentence.start, number.start):
            return False  # of a derivative, or of what it is compared with
        if not is_title_of(context, subject) or not _heads_lead(context, subject):
            return context.names_above(sentence, number.start)
        first, _ = clause_of(context, sentence, number.start)
        if _has_part(context, first, number.start):
            return False
    generic = context.register.entities[subject.entity]["generic"]
    if (generic or subject.how == "before") and _is_page_of_other(context, subject):
        return False
    if generic and _GROWN.search(context.folded, sentence.start, number.start):
        return False  # the Transformers of others
    if not _begins_with(context, sentence, subject, number.start):
        return False
    if subject.how != "sentence":
        return True
    first, last = clause_of(context, sentence, number.start)
    if _HERE.match(context.text, first, last) or _names_last(context, first, number.start, cue):
        return False
    return _is_plain(context, first, number.start, cue)


def _begins_with(context: Context, sentence: Sentence, subject: Subject, at: int) -> bool:
    """Whether the sentence, or the clause of the name, begins with the subject of a number at `at`.

    True when the subject is not named before the number: then its place has been looked at.
    """
    named = [m for m in context.inside(sentence.start, at) if m.entity == subject.entity]
    if not named:
        return True
    if context.opening(sentence, at) >= 0 and _in_bracket(context, sentence, named[-1], at):
        return True
    return any(_opens(context, sentence, mention) for mention in named)


def _in_bracket(context: Context, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether the bracket around `at` stands right behind a name that is a subject."""
    opening = context.opening(sentence, at)
    return 0 <= opening - mention.end <= 1 and mention.role == "subject"


def _in_aside(
    context: Context, sentence: Sentence, subject: Subject, at: int, cue: re.Pattern[str] | None
) -> bool:
    """Whether `at` stands in a bracket that opens behind other words than the name or the cue."""
    opening = context.opening(sentence, at)
    if opening < 0:
        return False
    if any(m.entity == subject.entity and 0 <= opening - m.end <= 1 for m in context.mentions):
        return False
    near = cue.finditer(context.folded, max(0, opening - 16), opening) if cue else ()
    return not any(opening - match.end() <= 1 for match in near)


def _opens(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing before a name in its sentence is spoken of."""
    index = context.clause(sentence, mention.start)
    if index and context.text[sentence.clauses[index][0] - 1] in "（(":
        # Masked autoencoder (MAE) is another name; 编码器 300M（ViT-L）is not.
        ahead = context.text[sentence.start : mention.start]
        named = context.inside(sentence.start, mention.start)
        return index == 1 and not named and not any(map(str.isdigit, ahead))
    first = _first_of_group(context, sentence.clauses[index][0], mention)
    start = sentence.clauses[index][0]
    if not (
        _LEAD.fullmatch(context.text, start, first)
        or _INTRODUCES.fullmatch(context.text, start, first)
    ):
        return False
    if not index:
        return True
    before = context.inside(sentence.start, start)
    if _CONTRAST.match(context.text, start):
        return True
    if (
        before
        and context.text[start - 1] in "，,"
        and _LEAD.fullmatch(context.text, sentence.start, before[0].start)
    ):
        return True  # 在 RLHF 里，PPO …; BERT 有 12 层，GPT-3 有…
    return not before and not context.stranger_in(sentence.start, start)


def _first_of_group(context: Context, start: int, mention: Mention) -> int:
    """Where the list of names begins that a name is one of: A、B 和 C."""
    first = mention.start
    for other in reversed(context.inside(start, first)):
        if not GROUP.match(context.text, other.end, first) or not context.text[
            other.end : first
        ].strip(" "):
            break
        if GROUP.fullmatch(context.text[other.end : first]) is None:
            break
        first = other.start
    return first


def _is_page_of_other(context: Context, subject: Subject) -> bool:
    """Whether the headings above name something unknown, and none of them the subject."""
    named: set[int] = set()
    for title in context.block.headings:
        named |= names_in(title, context.register)
    return -1 in named and subject.entity not in named


def _heads_lead(context: Context, subject: Subject) -> bool:
    """Whether a lead that binds the subject begins with its name."""
    if subject.how != "lead":
        return True
    register = context.register
    for part in reversed(context.block.lead.split("\n\n")):
        folded = fold(part)
        found = [Found(start, end, key) for key, start, end in register.names(folded)]
        for mention in mentions(part, folded, found, register, folded + context.above.text):
            if mention.entity == subject.entity:
                return _LEAD.fullmatch(part, 0, mention.start) is not None
    return True


def _has_part(context: Context, first: int, at: int, words: str = "") -> bool:
    """Whether [first, at) names a part, or another thing, by its initials: FFN 默认是两层.

    Initials that are not in `words`, when these are given, belong to a cue.
    """
    return any(
        (not words or name[0].lower() in words)
        and (_PARTS.match(name[0]) or not context.register.is_wording(name[0]))
        and not any(m.start <= name.start() < m.end for m in context.mentions)
        for name in _SHORT.finditer(context.text, first, at)
    )


def _names_last(context: Context, first: int, at: int, cue: re.Pattern[str] | None) -> bool:
    """Whether a Latin word that is no cue stands right before a number in a Chinese clause."""
    word = _LAST_WORD.search(context.folded, first, at)
    if word is None or max(context.text) < "一":
        return False
    if any(m.start <= word.start() < m.end for m in context.mentions):
        return False
    return cue is None or cue.search(context.folded, first, at) is None


def _is_plain(context: Context, first: int, at: int, cue: re.Pattern[str] | None) -> bool:
    """Whether the words of a clause before a number at `at` say little but what is counted."""
    words = context.folded[first:at]
    if cue is not None:
        words = cue.sub("", words)
    if _has_part(context, first, at, words):
        return False
    rest = ADVERBS.sub("", FILLER.sub("", words))
    return sum("一" <= c <= "鿿" for c in rest) + len(LATIN_WORD.findall(rest)) <= _REST
