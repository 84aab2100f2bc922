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
        ("我们的的方法", "的"),
        ("你可以可以自己写", "可以"),
        ("这正是是我们要的", "是"),
        ("这时只能能选一个", "能"),
        ("把列设置为为浮点数", "为"),
        ("两个个进程之间", "个"),
        ("消费完之后之后再提交", "之后"),
        ("会先先写日志", "先"),
        ("它现在有有两份副本", "有"),
        ("你也可可以自己写", "可"),
        ("用来注明类型型", "型"),
        ("构构成整体的部分", "构"),
        ("在创建之前前调用", "前"),
        ("你也想也想知道", "也想"),
        ("泛型能复用，实现泛型泛型的办法", "泛型"),
        ("复制到了到了另一台", "到了"),
    ],
)
def test_found(text: str, unit: str) -> None:
    assert [found.unit for found in doubled.find(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "自动从从节点中选举出新的主节点",
        "先说明这个题目的目的",
        "墙面雪白雪白的",
        "在面对面对话的指称消解中",
        "由期望的线性性可得",
        "find someone to talk to to learn more",
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
        "学习的目的的确明确",
        "参数数量与类型型号都要写",
        "可能会有有用的信息",
        "与甲类似，但是是在捕获阶段",
        "然后后端返回前前端发来的数",
        "一段段代码、一个个人、一件件事",
        "把位置置为零，各个个体",
        "走着走着就忘了，读着读着",
        "确确实实地结结巴巴",
        "单线程程序与多线程程序",
        "系统拆解并并行执行",
        "支持分库分表，数据库分库分表",
        "能改改就改改，看看试试",
        "告诉我我应该做什么",
        "拆成成对比较",
        "没错没错，恭喜恭喜，先反省反省自己",
        "尤其其中一点，存在在线用户",
        "前前后后、上上下下、来来往往",
    ],
)
def test_good_chinese(text: str) -> None:
    assert not list(doubled.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "see the the end",
        "The the end",
        "（of of）",
        "as  as",
        "this\0this is is it",
        "with with",
        "A a b",
    ],
)
def test_the_quick_look_for_english_misses_nothing(text: str) -> None:
    assert bool(list(doubled.find(text))) <= bool(list(doubled.places(text)))
    assert list(doubled.places(text)) or "\0" in text


@pytest.mark.parametrize("text", ["loss scale, is island, the then", "一 一", "x y", "thethe"])
def test_the_quick_look_for_english_finds_little(text: str) -> None:
    assert not list(doubled.places(text))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("必须使用加密连接连接数据库", False),
        ("用快照备份备份历史数据", False),
        ("本节的方法方法很多", True),
    ],
)
def test_a_noun_before_the_verb_of_its_form_is_not_sure(text: str, sure: bool) -> None:
    assert [item.sure for item in doubled.find(text)] == [sure]


@pytest.mark.parametrize(
    "text",
    [
        "大家再品味品味：",
        "自己思考思考一下为什么",
        "想买啥买啥，爱去哪里去哪里",
        "我们去会会这个难题",
        "指针跳到下下一个结点",
        "它的右孩子的右孩子的右孩子为空",
    ],
)
def test_more_good_chinese(text: str) -> None:
    assert not list(doubled.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "A a; 声明一个变量",
        "整数转字符串字符串转整数",
        "出错后能回、滞后后还能追",
        "表达亲和、反亲和和数量约束",
    ],
)
def test_no_slip(text: str) -> None:
    assert not list(doubled.find(text))


def test_the_second_copy_may_begin_a_longer_word() -> None:
    assert [item.sure for item in doubled.find("然后析构函数函数体被执行")] == [False]
