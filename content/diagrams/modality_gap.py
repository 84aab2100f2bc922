"""The cone effect behind the modality gap, computed for wide random networks.

In a wide ReLU layer with random weights and no bias, the cosine c of two inputs becomes
(sqrt(1 - c²) + (π - arccos c)·c) / π on average: each layer pushes all inputs closer together.
"""

import math

from _kit import Picture

STARTS = [(0.5, "extra"), (0.0, "frozen"), (-0.5, "loss")]
LAYERS = 12


def deeper(cosine: float) -> float:
    """The cosine of two vectors after one more layer."""
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    return (math.sin(angle) + (math.pi - angle) * cosine) / math.pi


def draw() -> Picture:
    pic = Picture(
        "锥效应与模态间隙",
        "左图按宽 ReLU 网络的公式算出：随机初始化时，两个输入的余弦相似度随层数升高，无关的输入也挤进一个窄锥。"
        "右图示意：两个编码器初始化不同，锥的方向也不同，中间就留下了间隙。",
        430,
    )
    left, right, top, bottom = 70, 430, 76, 332

    def place(layer: float, cosine: float) -> tuple[float, float]:
        return (
            left + layer / LAYERS * (right - left),
            bottom - (cosine + 0.5) / 1.5 * (bottom - top),
        )

    pic.text(24, 36, "随机初始化的网络：越深越挤", size=17, anchor="start", bold=True)
    pic.text(24, 60, "余弦相似度", anchor="start", second=True)
    for value in (-0.5, 0, 0.5, 1):
        _, y = place(0, value)
        pic.arrow((left - 5, y), (left, y), head=False)
        pic.text(left - 10, y + 5, f"{value:g}".replace("-", "−"), anchor="end", second=True)
    for layer in range(0, LAYERS + 1, 3):
        x, _ = place(layer, -0.5)
        pic.arrow((x, bottom), (x, bottom + 5), head=False)
        pic.text(x, bottom + 22, str(layer), second=True)
    pic.arrow((left, bottom), (right, bottom), head=False)
    pic.arrow((left, bottom), (left, top), head=False)
    pic.text((left + right) / 2, bottom + 44, "经过的层数", second=True)
    for start, kind in STARTS:
        values = [start]
        for _ in range(LAYERS):
            values.append(deeper(values[-1]))
        pic.curve([place(layer, value) for layer, value in enumerate(values)], kind)

    pic.text(622, 36, "两个锥，方向不同", size=17, bold=True)
    pic.text(622, 60, "（示意）", second=True)
    x0, y0, radius = 622, 330, 205
    arc = [
        (x0 + radius * math.cos(math.radians(a)), y0 - radius * math.sin(math.radians(a)))
        for a in range(36, 145, 2)
    ]
    pic.curve(arc, "none", dash=True)
    for middle, kind in ((122, "good"), (58, "train")):
        for edge in (-13, 13):
            a = math.radians(middle + edge)
            pic.arrow((x0, y0), (x0 + radius * math.cos(a), y0 - radius * math.sin(a)), head=False)
        for off, share in ((-9, 0.93), (-5, 0.9), (-1, 0.94), (3, 0.9), (7, 0.94)):
            a = math.radians(middle + off)
            x, y = x0 + radius * share * math.cos(a), y0 - radius * share * math.sin(a)
            pic.box(x - 5, y - 5, 10, 10, "", kind, round_=5)
    for middle, name in ((122, "图像"), (58, "文字")):
        a = math.radians(middle)
        pic.text(x0 + 135 * math.cos(a), y0 - 135 * math.sin(a) + 5, name, size=15)
    pic.text(x0, 164, "间隙", size=15, bold=True)
    pic.text(622, 372, "单位球面上的向量", second=True)
    pic.legend(
        412,
        [(kind, f"开始时 {start:g}".replace("-", "−")) for start, kind in STARTS]
        + [("good", "图像的向量"), ("train", "文字的向量")],
    )
    return pic
