"""Three connectors: a projection, learned queries, cross-attention inside the backbone."""

import itertools

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "三种连接器",
        "线性层或 MLP 把每个图像块各变成一个词元，放在文字前面；查询 Transformer 用固定个数的查询读图像，输出固定个数的词元；"
        "Flamingo 先重采样成 64 个向量，再由插在骨干各层之间的门控交叉注意力去读，骨干的输入里没有图像词元。",
        520,
    )
    for x, title, note in (
        (136, "线性层或 MLP", "LLaVA"),
        (400, "查询 Transformer", "BLIP-2"),
        (664, "重采样 + 交叉注意力", "Flamingo"),
    ):
        pic.text(x, 36, title, size=17, bold=True)
        pic.text(x, 60, note, second=True)
    for x in (36, 300, 564):
        pic.box(x, 434, 200, 44, "视觉编码器的特征", "data")
    # a projection
    pic.box(36, 84, 200, 66, "语言模型\n结构不变", "frozen")
    pic.row(36, 196, ["v"] * 5, 22, 34, "extra", gap=2)
    pic.row(164, 196, ["t"] * 3, 22, 34, "good", gap=2)
    pic.text(136, 256, "与图像块一样多", second=True)
    one = pic.box(36, 330, 200, 56, "MLP\n逐个词元换维度", "train")
    pic.arrow((136, 434), one.bottom)
    pic.arrow((56, 330), (56, 232))
    pic.arrow((136, 194), (136, 150))
    # queries
    pic.box(300, 84, 200, 66, "语言模型\n结构不变", "frozen")
    pic.row(300, 196, ["q"] * 3, 22, 34, "extra", gap=2)
    pic.row(378, 196, ["t"] * 3, 22, 34, "good", gap=2)
    pic.text(336, 256, "固定 32 个", anchor="start", second=True)
    two = pic.box(
        300, 312, 200, 74, "Q-Former + 线性层\n32 个查询用交叉注意力\n挑出与文字有关的", "train"
    )
    pic.arrow((400, 434), two.bottom)
    pic.arrow((320, 312), (320, 232))
    pic.arrow((374, 194), (374, 150))
    # inside the backbone
    layers = [
        pic.box(640, 84, 124, 34, "语言模型的层", "frozen", size=14),
        pic.box(640, 134, 124, 34, "门控交叉注意力", "train", size=14),
        pic.box(640, 184, 124, 34, "语言模型的层", "frozen", size=14),
        pic.box(640, 234, 124, 34, "门控交叉注意力", "train", size=14),
    ]
    for upper, lower in itertools.pairwise(layers):
        pic.arrow(lower.top, upper.bottom)
    pic.row(664, 290, ["t"] * 3, 22, 30, "good", gap=2)
    pic.arrow((699, 290), (699, 268))
    three = pic.box(564, 344, 200, 56, "感知重采样器\n固定 64 个向量", "train")
    pic.arrow((664, 434), three.bottom)
    pic.arrow((596, 344), (596, 151), layers[1].left)
    pic.arrow((596, 251), layers[3].left)
    pic.text(588, 300, "键、值", anchor="end", second=True)
    pic.legend(
        506,
        [
            ("frozen", "语言模型"),
            ("train", "连接器"),
            ("extra", "图像的词元"),
            ("good", "文字的词元"),
        ],
    )
    return pic
