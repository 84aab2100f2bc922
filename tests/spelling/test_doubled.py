"""Doubled words: what real notes hold, and the good Chinese that looks the same."""

from __future__ import annotations

import pytest

from qa_lint.spelling import doubled


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("本章将介绍介绍算法的思想", "介绍"),
        ("否则则没有限制", "则"),
        ("数据存储在在左边", "在"),
        ("这两种方式也也是等价的", "也"),
        ("那么无根树无根树同构", "无根树"),
        ("因为因为现在只有一个引用", "因为"),
        ("需要部署在在本地", "在"),
        ("字符都是这这个字符串的一部分", "这"),
        ("中间的点如何如何选取都行", "如何"),
        ("更加更加小的批次", "更加"),
    ],
)
def test_found(text: str, unit: str) -> None:
    assert [found.unit for found in doubled.find(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "自动从从节点中选举出新的主节点",
        "不同进程即使使用相同的地址",
        "直到到达磁盘的边界",
        "数据路由由程序完成",
        "等会会给出证明",
        "提升了多少多少，说清楚",
        "能放多少放多少，直到放满",
        "大家一起讨论讨论这件事",
        "不推荐用宏定义定义常量",
        "商家对商家对个人的买卖",
        "很厉害很厉害的人",
    ],
)
def test_good_chinese(text: str) -> None:
    assert not list(doubled.find(text))
