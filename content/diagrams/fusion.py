"""Early, middle and late fusion: where the modalities meet."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "早期、中期、晚期融合",
        "早期融合把各模态的词元拼在一起送进一个模型；中期融合先各自编码，再用交叉注意力汇合；"
        "晚期融合各自预测，最后加权。",
        420,
    )
    for x, title, note in (
        (140, "早期融合", "拼成一个序列"),
        (400, "中期融合", "编码后用交叉注意力"),
        (660, "晚期融合", "各自预测后加权"),
    ):
        pic.text(x, 38, title, size=17, bold=True)
        pic.text(x, 62, note, second=True)
    for left in (30, 290, 550):
        pic.box(left, 330, 100, 44, "图像", "frozen")
        pic.box(left + 120, 330, 100, 44, "文字", "train")
        pic.box(left + 60, 84, 100, 40, "预测", "good")
    # early
    one = pic.box(30, 176, 220, 60, "一个模型\n自注意力看全部词元", "extra")
    pic.row(30, 268, ["v"] * 4, 24, 30, "frozen", gap=2)
    pic.row(146, 268, ["t"] * 4, 24, 30, "train", gap=2)
    pic.arrow((80, 330), (80, 300))
    pic.arrow((200, 330), (200, 300))
    pic.arrow((140, 266), one.bottom)
    pic.arrow(one.top, (140, 124))
    # middle
    eye, words = (
        pic.box(290, 252, 100, 46, "图像编码器", "frozen"),
        pic.box(410, 252, 100, 46, "文本编码器", "train"),
    )
    cross = pic.box(290, 162, 220, 56, "交叉注意力\nQ 来自文字，K、V 来自图像", "extra", size=15)
    for x, part in ((340, eye), (460, words)):
        pic.arrow((x, 330), part.bottom)
        pic.arrow(part.top, (x, 218))
    pic.arrow(cross.top, (400, 124))
    # late
    for x, name, kind in ((600, "图像", "frozen"), (720, "文本", "train")):
        model = pic.box(x - 50, 252, 100, 46, f"{name}模型", kind)
        guess = pic.box(x - 50, 190, 100, 36, "各自预测", "data", size=14)
        pic.arrow((x, 330), model.bottom)
        pic.arrow(model.top, guess.bottom)
        pic.arrow(
            guess.top,
            (x, 160),
            (x + (30 if x < 660 else -30), 160),
            (x + (30 if x < 660 else -30), 124),
        )
    pic.text(660, 150, "加权", second=True)
    pic.legend(404, [("frozen", "图像一侧"), ("train", "文字一侧"), ("extra", "汇合的地方")])
    return pic
