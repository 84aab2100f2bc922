"""MAE: the encoder sees a quarter of the patches, a light decoder rebuilds the others."""

from _kit import Picture

VISIBLE = [1, 7, 8, 14]  # four of sixteen


def draw() -> Picture:
    pic = Picture(
        "MAE：掩码自编码器",
        "图像切成图块，随机遮住 75%。编码器只处理看得见的四分之一；"
        "编码结果按原位与掩码词元排好，加上位置嵌入，由轻量解码器重建像素，损失只算在被遮住的块上。",
        470,
    )
    cell = 30
    pic.matrix(24, 116, 4, 4, cell, lambda r, c: "data" if r * 4 + c in VISIBLE else "none")
    pic.text(84, 62, "图像切块", bold=True, size=15)
    pic.text(84, 84, "随机遮住 75%", second=True)
    pic.text(84, 258, "看得见 4 块", second=True)
    pic.row(180, 118, ["块"] * 4, 30, 26, "data", gap=3, down=True)
    pic.arrow((146, 175), (178, 175))
    encoder = pic.box(240, 106, 112, 138, "编码器 ViT\n只看没遮住的\n不含掩码词元", "train")
    pic.arrow((210, 175), encoder.left)
    pic.row(384, 118, ["码"] * 4, 30, 26, "extra", gap=3, down=True)
    pic.arrow(encoder.right, (382, 175))
    pic.text(488, 62, "放回原位", bold=True, size=15)
    pic.text(488, 84, "补掩码词元、加位置嵌入", second=True)
    pic.matrix(
        444, 116, 4, 4, 26, lambda r, c: "extra" if r * 4 + c in VISIBLE else "loss", high=30
    )
    pic.arrow((414, 175), (442, 175))
    decoder = pic.box(580, 106, 96, 138, "解码器\n轻量\n8 层，512 维", "train")
    pic.arrow((548, 175), decoder.left)
    pic.text(732, 62, "重建像素", bold=True, size=15)
    pic.matrix(702, 116, 4, 4, 20, lambda r, c: "none" if r * 4 + c in VISIBLE else "good", high=30)
    pic.arrow(decoder.right, (700, 175))
    pic.box(560, 286, 216, 56, "损失：均方误差\n只算被遮住的块", "loss")
    pic.arrow((732, 236), (732, 286))

    pic.arrow((24, 366), (776, 366), dash=True, head=False)
    pic.text(
        24,
        396,
        "预训练之后：解码器扔掉，编码器看全部图块，再微调到分类、检测、分割",
        anchor="start",
        size=15,
    )
    pic.legend(
        444,
        [
            ("train", "训练"),
            ("extra", "编码后的词元"),
            ("loss", "掩码词元"),
            ("good", "重建的块"),
        ],
    )
    pic.text(296, 270, "计算量大头，却只处理四分之一", second=True)
    return pic
