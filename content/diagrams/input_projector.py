"""Three input projectors and what they do to the number of tokens."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "输入投影器的三种做法",
        "MLP 保留全部 576 个词元，只改维度；查询 Transformer 用 32 个查询压成固定的 32 个；"
        "池化把相邻的 2×2 个并成一个，再投影，576 个变成 144 个。",
        490,
    )
    for x, title in ((120, "编码器的特征"), (400, "输入投影器"), (664, "语言模型读到的词元")):
        pic.text(x, 36, title, size=16, bold=True)
    rows = [
        (
            "576×1024",
            12,
            "两层 MLP\n逐个词元换维度\n个数不变",
            12,
            "576×4096，细节都在",
            "LLaVA-1.5",
        ),
        (
            "257×1024",
            12,
            "查询 Transformer\n32 个查询做交叉注意力\n再接一个线性层",
            3,
            "32×d，固定个数",
            "BLIP-2",
        ),
        (
            "576×1024",
            12,
            "2×2 池化 + 线性层\n相邻 4 个并成 1 个\n按比例减少",
            6,
            "144×4096，四分之一",
            "按需取舍",
        ),
    ]
    for n, (shape, before, label, after, result, example) in enumerate(rows):
        y = 64 + n * 132
        pic.row(30, y, [""] * before, 12, 40, "frozen", gap=3)
        pic.text(120, y + 64, shape, second=True)
        pic.box(290, y - 8, 220, 86, label, "train", size=16)
        pic.arrow((212, y + 20), (288, y + 20))
        pic.arrow((510, y + 20), (572, y + 20))
        pic.row(576, y, [""] * after, 12, 40, "extra", gap=3)
        pic.text(664, y + 64, result, second=True)
        pic.text(664, y + 86, f"例：{example}", second=True)
    pic.legend(
        468, [("frozen", "视觉特征"), ("train", "投影器，训练"), ("extra", "与词嵌入同维的词元")]
    )
    return pic
