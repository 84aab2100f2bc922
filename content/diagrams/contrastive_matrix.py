"""SimCLR's steps, and the similarity matrix of a small batch, computed from six vectors."""

import math

from _kit import Picture

#: The vectors z of two views of three pictures: a₁ b₁ c₁ a₂ b₂ c₂, before normalisation.
VIEWS = [
    (2.0, 0.6, 0.3),
    (0.2, 1.8, 0.5),
    (-0.9, 0.4, 1.6),
    (1.8, 0.2, 0.7),
    (0.6, 1.9, 0.1),
    (-1.2, 0.1, 1.5),
]
NAMES = ["猫₁", "狗₁", "车₁", "猫₂", "狗₂", "车₂"]


def similarity(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The cosine of two vectors."""
    dot = sum(x * y for x, y in zip(a, b, strict=True))
    return dot / (math.hypot(*a) * math.hypot(*b))


def draw() -> Picture:
    pic = Picture(
        "对比学习的流程与相似度矩阵",
        "一张图做两次随机增强，经同一个编码器和投影头得到两个向量。一批三张图有六个向量，"
        "两两算余弦相似度：同一张图的两个增强是正样本，对角线不算，其余是负样本。",
        480,
    )
    pic.text(24, 34, "一张图的两个视图", size=16, anchor="start", bold=True)
    image = pic.box(24, 168, 66, 56, "图像 x", "data", size=14)
    for y, sign in ((70, "₁"), (266, "₂")):
        view = pic.box(112, y, 92, 56, f"视图 x{sign}\n随机增强", "data")
        pic.arrow(image.right, (101, 196), (101, y + 28), view.left)
        hidden = pic.box(232, y, 66, 56, f"h{sign}\n编码器", "train")
        vector = pic.box(326, y, 66, 56, f"z{sign}\n投影头", "train")
        pic.arrow(view.right, hidden.left)
        pic.arrow(hidden.right, vector.left)
    pic.arrow((359, 126), (359, 266), both=True)
    pic.text(350, 202, "拉近", anchor="end")
    pic.text(265, 240, "权重相同", second=True)
    pic.text(24, 364, "下游任务用 h，损失算在 z 上。", anchor="start", second=True)
    pic.text(24, 388, "每行做一次“谁是我的另一个视图”", anchor="start", second=True)
    pic.text(24, 412, "的分类，温度 τ 控制软硬。", anchor="start", second=True)

    x, y, cell = 456, 84, 54
    pic.text(x + 3 * cell, 34, "一批 3 张图，6 个 z 的余弦相似度", size=16, bold=True)
    for at, name in enumerate(NAMES):
        pic.text(x + at * cell + 25, y - 12, name)
        pic.text(x - 10, y + at * cell + 30, name, anchor="end")

    def kind(row: int, column: int) -> str:
        if row == column:
            return "none"
        return "good" if (row - column) % 3 == 0 else "loss"

    def label(row: int, column: int) -> str:
        if row == column:
            return "不算"
        return f"{similarity(VIEWS[row], VIEWS[column]):.2f}".replace("-", "−")

    pic.matrix(x, y, 6, 6, cell, kind, label)
    pic.legend(
        446,
        [("good", "正样本，要大"), ("loss", "负样本，要小"), ("none", "与自己")],
    )
    return pic
