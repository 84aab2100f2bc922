"""Whether two questions ask the same, told from their words; no Markdown knowledge."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from ._questions import normalised

_ASKS = re.compile(
    r"[?？]|什么|怎么|怎样|如何|为何|哪些|哪个|哪几|多少|是否|区别"
    r"|^(?:请|试|简述|简要|比较|解释|描述|说明|分析|谈谈|介绍)"
    r"|^(?:what|why|how|when|which|who|explain|describe|compare)\b",
    re.IGNORECASE,
)
_SYNONYMS = {
    word: same
    for same, words in {
        "如何": "怎么样|怎样|怎么|咋样|咋",
        "为什么": "为何|为啥",
        "什么": "啥|哪些",
        "和": "以及|与|及|跟",
        "用": "使用|利用|采用|运用",
        "区别": "不同之处|不同点|不同|差异|差别",
    }.items()
    for word in words.split("|")
}
_SYNONYM = re.compile("|".join(sorted(_SYNONYMS, key=len, reverse=True)))
#: What may be in one question and not in the other without changing what is asked. To look first
#: whether any of it can begin with a character at all is faster; so below.
_FILLER = re.compile(
    r"(?=[请一吗呢的了简主详具分之试解描说阐谈讲介是什有怎意含它在中机问基工模算方技框架wpediatom\s])(?:"
    r"请你?|一下|吗|呢|的|了|简要|简单|主要|详细|具体|分别|之间|试着|解释|描述|说明|简述|阐述"
    r"|谈谈|说说|讲讲|介绍|是什么样?|是如何(?=的?[?。]?$)|(?<!为)什么是|(?<!为)有什么|是怎么|(?<!为)什么(?=意思|含义)"
    r"|意思|含义|它的|在|中(?![文国英心间值])|机制|(?<!什么)(?<!的)(?<!基本)问题|基本(?!问题)|工作(?=原理)"
    r"|(?<=[a-z0-9])\s*(?:模型|算法|方法|技术|框架|架构)"
    r"|\b(?:what(?:'s| is| are| does| do)?|please|explain|describe|is|are|the|an?|of|mean)\b)"
)
#: A question made of these alone gets its subject from the headings around it.
_NO_SUBJECT = re.compile(
    r"(?=[面以下接什何不未今之然那它我你您他她咱该这解办方处实步场情选发变回有是会做去哪新要需可应能还工运开结原问性衡代输意好优缺作特如为用和在中里多a-z])(?:"
    r"面试|以下|下面|接下来|什么时候|何时|不|下一步|未来|今后|之后|然后|那么|[它我你您他她咱]们?"
    r"|该|这[里个些份]?|那[里个些]?|解决|办法|方法|方案|处理|实现|步骤|场景|情况|选择|发生|变化|回答|有|是|会|做|去|哪里|哪|新|要|需要|可以|应该|能|还|工作"
    r"|运行|开始|结果|原因|问题|性能|衡量|代码|输出|输入|意义|好处|优点|缺点|作用|特点|如何|为什么|什么|用|和|在|中|里|多少"
    r"|\b(?:what|why|how|when|where|which|who|next|codes?|outputs?|prints?|snippets?|below|above|following|given|live|to|help|is|are|it|works?|does|do|the|i|we|you|this|that"
    r"|for|else|us(?:e|es|ed|ing)|questions?|answers?|examples?|looking|something|will|need|require|tutorial|involved|group|an?|of|and|in|on)\b)"
)
_WORD = re.compile(r"[a-z0-9][a-z0-9.+#-]*")
_STOP_WORDS = frozenset(
    re.findall(r"\w+", "what is are the a an of please explain describe does do in to and mean s")
)
#: A short question about it or us gets its subject from elsewhere as well.
_PRONOUN = re.compile(r"[它我你您他她咱]|这|该")
_MIN_PRONOUN_LENGTH = 14
#: A statement about its author, not a question.
_OWN = re.compile(r"(?:how|what|why|where|when) (?:i|we)\b")
#: Parts, methods and signs tell questions apart that have the same words.
_ORDINAL = re.compile(
    r"[(\[【]\s*([一二三四五六七八九十上中下\d]+)\s*[)\]】]|第([一二三四五六七八九十\d]+)"
    r"|(?:方法|方案|步骤|示例|案例)([一二三四五六七八九十])|([=&|<>^~@$%*]+|!=+)"
)
#: With one of these the order of the words decides what is asked.
_DIRECTED = re.compile(r"到|转|成|比|于|从|对|给|被|把|向|变|代替|取代|依赖")
_COMPARES = re.compile(r"区别|比较|对比|异同|联系")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MIN_LENGTH = 6
_MIN_TYPO_LENGTH = 14


class Wording(NamedTuple):
    """A question's words: `bare` is what carries the meaning."""

    bare: str
    terms: frozenset[str]
    ordered: bool

    @property
    def bag(self) -> str:
        """The characters of `bare` regardless of their order."""
        return "".join(sorted(self.bare))


def wording(text: str, asks: bool) -> Wording | None:
    """The words of a question without its number; None for what asks nothing by itself.

    `asks` tells that the heading is known to be a question.
    """
    plain = normalised(text)
    if len(plain) < _MIN_LENGTH or not (asks or _ASKS.search(text)):
        return None
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = _SYNONYM.sub(lambda match: _SYNONYMS[match.group()], folded)
    words = frozenset(_WORD.findall(folded)) - _STOP_WORDS
    ordinals = {next(filter(None, groups)) for groups in _ORDINAL.findall(folded)}
    if _OWN.match(folded):
        return None
    if len(plain) < _MIN_PRONOUN_LENGTH and not words and _PRONOUN.search(folded):
        return None
    meant = _FILLER.sub("", folded)
    if len(normalised(_NO_SUBJECT.sub("", meant))) < 2:
        return None
    bare = normalised(meant)
    ordered = not _HAN.search(bare) or (bool(_DIRECTED.search(bare)) and not _COMPARES.search(bare))
    return Wording(bare, words | ordinals, ordered)


def similarity(one: Wording, two: Wording) -> int:
    """The share of equal characters that carry the meaning, in percent."""
    if one.bare == two.bare:
        return 100
    common = sum((Counter(one.bare) & Counter(two.bare)).values())
    return 200 * common // (len(one.bare) + len(two.bare))


def same(one: Wording, two: Wording) -> bool:
    """Whether two wordings are one question; numbers, names and signs must be equal.

    Otherwise they may differ in order and in one Chinese character that sounds alike.
    """
    if one.terms != two.terms:
        return False
    if one.bare == two.bare:
        return True
    if one.bag == two.bag:
        return not (one.ordered or two.ordered)
    return len(one.bare) >= _MIN_TYPO_LENGTH and _typo(one.bare, two.bare)


def _typo(one: str, two: str) -> bool:
    if len(one) != len(two):
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(differing) != 1 or not all(_HAN.match(c) for c in differing[0]):
        return False
    from pypinyin import Style, pinyin

    first, second = (pinyin(c, style=Style.NORMAL, heteronym=True)[0] for c in differing[0])
    return bool(set(first) & set(second))


def keys(words: Wording) -> list[str]:
    """Strings of which two wordings that are `same` have one in common."""
    half = len(words.bare) // 2
    found = ["bag " + words.bag]
    if len(words.bare) >= _MIN_TYPO_LENGTH:
        found.append(f"head {len(words.bare)} {words.bare[:half]}")
        found.append(f"tail {len(words.bare)} {words.bare[half:]}")
    return found
