"""How much of the picture is left after t steps of noise, for two schedules.

The linear one is that of DDPM, β from 0.0001 to 0.02; the cosine one that of improved DDPM with
its offset 0.008.
"""

import math

from _kit import Picture

STEPS = 1000


def linear() -> list[float]:
    """ᾱ after 0 … STEPS steps, β rising linearly."""
    kept = [1.0]
    for step in range(STEPS):
        beta = 1e-4 + (0.02 - 1e-4) * step / (STEPS - 1)
        kept.append(kept[-1] * (1 - beta))
    return kept


def cosine() -> list[float]:
    """ᾱ after 0 … STEPS steps, falling as a squared cosine."""
    offset = 0.008
    values = [
        math.cos((step / STEPS + offset) / (1 + offset) * math.pi / 2) ** 2
        for step in range(STEPS + 1)
    ]
    return [value / values[0] for value in values]


def draw() -> Picture:
    pic = Picture(
        "扩散的加噪日程",
        "横轴是步数 t，从 0 到 1000；纵轴是系数。图像的系数 √ᾱ 从 1 降到 0，噪声的系数 √(1−ᾱ) 从 0 升到 1。"
        "实线是 DDPM 的线性日程，虚线是余弦日程，余弦日程在中段保留更多图像。",
        460,
    )
    left, right, top, bottom = 70, 770, 70, 350

    def place(step: float, value: float) -> tuple[float, float]:
        return left + step / STEPS * (right - left), bottom - value * (bottom - top)

    pic.text(24, 36, "加噪：z_t = √ᾱ·z₀ + √(1−ᾱ)·ε", size=17, anchor="start", bold=True)
    for value in (0, 0.25, 0.5, 0.75, 1):
        _, y = place(0, value)
        pic.arrow((left - 5, y), (left, y), head=False)
        pic.text(left - 10, y + 5, f"{value:g}", anchor="end", second=True)
    for step in range(0, STEPS + 1, 200):
        x, _ = place(step, 0)
        pic.arrow((x, bottom), (x, bottom + 5), head=False)
        pic.text(x, bottom + 22, str(step), second=True)
    pic.arrow((left, bottom), (right, bottom), head=False)
    pic.arrow((left, bottom), (left, top), head=False)
    pic.text((left + right) / 2, bottom + 46, "步数 t；实线：线性日程，虚线：余弦日程", second=True)
    for kept, dash in ((linear(), False), (cosine(), True)):
        steps = range(0, STEPS + 1, 10)
        pic.curve([place(t, math.sqrt(max(0.0, kept[t]))) for t in steps], "frozen", dash=dash)
        pic.curve([place(t, math.sqrt(max(0.0, 1 - kept[t]))) for t in steps], "train", dash=dash)
    pic.legend(436, [("frozen", "图像的系数 √ᾱ"), ("train", "噪声的系数 √(1−ᾱ)")])
    return pic
