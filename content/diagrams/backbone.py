"""The language model in the middle: what it reads and what it writes."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "语言模型骨干的输入与输出",
        "图像和音频经编码器与输入投影器变成与词嵌入同维的词元，和文字词元排成一串，送入语言模型。"
        "它写出文字，以及交给输出投影器和生成器的信号词元；只做理解的模型没有信号词元。",
        420,
    )
    rows = [
        (40, "图像", "视觉\n编码器", "输入\n投影器", ["v", "v", "v"], "extra"),
        (150, "音频", "音频\n编码器", "输入\n投影器", ["a", "a"], "train"),
        (260, "文字", "分词器", "词嵌入\n查表", ["词", "词", "词"], "data"),
    ]
    pic.box(474, 60, 130, 240, "语言模型\n骨干\n理解与推理\n逐词续写", "frozen", size=17)
    for y, name, encoder, projector, tokens, kind in rows:
        given = pic.box(24, y, 62, 56, name, "data")
        part = pic.box(110, y, 76, 56, encoder, "frozen", bold=False)
        trained = "frozen" if name == "文字" else "train"
        inward = pic.box(210, y, 72, 56, projector, trained, bold=False)
        made = pic.row(306, y + 11, tokens, 34, 34, kind, gap=4)
        pic.arrow(given.right, part.left)
        pic.arrow(part.right, inward.left)
        pic.arrow(inward.right, made[0].left)
        pic.arrow((306 + len(tokens) * 38 - 2, y + 28), (472, y + 28))
    text = pic.box(650, 78, 126, 60, "文字 t\n回答、计划", "good")
    signal = pic.box(650, 184, 126, 60, "信号词元 S\n要生成时才有", "good")
    output = pic.box(650, 290, 126, 60, "输出投影器\n+ 生成器", "train")
    pic.arrow((604, 108), text.left)
    pic.arrow((604, 214), signal.left)
    pic.arrow(signal.bottom, output.top)
    pic.text(300, 350, "所有词元与词嵌入同维，排成一串：P_X 是各模态的，F_T 是文字的", second=True)
    pic.text(560, 382, "骨干可以冻结、加 LoRA，或全部训练", second=True)
    pic.legend(406, [("frozen", "常冻结"), ("train", "常训练"), ("good", "输出")], x=24)
    return pic
