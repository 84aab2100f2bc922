"""BERT against GPT-3: who sees whom, and what is predicted."""

from collections.abc import Sequence

from _kit import Picture


def _half(
    pic: Picture,
    x: float,
    title: str,
    facts: str,
    given: Sequence[str],
    predicted: Sequence[str],
    causal: bool,
) -> None:
    pic.text(x + 178, 36, title, size=17, bold=True)
    pic.text(x + 178, 60, facts, second=True)
    kind = "frozen" if not causal else "train"
    outputs = pic.row(
        x, 84, predicted, 66, 36, lambda n: "good" if predicted[n] else "none", gap=6, size=15
    )
    upper = pic.row(x, 150, [""] * 5, 66, 26, kind, gap=6)
    lower = pic.row(
        x, 262, given, 66, 36, lambda n: "loss" if given[n] == "[MASK]" else "data", gap=6
    )
    for n, target in enumerate(upper):
        if predicted[n]:
            pic.arrow(target.top, outputs[n].bottom)
        for m, source in enumerate(lower):
            if not causal or m <= n:
                pic.arrow(source.top, target.bottom, head=False)


def draw() -> Picture:
    pic = Picture(
        "BERT 与 GPT-3 的对比",
        "左边 BERT：每个位置都能看到整句，只在被遮住的位置预测原来的词。"
        "右边 GPT-3：每个位置只能看到自己和左边，每个位置都预测下一个词。",
        560,
    )
    _half(
        pic,
        26,
        "BERT：编码器，双向",
        "目标：补出被遮住的词",
        ["[CLS]", "猫", "[MASK]", "垫子", "上"],
        ["", "", "坐在", "", ""],
        False,
    )
    _half(
        pic,
        420,
        "GPT-3：解码器，因果",
        "目标：每个位置预测下一个词",
        ["一只", "猫", "坐在", "垫子", "上"],
        ["猫", "坐在", "垫子", "上", "。"],
        True,
    )
    cell = 28
    for x, causal, note in (
        (134, False, "注意力掩码：全部可见"),
        (528, True, "注意力掩码：只看自己和左边"),
    ):
        pic.text(x + 70, 332, note, second=True)
        pic.matrix(
            x, 344, 5, 5, cell, lambda r, c, causal=causal: "none" if causal and c > r else "good"
        )
    pic.text(204, 512, "适配任务：加输出头，微调参数", size=15)
    pic.text(598, 512, "适配任务：示例写进提示，参数不变", size=15)
    pic.legend(544, [("loss", "被遮住"), ("good", "预测，或看得见"), ("none", "不预测，或看不见")])
    return pic
