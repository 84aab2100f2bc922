"""Whether a wording is what a clause says that something is or is for.

"X 是一个语音合成模型" says so of speech synthesis; "X 的特征可以帮助语音合成", "语音合成中常用的 X"
and "X 是语音合成模型的编码器" do not.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"['’\"”》]?(?:[（(][^）)]{0,60}[）)])? ?"
    r"(?:(?:原|这篇|该)?(?:论文|模型|网络|系统|数据集|算法|方法|工具|库|作者)|最初|最早|一开始|其实|本身|本质上|实际上|说到底|归根到底|主要|通常|一般|专门|主打|"
    r"就|也|都|只|仅|完全|它|其|的?(?:主要|核心|首要|原本|设计)?的?(?:目标|任务|用途|作用|目的|定位|看家本领)(?:其实|就|只)?| (?:model|paper|network|dataset|method|was|is|it))* ?"
    r"(?:是|属于|用于|用来|面向|针对|专攻|专注于|主打|处理的是|做的是|学的是|做|解决的是|解决|被用于|被用来|被设计为|被设计成|被提出用于|旨在|适用于|"
    r"(?:is|was|are|targets|addresses|solves|performs|does|tackles)(?![a-z]))"
    r"(?P<between>[^，,。；;：:、（）()]{0,40})"
)
#: Between the verb and what is said; other words make it a part of something else.
_ATTRIBUTIVE = re.compile(
    r"(?>一个|一种|一款|一类|一套|一项|个|典型|经典|著名|流行|专门|首个|第一个|第一款|最早|大规模|大型|开源|通用|端到端|生成式|自监督|预训练|深度学习|深度|"
    r"神经网络|扩散|卷积|用于|用来|用作|拿来|做|解决|实现|进行|处理|完成|为|为了|给|替|负责|专|纯粹|只|仅|只能|纯|来|在|于|年|月|\d+|"
    r"(?:由|被)?[a-z][a-z .-]{1,20}(?:公司|团队)?|(?:谷歌|微软|百度|阿里|清华|斯坦福)|提出|发布|推出|开源|开发|研发|面向|针对|的|"
    r"a|an|the|as|for|to|used|proposed|designed|built|introduced|released|meant|intended|primarily|mainly|originally|of|large|deep|neural|"
    r"open|general|pure|purely|dedicated|pretrained|pre-trained|diffusion|convolutional|self-supervised|generative|solve|do|perform|in| |"
    r"(?:text|speech|audio|image|vision|language|video|voice)-only| (?:corpus|collection|data ?set|benchmark|family|kind|encoder|algorithm|network|model|system|method|tool) (?:of|for) )*+"
)
_REFUSED = re.compile(
    r"(?<![a-z])(?:not|no|than|unlike|and|or|with|by|from|like|more|less|part|basis|based|component|the [a-z ]*encoder|encoder of|decoder|backbone)(?![a-z])"
)
#: What the thing is called, at the end: 语音合成用的声学模型.
_KIND = r"(?:模型|算法|网络|方法|系统|数据集|语料库|语料|框架|技术|工具|哈希码|编码方案)"
_AFTER = re.compile(
    r"(?:[- ]?(?:方面|相关|领域|类|用|专用|大|预训练|基础|扩散|生成|深度学习|神经网络|文本|开源)?(?:的)?(?:扩散|生成|深度|文本|图像|自监督)?(?:任务|问题|模型|系统|方法|网络|算法|数据集|语料库|语料|框架|架构|工具|技术|场景|基准|范式|"
    r"models?|systems?|data ?sets?|corpus|networks?|methods?|architectures?|benchmarks?|tasks?|tools?|algorithms?|frameworks?|problems?))?"
    r"(?:提出|设计|服务|准备)?(?:而)?(?:提出|设计)?的? ?"
    r"(?:$|[，,。；;：:!！?？）).\n]| ?(?:from|by|that|which|in|for|released|trained|proposed|introduced)(?![a-z]))|"
    rf"(?:任务)?(?:(?:做|用|进行)[一-鿿]{{0,4}})?的[一-鿿]{{0,4}}{_KIND} ?(?:$|[，,。；;!！?？）).\n])|"
    r"(?:任务|问题)?(?:里|中)(?:的|[一-鿿]{1,4}的)[一-鿿]{2,8}而(?:提出|设计|发明)的? ?(?:$|[，,。；;])|"
    r"(?:里|中)?把[一-鿿]{1,8}成[一-鿿]{1,6}的[一-鿿]{0,4}(?:算法|方法) ?(?:$|[，,。；;])"
)


def is_predicate(folded: str, owner: int, start: int, end: int, last: int) -> bool:
    """Whether [start, end) is said of what ends at `owner`; offsets in the folded text.

    `last` is the end of the clause.
    """
    before = _BEFORE.fullmatch(folded, owner, start)
    if before is None:
        return False
    between = before["between"]
    if _REFUSED.search(between) or _ATTRIBUTIVE.fullmatch(between) is None:
        return False
    return _AFTER.match(folded, end, last) is not None


#: What may follow a value without making it a part of a longer noun: 量化 in 量化布局 is no value.
_CLOSES = re.compile(
    r" ?(?:$|[^一-鿿]|[的等来去被是为以从对在把将让使由按用并和与及或而且也都就则会要可能没不未无需即既又再才还中里上下后前时之所其共同一起并行最]|"
    r"模型|网络|结构|架构|框架|主干|骨干|方法|方式|技术|任务|目标|损失|函数|层|块|模块|组件|部分|参数|权重|机制|策略|算法|数据|语料|样本|特征|"
    r"信号|信息|语言|文本|图像|音频|视频|编码|解码|嵌入|向量|矩阵|进行|作为|以及|训练|预训练|微调|优化|更新|实现|构建|构成|组成|得到|完成|学习|处理|提取|初始化|联合|输入|输出|生成|预测|"
    r"计算|衡量|搜索(?![与和的])|避免|使|选择|分类|产生|分配|度量|检测|筛选|排序|匹配|聚合|压缩|映射|对齐|融合|拼接|解决|防止|缓解|建模|估计|采样|冻结|固定|保持|参与|全部|整体|本身|通过|经过|采用|使用|加上|结合|连接|接入|接到|送入|替代|替换|代替|取代|开源|发布|许可|授权|公开|存储|表示|提升|降低|增加|减少|增大)"
)
#: 将 A 变成 B: A is what was there before.
_TURNED = re.compile(
    r"[^，,。；;]{0,8}(?:变成|变为|转为|转成|转换成|转换为|转化为|改成|改为|换成|替换为)"
)
_TURNS = re.compile(r"[将把][^，,。；;]{0,30}$")


def is_part(folded: str, first: int, start: int, end: int, last: int) -> bool:
    """Whether [start, end) is only a part of a longer noun, or what was turned into something else.

    `first` and `last` bound the clause; all offsets are in the folded text.
    """
    if _CLOSES.match(folded, end, last) is None:
        return True
    return turned_into(folded, first, start, end, last)


def turned_into(folded: str, first: int, start: int, end: int, last: int) -> bool:
    """Whether the clause says that [start, end) was turned into something else."""
    return _TURNED.match(folded, end, last) is not None and (
        _TURNS.search(folded, max(first, start - 40), start) is not None
    )
