"""What a clause says that something is, apart from what it only mentions."""

import pytest

from qa_lint.facts.heads import is_part, is_predicate


@pytest.mark.parametrize(
    ("clause", "name", "value"),
    [
        ("abc 是一个语音合成模型", "abc", "语音合成"),
        ("abc 是谷歌在 2019 年提出的语音合成系统", "abc", "语音合成"),
        ("abc 原论文做的是语音合成", "abc", "语音合成"),
        ("abc（某公司发布）面向语音合成任务", "abc", "语音合成"),
        ("abc 最初是为语音合成提出的", "abc", "语音合成"),
        ("the abc paper is for speech synthesis.", "abc", "speech synthesis"),
        ("abc is a large neural speech synthesis model from a lab", "abc", "speech synthesis"),
    ],
)
def test_predicate(clause: str, name: str, value: str) -> None:
    start = clause.index(value)
    owner = clause.index(name) + len(name)
    assert is_predicate(clause, owner, start, start + len(value), len(clause))


@pytest.mark.parametrize(
    ("clause", "name", "value"),
    [
        ("abc 的特征可以帮助语音合成", "abc", "语音合成"),
        ("abc 是语音合成模型的编码器", "abc", "语音合成"),
        ("abc 是语音合成中常用的编码器", "abc", "语音合成"),
        ("abc 与语音合成模型不同", "abc", "语音合成"),
        ("abc 用于图像分类和语音合成", "abc", "语音合成"),
        ("abc is the encoder of a speech synthesis model", "abc", "speech synthesis"),
        ("abc is not a speech synthesis model", "abc", "speech synthesis"),
        ("abc is used with speech synthesis models", "abc", "speech synthesis"),
    ],
)
def test_not_the_predicate(clause: str, name: str, value: str) -> None:
    start = clause.index(value)
    owner = clause.index(name) + len(name)
    assert not is_predicate(clause, owner, start, start + len(value), len(clause))


@pytest.mark.parametrize(
    ("clause", "value", "part"),
    [
        ("abc 在主干权重旁加小矩阵做微调", "主干权重", True),
        ("abc 的训练用到离散提示搜索与比较", "离散提示", True),
        ("这样就把连续隐变量变成了编号", "连续隐变量", True),
        ("abc 更新主干权重", "主干权重", False),
        ("abc 把主干权重全部冻结", "主干权重", False),
        ("abc 使用离散提示来适应任务", "离散提示", False),
        ("abc updates the weights of the model", "weights", False),
    ],
)
def test_a_part_of_a_longer_noun(clause: str, value: str, part: bool) -> None:
    start = clause.index(value)
    assert is_part(clause, 0, start, start + len(value), len(clause)) is part
