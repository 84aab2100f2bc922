"""Names whose letters a text explains as something of another field."""

from __future__ import annotations

import re

from .context import Context
from .expansions import phrases_near
from .mentions import Mention
from .phrases import SMALL, is_accepted, is_expansion, normal, stem, words_of
from .words import fold

_COMMON = frozenset(
    [
        "model",
        "module",
        "network",
        "learning",
        "method",
        "system",
        "language",
        "image",
        "text",
        "task",
    ]
)
#: Words of the field, of which one shows that a name may be meant as ours.
_FIELD = re.compile(
    r"模型|训练|网络|学习|数据集|基准|语料|注意力|图像|文本|噪声|对齐|检测|视觉|语音|分类|生成|编码|解码|推理|微调|采样|梯度|"
    r"neural|deep learning|machine learning|language model|train|fine-?tun|benchmark|data ?set|transformer|"
    r"computer vision|detect|classif|gradient|(?<![a-z])(?:llms?|nlp|ai)(?![a-z])"
)


#: 本文提出 CLAP（Contrastive Learning with …）: what the page's own authors call so.
_OURS = re.compile(
    r"(?:^|[，,。；;：:])\s*(?:因此|为此|于是|进而|并|最终|基于此|在此基础上)?(?:本文|我们|作者|该文|论文|文章)?(?:首次|首先|进一步|还|则)?(?:提出|设计|引入|构建)了? ?(?:了?一[种个套] ?)?[“\"《*]*$|"
    r"(?:^|[\s,.])(?:we|this paper|this work|the authors?) (?:propose|introduce|present|develop)s? $",
    re.IGNORECASE,
)


def _is_own_method(context: Context, mention: Mention) -> bool:
    """Whether a text without another subject proposes the name: then it is not ours."""
    return _OURS.search(context.text, max(0, mention.start - 60), mention.start) is not None


def is_namesake(context: Context, mention: Mention, forms: list[str]) -> bool:
    """Whether a short name is expanded to something else altogether: SAM（Self-Attention Module）.

    Nothing of an accepted expansion occurs in it, and nothing around speaks of the entity.
    """
    name = context.text[mention.start : mention.end]
    if _is_own_method(context, mention) and not any(
        is_accepted(context.text[start:end], forms)
        for start, end, _ in phrases_near(context, mention)
    ):
        return True
    entity = context.register.entities[mention.entity]
    if (
        len(name) > 4
        or not (name.isupper() or name.islower())
        or mention.entity in context.above.heading
    ):
        return False
    known = {stem(w) for form in forms for w in words_of(form) if w.lower() not in SMALL}
    for start, end, strong in phrases_near(context, mention):
        phrase = context.text[start:end]
        if not is_expansion(phrase, name, []):
            continue
        shared = known & {stem(w) for w in words_of(phrase)}
        if len(shared) > 1 or shared - _COMMON:
            continue
        if any(normal(form) in normal(context.text) for form in forms):
            return True  # PPO stands for one thing there; in reinforcement learning it is …
        if strong:
            continue
        if len(name) <= 3 or entity["elsewhere"] or entity["only_with"]:
            return not _supported(context, mention.entity)
        others = any(m.entity not in (-1, mention.entity) for m in context.mentions)
        around = context.folded[:start] + context.folded[end:] + context.above.text
        return not (others or _FIELD.search(around))
    return False


def _supported(context: Context, entity: int) -> bool:
    register = context.register
    for index in register.facts_of(entity, "member"):
        for value in register.facts[index]["is"]:
            if fold(value) in context.folded:
                return True
    return False
