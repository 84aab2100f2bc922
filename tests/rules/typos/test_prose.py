"""What the spelling rules read as prose, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...harness import findings, write_tree


def places(tmp_path: Path, text: str) -> list[tuple[str, int, int]]:
    """The family's warnings as rule, line and column."""
    write_tree(tmp_path, {"page.md": text})
    found = findings(tmp_path, "typos")
    return [(f.rule, f.place.line, f.place.column) for f in found if f.severity.label == "warning"]


def test_an_indented_chinese_paragraph_is_prose(tmp_path: Path) -> None:
    text = '!!! note "说明"\n\n    这里补充几句话，说明这种种办法的的来历，用 `x` 表示。\n'
    assert places(tmp_path, text) == [("typos/doubled", 3, 21)]


@pytest.mark.parametrize(
    "text",
    [
        "    // 把列表复制一份以避免它的的影响\n    copy(list);\n",
        "    int 数量 = 取出全部的的元素数目;\n",
        "    $ 运行这条命令的的时候要小心一点\n",
        "```\n这里的的代码块不是正文，永远不看\n```\n",
    ],
)
def test_code_is_not_prose(tmp_path: Path, text: str) -> None:
    assert places(tmp_path, text) == []


def test_text_between_misread_backticks_is_prose(tmp_path: Path) -> None:
    text = "前面少了一个 ch` 的 `rx` 接收端变成一个带有带有 `next` 的流。\n"
    assert [rule for rule, _, _ in places(tmp_path, text)] == ["typos/doubled"]


def test_chinese_in_a_code_span_is_not_prose(tmp_path: Path) -> None:
    assert places(tmp_path, "写作 `这样的的例子` 即可。\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "见 https://example.org/paramter/recieve 与 a@enviroment.org\n",
        "路径 ./docs/enviroment/setup.md 与 enviroment.py\n",
        "公式 $paramter$ 与 <a title='paramter'>链接</a>\n",
        "---\nparamter: 1\n---\n\n正文\n",
        "提交 deadbeef1 与 v1.2.3-recieve\n",
        "[文字](enviroment.md)\n",
        "変更は環境のためのものですです。\n",
        "我們應該在這個時候設定閥值，這個的的確確對。\n",
    ],
)
def test_what_is_no_language_is_left_alone(tmp_path: Path, text: str) -> None:
    assert places(tmp_path, text) == []
