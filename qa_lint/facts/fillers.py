"""Words that are no subject: what is left of a clause without them may be one."""

from __future__ import annotations

import re

FILLER = re.compile(
    r"它们?|其中?|该|这个?|此|模型|方法|网络|共有|[总共合]计|共|总|包含|包括|拥有|具有|具备|有|使用|采用|了|的|为|是|由|在|于|"
    r"与|和|且|同时|还|也|则|均|都|而|以|用|将|达到?|大?约|参数|层|数|量|规模|维度?|长度|一|个|"
    r"通常|默认|首次|最初|正式|最早|原始|论文|中|里|上|内部|结构|架构|整个?|模块|可以|能够?|会|最|多|大|小|到|从"
)
ADVERBS = re.compile(
    r"训练时?|推理时?|可训练的?|冻结的?|实际|本质|具体|来说|整体|主要|核心|关键|原文|作者|这项|此项|工作|需要|注意|图像|文本|视觉|语言|编码器|解码器|预训练|微调|阶段|第[一二三]|部分|"
    r"[一-鿿]{2}地|所以|因此|于是|因而|并且?|随机|来自|互联网|网络上?|上|收集|构建|采集|大规模|总共|数据集?|"
    r"其余|最终|最后|首先|先|再|一般|常|仍|依然|完全|仅|只|直接|得到|提出|发布|推出|开源|团队|公司|研究|等人?|年|月|日|[约近超]|过|"
    r"\b(?:the|a|an|is|are|was|has|uses?|using|used|by|with|in|at|on|to|of|and|also|it|its|model|trained|training|about|over|only|then|both)\b"
)
LATIN_WORD = re.compile(r"[a-z][a-z0-9-]+")
