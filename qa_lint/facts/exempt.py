"""Numbers that state nothing of an entity: of settings, examples, measurements, ranges and changes."""

from __future__ import annotations

import re

from .context import Context
from .numbers import Number
from .strange import PLACEHOLDER
from .text import Sentence

#: 推理速度提高 3 倍（batch 大小 1，序列长度 2,048）: what something was measured with.
_MEASURED = re.compile(
    r"速度|吞吐|延迟|时延|耗时|加速|提速|用时|性能|显存|speed|throughput|latency|faster|slower"
)
#: 在 OPT-30B 模型（序列长度为 256）上实现了 1.5 倍的加速
_MEASURED_AFTER = re.compile(
    r"[^（）()。；;]{0,12}[）)] ?[上中下]?[^，,。；;]{0,24}(?:加速|提速|速度|吞吐|延迟|显存|快|speed|faster|throughput|latency)"
)
#: 对比第二名：26.2%
_RIVAL = re.compile(r"(?:第二名|亚军|基线|baseline|对照组?)[^，,。；;\d]{0,8}$")
_FOR_EXAMPLE = re.compile(r"[^，,。；;（）()]{0,16}为例")
#: 至少要包含三层：, 有三层含义: layers of meaning.
_LAYERS_OF_MEANING = re.compile(
    r" ?层 ?(?:[：:]|意思|含义|意义|理解|关系|因素|原因|逻辑|递进|目标)"
)
#: instantiates a randomly initialised BERT model with ten layers
_MADE_ONE = re.compile(
    r"(?<![a-z])(?:instantiat|initiali[sz]|creat|build|built|defin|configur|construct)[a-z]* "
    r"(?:an?|our|your|one) [^,.;]{0,60} with (?:only )?$"
)
#: 输入序列长度 = 512, 在 32K 上下文下: what a run or a measurement was given.
_GIVEN = re.compile(
    r"(?<!最大)(?<!最大的)(?<!最长)(?<!支持)(?<!支持的)(?:输入|输出|prompt|prefill)序列的?长度[^，,。；;\d]{0,4}$"
)
#: 流程：1)编码, 2)更新: the mark of a step.
_MARK = re.compile(r"[)）]")
_LIMIT = re.compile(r"(?:[<>]=?|[≤≥]) ?$|(?:本征|内在|intrinsic )[^，,。；;\d]{0,10}$")
_UNDER_BEFORE = re.compile(r"(?:在|当|于|under|at) ?$")
_UNDER_AFTER = re.compile(
    r"[^，,。；;]{0,10}?(?:长度|上下文|序列|窗口|tokens?|context)(?:长度|窗口|大小)?(?:的情况|的条件|的场景|场景|时|的设置)?[下时中]?(?=[下时，,])"
)
#: 由 1024 扩展到 2048: the first number is what was before.
_FROM = re.compile(r"(?:由|从|(?<![a-z])from)[^，,。；;\d]{0,10}$")
_TO = re.compile(
    r"^[^，,。；;]{0,10}?(?:扩展|提升|增加|提高|翻倍|扩大|减少|降低|压缩|缩小|升级|增长|跃升|扩充|拓展|延长|改|减|增|降|升|变|拉长)?(?:到|至|→|->)|^[^，,。；;]{0,6}?(?:变|改|换|升|增|减)[为成]|^[^,.;]{0,20}? to "
)
_MINUS = re.compile(r"[\w一-鿿] ?[-+−] ?$")  # 长度 - 1
_RANGE_AFTER = re.compile(r"^[bmk%亿万]? ?(?:[-~–—～]|到|至) ?\d")
_RANGE_BEFORE = re.compile(r"\d[bmk%亿万]? ?(?:[-~–—～]|到|至) ?$")


#: CLIP, Adam, lr=2e-6, 8×H100: how somebody trains something of his own.
_RUN = re.compile(
    r"(?<![a-z])(?:lr|learning rate|seed|dropout|warmup|weight decay) ?[=＝]|学习率(?:为|设|是|=)? ?\d|单卡|(?<![a-z])\d ?[×x*块张]?[ 块张]*(?:rtx|nvidia|[ahv]\d00|a800|a6000|4090|3090)|"
    r"(?<![a-z])(?:rtx|a100|h100|v100|a800|h800|a6000|4090|3090)(?![a-z\d])"
)
#: Adapter → 12 层 → 输出: a chain of steps, in which names are parts.
_CHAIN = re.compile("→|->|⟶|⇒|➜|↔")


def is_chain(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence draws the steps of something, in which names are parts."""
    return _CHAIN.search(context.text, sentence.start, sentence.end) is not None


def is_run(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence lists how somebody trained something: rates, machines, seeds."""
    return _RUN.search(context.folded, sentence.start, sentence.end) is not None


def is_setting(context: Context, sentence: Sentence, number: Number) -> bool:
    """Whether a number is of an example, of a measurement, or of one that somebody makes."""
    folded = context.folded
    after = context.text[number.end : number.end + 2]
    if after[:1] in ("d", "D") and not after[1:].isalpha():
        return True  # 3D
    if after.strip()[:1] == PLACEHOLDER:
        return True  # a part of a formula
    if number.written == "han" and folded[number.start - 1 : number.start] == "分":
        return True  # 分两层均衡
    if _MARK.match(folded, number.end) and context.opening(sentence, number.start) < 0:
        return True
    if folded[number.start - 1 : number.start] == "=" and is_run(context, sentence):
        return True
    left = max(sentence.start, number.start - 20)
    if _GIVEN.search(folded, left, number.start) or _LIMIT.search(folded, left, number.start):
        return True
    if _UNDER_AFTER.match(folded, number.end) and _UNDER_BEFORE.search(
        folded, max(sentence.start, number.start - 8), number.start
    ):
        return True
    if _RIVAL.search(folded, max(sentence.start, number.start - 20), number.start):
        return True
    if _FOR_EXAMPLE.match(folded, number.end):
        return True
    if number.written == "han" and _LAYERS_OF_MEANING.match(folded, number.end):
        return True
    if _MADE_ONE.search(folded, sentence.start, number.start):
        return True
    opening = context.opening(sentence, number.start)
    if opening >= 0 and _MEASURED_AFTER.match(context.folded, number.end):
        return True
    return (
        opening >= 0
        and _MEASURED.search(folded, max(sentence.start, opening - 24), opening) is not None
        and context.bracketed(sentence, number.start) is None
    )


def is_before(context: Context, number: Number, before: str) -> bool:
    """Whether a number is one end of a range, part of a name, or what a change begins with."""
    after = context.folded[number.end : number.end + 24]
    if before[-1:] == "-" and before[-2:-1].isascii() and before[-2:-1].isalpha():
        return True  # CIFAR-10
    if re.match(r" ?/ ?\d", after) or re.search(r"\d ?/ ?$", before):
        return True  # 2/3
    if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
        return True
    if number.value <= 10 and _MINUS.search(before):
        return True
    return bool(_FROM.search(before) and _TO.match(after))
