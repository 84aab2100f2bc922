"""BLIP's multimodal mixture of encoder-decoder: one text network, three ways to work."""

from _kit import Box, Picture


def draw() -> Picture:
    pic = Picture(
        "BLIP 的多模态混合编码器-解码器 MED",
        "图像编码器旁边是同一套文本网络的三种工作方式：单模态编码器做 ITC，以图像为条件的编码器做 ITM，"
        "以图像为条件的解码器做 LM。三者共享嵌入、交叉注意力和前馈层，自注意力分双向与因果两种。",
        572,
    )
    columns = [
        (24, "图像编码器"),
        (218, "文本编码器"),
        (412, "看图的文本编码器"),
        (606, "看图的文本解码器"),
    ]
    w = 170
    for x, name in columns:
        pic.text(x + w / 2, 112, name, size=16, bold=True)
        pic.frame(x, 126, w, 298)

    def layer(column: int, y: float, label: str, kind: str) -> Box:
        return pic.box(columns[column][0] + 14, y, w - 28, 52, label, kind)

    image_ffn = layer(0, 146, "前馈层", "data")
    image_self = layer(0, 352, "双向自注意力", "data")
    pic.arrow(image_self.top, image_ffn.bottom)
    for column in (1, 2, 3):
        ffn = layer(column, 146, "前馈层", "good")
        causal = column == 3
        attention = layer(
            column,
            352,
            "因果自注意力" if causal else "双向自注意力",
            "loss" if causal else "frozen",
        )
        if column == 1:
            pic.arrow(attention.top, ffn.bottom)
        else:
            cross = layer(column, 248, "交叉注意力\n键、值来自图像", "extra")
            pic.arrow(attention.top, cross.bottom)
            pic.arrow(cross.top, ffn.bottom)

    losses = [
        pic.box(122, 28, 170, 52, "ITC\n图文对比", "data"),
        pic.box(columns[2][0], 28, w, 52, "ITM\n图文是否匹配", "data"),
        pic.box(columns[3][0], 28, w, 52, "LM\n逐词生成描述", "data"),
    ]
    pic.arrow((52, 126), (52, 54), losses[0].left)
    pic.arrow((columns[1][0] + w - 14, 126), (columns[1][0] + w - 14, 54), losses[0].right)
    pic.arrow((columns[2][0] + 10, 126), (columns[2][0] + 10, 80))
    pic.arrow((columns[3][0] + 10, 126), (columns[3][0] + 10, 80))
    inputs = ["图像块", "[CLS] 文本", "[Encode] 文本", "[Decode] 文本"]
    for (x, _), text in zip(columns, inputs, strict=True):
        given = pic.box(x + 14, 456, w - 28, 40, text, "data")
        pic.arrow(given.top, (x + w / 2, 404))
    # The image's features are the keys and values of both cross-attention layers.
    pic.arrow((194, 226), (590, 226), head=False)
    pic.arrow((394, 226), (394, 274), (426, 274))
    pic.arrow((590, 226), (590, 274), (620, 274))
    pic.legend(
        528,
        [
            ("good", "三者共享"),
            ("extra", "两者共享"),
            ("frozen", "两个编码器共享"),
            ("loss", "解码器独有"),
        ],
    )
    pic.text(400, 556, "每一列都是重复 N 次的块；图像编码器的参数是自己的", second=True)
    return pic
