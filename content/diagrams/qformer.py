"""Q-Former: queries and text share the self-attention; only the queries look at the picture."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "Q-Former 的内部结构",
        "左边处理 32 个查询，右边处理文字，两边共用自注意力层；每隔一块，查询用交叉注意力读冻结的图像特征；"
        "两边各有前馈层。查询的输出是 32×768。",
        512,
    )
    image = pic.box(24, 214, 96, 56, "图像", "data")
    eye = pic.box(24, 318, 130, 64, "图像编码器\n冻结", "frozen")
    pic.arrow(image.bottom, (72, 318))
    pic.frame(212, 88, 560, 316)
    pic.text(736, 112, "×12 块", anchor="end", bold=True)
    pic.box(240, 322, 500, 56, "自注意力（两边共用，掩码按任务而变）", "extra")
    cross = pic.box(240, 226, 220, 60, "交叉注意力\n每隔一块才有", "train")
    left = pic.box(240, 134, 220, 52, "前馈层（查询）", "train")
    right = pic.box(520, 134, 220, 52, "前馈层（文字）", "train")
    pic.arrow((350, 322), cross.bottom)
    pic.arrow(cross.top, left.bottom)
    pic.arrow((630, 322), right.bottom)
    pic.arrow(eye.right, (184, 350), (184, 256), cross.left)
    pic.text(178, 300, "键、值", anchor="end", second=True)
    pic.row(240, 434, ["q₁", "q₂", "…", "q₃₂"], 52, 36, "train")
    pic.row(520, 434, ["[CLS]", "词", "词", "…"], 52, 36, "data")
    pic.arrow((350, 434), (350, 378))
    pic.arrow((630, 434), (630, 378))
    pic.text(232, 458, "可学习的查询", anchor="end", second=True)
    out = pic.box(240, 24, 220, 44, "32 个输出，每个 768 维", "good")
    text = pic.box(520, 24, 220, 44, "文字的输出", "data")
    pic.arrow(left.top, out.bottom)
    pic.arrow(right.top, text.bottom)
    pic.legend(496, [("frozen", "冻结"), ("train", "训练"), ("extra", "训练，两边共用")])
    return pic
