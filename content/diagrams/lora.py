"""LoRA: a frozen matrix and a low-rank update beside it."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "全参数微调与 LoRA",
        "左边全参数微调：整个 d×k 的矩阵都更新。右边 LoRA：原矩阵冻结，旁边加一条低秩的支路，"
        "先乘 r×k 的 A 再乘 d×r 的 B，两路相加；B 的初值为零，训练后可以并回原矩阵。",
        430,
    )
    pic.text(170, 36, "全参数微调", size=17, bold=True)
    pic.text(560, 36, "LoRA：只训练低秩的增量", size=17, bold=True)
    pic.arrow((330, 24), (330, 372), dash=True, head=False)
    whole = pic.box(80, 136, 180, 150, "W\nd×k，全部更新", "train", size=17)
    source = pic.box(120, 330, 100, 36, "输入 x", "data")
    result = pic.box(120, 62, 100, 36, "输出 h", "good")
    pic.arrow(source.top, whole.bottom)
    pic.arrow(whole.top, result.bottom)
    frozen = pic.box(360, 136, 180, 150, "W₀\nd×k，冻结", "frozen", size=17)
    up = pic.box(600, 136, 160, 62, "B：d×r\n初值为零", "train")
    down = pic.box(600, 224, 160, 62, "A：r×k\n初值为随机小数", "train")
    source = pic.box(510, 330, 100, 36, "输入 x", "data")
    result = pic.box(510, 62, 100, 36, "输出 h", "good")
    add = pic.box(548, 106, 24, 24, "+", "none", size=14, round_=12)
    pic.arrow((540, 330), (540, 306), (450, 306), frozen.bottom)
    pic.arrow((580, 330), (580, 306), (680, 306), down.bottom)
    pic.arrow(down.top, up.bottom)
    pic.arrow(frozen.top, (450, 118), add.left)
    pic.arrow(up.top, (680, 118), add.right)
    pic.arrow(add.top, result.bottom)
    pic.text(400, 390, "例：d = k = 4096，r = 8：1678 万个参数变成 6.6 万个，不到 0.4%", size=15)
    pic.legend(
        416, [("frozen", "冻结"), ("train", "训练"), ("good", "h = W₀x + BAx，训练后并成 W")]
    )
    return pic
