"""What the letters of a name are said to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .context import Context
from .mentions import Mention
from .text import is_negated, is_reported, is_unreal
from .words import fold

_STRONG = re.compile(
    r"^\s*[”\"'’」》*]*\s*(?:模型|算法|方法)?\s*(?:的|，|,|:|：|是)?\s*"
    r"(?:(?:这个|这一|几个)?(?:名字|名称|名|词|缩写|单词|术语|简称|字母)的?)?"
    r"(?:(?:英文|它的|其)?(?:全称|全名|全写|英文名称?|英文|完整名称|完整形式|"
    r"英文缩写全称)(?:是|为|叫作?|即|应?是|：|:|\s)*|"
    r"(?:代表|是指|指的是|意为|意思是|取自|即|也就是|是)\s*(?=[“\"《「]?[A-Za-z])|"
    # Words that say much else besides: only before two words that begin like a title.
    r"(?:指|就是|含义是|来自|源自|出自|展开(?:来|后|之后)?(?:就)?是|写全了?是|拼写(?:是|为)|原意是)\s*"
    r"(?=[“\"《「‘']?(?-i:[A-Z][a-z]+[ -][A-Za-z]))|"
    r"(?:stands? for|is short for|,? ?short for|is an? (?:acronym|abbreviation|initialism) (?:for|of)|"
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
_ABBREVIATION = re.compile(r"^[”\"'’」》*_]*\s*的?(?:英文)?(?:缩写|简称|首字母|简写)")
_PHRASE = re.compile(r"[A-Za-z](?:[A-Za-z0-9'’&/ \-–‐\u2011]*[A-Za-z0-9])?")
_BRACKET = re.compile(
    r"^\s*[”\"'’」》*]*\s*[（(\[【]\s*(?:英文)?(?:全称|全名|英文全称|英文名|即|short for|i\.e\.,?|stands for|简称|是)?"
    r"(?:是|为|：|:|\s)*[“\"《]?(?P<body>[^()（）\[\]【】]{5,170})[”\"》]?\s*[)）\]】]"
)
_AFTER_BRACKET = re.compile(
    r"[（(]\s*(?:简称|缩写|缩写为|abbreviated as|or|abbr\.?|即|又称|也称|以下简称)?[：: “\"]*$",
    re.IGNORECASE,
)
_BEFORE_SHORT = re.compile(
    r"[，,、]?\s*(?:简称为?|缩写为|缩写是|简写为|abbreviated (?:as|to)|or simply|known as)\s*[“\"]?$",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")
_CITATION = re.compile(
    r"et al|\b(?:19|20)\d\d\b|arxiv|https?:|\d+(?:\.\d+)?[BM]\b|[%+=<>@\ufffc]", re.IGNORECASE
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "from",
        "and",
        "with",
        "in",
        "on",
        "to",
        "by",
        "via",
        "using",
        "at",
        "as",
        "through",
        "&",
        "based",
    ]
)
_COMMON = frozenset(
    [
        "model",
        "module",
        "network",
        "learning",
        "method",
        "system",
        "language",
        "image",
        "text",
        "task",
    ]
)
_TAIL = frozenset(
    [
        "model",
        "models",
        "method",
        "methods",
        "network",
        "networks",
        "architecture",
        "framework",
        "algorithm",
        "technique",
    ]
)


class Expansion(NamedTuple):
    """What a mention is said to stand for, at [start, end) of the block's text."""

    start: int
    end: int
    mention: Mention
    fact: int
    accepted: bool


#: Words of the field, of which one shows that a name may be meant as ours.
_FIELD = re.compile(
    r"模型|训练|网络|学习|数据集|基准|语料|注意力|图像|文本|噪声|对齐|检测|视觉|语音|分类|生成|编码|解码|推理|微调|采样|梯度|"
    r"neural|deep learning|machine learning|language model|train|fine-?tun|benchmark|data ?set|transformer|"
    r"computer vision|detect|classif|gradient|(?<![a-z])(?:llms?|nlp|ai)(?![a-z])"
)


def _words(phrase: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", phrase)


def _stem(word: str) -> str:
    word = word.lower()
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def normal(phrase: str) -> str:
    """A phrase without case, hyphens, spaces, plurals, articles and "and"."""
    words = [_stem(w) for w in _words(phrase)]
    return "".join(w for w in words if w not in ("and", "the", "a", "an"))


def _alike(said: list[str], form: list[str]) -> bool:
    """Whether the words are the same but for their endings: detection for detector."""
    if len(said) != len(form) or len(said) < 2:
        return False
    for one, other in zip(said, form, strict=True):
        shared = next(
            (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
            min(len(one), len(other)),
        )
        if one != other and (shared < 5 or shared < 0.6 * max(len(one), len(other))):
            return False
    return True


def _accepted(phrase: str, forms: list[str]) -> bool:
    wanted = [normal(form) for form in forms]
    stems = [[_stem(w) for w in _words(form)] for form in forms]
    parts = [phrase, *re.split(r"[,，;；:：/]", phrase)]
    for part in parts:
        words = _words(part)
        while words and words[-1].lower() in _TAIL:
            shorter = normal(" ".join(words))
            if shorter in wanted:
                return True
            words.pop()
        said = normal(" ".join(words))
        if said and said in wanted:
            return True
        short = [_stem(w) for w in _words(part)]
        if phrase.islower() and any(_alike(short, form) for form in stems):
            return True
        if len(short) >= 2 and any(short == form[: len(short)] for form in stems):
            return True
    said = normal(phrase)
    return any(said.endswith(w) or (said.startswith(w) and len(w) > 12) for w in wanted)


def _capitals(name: str) -> str:
    letters = "".join(c for c in name if c.isascii() and c.isalpha())
    capitals = "".join(c for c in letters if c.isupper())
    return (capitals if len(capitals) >= 2 else letters).lower()


def _covers(letters: str, words: list[str]) -> bool:
    """Whether beginnings of the words in order make the letters: DEtection TRansformer."""
    ends = {0}
    for number, word in enumerate(words):
        reached = set() if number == 0 else set(ends)
        for at in ends:
            for length in range(1, min(4, len(word)) + 1):
                if letters[at : at + length] == word[:length]:
                    reached.add(at + length)
        ends = reached
    return len(words) >= 2 and len(letters) >= 4 and len(letters) in ends


def _letters(word: str, name: str) -> str:
    """What a word gives to the letters of a name: its initial, or all of BERT in RoBERTa."""
    if len(word) > 1 and word.isupper() and word in name.upper():
        return word.lower()
    return word[0].lower()


def is_expansion(phrase: str, name: str, forms: list[str]) -> bool:
    """Whether a Latin phrase near a name means to say what the name stands for."""
    words = _words(phrase)
    content = [w for w in words if w.lower() not in _SMALL]
    if len(content) < 2 or len(words) > 16 or _CITATION.search(phrase):
        return False
    wanted = _capitals(name)
    initials = [letter for w in words for letter in _letters(w, name)]
    if not wanted:
        return False
    matched, at = 0, 0
    for letter in wanted:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            matched += 1
    fits = initials[0] == wanted[0] and matched >= max(2, 0.66 * len(wanted))
    if fits and len(content) <= len(wanted) + 4:
        return True
    if len(content) <= len(wanted) and _covers(wanted, [w.lower() for w in content]):
        return True
    said = {_stem(w) for w in content}
    for form in forms:
        inside = [_stem(w) for w in _words(form) if w.lower() not in _SMALL]
        known = set(inside)
        ends = (_stem(content[0]) == inside[0]) + (_stem(content[-1]) == inside[-1])
        if not ends or (ends == 1 and phrase.islower()):
            continue  # Reward Modeling and Reinforcement Learning describes RLHF
        if len(said & known) >= max(2, 0.5 * len(known)) and len(said) <= 2 * len(known):
            return True
    return False


def _candidates(context: Context, mention: Mention) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is said to be the expansion) of phrases near a mention."""
    text = context.text
    tail = text[mention.end : mention.end + 220]
    bracket = _BRACKET.match(tail)
    if bracket is not None:
        base = mention.end + bracket.start("body")
        strong = _CUE.search(bracket.group()[: bracket.start("body")]) is not None
        for part in re.finditer(r"[^,，;；:：]+", bracket["body"]):
            if _HAN.search(part.group()) is None and part.group().strip():
                left = len(part.group()) - len(part.group().lstrip())
                yield (
                    base + part.start() + left,
                    base + part.start() + len(part.group().rstrip()),
                    strong,
                )
    lead = _STRONG.match(tail)
    if lead is not None and lead.end():
        phrase = _PHRASE.match(tail, lead.end())
        if phrase is not None:
            ahead = text[max(0, mention.start - 24) : mention.start]
            strong = (
                _CUE.search(lead.group()) is not None
                or _FULL_NAME_OF.search(ahead) is not None
                or (_ABBREVIATION.match(tail[phrase.end() :]) is not None)
            )
            # BERT 是 Bidirectional Encoder 的堆叠: described, not spelt out.
            if strong or not tail[phrase.end() :].lstrip(" ”\"'’」》*_").startswith("的"):
                yield mention.end + phrase.start(), mention.end + phrase.end(), strong
    before = text[max(0, mention.start - 160) : mention.start]
    opening = _AFTER_BRACKET.search(before) or _BEFORE_SHORT.search(before)
    if opening is not None:
        closes = text[mention.end : mention.end + 1]
        if ("（" not in opening.group() and "(" not in opening.group()) or closes in ")）,，;；、":
            yield from _suffix(
                context, mention, mention.start - len(before) + opening.start(), opening
            )


def _suffix(
    context: Context, mention: Mention, end: int, opening: re.Match[str]
) -> Iterator[tuple[int, int, bool]]:
    """The Latin words before `end` that fit the letters of the name."""
    text = context.text
    while end and text[end - 1] in " ”\"'》*":
        end -= 1
    words = list(re.finditer(r"[A-Za-z][A-Za-z'’]*", text[max(0, end - 150) : end]))
    base = max(0, end - 150)
    wanted = _capitals(text[mention.start : mention.end])
    run: list[int] = []
    for word in reversed(words):
        following = text[base + word.end() : run[0] if run else end]
        if following.strip(" -–‐&/\n") or "\n\n" in following:
            break
        run.insert(0, base + word.start())
        if len(run) > len(wanted) + 3:
            break
    starts = [s for s in run if wanted and text[s].lower() == wanted[0]]
    fitting: list[tuple[bool, int]] = []
    for start in starts:
        words_in = _words(text[start:end])
        initials = "".join(w[0].lower() for w in words_in if w.lower() not in _SMALL)
        needed = len(wanted) - (len(wanted) > 3 and text[start].isupper())
        if len(words_in) >= 2 and len(initials) >= needed:
            fitting.append((initials == wanted, start))
    if fitting:
        exact = [start for same, start in fitting if same]
        yield (exact[-1] if exact else fitting[0][1]), end, False


def expansions(context: Context, mention: Mention, facts: list[int]) -> Iterator[Expansion]:
    """What a mention is said to stand for: what the facts accept, and the first that none does."""
    register = context.register
    forms = [form for index in facts for form in register.facts[index]["is"]]
    name = context.text[mention.start : mention.end]
    if any(normal(name).startswith(normal(form)) for form in forms):
        return  # the full name itself: ViT-H (Vision Transformer Huge)
    for start, end, strong in _candidates(context, mention):
        phrase = context.text[start:end]
        if _accepted(phrase, forms):
            yield Expansion(start, end, mention, facts[0], True)
            continue
        fits = is_expansion(phrase, name, forms)
        title = context.text[max(0, start - 2) : start].strip() in (":", "：")
        if title and not strong and phrase[0].lower() != _capitals(name)[:1]:
            continue  # a title: BERT: Pre-training of …
        if not fits and not (strong and len(_words(phrase)) >= 2 and not _CITATION.search(phrase)):
            continue
        if _denied(context, start, end) or fold(phrase) == fold(name):
            continue
        if not strong and name in phrase.split():
            continue  # BPE（Byte-level BPE）
        yield Expansion(start, end, mention, facts[0], False)
        return


def _denied(context: Context, start: int, end: int) -> bool:
    text = context.text
    sentence = next((s for s in context.sentences if s.start <= start < s.end), None)
    if sentence is None:
        return False
    words = text[sentence.start : sentence.end]
    if is_reported(words) or (is_unreal(words) and not re.search("may|could", words)):
        return True
    left = max(sentence.start, start - 24)
    bracketed = text[end : end + 1] in tuple(")）]】")  # what follows is said of the name
    return is_negated(text, left, start, end, end if bracketed else min(len(text), end + 12))


def is_namesake(context: Context, mention: Mention, forms: list[str]) -> bool:
    """Whether a short name is expanded to something else altogether: SAM（Self-Attention Module）.

    Nothing of an accepted expansion occurs in it, and nothing around speaks of the entity.
    """
    name = context.text[mention.start : mention.end]
    entity = context.register.entities[mention.entity]
    if len(name) > 4 or not name.isupper() or mention.entity in context.above.heading:
        return False
    known = {_stem(w) for form in forms for w in _words(form) if w.lower() not in _SMALL}
    for start, end, strong in _candidates(context, mention):
        phrase = context.text[start:end]
        if not is_expansion(phrase, name, []):
            continue
        shared = known & {_stem(w) for w in _words(phrase)}
        if len(shared) > 1 or shared - _COMMON:
            continue
        if any(normal(form) in normal(context.text) for form in forms):
            return True  # PPO stands for one thing there; in reinforcement learning it is …
        if strong:
            continue
        if len(name) <= 3 or entity["elsewhere"] or entity["only_with"]:
            return not _supported(context, mention.entity)
        others = any(m.entity not in (-1, mention.entity) for m in context.mentions)
        around = context.folded[:start] + context.folded[end:] + context.above.text
        return not (others or _FIELD.search(around))
    return False


def _supported(context: Context, entity: int) -> bool:
    register = context.register
    for index in register.facts_of(entity, "member"):
        for value in register.facts[index]["is"]:
            if fold(value) in context.folded:
                return True
    return False
