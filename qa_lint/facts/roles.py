"""What a name does in its clause: it is spoken of, used by something, or compared with."""

from __future__ import annotations

import re

from .text import is_compared
from .words import Ending

_OBJECT = Ending(
    r"(?:使用了?|采用了?|基于|利用了?|借助|结合了?|引入了?|加载|沿用了?|继承了?|参考了?|借鉴了?|(?<![想要])用|用了|(?<![因认作成称名])为|看作是?|看着是|看成是?|视为|视作|当作|当成|类比为?|将|把|指定|实例化|微调了?|冻结了?|更新了?|加载了?|通过|从|[（(](?:如|例如|比如|包括)[:：]?|选择了?|依赖于?|接入|调用|建立在|推广了?|扩展了?|改进了?|优化了?|借鉴了?|保留了?|保持了?|达到了?|压缩了?|蒸馏了?|加入了?|添加了?|插入了?|集成了?|融合了?|初始化自|微调自|源自|(?:一系列|多个|若干|自己的)(?: ?[a-z]+)?|"
    r"使用预训练的|使用冻结的|预训练的?|冻结的?|"
    r"(?<![a-z])(?:using|uses?|used|utili[sz]\w+|based on|built on|builds on|with|via|such as|e\.g\.,?|like|into|leverag\w+|adopts?|adopted|employs?|"
    r"combin\w+|on top of|inspired by|follow(?:s|ing)?|generali[sz]\w+|extend\w*|improv\w+|modif\w+|distill\w*|surpass\w*|reus\w+|initiali[sz]ed (?:from|with)|requires?))"
    r"[ “\"《]*(?:the |a |an |pre-?trained |frozen |一个|了|预训练的|冻结的|强大的)*$"
)
#: The same a few words before; the verb is sought first.
_OBJECT_FAR = re.compile(
    r"(?:采用|使用|基于|沿用|堆叠|针对)[^，,。；：:是为]{1,14}[ “\"《]*(?:the |a |an |pre-?trained |frozen )*$|"
    r"(?<![a-z])(?:built (?:up)?on|based (?:up)?on|borrows?|inherits?|shares?) (?:the )?(?:[a-z]+,? ){1,5}of (?:the )?$"
)
_FAR_VERBS = re.compile("采用|使用|基于|沿用|堆叠|针对| of ")
_UNIT_USE = re.compile(
    r" ?(?:\[\d+\] ?)?(?:(?:扩展|缩放|规模)?(?:法则|定律)|scaling law|层(?!数)|块|block|layer|库(?!$)|风格|范式|骨干|主干|backbone|特征(?!提取|图)|得分|score|分数|相似度)"
)
_NEIGHBOUR = re.compile(
    r" ?(?:的)?(?: ?官方| ?开源)?(?:复现|实现|代码|中文(?:版|预训练|语言模型|模型)|改进版?|变体|替代|竞争|衍生|后续|继任|升级版|接口|api|论文解读|简化版?本?|精简版|轻量版|之后|以后|之前|后(?=[：:，,])|(?:出现|诞生|提出|推出)之?[前后]|系列(?:模型|算法|网络)?[中里]|(?:工具|插件)(?:包|箱|链|库)?(?![一-鿿]{0,2}由)|(?:开发|使用|入门|实战|部署|操作|安装|学习|实践|应用|评估)?(?:指南|教程|手册|课程|专栏)|专用|(?:[（(][a-z -]{1,12}[)）] ?)?(?:数据集)?(?:的)?(?:一个)?(?:子集|subset|一部分|变种)|[^，,。；;（）()]{0,14}的差距|(?:领域|分布|数据集)之?外|[之以]外|的成功|问世后|发布后|基础之?上)"
)
#: 是 GPT-2 的 100 多倍: what something is measured with.
_MULTIPLE = re.compile(
    r" ?的 ?[约近]? ?(?:[\d.一二三四五六七八九十百千两几数]+ ?[多余]? ?(?:倍|分之)|一半)"
)
#: 6 layers, half of BERT-base: what a part or a multiple is taken of.
_SHARE_OF = re.compile(
    r"\b(?:half|a third|a quarter|twice|double|triple|(?:\d+(?:\.\d+)?|two|three|four|five|ten) times)(?: (?:of|that of|the (?:size|depth|number|layers|parameters) of))? $"
)
#: Where something was measured: 在 ImageNet 验证集上, on the COCO data set.
_ON_BEFORE = re.compile(r"(?:在|于|对)[^，,。；;]{0,12}$|(?<![a-z])(?:on|over|for)(?: the)? $")
_ON_WORDS = re.compile("在|于|对|on |over |for |the ")
_IN_BEFORE = re.compile(r"在 ?(?:原始的?|原有的?|the )?$")
_IN_AFTER = re.compile(
    r" ?(?:模型|网络)?(?:的(?:基础上|[^，,。；;]{1,8}[上中里前后]面?)|[中里上]|之[前后])(?:又|再|进一步|额外)?(?:引入|加入|添加|增加|嵌入|插入|拼接|接入|叠加|堆叠|加(?=了|一|上))|[中里](?:用于|用来)"
)
#: 会对 LLaMA 的全部权重做全量微调: what something is done to.
_TO_BEFORE = re.compile(r"(?<![面相针应配一成])对 ?$")
_TO_AFTER = re.compile(
    r" ?(?:模型|网络)?(?:的[^，,。；;]{1,10})?(?:做了?|进行了?|执行|实施|施加|实行)"
)
#: CLIP 等视觉语言模型: what is said of all of a kind.
_CLASS = re.compile(r"[)）]? ?等(?!于|价|同|到|待|分|式)(?![^，,。；;]{0,14}[都均皆全])")
#: ResNet + 通道拼接: parts of something.
_PLUS = re.compile(r" ?[+＋] ?[^\d\s]")
#: Faster R-CNN = Fast R-CNN + RPN: parts of a sum.
_SUM_BEFORE = re.compile(r"[=＝+＋] ?$")
_ON_AFTER = re.compile(
    r" ?(?:[一-鿿a-z0-9-]{1,9})? ?(?:数据集|验证集|测试集|基准|任务|榜单)?(?:的)?(?:一个)?(?:子集|部分数据|数据)?上"
)
#: What something else was initialised from: 由 BERT-base 初始化.
_FROM_BEFORE = re.compile(r"[由从用以] ?(?:预训练的? ?)?$")
_FROM_AFTER = re.compile(
    r" ?(?:的(?:预训练)?(?:权重|参数)|(?:方式|方法))?(?:来|进行)?(?:初始化|预训练(?:好|过|得到)?的)"
)


def role_of(folded: str, start: int, end: int) -> str:
    """The role of the name at [start, end) of a folded text, as `Mention` tells them."""
    left = max(0, start - 40)
    if is_compared(folded, left, start, end, min(len(folded), end + 16)):
        return "compared"
    if _MULTIPLE.match(folded, end):
        return "compared"
    if folded[start - 1 : start] == " " and _SHARE_OF.search(folded, left, start):
        return "compared"
    before = folded[left:start]
    if _NEIGHBOUR.match(folded, end):
        return "neighbour"
    if _OBJECT.search(folded, left, start) is not None:
        return "object"
    if _FAR_VERBS.search(before) and _OBJECT_FAR.search(folded, max(0, start - 60), start):
        return "object"
    after = folded[end : end + 16]
    if _CLASS.match(folded, end) or _PLUS.match(folded, end):
        return "object"
    if _ON_WORDS.search(before):
        ahead = _ON_BEFORE.search(before)
        if ahead and (ahead[0][0] in "of" or _ON_AFTER.match(after[:14])):
            return "object"
    if "对" in before[-3:] and _TO_BEFORE.search(before) and _TO_AFTER.match(folded, end):
        return "object"
    if _SUM_BEFORE.search(folded, max(0, start - 3), start):
        return "object"
    if _IN_AFTER.match(folded, end) and _IN_BEFORE.search(before):
        return "object"
    if _FROM_AFTER.match(after[:14]) and _FROM_BEFORE.search(before):
        return "object"
    if _UNIT_USE.match(after):
        return "adjective"
    return "subject"
