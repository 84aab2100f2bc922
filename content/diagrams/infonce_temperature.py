"""InfoNCE against its temperature, computed for three hardest negatives."""

import math

from _kit import Picture

POSITIVE = 0.8
OTHERS = [0.1] * 30
HARDEST = [(0.2, "good"), (0.6, "frozen"), (0.9, "loss")]
LOW, HIGH, TOP = 0.02, 10.0, 5.0


def info_nce(hardest: float, temperature: float) -> float:
    """The loss of one query with 31 negatives."""
    terms = [value / temperature for value in [POSITIVE, hardest, *OTHERS]]
    highest = max(terms)
    return math.log(sum(math.exp(term - highest) for term in terms)) + highest - terms[0]


def draw() -> Picture:
    count = 1 + len(OTHERS)
    limit = math.log(count + 1)
    pic = Picture(
        "InfoNCE 损失随温度的变化",
        f"正样本的相似度为 {POSITIVE}，{count} 个负样本里 30 个为 0.1、最难的一个分别为 0.2、0.6、0.9。"
        f"温度很大时三条曲线都趋近 log {count + 1} ≈ {limit:.2f}；温度很小时，只有最难的负样本比正样本更像时损失才急升。",
        470,
    )
    left, right, top, bottom = 84, 760, 70, 370

    def place(temperature: float, loss: float) -> tuple[float, float]:
        share = math.log(temperature / LOW) / math.log(HIGH / LOW)
        return left + share * (right - left), bottom - loss / TOP * (bottom - top)

    pic.text(
        24, 34, f"正样本相似度 {POSITIVE}，负样本 {count} 个", size=17, anchor="start", bold=True
    )
    pic.text(24, 58, "损失", anchor="start", second=True)
    for loss in range(6):
        _, y = place(LOW, loss)
        pic.arrow((left - 5, y), (left, y), head=False)
        pic.text(left - 12, y + 5, str(loss), anchor="end", second=True)
    for temperature in (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10):
        x, _ = place(temperature, 0)
        pic.arrow((x, bottom), (x, bottom + 5), head=False)
        pic.text(x, bottom + 22, f"{temperature:g}", second=True)
    pic.arrow((left, bottom), (right, bottom), head=False)
    pic.arrow((left, bottom), (left, top), head=False)
    pic.text((left + right) / 2, bottom + 44, "温度 τ（对数刻度）", second=True)
    _, y = place(LOW, limit)
    pic.arrow((left, y), (right, y), dash=True, head=False)
    pic.text(300, y - 10, f"log(K+1) = log {count + 1} ≈ {limit:.2f}", second=True)
    clip_x, _ = place(0.07, 0)
    pic.arrow((clip_x, bottom), (clip_x, 250), dash=True, head=False)
    pic.text(clip_x + 8, 268, "CLIP 的初值 0.07", anchor="start", second=True)
    steps = 120
    for hardest, kind in HARDEST:
        points = []
        for step in range(steps + 1):
            temperature = LOW * (HIGH / LOW) ** (step / steps)
            points.append(place(temperature, info_nce(hardest, temperature)))
        pic.curve(points, kind)
    pic.legend(
        448,
        [(kind, f"最难的负样本 {hardest}") for hardest, kind in HARDEST],
    )
    return pic
