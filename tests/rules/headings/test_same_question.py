"""Which questions are one question in other words."""

from __future__ import annotations

import pytest

from qa_lint.rules.headings._same_question import keys, same, similarity, wording

SAME = [
    ("CLIP模型的核心思想是什么？", "请说明CLIP的核心思想"),
    ("什么是多模态大模型中的模态对齐？", "多模态大模型中的模态对齐是什么意思？"),
    ("为什么Transformer使用多头注意力？", "Transformer为何使用多头注意力机制？"),
    ("BERT和GPT的区别是什么？", "GPT 与 BERT 有什么不同？"),
    ("如何缓解大模型的幻觉问题？", "怎样缓解大模型的幻觉？"),
    ("What is the difference between BERT and GPT?", "What's the difference between BERT and GPT"),
    ("解释ViT的工作原理", "ViT的工作原理是什么?"),
    ("如何评价生成图像的质量？", "怎么评价生成的图像质量？"),
    ("LLaVA模型的结构是怎样的？", "LLaVA的结构是什么样的？"),
    ("多模态融合有哪些方法？", "多模态融合的方法有哪些？"),
    ("请简述Stable Diffusion的基本原理。", "Stable Diffusion的原理是什么？"),
    ("Q-Former在BLIP-2中的作用是什么？", "BLIP-2 中 Q-Former 的作用是什么？"),
    ("图文检索的召回率如何计算才算准确？", "图文检索的召回律如何计算才算准确？"),
]
DIFFERENT = [
    ("监督学习有哪些优点？", "监督学习有哪些缺点？"),
    ("什么是编码器？", "什么是解码器？"),
    ("BERT的优点是什么", "BERT的缺点是什么"),
    ("什么是数据并行训练的通信开销？", "什么是张量并行训练的通信开销？"),
    ("如何在单卡上微调大语言模型？", "如何在多卡上微调大语言模型？"),
    ("GPT-3和GPT-4有什么区别？", "GPT-3和GPT-2有什么区别？"),
    ("Transformer的编码器如何工作？", "Transformer的解码器如何工作？"),
    ("为什么使用CLIP？", "如何使用CLIP？"),
    ("A 到 B 的转换怎么做", "B 到 A 的转换怎么做"),
    ("图像到文本的生成如何评估？", "文本到图像的生成如何评估？"),
    ("什么是自监督学习", "什么是监督学习"),
    ("C 和 C++ 有什么区别？", "C 和 C# 有什么区别？"),
    ("比较 CLIP 和 ALIGN 的训练数据", "比较 CLIP 和 BLIP 的训练数据"),
    ("什么是类别数据？", "类别数据有什么问题？"),
    ("什么是中心化方案？", "去中心化的方案是什么？"),
    ("怎样构建网络引导服务器（一）？", "怎样构建网络引导服务器（二）？"),
    ("什么是 Android 的分层架构？", "为什么是 Android 的分层架构？"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_same_question(one: str, two: str) -> None:
    first, second = wording(one, False), wording(two, False)
    assert first and second and same(first, second)
    assert set(keys(first)) & set(keys(second))
    assert similarity(first, second) >= 92


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different_question(one: str, two: str) -> None:
    first, second = wording(one, True), wording(two, True)
    assert first is None or second is None or not same(first, second)


@pytest.mark.parametrize(
    "text",
    [
        "参考文献",
        "它值得使用吗？",
        "接下来做什么？",
        "我们学到了什么？",
        "What is next?",
        "有什么用？",
    ],
)
def test_question_without_a_subject(text: str) -> None:
    assert wording(text, False) is None
