"""English words that are misspelt: a curated list, then words that nothing else explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from .identifiers import judge, like
from .lexicon import Lexicon, edits1
from .slips import kind, meant_by

#: A word between other Latin letters, digits, hyphens or dots is part of a name or an identifier.
WORD = re.compile(
    r"(?<![A-Za-z0-9_./\\@#$'\u00ad\u00c0-\u024f\u0300-\u036f\ufb00-\ufb06])(?<![A-Z0-9_]-)(?<!\([A-Z]\))"
    r"[A-Za-z]+(?:'[a-z]+)?"
    r"(?![A-Za-z_\\/(\u00ad\u00c0-\u024f\u0300-\u036f\ufb00-\ufb06]|\u2019[a-z]|\d{3}|\d{1,2}[A-Za-z_]|\.[A-Za-z0-9]|-[A-Z0-9])"
)
#: Titles in a list of papers are longer, and are cut off no earlier.
_TITLE, _CUT = 30, 60
_MIN_UNKNOWN, _MAX_UNKNOWN = 4, 24
_SHORTEST_INFLECTED = 7


class Slip(NamedTuple):
    """A misspelt word at [start, end), candidates best first, and why it is thought so.

    `how`: "list", "file" (a word of the file is one edit away: `times` it stands there) or
    "frequency".
    """

    start: int
    end: int
    word: str
    candidates: tuple[str, ...]
    how: str
    times: int = 0


_ACCENTED = re.compile(r"[\u00e0-\u00ff]")
_FOREIGN = frozenset(
    "le la les des une est dans pour que qui avec sur par pas nous vous el los las una del con como"
    " más está um uma não são em ao dos das os para und der das ist nicht mit auf ein eine zu von den"
    " il di che per sono een het voor niet och att som yang dan untuk dengan".split()
)
_ENGLISH = frozenset("the of and to is in for with that this it be are on you we not by".split())


def is_foreign(counts: Mapping[str, int]) -> bool:
    """Whether words, with how often they stand, are of another language in Latin letters."""
    foreign = sum(counts.get(word, 0) for word in _FOREIGN)
    return foreign >= 3 and foreign > sum(counts.get(word, 0) for word in _ENGLISH)


def words(text: str) -> Counter[str]:
    """How often each word stands in a masked text, in lower case."""
    return in_lower_case(Counter(WORD.findall(text)))


def forms(text: str) -> Counter[str]:
    """How often each run of letters stands in a masked text, in its own letter case.

    Runs beside digits or hyphens count too, though they are no `WORD`: to look only for letters
    takes half the time.
    """
    return Counter(_LETTERS.findall(text))


_LETTERS = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def places(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Offsets at which some words stand, be it as parts of others, and the word."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, word
            at = text.find(word, at + len(word))


def in_lower_case(found: Mapping[str, int]) -> Counter[str]:
    """The counts of forms that differ in letter case only, added up."""
    counts: Counter[str] = Counter()
    get = dict.get  # a Counter's own way costs more
    for word, times in zip(map(str.lower, found), found.values(), strict=True):
        counts[word] = get(counts, word, 0) + times
    return counts


def may_be_slip(word: str, known: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> bool:
    """Whether `find` can find anything in this word: False for nearly all words of a text."""
    if not 3 <= len(word) <= 4 * _MAX_UNKNOWN:
        return False
    lower = word.lower()
    if listed(lower, known, lexicon):
        return True
    if word.isupper() or word.islower() or word.istitle():
        fits = _MIN_UNKNOWN <= len(word) <= _MAX_UNKNOWN and "'" not in word
        return fits and not lexicon.has(lower)
    return judge(word, lexicon, known) is not None


_INFLECTIONS = ("s", "d", "ed", "ing", "ly", "er", "ers")


def listed(lower: str, known: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> tuple[str, ...]:
    """What is right for a word of the list, or for an inflection of one; () for no such word."""
    right = known.get(lower, ())
    if right or len(lower) < _SHORTEST_INFLECTED or lexicon.has(lower):
        return right
    for ending in _INFLECTIONS:
        stem = lower.removesuffix(ending)
        for silent in ("", "e") if stem != lower else ():
            meant = known.get(stem + silent, ())
            if len(meant) == 1 and meant[0][-2:] == (stem + silent)[-2:]:
                inflected = meant[0].removesuffix(silent) + ending
                if lexicon.has(inflected):
                    return (inflected,)
    return ()


def find(
    text: str, known: Mapping[str, tuple[str, ...]], lexicon: Lexicon, counts: Mapping[str, int]
) -> Iterator[Slip]:
    """Misspelt words of a masked text; `counts` are the words of the whole file."""
    if not is_foreign_text(text):
        for match in WORD.finditer(text):
            found = guess(match.group(), known, lexicon, counts)
            if found and stands_as_slip(match, found, lexicon):
                yield slip(match, found)


def slip(match: re.Match[str], found: Guess) -> Slip:
    """A guess at the place of a match of `WORD`."""
    start, end = match.start() + found.start, match.start() + found.end
    return Slip(start, end, match.string[start:end], found.candidates, found.how, found.times)


@lru_cache(maxsize=4)
def is_foreign_text(text: str) -> bool:
    """Whether a masked text is in a language with accented letters.

    Kept for a few texts: each of the words in a paragraph asks for the whole paragraph.
    """
    accented = not text.isascii() and _ACCENTED.search(text) is not None
    return accented and is_foreign(words(text))


class Guess(NamedTuple):
    """What the characters [start, end) of a word are a slip of, wherever the word stands.

    `kind` is a key of the tables of `slips`, "" where the reason does not rest on it; `built` tells
    that the word seems to be put together from known ones.
    """

    start: int
    end: int
    candidates: tuple[str, ...]
    how: str
    times: int = 0
    kind: str = ""
    built: bool = False


def guess(
    word: str, known: Mapping[str, tuple[str, ...]], lexicon: Lexicon, counts: Mapping[str, int]
) -> Guess | None:
    """What is wrong with a word of a file with these `counts`."""
    if not 3 <= len(word) <= 4 * _MAX_UNKNOWN:
        return None
    lower = word.lower()
    right = listed(lower, known, lexicon)
    if right:
        own = tuple(_own(candidate, word, lexicon) for candidate in right)
        return Guess(0, len(word), own, "list")
    times = counts.get(lower, 0)
    if word.isupper() or word.islower() or word.istitle():
        fits = _MIN_UNKNOWN <= len(word) <= _MAX_UNKNOWN and "'" not in word and times < 3
        return _unknown(word, lexicon, counts) if fits and not lexicon.has(lower) else None
    found = judge(word, lexicon, known) if times < 3 else None
    if found is None or (found.how != "name" and times > 1):
        return None
    return Guess(found.start, found.end, found.candidates, "frequency", kind="part")


def _unknown(word: str, lexicon: Lexicon, counts: Mapping[str, int]) -> Guess | None:
    lower = word.lower()
    case = "upper" if word.isupper() else "title" if word.istitle() else "lower"
    if lexicon.is_british(lower):
        return None
    if lexicon.is_built(lower):
        # A slip may look like a word put together from others, as `postion` does.
        candidates = meant_by(lower, lexicon, "derived") if case != "upper" else []
        built = True
    else:
        if case != "upper" and (best := _in_file(lower, case, lexicon, counts)):
            return Guess(0, len(word), (_own(best, word, lexicon),), "file", counts[best])
        candidates = meant_by(lower, lexicon, case)
        built = False
        if len(candidates) > 3:
            return None
    if not candidates:
        return None
    own = tuple(_own(candidate, word, lexicon) for candidate in candidates)
    how = kind(lower, candidates[0])
    if case == "title" and how != "swap" and _PINYIN.fullmatch(lower) and not built:
        return None
    return Guess(0, len(word), own, "frequency", 0, how, built)


def stands_as_slip(match: re.Match[str], found: Guess, lexicon: Lexicon) -> bool:
    """Whether what stands around a match of `WORD` in a masked text allows a guess."""
    word = match.group()
    if found.how == "list":
        return True
    if is_among_names(match, lexicon) or _is_of_title(match):
        return False
    if found.kind == "part":
        return True
    title = word.istitle()
    if title and _is_reference(match):
        return False
    if found.built:
        return not (title and _has_surname(match, lexicon))
    if word.islower() and match.string.strip() == word:
        return False  # a list of handles or commands, one an item
    if found.how == "file":
        return True
    if title:
        meant = found.candidates[0].lower()
        certain = found.kind in ("swap", "doubled") and lexicon.is_name(meant)
        if not (certain or meant in lexicon.people) and _has_surname(match, lexicon):
            return False
    # A text that was cut, or 'cause.
    if found.kind == "headless":
        return match.start() > 0 and match.string[match.start() - 1] not in "'’-"
    return found.kind != "clipped" or match.end() < len(match.string)


def _is_of_title(match: re.Match[str]) -> bool:
    """Whether a word names what a title is about, or is where a long one was cut off."""
    text = match.string
    if match.start() == 0:
        named = text.startswith((":", "："), match.end())
        return named or (match.group().islower() and text.isascii() and len(text) > _TITLE)
    return match.end() == len(text) and text.isascii() and len(text) > _CUT


def _in_file(lower: str, case: str, lexicon: Lexicon, counts: Mapping[str, int]) -> str:
    """The word of the file that an unknown word is a slip of, "" for none.

    It stands there several times; when it is itself in no dictionary, often.
    """
    if len(lower) < 6 or (case == "title" and len(lower) < 7):
        return ""
    near = [
        candidate
        for candidate in edits1(lower) & counts.keys()
        if counts[candidate] >= (2 if lexicon.knows(candidate) else 4)
        and candidate[0] == lower[0]
        and kind(lower, candidate)
    ]
    return max(near, key=lambda candidate: (counts[candidate], candidate), default="")


def _own(right: str, word: str, lexicon: Lexicon) -> str:
    """A candidate in lower case as it should stand for `word`: a name in its own letter case."""
    return like(lexicon.names.get(right, right), word)


#: Syllables of Chinese names in pinyin.
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:[aeiouv]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian"
    r"|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve)|a|e|ai|ei|ao|ou|an|en|ang|er){1,2}"
)


#: A list of people or a citation: "A. Krizhevsky, I. Sutskever", "Smith and Jones, 2019", "et al".
_PEOPLE = re.compile(
    r"et al\b|\b[A-Z]\. ?[A-Z]|[A-Z][\w'-]+ [A-Z][\w'.-]+, [A-Z][\w'-]+ [A-Z]|\b(?:19|20)\d\d[).,]"
    r"|\b(?:vol|pp|eds?|Proc|Trans)\.|ISBN|\b[Bb]y [A-Z]|作者|译者|校对|致谢|感谢|贡献者"
)
#: So much of a passage are names when so large a share of its words is in no list.
_LEAST_NAMES, _NAMES_SHARE, _PASSAGE = 6, 0.45, 90


def is_among_names(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether most words around are in no list, as in a list of handles."""
    text = match.string
    around = (
        text[max(0, match.start() - _PASSAGE) : match.start()],
        text[match.end() :][:_PASSAGE],
    )
    words = [word.lower() for part in around for word in _LETTERS.findall(part) if len(word) > 3]
    unknown = sum(not lexicon.has(word) for word in words)
    return unknown >= _LEAST_NAMES and unknown >= _NAMES_SHARE * len(words)


def _is_reference(match: re.Match[str]) -> bool:
    """Whether the word stands among people's names."""
    around = match.string[max(0, match.start() - 60) : match.end() + 60]
    return _PEOPLE.search(around) is not None


def _has_surname(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a capitalised word of no dictionary, or rare, stands beside: a person's name."""
    if _PARTICLE.search(match.string, max(0, match.start() - 30), match.start()):
        return True
    before = _NAME_BEFORE.search(match.string, max(0, match.start() - 30), match.start())
    after = _NAME_AFTER.match(match.string, match.end())
    return any(
        beside is not None
        and lexicon.place(beside.group(1).lower()) > _COMMON
        and not _NO_SURNAME.search(beside.group(1))
        for beside in (before, after)
    )


_PARTICLE = re.compile(r"\b(?:[A-Z]\.|de|van|von|der) $")
_NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
_NAME_AFTER = re.compile(r" ([A-Z][a-z]+)\b")
_NO_SURNAME = re.compile(
    r"(?:ing|ed|tion|ment|al|ive|able|ity|ous|ness|ory|ics?|ary|ance|ence|ism)$"
)
_COMMON = 9_000
