"""SAM: a heavy encoder that runs once, and a light prompt encoder and decoder."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "SAM：可提示的分割",
        "图像编码器每张图只跑一次，得到 64×64 的特征图。点、框、文字由提示编码器变成提示词元，粗掩码经卷积后与特征图相加。"
        "掩码解码器做两层双向交叉注意力，输出三个掩码和各自的 IoU 预测。",
        490,
    )
    pic.frame(20, 30, 330, 150, "每张图一次（重）")
    image = pic.box(36, 84, 82, 64, "图像\n1024²", "data")
    encoder = pic.box(146, 84, 186, 64, "图像编码器\nMAE 预训练的 ViT", "frozen")
    pic.arrow(image.right, encoder.left)
    feature = pic.box(398, 80, 126, 72, "图像特征\n64×64×256", "extra")
    pic.arrow(encoder.right, feature.left)
    pic.frame(20, 204, 760, 236, "每个提示一次（轻，浏览器里约 50 毫秒）")
    mask = pic.box(36, 250, 120, 44, "粗掩码", "data")
    conv = pic.box(200, 250, 120, 44, "卷积", "train")
    pic.arrow(mask.right, conv.left)
    add = pic.box(450, 261, 22, 22, "+", "none", size=14, round_=11)
    pic.arrow(conv.right, add.left)
    pic.text(350, 262, "逐点相加", second=True, anchor="start")
    points = pic.box(36, 312, 120, 44, "点、框", "data")
    text = pic.box(36, 374, 120, 44, "文字（初步）", "data")
    prompts = pic.box(200, 312, 150, 106, "提示编码器\n位置编码 + 类型\n文字用 CLIP", "train")
    pic.arrow(points.right, (200, 334))
    pic.arrow(text.right, (200, 396))
    decoder = pic.box(408, 306, 150, 118, "掩码解码器\n提示与图像互做\n交叉注意力\n共两层", "train")
    pic.arrow(prompts.right, decoder.left)
    pic.text(378, 352, "词元", second=True)
    pic.arrow(feature.bottom, add.top)
    pic.arrow(add.bottom, (461, 306))
    for n, (label, score) in enumerate((("整体", "0.91"), ("部分", "0.88"), ("子部分", "0.73"))):
        y = 294 + n * 46
        out = pic.box(600, y, 76, 38, label, "good", size=14)
        pic.box(686, y, 78, 38, f"IoU {score}", "good", size=14)
        pic.arrow((558, 365), (580, 365), (580, y + 19), out.left)
    pic.text(682, 272, "三个掩码 + 预测的 IoU", second=True)
    pic.legend(
        468,
        [
            ("frozen", "跑一次"),
            ("train", "每个提示都跑"),
            ("extra", "存下来反复用"),
            ("good", "输出"),
        ],
    )
    return pic
