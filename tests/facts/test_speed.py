"""The time that matching takes grows with the text, not with the number of facts."""

from __future__ import annotations

from typing import Any

from qa_lint.facts.load import load
from qa_lint.facts.matcher import analyse
from qa_lint.facts.register import Block, Register
from tests.facts.support import ATTRIBUTES, BLIP
from tests.timing import shortest

TEXT = (
    "注意力机制把查询、键和值三组向量联系起来，输出是值的加权和，权重由查询与键的相似度决定。"
    "在 {name} 的实现里，编码器有 {n} 层，训练用了 {n} 亿个词元，学习率先升后降。"
    "与早期的循环网络不同，这里每个位置可以并行计算，因此长句子也能很快处理完。"
)


def register(entities: int) -> Register:
    """The few facts of BLIP and four made-up ones for each of `entities`."""
    plain = load([ATTRIBUTES, BLIP])
    pattern = next(f for f in plain["facts"] if f["kind"] == "value")
    base: dict[str, Any] = plain["entities"][0]
    for number in range(entities):
        name = f"Zephyr{number}X"
        index = len(plain["entities"])
        made = {"name": name, "slug": name.lower(), "aliases": [name], "not_same": []}
        plain["entities"].append({**base, **made})
        for attribute in ("layers", "heads", "width", "vocabulary"):
            fact = {"id": f"{name.lower()}/{attribute}", "entity": index, "is": [str(number + 2)]}
            plain["facts"].append({**pattern, **fact, "attribute": attribute, "variants": {}})
    return Register(plain)


def seconds(known: Register) -> float:
    blocks = [Block(TEXT.format(name=f"Zephyr{n % 100}X", n=n)) for n in range(300)]
    return shortest(lambda page: analyse(page, known), blocks, 4)


def test_ten_times_the_facts_cost_no_more() -> None:
    few, many = register(100), register(1000)
    seconds(few)
    assert seconds(many) < 2 * seconds(few) + 0.02
