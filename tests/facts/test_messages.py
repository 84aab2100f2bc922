"""What is true, made from a fact in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_lint.facts.load import load
from qa_lint.facts.messages import truth
from qa_lint.facts.register import Register
from tests.facts.support import ATTRIBUTES

PACK = """
entities:
  Modelo:
    evidence: [{title: A paper, year: 2020, source: A venue, where: Section 1, url: "https://example.org/a"}]
    reviewed: 2026-01-01
    facts:
      architecture:
        is: [encoder-only]
        bad: [Modelo 是仅解码器架构。]
        good: [Modelo 是仅编码器架构。]
      organisation:
        is: [Google, Some Free Lab, SFL, CMU]
        bad: [Modelo 由 OpenAI 提出。]
        good: [Modelo 由谷歌提出。]
      author:
        is: [李明, Ming Li, Li]
        not: [何恺明]
        bad: [Modelo 的作者是何恺明。]
        good: [Modelo 的作者是李明。]
      year:
        is: [2019, 2020]
        bad: [Modelo 于 2011 年提出。]
        good: [Modelo 于 2020 年提出。]
      vocabulary:
        is: [8192, 8K, 30000]
        bad: [Modelo 的词表大小是 50000。]
        good: [Modelo 的词表大小是 8192。]
      layers:
        is: 48
        variants: {base: [12, 13], b/16: 12, large: 24, 7B: 24}
        bad: [Modelo-base 有 30 层。]
        good: [Modelo-base 有 12 层。]
      language_model:
        is: [FlanT5, Flan-T5, OPT]
        not: [GPT-4]
        bad: [Modelo 的语言模型是 GPT-4。]
        good: [Modelo 的语言模型是 OPT。]
  plain sampling:
    aliases: [朴素采样]
    evidence: [{title: A paper, year: 2020, source: A venue, where: Section 1, url: "https://example.org/a"}]
    reviewed: 2026-01-01
    facts:
      year:
        is: 2020
        bad: [朴素采样于 2011 年提出。]
        good: [朴素采样于 2020 年提出。]
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    pack: Path = tmp_path_factory.mktemp("pack") / "models.yaml"
    pack.write_text(PACK, encoding="utf-8")
    return Register(load([ATTRIBUTES, str(pack)]))


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("architecture", "Modelo 的架构是仅编码器", "Modelo is encoder-only"),
        ("year", "Modelo 于 2019 或 2020 年提出", "Modelo was introduced in 2019 or 2020"),
        ("author", "Modelo 的作者是李明", "Modelo was proposed by Ming Li"),
        (
            "organisation",
            "Modelo 由 Google、Some Free Lab、CMU 提出",
            "Modelo was proposed by Google, Some Free Lab and CMU",
        ),
        (
            "vocabulary",
            "Modelo 的词表大小是 8192 或 30000",
            "Modelo has a vocabulary of 8192 or 30000",
        ),
        (
            "layers",
            "Modelo 有 48、12（base）或 24（large、7B）层",
            "Modelo has 48, 12 (base) or 24 (large, 7B) layers",
        ),
        (
            "language-model",
            "Modelo 的语言模型是 FlanT5、OPT",
            "Modelo's language model is FlanT5 or OPT",
        ),
    ],
)
def test_a_message_is_said_in_the_words_of_its_language(
    register: Register, key: str, zh: str, en: str
) -> None:
    assert truth(register, register.by_id[f"modelo/{key}"]) == (zh, en)


def test_a_plain_english_word_is_called_by_its_chinese_name(register: Register) -> None:
    zh, en = truth(register, register.by_id["plain-sampling/year"])
    assert zh == "朴素采样于 2020 年提出"
    assert en == "plain sampling was introduced in 2020"
