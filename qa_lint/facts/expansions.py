"""What the letters of a name are said to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .context import Context
from .letters import meaning, wrong
from .mentions import Mention
from .phrases import (
    CITATION,
    SMALL,
    capitals,
    is_accepted,
    is_expansion,
    normal,
    words_of,
)
from .text import is_negated, is_reported, is_unreal
from .words import fold

STRONG = re.compile(
    r"^\s*[”\"'’」》*]*\s*(?:模型|算法|方法|数据集)?\s*(?:的|，|,|:|：|是)?\s*"
    r"(?:(?:这个|这一|几个)?(?:名字|名称|名|词|缩写|单词|术语|简称|字母)的?)?"
    r"(?:(?:英文|它的|其)?(?:全称|全名|全写|英文名称?|英文|完整名称|完整形式|"
    r"英文缩写全称|名字的?(?:来源|由来|出处)|名称的?(?:来源|由来))(?:(?:并不|不)是|并非|是|为|叫作?|即|应?是|：|:|\s)*|"
    r"(?:代表|是指|指的是|意为|并?不是|并非|意思是|取自|即|也就是|是)\s*(?=[“\"《「]?[A-Za-z])|"
    # Words that say much else besides: only before two words that begin like a title.
    r"(?:指|就是|含义是|来自|源自|出自|展开(?:来|后|之后)?(?:就)?是|写全了?就?是|拼写(?:是|为)|原意是|表示|"
    r"来源(?:是|为)|由来(?:是|为)|[=＝])\s*"
    r"(?=[“\"《「‘']?(?-i:[A-Z][a-z]+[ -][A-Za-z]))|"
    r"(?: ?(?:(?:does not|doesn['’]t) )?stands? for|is (?:not )?short for|,? ?short for|(?:is(?: not)?|,) ?an? (?:acronym|abbreviation|initialism|contraction) (?:for|of)|"
    r"abbreviates|denotes|means|expands to|(?-i:is(?= [A-Z][a-z]+[ -][A-Z]))|in full|, i\.e\.,?|"
    r"(?:comes? from|is derived from|derives from|refers to|spells? out|unpacks to)"
    r"(?= [“\"'‘]?(?:the )?(?-i:[A-Z][a-z]+[ -][A-Za-z])))\s*:?)\s*[“”\"'《「*_]*(?:the )?",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"全称|全名|全写|英文名|完整|代表|stands? for|short for|acronym|abbreviat|expands",
    re.IGNORECASE,
)
_FULL_NAME_OF = re.compile(r"full (?:name|form) of(?: the)? ?$|expansion of ?$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^[”\"'’」》*_]*\s*的?(?:英文)?(?:缩写|简称|首字母|简写|意思)")
_PHRASE = re.compile(
    r"[A-Za-z](?:[A-Za-z0-9'’&/ \-–‐\u2011]*[A-Za-z0-9])?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?,? and [A-Z][a-z]+)?"
)
_BRACKET = re.compile(
    r"^\s*[”\"'’」》*]*\s*[（(\[【]\s*(?:英文)?(?:全称|全名|英文全称|英文名|即|short for|i\.e\.,?|stands for|简称|是)?"
    r"(?:是|为|：|:|\s)*[“\"《]?(?P<body>[^()（）\[\]【】]{5,170})[”\"》]?\s*[)）\]】]"
)
AFTER_BRACKET = re.compile(
    r"[（(]\s*(?:简称|缩写|缩写为|abbreviated as|or|abbr\.?|即|又称|也称|以下简称)?[：: “\"]*$",
    re.IGNORECASE,
)
BEFORE_SHORT = re.compile(
    r"[，,、]?\s*(?:简称为?|缩写为|缩写是|简写为|abbreviated (?:as|to)|or simply|known as)\s*[“\"]?$",
    re.IGNORECASE,
)
#: Letters of another script than Latin.
_FOREIGN = re.compile("[\u0370-\u1dff\u3040-\ud7ff]")


#: What no name contains: the generative part uses an adversarial network (GAN).
_VERBS = frozenset(
    "is are was were has have had uses used using employs employing called adopts which that".split()
)
#: BERT 是 Bidirectional Encoder 的堆叠, 是 Gated Linear Unit（GLU）的变体: what something is made from.
_OF_IT = re.compile(r"[ ”\"'’」》*_]*(?:[（(][A-Za-z-]{1,12}[)）] ?)?(?:的|家族|系列)")
#: … (PPO, GRPO and others): examples, not the short form.
_EXAMPLES = re.compile(r"(?:[，,、] ?[A-Z][A-Za-z]*[A-Z]){2}")


class Expansion(NamedTuple):
    """What a mention is said to stand for, at [start, end) of the block's text."""

    start: int
    end: int
    mention: Mention
    fact: int
    accepted: bool


def phrases_near(context: Context, mention: Mention) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is said to be the expansion) of phrases near a mention."""
    text = context.text
    tail = text[mention.end : mention.end + 220]
    bracket = _BRACKET.match(tail)
    if bracket is not None:
        base = mention.end + bracket.start("body")
        strong = _CUE.search(bracket.group()[: bracket.start("body")]) is not None
        for part in re.finditer(r"[^,，;；:：]+", bracket["body"]):
            if _FOREIGN.search(part.group()) is None and part.group().strip():
                left = len(part.group()) - len(part.group().lstrip())
                yield (
                    base + part.start() + left,
                    base + part.start() + len(part.group().rstrip()),
                    strong,
                )
    lead = STRONG.match(tail)
    if lead is not None and lead.end():
        phrase = _PHRASE.match(tail, lead.end())
        if phrase is not None:
            ahead = text[max(0, mention.start - 24) : mention.start]
            strong = (
                (
                    _CUE.search(lead.group()) is not None
                    # BERT 代表 encoder-only 的路线: what it is an example of
                    and not ("代表" in lead.group() and phrase.group().islower())
                )
                or _FULL_NAME_OF.search(ahead) is not None
                or (_ABBREVIATION.match(tail[phrase.end() :]) is not None)
            )
            # BERT 是 Bidirectional Encoder 的堆叠: described, not spelt out.
            if strong or not _OF_IT.match(tail, phrase.end()):
                yield mention.end + phrase.start(), mention.end + phrase.end(), strong
    before = text[max(0, mention.start - 160) : mention.start]
    opening = AFTER_BRACKET.search(before) or BEFORE_SHORT.search(before)
    if opening is not None:
        closes = text[mention.end : mention.end + 1]
        if "缩" not in opening[0] and _EXAMPLES.match(text, mention.end):
            return
        if ("（" not in opening.group() and "(" not in opening.group()) or closes in ")）,，;；、":
            yield from _suffix(
                context, mention, mention.start - len(before) + opening.start(), opening
            )


def _suffix(
    context: Context, mention: Mention, end: int, opening: re.Match[str]
) -> Iterator[tuple[int, int, bool]]:
    """The Latin words before `end` that fit the letters of the name."""
    text = context.text
    closing = end
    while end and text[end - 1] in " ”\"'》*":
        end -= 1
    quoted = any(char in '”"》' for char in text[end:closing])
    words = list(re.finditer(r"[A-Za-z][A-Za-z'’]*", text[max(0, end - 150) : end]))
    base = max(0, end - 150)
    wanted = capitals(text[mention.start : mention.end])
    run: list[int] = []
    for word in reversed(words):
        following = text[base + word.end() : run[0] if run else end]
        if following.strip(" -–‐&/\n") or "\n\n" in following or word[0].lower() in _VERBS:
            break
        run.insert(0, base + word.start())
        if len(run) > len(wanted) + 3:
            break
    starts = [s for s in run if wanted and text[s].lower() == wanted[0]]
    fitting: list[tuple[bool, int]] = []
    for start in starts:
        words_in = words_of(text[start:end])
        initials = "".join(w[0].lower() for w in words_in if w.lower() not in SMALL)
        needed = len(wanted) - (len(wanted) > 3 and text[start].isupper())
        if len(words_in) >= 2 and len(initials) >= needed:
            fitting.append((initials == wanted, start))
    if fitting:
        exact = [start for same, start in fitting if same]
        start = exact[-1] if exact else fitting[0][1]
        if not quoted or text[start - 1 : start] in tuple('“"《'):
            yield start, end, False  # else the end of a title


def expansions(context: Context, mention: Mention, facts: list[int]) -> Iterator[Expansion]:
    """What a mention is said to stand for: what the facts accept, and the first that none does."""
    register = context.register
    forms = [form for index in facts for form in register.facts[index]["is"]]
    name = context.text[mention.start : mention.end]
    if any(normal(name).startswith(normal(form)) for form in forms):
        return  # the full name itself: ViT-H (Vision Transformer Huge)
    letters = meaning(context.text, mention.start, mention.end)
    if letters is not None and letters.part in name:
        part = wrong(letters, context.text, name, forms)
        if part is not None and not _denied(context, *part):
            yield Expansion(*part, mention, facts[0], False)
        if part is not None or letters.part != name or letters.listed:
            return  # the W in AdamW stands for weight decay
    explained = False
    for start, end, strong in phrases_near(context, mention):
        phrase = context.text[start:end]
        if is_accepted(phrase, forms) or _keeps_part(phrase, name, forms):
            explained = True
            refused = strong and _is_refused(context, start, end)
            yield Expansion(start, end, mention, facts[0], not refused)
            continue
        if explained and not strong:
            continue  # MoE (Mixture of Experts, …): the same in another language
        fits = is_expansion(phrase, name, forms)
        title = context.text[max(0, start - 2) : start].strip() in (":", "：")
        if title and not strong and phrase[0].lower() != capitals(name)[:1]:
            continue  # a title: BERT: Pre-training of …
        if not fits and not (strong and len(words_of(phrase)) >= 2 and not CITATION.search(phrase)):
            continue
        if _denied(context, start, end) or fold(phrase) == fold(name):
            continue
        if not strong and name in re.split("[ -]", phrase):
            continue  # BPE（Byte-level BPE）
        yield Expansion(start, end, mention, facts[0], False)
        return


def _keeps_part(phrase: str, name: str, forms: list[str]) -> bool:
    """Whether a part of the name is not spelt out: VQ-VAE (Vector Quantized VAE)."""
    words = phrase.split()
    if len(words) < 2 or words[-1] not in name.split("-")[1:]:
        return False
    said = normal(" ".join(words[:-1]))
    return len(said) > 3 and any(normal(form).startswith(said) for form in forms)


#: BERT 的全称不是 Bidirectional …: the true words are denied.
_NOT = re.compile(
    r"(?:不是|并非|不代表|不指|(?:does not|doesn['’]t) stands? for|not short for|not an? [a-z]+ (?:for|of))"
    r"[\s“\"'‘《「*]*(?:the )?$",
    re.IGNORECASE,
)


def _is_refused(context: Context, start: int, end: int) -> bool:
    """Whether an accepted phrase is said not to be what the name stands for."""
    if _NOT.search(context.text, max(0, start - 40), start) is None:
        return False
    sentence = context.sentence_at(start)
    if sentence is None or context.silent(sentence):
        return False
    return not re.search("而是|but|rather|只|仅", context.text[end : sentence.end])


def _denied(context: Context, start: int, end: int) -> bool:
    text = context.text
    sentence = context.sentence_at(start)
    if sentence is None:
        return False
    words = text[sentence.start : sentence.end]
    if is_reported(words) or (is_unreal(words) and not re.search("may|could", words)):
        return True
    left = max(sentence.start, start - 24)
    bracketed = text[end : end + 1] in tuple(")）]】")  # what follows is said of the name
    return is_negated(text, left, start, end, end if bracketed else min(len(text), end + 12))
