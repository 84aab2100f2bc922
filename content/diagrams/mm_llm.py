"""A general multimodal language model in five parts."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "多模态大模型的一般结构",
        "五个部分依次是模态编码器、输入投影器、语言模型骨干、输出投影器、模态生成器。"
        "图像、音频、视频经编码器和输入投影器成为词元，与文字一起进骨干；骨干写出文字，或写出信号词元去生成其他模态。",
        450,
    )
    heads = [
        (104, "① 模态编码器"),
        (254, "② 输入投影器"),
        (402, "③ 语言模型骨干"),
        (554, "④ 输出投影器"),
        (700, "⑤ 模态生成器"),
    ]
    for x, title in heads:
        pic.text(x, 36, title, size=15, bold=True)
    pic.frame(16, 52, 468, 300)
    pic.text(32, 342, "理解：前三部分就够", anchor="start", second=True)
    pic.text(768, 342, "生成：还要后两部分", anchor="end", second=True)
    pic.frame(494, 52, 290, 300)
    pic.box(
        336,
        72,
        132,
        196,
        "语言模型\nLLaMA、Vicuna\nFlan-T5 等\n冻结、LoRA\n或全部训练",
        "frozen",
        size=17,
    )
    rows = [
        ("图像", "ViT", "扩散模型", "图像"),
        ("音频", "音频塔", "AudioLDM", "音频"),
        ("视频", "视频塔", "Zeroscope", "视频"),
    ]
    for n, (name, encoder, generator, result) in enumerate(rows):
        y = 72 + n * 70
        given = pic.box(26, y, 56, 56, name, "data")
        part = pic.box(104, y, 74, 56, encoder, "frozen")
        pic.arrow(given.right, part.left)
        inward = pic.box(204, y, 100, 56, "线性、MLP\n或查询", "train", bold=False, size=14)
        pic.arrow(part.right, inward.left)
        pic.arrow(inward.right, (336, y + 28))
        outward = pic.box(506, y, 84, 56, "小网络", "train")
        made = pic.box(612, y, 94, 56, generator, "frozen")
        end = pic.box(724, y, 50, 56, result, "good", size=14)
        pic.arrow((468, y + 28), outward.left)
        pic.arrow(outward.right, made.left)
        pic.arrow(made.right, end.left)
    words = pic.box(336, 380, 60, 40, "文字", "data")
    answer = pic.box(410, 380, 60, 40, "回答", "good")
    pic.arrow(words.top, (366, 268))
    pic.arrow((440, 268), answer.top)
    pic.legend(404, [("frozen", "常冻结"), ("train", "常训练"), ("good", "输出")], x=24)
    pic.text(500, 404, "④ 接过信号词元，给 ⑤ 当条件", anchor="start", second=True)
    return pic
