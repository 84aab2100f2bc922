"""Whether a phrase spells out the letters of a name, and whether it is one that is accepted."""

from __future__ import annotations

import re
from functools import lru_cache

CITATION = re.compile(
    r"et al|\b(?:19|20)\d\d\b|arxiv|https?:|\.(?:com|org|net|io|ai|cn)\b|\d+(?:\.\d+)?[BM]\b|[%+=<>@\ufffc]",
    re.IGNORECASE,
)
SMALL = frozenset(
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
#: Words of other languages than English, as in Mezcla de Expertos.
_TRANSLATED = re.compile(
    r"(?<![a-z])(?:de|del|el|la|las|los|en|des|du|le|les|un|une|und|der|die|das|von|para|con|avec|pour|dos|di|à)(?![a-z])|"
    r"(?<![a-z])d['’]",
    re.IGNORECASE,
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


_BRITISH = re.compile(r"is(?=(?:ed?|ing|ation)$)")


def words_of(phrase: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", phrase)


def stem(word: str) -> str:
    word = _BRITISH.sub("iz", word.lower())
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def normal(phrase: str) -> str:
    """A phrase without case, hyphens, spaces, plurals, articles and "and"."""
    words = [stem(w) for w in words_of(phrase)]
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
        if one != other and (shared < 5 or shared < 0.5 * max(len(one), len(other))):
            return False
    return True


def _with_more(said: list[str], form: list[str]) -> bool:
    """Whether a form is said with words more inside, as another method has it: Mixture of LoRA Experts."""
    wanted, words = [stem(w) for w in form], [stem(w) for w in said]
    if len(wanted) < 3 or not 0 < len(words) - len(wanted) <= 2:
        return False
    if words[0] != wanted[0] or words[-1] != wanted[-1]:
        return False
    rest = iter(words)
    return all(word in rest for word in wanted)


def _shortened(said: list[str], form: list[str]) -> bool:
    """Whether the words are the form, with some of them as initials: RL from AI Feedback."""
    at, short = 0, False
    for word in said:
        size = len(word)
        initials = "".join(w[0] for w in form[at : at + size]).upper()
        if size > 1 and word.isupper() and word == initials and form[at].upper() != word:
            at, short = at + size, True
        elif at < len(form) and stem(word) == stem(form[at]):
            at += 1
        else:
            return False
    return short and at == len(form) and len(said) > 1


def is_accepted(phrase: str, forms: list[str]) -> bool:
    wanted = [normal(form) for form in forms]
    stems = [[stem(w) for w in words_of(form)] for form in forms]
    parts = [phrase, *re.split(r"[,，;；:：/]", phrase)]
    for part in parts:
        words = words_of(part)
        while words and words[-1].lower() in _TAIL:
            shorter = normal(" ".join(words))
            if shorter in wanted:
                return True
            words.pop()
        said = normal(" ".join(words))
        if said and said in wanted:
            return True
        head = [stem(w) for w in words]
        if len(head) >= 2 and any(head == form[: len(head)] for form in stems):
            return True
        short = [stem(w) for w in words_of(part)]
        if phrase[:1].islower() and any(
            _alike([w for w in short if w != "and"], form) for form in stems
        ):
            return True
        if any(_shortened(words_of(part), words_of(form)) for form in forms):
            return True
        if len(short) >= 2 and any(short == form[: len(short)] for form in stems):
            return True
    if any(_with_more(words_of(phrase), words_of(form)) for form in forms):
        return True
    said = normal(phrase)
    return any(said.endswith(w) or (said.startswith(w) and len(w) > 12) for w in wanted)


def capitals(name: str) -> str:
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
    words = words_of(phrase)
    content = [w for w in words if w.lower() not in SMALL]
    if len(content) < 2 or len(words) > 16 or CITATION.search(phrase):
        return False
    if _TRANSLATED.search(phrase):
        return False
    if phrase.lower().startswith(name.lower()) and not phrase[len(name) : len(name) + 1].isalpha():
        return False  # CLIP (CLIP-F)
    wanted = capitals(name)
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
    said = {stem(w) for w in content}
    for form in forms:
        inside = [stem(w) for w in words_of(form) if w.lower() not in SMALL]
        known = set(inside)
        ends = (stem(content[0]) == inside[0]) + (stem(content[-1]) == inside[-1])
        if not ends or (ends == 1 and phrase.islower()):
            continue  # Reward Modeling and Reinforcement Learning describes RLHF
        if len(said & known) >= max(2, 0.5 * len(known)) and len(said) <= 2 * len(known):
            return True
    return False
