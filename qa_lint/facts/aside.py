"""Wordings that a clause only talks about: it compares, analyses or lists them."""

from __future__ import annotations

import re

from .context import Context
from .heads import turned_into
from .keys import RELATIONS, Wording
from .mentions import Mention
from .text import is_denial
from .wordings import PHRASES, Said

_ABOUT = re.compile(
    r"(?:针对|认为|改进|质疑|分析|比较|发现|观察到|注意到|指出|探究|研究|讨论|评估|抨击|批评|反思|转化为|转换为|转化成|改造成|改造为|看作|看成|视为|当作|当成|理解为|类比为)[了过]? ?$|"
    r"(?<![a-z])(?:change[sd]?|changing|switch(?:es|ed)? from|chang\w+ from|analy[sz]e[sd]?|criticizes?|improves? on) (?:the )?$"
)
_TOWARDS = re.compile(r"(?<![面相针应配])对[了过]? ?$")
#: 优于使用 A 的模型: A is used by what is compared with.
_BETTER = re.compile(
    r"(?:优于|劣于|好于|高于|低于|多于|少于|大于|小于|快于|慢于|胜过|强于|逊于|不如|超越|超过|远超|超出|对标|媲美|比肩|赶超|追平|打败|击败|领先|逼近|接近|碾压|不输|(?<![对相])比(?!例|如|较|赛))"
    r"[^，,。；;]{0,20}(?:使用|采用|基于|用|的)?[^，,。；;]{0,8}$"
)
#: 缺乏 CNN 所具有的归纳偏置: what something does not have.
_LACKS = re.compile(r"(?:缺乏|缺少|不具备|没有)[^，,。；;]{0,14}所 ?$")
#: 比 A 多了一个编码器: what one has more than the other.
_MORE = re.compile("多了|多出|多一|增设|新增|增加|额外|引入了?|少了|少一|去掉")
_THAN = re.compile(r"比 ?[^，,。；;比]{1,24}$")
_WITH = re.compile(r"与|和|跟|同|将|with|to ")
_COMPARES = re.compile(
    r"(?: ?[（(][^（）()]{0,40}[）)])?[^，,。；;]{0,24}?(?:分庭抗礼|不相上下|不分伯仲|看齐|抗衡|媲美|匹敌|较量|竞争|相当|持平|(?:相同|一致|一样|同样|等同)(?:的|维|大|长)|(?:进行了?|作了?|做了?)(?:比较|对比)|(?:的(?:方式|做法|方法|思路))?(?:不同|相比|相反))"
)
#: 移除 NSP 会导致…: what would happen, not what was done.
_ABLATED = re.compile(
    r" ?(?:任务|目标|损失)?(?:后|之后|时|会|将|的(?:影响|效果|实验|情况)|导致|造成|对)"
)
_PART_OF = re.compile(
    r" ?(?:模型)?(?:中|里|内部)的(?P<part>[一-鿿]{2,8}?)(?=没|不|并|使用|采用|是|则|也|仍|通过|需|依)"
)
_ACTS = re.compile("训练|预训练|微调|推理|后处理|学习|优化|过程|阶段")
_PART_IN = re.compile(r"[中里]的 ?$")
_CHANGE = re.compile(
    r" ?(?:到|向|至)[^，,。；;]{1,16}?(?:转变|跨越|演进|演变|过渡|转换|飞跃|升级|发展|迁移)"
)
_FAR_FROM = re.compile(r"[^。；\n]{0,6}(?:远非|并非最优|并不理想|不是最优)")
#: 固定 base model 和 eval set: what an experiment keeps the same.
_KEPT_EQUAL = re.compile(
    r" ?(?:和|与|及|、|and) ?[^，,。；;]{0,8}(?:eval|seed|prompt|评测|评估|种子|测试集|验证集|超参|数据集)"
)
#: 用 EfficientNet 加 FiLM 编码图像: the last of several together.
_ADDED = re.compile(r"(?:加上?|配合?|结合|[+＋]) ?$")
_MADE_BY = re.compile(r"(?:由|用|让|使用|采用|借助|通过|靠) ?$")
_ATTENTION = re.compile(
    r"-(?:encoder|decoder)| ?(?:self[- ])?(?:attention|注意力|交叉)| ?(?:任务|问题|task|problem)| ?(?:架构|结构|模型|框架)?(?:中|里)的"
)
_HALF = r"(?:encoder|decoder|编码器|解码器)"
_OTHER_HALF_BEFORE = re.compile(rf"{_HALF}s? ?(?:部分|结构)? ?(?:和|与|及|以及|、|/|and|\+) ?$")
_OTHER_HALF_AFTER = re.compile(
    rf"^ ?(?:部分|结构)? ?(?:和|与|及|以及|、|/|and|\+) ?(?:the )?(?:transformer )?{_HALF}"
)


#: The windows of A never exchange information: the entity's own name.
_GENITIVE = re.compile(r"(?<![a-z])(?:of|in) (?:the )?$")
#: 解决了因 X 而导致的问题, 缓解 X 带来的不足: what something remedies.
_REMEDY = re.compile(
    r"(?:解决|克服|缓解|弥补|消除|摆脱|规避|避免|改善|应对)[了过掉]?(?![^，,。；;]*(?:来|使用|采用|通过))[^，,。；;]{1,30}$|"
    r"(?<![a-z])(?:solv|avoid|remed|overcom|mitigat|alleviat|address)\w* [^.;]{0,60}$"
)
_REMEDIED = re.compile(
    r"[^，,。；;]{0,16}(?:问题|缺点|缺陷|不足|局限|弊端|瓶颈|困难|开销|浪费|困境|限制|碎片|风险)|"
    r"[^.;]{0,40}(?:problems?|issues?|drawbacks?|limitations?|overhead|waste)(?![a-z])"
)
#: 更像是多模态领域的 GPT-3: what something is like.
_LIKE = re.compile(
    r"(?:更像是?|很像|好像|类似于?|如同|好比|可谓|堪称|号称)(?:[^，,。；;是为有用]{0,14}的)? ?$|(?:相同|一样|一致|同款|同样)的 ?$"
)
#: 在预训练模型的权重矩阵上添加: where something is put.
_WHERE_BEFORE = re.compile(r"在(?:原有的?|原来的?|原始的?)? ?$")
_WHERE_AFTER = re.compile(
    r"[^，,。；;]{0,8}(?:上|中|里|后|前|旁|之间|外)面?(?:添加|加入|插入|引入|注入|叠加|附加|增加|嵌入|并联|串联|接入|再|额外|加(?=了|一|上))"
)
#: Transformer、CNN、强化学习等任务: a name and a wording of one list.
_SAME_LIST = re.compile(r" ?(?:[（(][^（）()]*[）)])?(?: ?、[^，,。；;：:、]{1,14})*? ?、 ?$")
#: 去掉的具体内容：减均值
_REMOVED_LABEL = re.compile(
    r"(?:去掉|去除|移除|省略|省去|删除|删掉|取消|舍弃|不再|不需要|无需|removed|dropped|omitted)[^，,。；;：:]{0,12}[：:] ?$"
)
#: 通过数学推导解决了 RLHF 的复杂性, 延续了 RLHF 的成功: what is said of the other is not used.
_INSTEAD = re.compile("解决|克服|避免|简化|缓解|绕过|替代|取代|延续|规避")
_CASE = re.compile(r"[^，,。；;]{0,12}(?:(?:情况|条件|前提|场景)下|时(?=[，,]))")
#: 所有基于 Transformer 的模型, 如今的 PLM: what is said of others.
_OTHERS = re.compile(
    r"(?:(?:所有|一切|各种|任何)(?:基于|使用|采用|带有|含有)|其他的?|其它的?|如今的|现在的)[^，,。；;]{0,4}$"
)
_ALL = re.compile("(?:所有|一切|各种|任何)$")
_BASED = re.compile("基于|使用|采用|带有|含有")
#: 文本编码器部分的 T5-XXL: what part a name plays.
_PLAYS = re.compile(r"的 ?(?=[a-z])")
_FURTHER = re.compile(
    r"(?:更多|其他|其它|另外的?|不同|各种|多种)[^，,。；;]{0,10}[（(](?:如|例如|比如|包括)[:：]? ?$"
)
_COMPOUND = re.compile(r"(?<![a-z])(?:pre|post|sub|non|multi|pseudo|semi|quasi|self|weakly|un)-$")
#: A picture's text is not the picture: 图像字幕生成.
_MAKES = re.compile("(?:图像|图片|影像)生成$")
_MAKES_TEXT = re.compile(
    r"(?:一[句段条个]|对应|相应|文本|文字|描述|标题|答案|回答|caption|字幕|说明)"
)
_PICTURE = re.compile(r"(?:图像|图片|影像|images?|pictures?)$")
_OF_PICTURE = re.compile(
    r" ?(?:字幕|描述|标题|说明|问答|检索|分类|编码|特征|嵌入|理解|文本|标注|与文|和文|-?(?:to-)?text|caption|encoder|feature|embedding|classif|retriev|understand)"
)

_ABLATION = re.compile("消融|(?<![a-z])ablat")


#: ended with A as the runner-up: said of A.
_BESIDE = re.compile(
    r"(?<![a-z])(?:with|leaving|making) (?:the )?[a-z0-9][a-z0-9 .-]{1,20} (?:as )?(?:the |a |an )?$"
)


#: is the text encoder for text-to-image models, 是文生图模型的文本编码器: a part, not the whole.
_SERVES = re.compile(
    r"(?:is|was|are|serves as) (?:[a-z-]+ ){0,5}?(?:encoder|decoder|component|part|backbone|basis|foundation|building block|tokenizer|teacher|module)s? (?:for|of|in|inside|behind|in many) "
)
_SERVED = re.compile(
    r" ?(?:里|中)?(?:的|常用的|所用的|使用的|用的|依赖的)[一-鿿 ]{0,8}?(?:编码器|解码器|组件|部分|骨干|主干|基础|基石|前身|分词器|教师|模块|一环|条件)"
)
_BE = re.compile("是|属于|is|was")


def _is_part_of(folded: str, start: int, end: int) -> bool:
    """Whether "X is a …" in [start, end) goes on with, or goes through, a part of that thing."""
    if _BE.match(folded, start) is None:
        return False
    return bool(_SERVES.match(folded, start, end) or _SERVED.match(folded, end))


def near_other(context: Context, first: int, at: int, entity: int) -> bool:
    """Whether the last name in the clause before an offset is not that of the entity."""
    names = context.inside(first, at)
    return bool(names) and names[-1].entity != entity


def only_named(context: Context, first: int, item: Said, wording: Wording, entity: int) -> bool:
    """Whether a clause only talks about a wording: 认为 NSP 过于简单, 优于使用 NSP 的模型."""
    sentence = context.sentence_at(item.start)
    if (
        wording.role in PHRASES
        and sentence is not None
        and _ABLATION.search(context.folded, sentence.start, sentence.end)
    ):
        return True
    if item.start and context.folded.startswith("预训练", item.start - 1):
        return True  # 预训练图像编码器 says nothing of training it
    before = context.folded[max(first, item.start - 40) : item.start]
    if _BESIDE.search(before) and near_other(context, first, item.start, entity):
        return True  # with VGG as runner-up
    if _ABOUT.search(before) or _LIKE.search(before):
        return True
    has_more = _MORE.match(context.folded, item.start) and _THAN.search(before)
    if _BETTER.search(before) and not has_more:
        return True
    if wording.role in PHRASES and (
        _OTHERS.search(before)
        or (_ALL.search(before) and _BASED.match(context.folded, item.start, item.end))
    ):
        return True
    if wording.role in PHRASES and _LACKS.search(before):
        return True
    if _is_placed(context, first, item, before):
        return True
    if wording.role not in RELATIONS and _TOWARDS.search(before):
        return True
    _, last = context.sentence_clause(item.start)
    if context.folded[last - 1] in "（(":
        last = min(len(context.folded), last + 60)  # 与闭源模型（如…）相当
    if _WITH.search(before) and _COMPARES.match(context.folded, item.end, last):
        return True
    if wording.role in PHRASES and _is_no_deed(context.folded, item, before):
        return True
    if wording.role == "says" and _another(context, first, item, last):
        return True
    if wording.role == "relation" and _another_inside(context, item, entity):
        return True
    if wording.role in RELATIONS:
        if _is_part_of(context.folded, item.start, item.end):
            return True
        owners = [m for m in context.inside(first, item.start) if m.role == "subject"]
        part = _PART_OF.match(context.folded, owners[-1].end) if owners else None
        if part is not None and part.end() <= item.start and not _ACTS.match(part["part"]):
            return True  # ViT 中的位置编码没有采用 Transformer 的…: the part, not ViT
        for m in context.mentions:
            if item.start < m.start and m.end < item.end:
                lead = context.folded[max(0, m.start - 8) : m.start]
                if _is_own_word(context, item, wording, m, entity):
                    continue  # 采用 MoE 架构: the pattern itself has the name
                if m.entity != entity or not _GENITIVE.search(lead):
                    return True  # 减少了 A 的计算量: another name stands inside
        if before.endswith("由") and not context.folded.startswith("由", item.start):
            return True  # 键编码器由查询编码器做动量更新: who does it, not what is done to it
        if wording.role == "denies" and _ABLATED.match(context.folded, item.end):
            return True
        if _KEPT_EQUAL.match(context.folded, item.end) or _ADDED.search(before):
            return True
        if _another(context, first, item, last):
            return True
    if turned_into(context.folded, first, item.start, item.end, last):
        return True  # 将连续的隐变量变成离散的: what was there before
    if _FAR_FROM.match(context.folded, item.end):
        return True
    if _CHANGE.match(context.folded, item.end):
        return True  # 静态词向量到动态词向量的跨越
    if wording.attribute != "architecture":
        return False
    if _PLAYS.match(context.folded, item.end) and context.folded[item.start : item.end].endswith(
        "部分"
    ):
        return True
    if _PART_IN.search(before) and "部分" in context.folded[item.end - 2 : item.end + 2]:
        return True  # 论文中的 Encoder 部分接受…
    if before.rstrip().endswith("、") and context.folded[item.end : item.end + 1] == "、":
        return True  # a list of topics
    after = context.folded[item.end : item.end + 20]
    if _ATTENTION.match(after):
        return True
    return bool(_OTHER_HALF_BEFORE.search(before) or _OTHER_HALF_AFTER.match(after))


def _is_placed(context: Context, first: int, item: Said, before: str) -> bool:
    """Whether a wording names a case, a place, a side or an entry of a list, whatever it says."""
    if _FURTHER.search(before):
        return True  # 更多视觉编码器（如 SigLIP）
    if _COMPOUND.search(before):
        return True  # Pre-Layer Normalization
    if " vs" in before[-24:]:
        return True
    if before.endswith("在") and _CASE.match(context.folded, item.end):
        return True  # 在没有检索器的情况下
    if _WHERE_BEFORE.search(before) and _WHERE_AFTER.match(context.folded, item.end):
        return True
    if _REMOVED_LABEL.search(context.folded, max(0, first - 24), item.start):
        return True
    owner = [m for m in context.inside(first, item.start) if m.role == "subject"][-1:]
    return bool(owner and _SAME_LIST.fullmatch(context.folded, owner[0].end, item.start))


def _is_no_deed(folded: str, item: Said, before: str) -> bool:
    """Whether what is said is remedied, or is said of the text of a picture."""
    if _REMEDY.search(before) and _REMEDIED.match(folded, item.end):
        return True
    if _MAKES.search(folded, item.start, item.end) and _MAKES_TEXT.match(folded, item.end):
        return True  # 对输入图像生成一句话描述
    return bool(
        _PICTURE.search(folded, item.start, item.end) and _OF_PICTURE.match(folded, item.end)
    )


def _is_own_word(
    context: Context, item: Said, wording: Wording, name: Mention, entity: int
) -> bool:
    """Whether a name inside a relation is one of the words that the relation is made of."""
    register = context.register
    words = context.folded[item.start : item.end]
    start, end = name.start - item.start, name.end - item.start
    wanted = {*wording.lead, *(piece for piece, _ in wording.rest)}
    for number in wanted:
        if any(p.start <= start and end <= p.end for p in register.pieces.find(number, words)):
            return True
    for key, first, last in register.sayings(words, 1 << entity):
        if first <= start and end <= last and wording in register.telling(key, entity):
            return True
    return False


def _another_inside(context: Context, item: Said, entity: int) -> bool:
    """Whether a relation holds a verb that does away with another name in it."""
    named = [m for m in context.inside(item.start, item.end) if m.entity != entity]
    return bool(named) and _INSTEAD.search(context.folded, item.start, named[-1].start) is not None


def _another(context: Context, first: int, item: Said, last: int) -> bool:
    """Whether a relation is said of a name that follows it: 由只看文字的 GPT-4 生成."""
    behind = next((m for m in context.mentions if item.end <= m.start), None)
    if behind is None or behind.end > last:
        return False
    gap = context.folded[item.end : behind.start].strip()
    if gap == "的" and _MADE_BY.search(context.folded, first, item.start):
        return True
    # 没有量化 LoRA 权重
    return not gap and is_denial(context.text, item.start, item.end)
