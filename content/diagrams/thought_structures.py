"""Four shapes of reasoning: straight, a chain, a tree, a graph."""

import itertools

from _kit import Box, Picture


def draw() -> Picture:
    pic = Picture(
        "四种推理结构",
        "直接回答：题目到答案。思维链：一条链。思维树：每步有若干候选，打分后剪去差的，可以回溯，每个节点只有一个父节点。"
        "思维图：分支可以合并，也可以回环改进。",
        540,
    )

    def node(x: float, y: float, label: str = "", kind: str = "frozen", w: float = 46) -> Box:
        return pic.box(x - w / 2, y, w, 32, label, kind, size=14, round_=14)

    def link(a: Box, b: Box, dash: bool = False) -> None:
        pic.arrow(a.bottom, b.top, dash=dash)

    for x, title, note in (
        (70, "直接回答", "不写步骤"),
        (200, "思维链", "一条链，不回头"),
        (410, "思维树", "打分、剪枝、回溯"),
        (675, "思维图", "还能合并与回环"),
    ):
        pic.text(x, 38, title, size=17, bold=True)
        pic.text(x, 62, note, second=True)

    question, answer = node(70, 84, "题目", "data", 60), node(70, 444, "答案", "good", 60)
    link(question, answer)

    chain = [node(200, 84, "题目", "data", 60)]
    chain += [node(200, 174 + 90 * n, f"步骤{n + 1}", w=66) for n in range(3)]
    chain.append(node(200, 444, "答案", "good", 60))
    for a, b in itertools.pairwise(chain):
        link(a, b)

    root = node(410, 84, "题目", "data", 60)
    first = [node(330, 174, "0.7"), node(410, 174, "0.2", "loss"), node(490, 174, "0.9")]
    second = [node(330, 264, "0.3", "loss"), node(450, 264, "0.8"), node(530, 264, "0.4", "loss")]
    third = [node(410, 354, "0.2", "loss"), node(490, 354, "1.0")]
    end = node(490, 444, "答案", "good", 60)
    for child in first:
        link(root, child)
    link(first[0], second[0])
    link(first[2], second[1])
    link(first[2], second[2])
    link(second[1], third[0])
    link(second[1], third[1])
    link(third[1], end)

    root = node(675, 84, "题目", "data", 60)
    parts = [node(600, 174), node(675, 174), node(750, 174)]
    sorted_ = [node(600, 264), node(675, 264, "", "loss"), node(750, 264)]
    merged = node(675, 354, "合并", "extra", 60)
    end = node(675, 444, "答案", "good", 60)
    for a, b in zip(parts, sorted_, strict=True):
        link(root, a)
        link(a, b)
    pic.arrow(sorted_[0].bottom, merged.on("top", 0.2))
    pic.arrow(sorted_[2].bottom, merged.on("top", 0.8))
    link(merged, end)
    pic.arrow((705, 376), (736, 376), (736, 362), (707, 362), dash=True)
    pic.text(742, 374, "回环", anchor="start", second=True)
    pic.text(742, 394, "改进", anchor="start", second=True)
    pic.legend(
        516,
        [
            ("frozen", "思维（部分解）"),
            ("loss", "剪掉的"),
            ("extra", "合并分支，树做不到"),
            ("good", "答案"),
        ],
    )
    return pic
