"""Wrong forms that packs list are none where they are the ends of two words that meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...harness import check, write_tree

MEETINGS = [
    "平台会筛选顶级人才。",
    "方案已经接近量产水平。",
    "去年市场规模快速增长。",
    "采访了悟空制作人。",
    "这种做法提升极其明显。",
    "作者把这个现象量化了。",
    "可以逐部件分析能耗。",
    "它会引入人手先验知识。",
    "文中还缺定量消融实验。",
    "先做仿真对齐再上真机。",
    "输出直接由干涉强度决定。",
    "数据不直接来自已有的测试集。",
    "它能测视觉鲁棒性。",
    "这一步没有占时长的操作。",
    "要衡量指令跟随是否可靠。",
    "再以即插即用的方式叠加。",
]
NOT_SO = [
    "局限与开放问题：数据不够多。",
    "将近似与加速结合起来。",
    "减少视角依赖与深度歧义。",
    "优势来自与训练相同的目标。",
    "组合技能以完成新任务。",
    "专家不在像素空间里学习。",
    "先模拟，再实际回放一遍。",
]
SLIPS = [
    ("批出理技术调整过程。", "出理"),
    ("任务不局限与分类。", "局限与"),
    ("再实际项目中很少用。", "再实际"),
    ("程序进人了循环。", "进人"),
]


def _found(tmp_path: Path, line: str) -> list[str]:
    write_tree(tmp_path, {"a.md": line + "\n"})
    return [f"{f.rule} {f.message.en}" for f in check(tmp_path, ["typos/chinese"]).findings]


@pytest.mark.parametrize("line", MEETINGS + NOT_SO)
def test_words_that_meet_are_no_slip(tmp_path: Path, line: str) -> None:
    assert _found(tmp_path, line) == []


@pytest.mark.parametrize(("line", "wrong"), SLIPS)
def test_a_slip_beside_such_words_is_found(tmp_path: Path, line: str, wrong: str) -> None:
    (found,) = _found(tmp_path, line)
    assert f"'{wrong}'" in found
