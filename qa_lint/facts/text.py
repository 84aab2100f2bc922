"""Sentences, clauses and polarity in Chinese and English text. Offsets are in code points."""

from __future__ import annotations

import re

from .words import Ending

#: Both begin with a set of characters, which is sought fast; what was found is told by looking back.
_SENTENCE_END = re.compile(
    r"[。！？!?；;.\n](?:(?<=\n)|(?<=\.)(?=\s|$)(?<![A-Z]\.)(?<!et al\.)(?<!e\.g\.)(?<![iI]\.[eE]\.)(?<!vs\.)(?<!Fig\.)(?<!Sec\.)"
    r"|(?<![.\n])[。！？!?；;]*[”’\"')）]*)"
)
_BULLET = re.compile(
    r"\s*(?:[|●○•·▪■◆\-*+–—]|[(（]?\d{1,2}(?:\.\d+)*[)）.、．]|[(（][一二三四五六七八九十]+[)）]|[①-⑳])"
)
_CLAUSE_END = re.compile(
    r"[,，：:—（()）\s](?:(?<=[,，])(?!\d{3}\b)|(?<=[：:])(?!//)|(?<=—)—?|(?<=[（()）])|(?<=\s)[-–]\s)"
)
_DATE = re.compile(
    r"\s*(?:(?:早在|而?在|于|到|自|从|而)\s*|(?:In|On|in|on)\s+)?(?:[A-Z][a-z]+ )?(?:19|20)\d\d[\s\d年月日初末底]*$"
)

_QUESTION = re.compile(
    r"[?？]|到底.{1,24}还是|究竟.{1,24}还是|吗[。\s]*$|呢[。\s]*$|是否|有没有|是不是|能否|为什么|为何|如何|怎么|怎样|哪些|哪个|哪种|哪家|"
    r"哪一年|哪年|几层|(?<!无论)(?<!不管)什么|(?<![出忘留弃入制定除])多少(?!年)|谁提出"
)
_QUESTION_EN = re.compile(
    r"^\W*(?:\d+[.、]\s*)?(?:what|why|how|which|who|when|where|is|are|does|do|did|can|could|was|were|explain|describe)\b"
    r".*\?|\bwhether\b",
    re.IGNORECASE | re.DOTALL,
)
#: 判断 token 是否被替换, 决定丢弃什么: what is asked there is no question to the reader.
_EMBEDDED = re.compile(
    r"(?:决定|控制|判断|判别|判定|预测|区分|检测|识别|选择|选出|挑选|指定|确定|告诉|知道|衡量|检查|学会)[^，,。；;？?]{0,16}?(?:是否|是不是|哪些|什么|哪个|哪种|如何|怎样|多少)|"
    r"\b(?:predict|tell|classif|detect|decid|judg|guess|determin|check|distinguish)(?:s|es|ies|ing|ed|y|e)?\b[^.,;?]{0,30}?\bwhether\b",
    re.IGNORECASE,
)
#: Concludes that the data should grow: what a work says, not what somebody may do.
_CONCLUDED = re.compile(
    r"(\b(?:conclud|show|found|find|argu|claim|demonstrat|recommend|suggest)\w* (?:that )?[^.;?]{0,60}?)\bshould\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"如果|(?<![倘一])若(?!干)|假如|假设(?!性|文档|检验)|假使|倘若|(?<![主重需首])要是|可以考虑|可考虑|(?<!区域)(?<!候选)建议(?!网络|框|区域|层)|计划(?:在|用|于|未来|今后|对|将|把)|打算|未来(?!的? ?(?:位置|token|词|信息|单词|内容|时刻|帧|标记))|将来|或许|也许|无论|不论|不管|(?<!尽)可能|"
    r"(?:^|[，,])(?:要|想要?|若要|如需)(?!求|点|素|么|是)[^，,。]{1,12}(?:得|需|就|可以|另)|只有[^。；;]{1,24}才|将会|即将|想象|设想|不妨|希望|尝试用|能不能|除非|^\W*(?:但|而|不过)?(?:即使|即便)|(?:即使|即便)[把将换改]|"
    r"\b(?:(?<!even )if|suppose|supposing|might|may|maybe|perhaps|could|would|should|consider|plans? to|planning to|"
    r"imagine|(?-i:hypothetical(?:ly)?)(?! document)|in the future|unless|possibly|what if|one option|we can try)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^\W*(?:\d+[.)、．]\s*)?认为|误以为|误认为|误写|误称|误解|误传|误记|误区|误把|误将|误当|错误地|错误的(?:说法|是|认为|观点|理解)|常见错误|常见的错误|"
    r"错误说法|错误：|错误:|有人(?:说|认为|以为)|有些人|很多人|不少人|人们常|常被(?:误|错|当)|常(?:误|错)|容易混淆|混淆|"
    r"谣传|传言|据传|网传|写错|(?<![再并改会先])写成(?! ?(?:token|文本|文字|自然语言|字符串|句子|标准|词|代码|公式|如下|下式|矩阵|向量|一[个串段]))|说成|当成|记成|搞错|弄错|纠正|更正|勘误|应为|应该是|应当是|不正确|不准确|不对(?=\s*(?:$|[，,。；;！!？?）)”]|的(?!齐)|吧|了))|"
    r"口误|笔误|(?:说|讲|记|弄|写|搞|背)反了?(?![映应复])|有(?:个|位|的|些)?(?:同学|网友|朋友|同事|博主)[^，。；]{0,4}(?:说|称|写|认为|以为|觉得)|讹传|张冠李戴|(?:不少|很多|许多|一些|有些|有的|部分|网上|某些)[^，。；]{0,6}(?:文章|博客|教程|资料|笔记|帖子|答案|回答|同学|候选人|读者)"
    r"[^，。；]{0,4}(?:说|称|写|认为|以为|提到|把)|"
    r"是错的|是错误|并不成立|不成立|不属实|这种说法|(?<!报告)(?<!论文)(?<!原文)(?<!作者)(?<!官方)的说法|反例|"
    r"\b(?:mistaken(?:ly)?|(?:common |frequent |usual |popular |widespread |typical |easy |classic |an? )(?:mistake|error|fallacy|confusion|slip|blunder|trap|pitfall|misreading|mix-up)|misconception|myth|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|"
    r"confus\w+|it is false|is false|not true|untrue|"
    r"(?:some|many|several|most|older|a few) (?:\w+ )?(?:people|articles|posts|blogs|tutorials|sources|sites|answers|candidates|students|notes|slides) "
    r"(?:still |often )*(?:say|claim|think|believe|write|state|assert|repeat)|"
    r"often (?:said|misquoted|cited as)|people (?:think|say|believe)|misquote\w*|misstate\w*|error:|(?<!bias )(?<!bias-)correction|typo|"
    r"should (?:be|read)|(?:sometimes|often|occasionally) (?:called|written|claimed|listed|described|presented|quoted))\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"不(?!仅|但|只|同|断|少|止|过|管|论|久|妨|得不|可或缺|一定要)|没(?!收)|未(?!来|见|知|标注|标记|配对|裁剪|压缩|经)|并非|而非|非(?=由|使用|采用|基于|是)|无需|无须|无法|"
    r"(?<!从)无(?!论|监督|标注|标签|条件|偏|限|穷|损|疑|关紧|线|人)|去掉|去除|移除|移去|剔除|砍掉|丢掉|取消|删除|删去|删掉|抛弃|摒弃|放弃|舍弃|丢弃|"
    r"弃用|绕过|绕开|跳过|规避|免去|免除|舍去|拒绝|避免|摆脱|代替了?|替代了?|取代了?|替换了?|替换掉|换掉|区别于|有别于|不同于|禁止|省去|省略|缺少|缺乏|拿掉|"
    r"\b(?:not|never|no|none|nor|neither|without|cannot|instead of|rather than|avoids?|avoiding|"
    r"removes?|removed|removing|drops?|dropped|dropping|discards?|discarded|abandon(?:s|ed)?|eliminates?|"
    r"eliminat(?:ed|ing)|replaces|replaced(?! tokens?\b)|replacing|lacks?|omits?|omitted|unlike|excludes?|excluding|"
    r"far from|bypass(?:es|ed|ing)?|skips?|skipped|skipping|sidesteps?|forgoes?|free of|in place of|gets? rid of|does away with|no longer)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Directly before a word: 非对称, non-causal.
_UN = re.compile(r"(?:[非未]|\bnon-?)$", re.IGNORECASE)
_TURN = re.compile(
    r"而是|而由|却|但是?|乃是|而使用|而采用|改用|改为|换成|因为|由于|\bbecause\b|\bbut\b|\bby (?=\w+ing)|\brather,|"
    r"\band (?:then |instead |simply |just )?[a-z]+s (?:only |solely |its |the |an? |with |on |by |in |from |to |every |each |all |both )",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^(?! ?(?:并且?|而且|且|同时))(?:.{0,8}| (?:or|and) [\w-]{3,20} )(?:(?:直接|完全|彻底)?(?:放弃|移除|去掉|取消|删除|抛弃|摒弃|舍弃|替换[为成])(?:了|$|[，,。])|(?<!而)不是|(?<!而)并非|不属于|不成立|不存在|是错|被(?:移除|去掉|取消|删除|替换|取代|放弃|抛弃|弃用|省略|舍弃|证明无)|"
    r"换成|替换[为成]|改成|改为|不再|未被|没有被|无效|不需要|不必要|都不|均不|也不|并不|没有|"
    r"(?:is|are|was|were) (?:not|never|removed|dropped|replaced|unnecessary|discarded|abandoned|avoided)|"
    r"(?:isn|aren|wasn|weren|doesn)['’]t)",
    re.IGNORECASE,
)
_COMPARE_BEFORE = Ending(
    r"(?:与|和|跟|同|较|较之|相较于|相较|相比于|相比|比起|对比|对照|比|不同于|区别于|有别于|优于|好于|超过|超越|胜过|类似于|类似|"
    r"不像|不如|对齐|(?<=[，,。；;与和合的])类|不及|逊于|落后于|对标|媲美|比肩|赶超|接近|等于|(?<![图影摄录成肖])像|如同|正如|继|替代|取代|代替|than|unlike|like|different(?:ly)? from|differs? from|versus|vs\.?|compared (?:to|with)|relative to|"
    r"similar to|similarly to|contrast to|contrast with|outperforms?|exceeds?|beats?|surpass(?:es)?|over|(?:half|twice|double|triple|(?:a|one) (?:third|quarter|half|tenth|fraction)|times)(?: of| the size of| that of| as (?:many|large|much) as)?|as (?:in|with|large as))"
    r"了? ?(?:早期的?|之前的?|原始的?|传统的?|经典的?|标准的?|the|original|the original|earlier|standard)?\s*$",
    re.IGNORECASE,
)
_COMPARE_PAIR = re.compile(r"(?:与|和|跟|同|较)\s*$")
_COMPARE_AFTER = re.compile(
    r"^[^，,。；]{0,10}?(?:[，,]? ?相?对应|不同|相比|类似|一样|相似|相同|一致|对比|相反|有所区别|区别|之间|比较|差异|相当|媲美|持平|齐名|规模相当)"
)


_CAPTION = re.compile(
    r"\s*[（(]?(?:图|表|figure|fig\.?|table) ?\d{1,3}(?:[.\-–]\d{1,3})*(?!\d)", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"是|为|有|由|使用|采用|基于|包含|\b(?:is|are|was|has|uses?|used|consists|contains)\b",
    re.IGNORECASE,
)


class Sentence:
    """[start, end) of a sentence in `text`; `clauses` are the places of its clauses."""

    __slots__ = ("_clauses", "_text", "end", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._clauses: list[tuple[int, int]] | None = None
        self.start = start
        self.end = end

    @property
    def clauses(self) -> list[tuple[int, int]]:
        """Half-open ranges in order; a comma after a year does not end a clause."""
        if self._clauses is None:
            self._clauses = _clauses(self._text, self.start, self.end)
        return self._clauses


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.group() in "，," and _DATE.match(text[at : match.start()]):
            continue
        if match.end() > at:
            found.append((at, match.end()))
        at = match.end()
    if at < end:
        found.append((at, end))
    return found


def _soft_break(text: str, at: int, start: int) -> bool:
    """Whether the line break at `at` only wraps a line, inside a sentence begun at `start`."""
    before = text[start:at].rstrip()
    if (
        not before
        or before[-1] in "：:"
        or _BULLET.match(text, at + 1)
        or text[at + 1 : at + 2] == "\n"
    ):
        return False
    if before[-1] in "，,、" or text[at + 1 : at + 2].islower():
        return True
    last_line = before.rpartition("\n")[2]
    return len(last_line) >= 25


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order, without empty ones."""
    found: list[Sentence] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "\n" and _soft_break(text, match.start(), start):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    if end - start >= 2 and not text[start:end].isspace():
        found.append(Sentence(text, start, end))


def is_caption(sentence: str) -> bool:
    """Whether a sentence only names a figure or a table: 图 3 离散提示与 P-Tuning 对比."""
    return bool(_CAPTION.match(sentence)) and not _PREDICATE.search(sentence)


def is_question(sentence: str) -> bool:
    """Whether a sentence asks instead of stating."""
    if not (_QUESTION.search(sentence) or _QUESTION_EN.search(sentence)):
        return False
    direct = _EMBEDDED.sub("", sentence)
    return bool(_QUESTION.search(direct) or _QUESTION_EN.search(direct))


def is_unreal(sentence: str) -> bool:
    """Whether a sentence speaks of conditions, plans or guesses."""
    if _UNREAL.search(sentence) is None:
        return False
    return bool(_UNREAL.search(_CONCLUDED.sub(r"\1", sentence)))


def is_reported(sentence: str) -> bool:
    """Whether a sentence tells of a mistake instead of making it."""
    return bool(_REPORTED.search(sentence))


def is_negated(
    text: str, clause_start: int, start: int, end: int, clause_end: int, own: bool = True
) -> bool:
    """Whether what stands at [start, end) is denied in its clause; `own`: by its first word too."""
    last = None
    for match in _NEGATION.finditer(text, clause_start, start):
        last = match
    if last is not None and not _TURN.search(text, last.end(), start):
        return True
    if (own and _NEGATION.match(text, start)) or _UN.search(text, clause_start, start):
        return True
    return bool(_DENIED_AFTER.match(text[end:clause_end]))


def is_denial(text: str, start: int, end: int) -> bool:
    """Whether [start, end) itself says no."""
    return _NEGATION.search(text, start, end) is not None


def is_compared(text: str, clause_start: int, start: int, end: int, clause_end: int) -> bool:
    """Whether what stands at [start, end) is only what something else is compared with."""
    left = max(clause_start, start - 28)
    if _COMPARE_BEFORE.search(text, left, start) is None:
        return False
    if _COMPARE_PAIR.search(text, left, start):
        return bool(_COMPARE_AFTER.match(text[end:clause_end]))
    return True
