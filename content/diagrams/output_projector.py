"""The output projector: signal tokens become what the generator's text encoder would give."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "输出投影器",
        "骨干写出信号词元，取其隐藏状态，输出投影器把它们变成扩散模型的条件向量，代替原来的文本编码器。"
        "训练时让它逼近文本编码器对描述的输出。",
        440,
    )
    given = pic.box(20, 66, 110, 58, "图文对话\n要一张图", "data")
    model = pic.box(158, 60, 120, 70, "语言模型\n骨干", "frozen")
    pic.arrow(given.right, model.left)
    pic.text(338, 52, "信号词元的隐藏状态", second=True)
    signals = pic.row(312, 72, ["[IMG0]", "…", "[IMG7]"], 58, 46, "extra", gap=3)
    pic.arrow(model.right, signals[0].left)
    projector = pic.box(314, 176, 176, 70, "输出投影器\n小 Transformer 或 MLP", "train")
    pic.arrow((402, 118), projector.top)
    condition = pic.box(532, 176, 112, 70, "条件 H\n77×768", "good")
    pic.arrow(projector.right, condition.left)
    generator = pic.box(676, 168, 104, 86, "扩散模型\nU-Net 与\n解码器", "frozen")
    pic.arrow(condition.right, generator.left)
    image = pic.box(676, 66, 104, 52, "图像", "good")
    pic.arrow(generator.top, image.bottom)

    caption = pic.box(20, 314, 130, 58, "描述文字 t\n只在训练时", "data")
    text_tower = pic.box(
        314, 308, 176, 70, "生成器的文本编码器\n例如 CLIP 文本塔", "frozen", size=15
    )
    target = pic.box(532, 308, 112, 70, "目标 τ(t)\n77×768", "data")
    pic.arrow(caption.right, text_tower.left, dash=True)
    pic.arrow(text_tower.right, target.left, dash=True)
    pic.arrow(condition.bottom, target.top, dash=True, both=True)
    pic.text(598, 284, "均方误差", anchor="start", second=True)
    pic.text(668, 338, "推理时不再用", anchor="start", second=True)
    pic.text(668, 358, "文本编码器", anchor="start", second=True)
    pic.legend(
        416,
        [("frozen", "冻结"), ("train", "训练"), ("extra", "信号词元"), ("good", "条件与结果")],
    )
    return pic
