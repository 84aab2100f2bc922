"""Whether a sentence states a claim of its own subject, so that a reader takes it for a statement.

Notes name a model in passing much more often than they state something of it. What is flagged is
what the notes themselves say of what their sentence is about: the sentence opens with the name, or
it points back (它, 该模型) to one that does, and nothing around the claim takes it back.
"""

from __future__ import annotations

import re

from .context import Context, Subject
from .openings import NAMES_ABOVE, OF_TWO, REFERS
from .text import Sentence
from .wordings import LINK

#: 首先，, 2018 年，, 与 BERT 相比，: what only leads over to the subject, or is compared with it.
_LEADS_OVER = re.compile(
    r"\s*(?:"
    r"(?:首先|其次|再次|最后|此外|另外|同时|例如|比如|因此|所以|于是|然而|不过|但是?|而且?|并且|事实上|实际上|相反|相比之下|其中|因为|由于|其实|总之|"
    r"具体来说|具体而言|简单来说|简单地说|总的来说|换句话说|也就是说|目前|如今|后来|随后|我们知道|众所周知|值得注意的是|需要注意的是|注意|说白了|"
    r"in \d{4}|however|moreover|also|first|second|third|finally|in fact|note that|recall that|meanwhile|by contrast|in contrast|today|but|and|so|yet|since|because) ?[，,：: ]?|"
    r"\d{4} ?年(?:\d{1,2} ?月)?[，,]? ?|"
    r"(?:与|和|跟|同|较之?|相比于?|相较于?|比起|不同于|区别于|有别于|不像|类似于?|如同|继)[^，,。；;]{1,40}[，,]|"
    r"(?:unlike|like|compared|as opposed|similar|relative)(?![a-z])[^,.;]{1,60},"
    r")\s*"
)
_LABEL = re.compile(r"[^，,。；;：:\n]{1,24}[：:](?!//)")
_MARKS = re.compile(r"(?:[\W_]|\d+(?!\d| ?年))+")
#: What may stand right before the name: 在, 原始的, Lester 等人的, OpenAI 在, the encoder of.
_BEFORE_NAME = re.compile(
    r"(?:在|对于|关于|按|就|想用|自|从|训练|微调|说到|提到|谈到|说起|大家常说的|我们常说的|我认为|我觉得|个人认为)? ?"
    r"(?:(?:[a-z][a-z &]{1,20}|谷歌|微软|脸书|百度|阿里|腾讯|智谱|清华|斯坦福|[一-鿿]{2,3}(?=等人)) ?(?:等人)?(?:的|在|于|提出的|发布的|推出的|开源的) ?)?"
    r"(?:(?:原始|原版|原本|最初|最早|早期|经典|标准|传统|普通|典型|基础|整个|完整|初版|第[一二三四五]代|同样|像|所谓|通义千问|模型|算法|方法|论文|技术|结构)的? ?)*"
    r"(?:[一-鿿]{2,6}[（(])?"
)
_BEFORE_NAME_EN = re.compile(r"(?!(?!during)[a-z]+ing )(?:[a-z]+(?:['’]s|-style)? ){0,5}")
_LAST_EN = re.compile(
    r"(?:^|(?<![a-z]))(?:the|an?|of|in|for|with|all|most|both|every|each|during|original|first|standard|vanilla|early|later|base|classic|[a-z]+(?:['’]s|-style)) $"
)
#: 根据输入，模型…: what a sentence begins with before it says that it speaks of the model.
_GIVEN = re.compile(
    r"(?:根据|按照|依据|通过|基于|在|利用|为了|由于|given|based on|in|by)[^，,。；;]{1,24}[，,]"
)
#: What is taken back: 与其…, 而不是先…，然后…, 没有 X，就无法….
_BY = re.compile(r"[\W_]*(?:是?由|来自|出自|(?:proposed|released|developed) by) ?")
#: Under a heading these may mean any.
_BARE = ("模型", "方法", "作者")
_RATHER = re.compile(r"(?:与其|若非|要不是|如果没有|假如没有)")
#: 省掉了单独训练价值网络; 判别器不稳时的替代
_SPARED = re.compile(r"(?:减少|省去|省掉|省下|免去|免除|节省|少)了?(?:单独|额外|专门|重复)?的?$")
_IN_CASE = re.compile(r"[^，,。；;]{0,6}时的")
#: 作者发现，减去均值意义不大: what was found of it, not what is done.
_FOUND = re.compile(r"(?:发现|认为|观察到|注意到)[，,] ?$")
_NEEDLESS = re.compile(
    r"[^，,。；;]{0,16}(?:意义不大|没有意义|不必要|没有必要|并不必要|并不重要|不重要|作用不大|冗余|多余|可有可无)"
)
_ONCE = re.compile("原本|原先|本来")
_NOT_FIRST = re.compile(r"而不是|而非|无需|不用|不必|不再|instead of|rather than")
_THEN = re.compile(r"\s*(?:然后|再|接着|之后|随后|并(?:再)?|来|and then|then)")
_WITHOUT = re.compile(r"没有?|无|去掉|缺少|缺乏|不用|离开|without|no ")
_FAILS = re.compile(
    r"[^，,。；;]{0,16}[，,][^，,。；;]{0,16}(?:就|便|则|将|会|都)?(?:无法|不能|难以|没法|不可能|不会|失效|崩溃|退化)"
)
#: 从 A 变成, 将 A 推广到: what was there before.
_TURNS = re.compile(r"[从由将把][^，,。；;]{0,16}$")
_TURNED = re.compile(
    r"[^，,。；;]{0,24}?(?:变成|变为|转[为成向]|转变|转换|转化|换[为成]|改[为成]|升级|推广|扩展|泛化|延伸|演变|演进)"
)
_SINCE = re.compile(r"从[^，,。；;]{0,16}$")
_UNTIL = re.compile(r"[^，,。；;]{0,8}到(?!达|底|目)")
_COMPARES = re.compile(r"[与和跟][^，,。；;]{1,20}(?:类似|相似|相比|相近|一样)")
#: CNN 中常用 BatchNorm: another name begins the clause.
_OTHER_FIRST = re.compile(
    r"\s*(?:而|但)?[A-Z][A-Za-z0-9-]+ ?(?:[中里]|则|等|模型[中里则]|网络[中里则])"
)
#: 通过这种图结构，思维树…: what the subject that follows does it with.
_THROUGH = re.compile(r"[\W_]*(?:通过|使用|采用|利用|凭借|借助)(?:这种|这一|了)? ?")
_TAKES = re.compile("[将把对从让]|支持|接受|覆盖|处理|包含|融合|输入")
_PAIR = re.compile("[与和跟]")
_ALIKE = re.compile(r"[^，,。；;]{0,40}(?:类似|相似|相像)")
#: 基于 X 的 Y 基础上: what something starts from.
_ON_BASIS = re.compile(r"[^，,。；;]{0,8}(?:基础|框架)(?:之)?上")
#: DiT 和 U-Net: the wording is only a second name.
_JOINT = re.compile(r" ?(?:和|与|或|及|以及|跟|/|\+|、|and|or)? ?")
_AFTER_COMPARES = re.compile(r" ?(?:类似|相似|相近|一样|风格的)")
#: 零额外延迟: none.
_ZERO = re.compile(r"(?:零|零额外|最小化?|最少|最低)的? ?$")
_LEAST = re.compile(
    r" ?(?:最小|最少|最低|极小|极少|很小|很少|可忽略|可以忽略|几乎为零|为零|为 ?0|趋近于?零)"
)
_OPEN_QUOTES = re.compile("[“「『《]")
_CLOSE_QUOTES = re.compile("[”」』》]")
#: A list of references: Dettmers, T. (2023). QLoRA: Efficient Finetuning of ….
_REFERENCE = re.compile(r"\(\d{4}[a-z]?\)\. ?$|et al\.?,? ?[(,]? ?\d{4}|[A-Z][a-z]+, [A-Z]\.,")
#: LoRA: Hu et al. 2022 — …
_CITED = re.compile(r"[^。；;]{1,30}[：:] ?[A-Z][A-Za-z-]+ et al")
#: 常见误区: what stands below is said to be wrong.
_MYTHS = re.compile(
    r"误区|误解|误判|误认|迷思|常见错误|错误(?:说法|认识|理解|观念)|纠正|纠错|谣言|辟谣|(?<![a-z])(?:myth|misconception|pitfall|mistake)s?(?![a-z])",
    re.IGNORECASE,
)


#: How many characters may stand between a name and what is said of it.
_FAR = 60
_FAR_LATIN = 90
#: How long a block is that states one thing.
_SHORT = 130
_SHORT_LATIN = 260
#: How far behind its name a claim may stand in longer text.
_NEAR = 24
_NEAR_LATIN = 60
#: OpenAI 提出的 CLIP, Google released BERT.
_MADE = re.compile(
    r" ?(?:的|['’]s) ?|"
    r"[^，,。；;：:将把用在]{0,12}(?:提出|发布|推出|开源|研发|开发|发明|设计|打造|出品)[^，,。；;：:将把用在]{0,8}|"
    r"[^,.;:]{0,20}(?:propos|introduc|releas|develop|invent|publish|present|creat|built|open-sourc|design)[a-z]* (?:[a-z]+ ){0,3}"
)
#: BERT 预训练、span corruption: entries of a list; VAE 损失 + 对抗损失: of a sum.
_LISTED = re.compile(
    r" ?(?:预训练|训练|微调|模型|分词|系列|网络|架构|算法|编码器|解码器|任务|论文)?、(?! ?[a-z])|"
    r" ?(?:预训练|训练|微调)(?:和|与|以?及)|"
    r"(?=[^，,。；;]{0,80}[^，,。；;a-z] ?[+＋] )(?=[^，,。；;是]*$)|"
    r" ?(?:预训练|训练|微调|模型|分词|系列|网络|架构|算法|编码器|解码器|任务|论文)、"
)
_VARIANT = re.compile(
    r" ?的(?:一[个种])?(?:[一-鿿]{2,4})?(?:变体|变种|版本|扩展版?|替代品?|平替|前身|后继|继任者|竞品|复现|实现)"
)
#: R-CNN 系列演进：: the topic of what follows, which is not said of the name.
_TOPIC = re.compile(
    r"[^，,。；;：:]{0,12}[一-鿿][^，,。；;：:]{0,12}[：:]|[^，,。；;：:]{1,12}[：:]"
)
_ITS_LABEL = re.compile(
    r" ?(?:[（(][^（）()]*[）)])?(?:模型|算法|网络|方法)?(?:的)?(?:主要|核心|基本|关键|总体|整体|训练|具体|优化|显著)?的?"
    r"(?:思想|思路|原理|特点|方法|结构|架构|目标|做法|机制|优点|优势|缺点|流程|过程|创新点?|贡献|公式|定义|策略|方式|训练|预训练|本质|是|有|如下|简介|介绍|概述)?[：:]"
)


def is_plain(context: Context, subject: Subject, start: int, end: int, relation: bool) -> bool:
    """Whether the claim at [start, end) is stated of what its sentence is about.

    A `relation` is told by words with gaps between them, so it must be the whole statement.
    """
    sentence = context.sentence_at(start)
    if sentence is None or any(_MYTHS.search(heading) for heading in context.block.headings[-2:]):
        return False
    if _is_taken_back(context, sentence, start, end) or _is_turned(context, sentence, start, end):
        return False
    if _is_reference(context, sentence):
        return False
    if not _is_statement(context, sentence, subject, start, relation):
        return False
    if _is_far(context, sentence, subject, start):
        return False
    if subject.how in ("clause", "sentence"):
        return _opens_with(context, sentence, subject, start, end)
    if not _points_back(context, sentence, end, subject.how):
        return subject.how != "before" and (
            _BY.fullmatch(context.folded, sentence.start, start) is not None
        )
    if subject.how != "before":
        return True
    return any(
        before.end <= sentence.start
        and any(m.entity == subject.entity for m in context.inside(before.start, before.end))
        and _opens_with(context, before, subject, before.end, before.end)
        for before in context.sentences
    )


def _is_statement(
    context: Context, sentence: Sentence, subject: Subject, start: int, relation: bool
) -> bool:
    """Whether a claim is a short statement of its own, or in longer text close to its name."""
    words = context.text.strip()
    chinese = max(words, default="") >= "一"
    if len(words) <= (_SHORT if chinese else _SHORT_LATIN):
        return True
    if relation:
        return False
    own = [m.end for m in context.inside(sentence.start, start) if m.entity == subject.entity]
    return not own or start - own[-1] <= (_NEAR if chinese else _NEAR_LATIN)


def _is_far(context: Context, sentence: Sentence, subject: Subject, start: int) -> bool:
    """Whether a claim stands too far behind the name, or another name stands between them."""
    first, _ = context.sentence_clause(start)
    if subject.how == "sentence" and any(
        m.entity != subject.entity for m in context.inside(first, min(start, first + 16))
    ):
        return True
    if subject.how == "sentence" and _OTHER_FIRST.match(context.text, first, start):
        return True
    own = [m.end for m in context.inside(sentence.start, start) if m.entity == subject.entity]
    if not own:
        return False
    gap = context.folded[own[-1] : start]
    named = any(m.start == start for m in context.mentions)
    if gap.rstrip().endswith("、") and not (LINK.search(gap) or _TAKES.search(gap)):
        return True
    if gap.strip() and not named and _JOINT.fullmatch(gap):
        return True
    words = context.text[own[-1] : start]
    return len(words) > (_FAR if max(words, default="") >= "一" else _FAR_LATIN)


def _is_taken_back(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words around a claim take it back: 零延迟, 没有 X，就无法…."""
    folded = context.folded
    words = folded[start:end]
    before = folded[sentence.start : start]
    if (
        _ONCE.search(before)
        or _SPARED.search(before[-12:])
        or _FOUND.search(before)
        or _IN_CASE.match(folded, end)
        or _NEEDLESS.match(folded, end)
        or _RATHER.search(before)
        or _ZERO.search(before[-8:])
        or _LEAST.match(folded, end)
    ):
        return True
    if _WITHOUT.match(words) and _FAILS.match(folded, end, sentence.end):
        return True
    if len(_OPEN_QUOTES.findall(words)) != len(_CLOSE_QUOTES.findall(words)):
        return True
    first, _ = context.sentence_clause(start)
    return bool(_THEN.match(folded, first) and _NOT_FIRST.search(folded, sentence.start, first))


def _is_turned(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a claim is only what something was before, or is likened to."""
    folded = context.folded
    if _PAIR.search(folded, start, end) and _ALIKE.match(folded, end):
        return True
    if folded[:start].endswith("在") and _ON_BASIS.match(folded, end):
        return True
    if _COMPARES.search(folded, start, end) or _AFTER_COMPARES.match(folded, end):
        return True
    first, last = context.sentence_clause(start)
    lead = folded[max(first, start - 20) : start] + folded[start : min(end, start + 12)]
    if _SINCE.search(lead) and _UNTIL.match(folded, end, last):
        return True
    return bool(_TURNS.search(lead) and _TURNED.match(folded, end, last))


def _is_reference(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence is the title of a reference."""
    line = context.text.rfind("\n", 0, sentence.start) + 1
    if _CITED.match(context.text, sentence.start, sentence.end):
        return True
    return _REFERENCE.search(context.text, line, sentence.end) is not None and (
        max(context.text[sentence.start : sentence.end], default="") < "一"
    )


def _points_back(context: Context, sentence: Sentence, start: int, how: str) -> bool:
    """Whether a sentence says early that it goes on about the model."""
    words = context.text[sentence.start : start]
    back = REFERS.search(words) or NAMES_ABOVE.search(words)
    if back is None or (how == "heading" and back[0].lstrip("，,。；;：:、 ") in _BARE):
        return False
    ahead = _GIVEN.sub("", _bare(words[: back.start()].lower()) + "，").rstrip("，,")
    return not any(mark in ahead for mark in "，,。；;：:") and len(ahead) <= 12


def _opens_with(
    context: Context, sentence: Sentence, subject: Subject, start: int, end: int
) -> bool:
    """Whether the name of an entity is what a sentence, or its clause behind a colon, begins with."""
    own = [
        m
        for m in context.inside(sentence.start, sentence.end)
        if m.entity == subject.entity and m.role != "neighbour"
    ]
    if not own:
        if OF_TWO.match(context.text, sentence.start):
            return True
        return subject.how != "sentence" and _is_opening(context, sentence, start)
    if own[0].start >= end:
        if _THROUGH.fullmatch(context.folded, sentence.start, start):
            return not context.folded[end : own[0].start].strip("，, ")
        return _is_opening(context, sentence, start) and _is_maker(context, end, own[0].start)
    first, _ = context.sentence_clause(start)
    later = [m for m in own if first <= m.start < end] if subject.how == "clause" else []
    for name in (own[0], *later[:1]):
        if _is_opening(context, sentence, name.start) and not _is_topic(
            context.folded[name.end : max(name.end, start)]
        ):
            return True
    return False


def _is_opening(context: Context, sentence: Sentence, at: int) -> bool:
    """Whether a name at an offset is what its sentence, or the part behind a colon, begins with."""
    ahead = context.folded[sentence.start : at]
    if ahead.rstrip(' *“"').endswith(("：", ":")) and len(ahead) <= 60:
        return True
    rest = _bare(ahead)
    if _BEFORE_NAME.fullmatch(rest):
        return True
    words = rest + " "
    return bool(_BEFORE_NAME_EN.fullmatch(words) and _LAST_EN.search(words))


def _is_maker(context: Context, start: int, end: int) -> bool:
    """Whether [start, end), between an organisation and a name, tells who made it: OpenAI 提出的 CLIP."""
    return end - start <= 40 and _MADE.fullmatch(context.folded, start, end) is not None


def _is_topic(words: str) -> bool:
    """Whether the words behind a name make it a topic, an entry of a list or a part of something."""
    return bool(_LISTED.match(words) or _VARIANT.match(words)) or (
        _TOPIC.match(words) is not None and _ITS_LABEL.match(words) is None
    )


def _bare(words: str) -> str:
    """Words of a sentence without marks, a label and what leads over to its subject."""
    for part in (_MARKS, _LABEL, _MARKS, _LEADS_OVER, _LEADS_OVER):
        match = part.match(words)
        words = words[match.end() :] if match else words
    return words.strip()
