"""LLaMA-Adapter V2: where the picture and where the prompts enter the language model."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "LLaMA-Adapter V2 的结构",
        "图像经冻结的 CLIP 与可训练的投影变成视觉词元，只进语言模型的前几层；适配提示只进后几层，带零初始化的门。"
        "各层的归一化、偏置与缩放都可训练，其余权重冻结。右边是两类数据各自更新的参数。",
        560,
    )
    pic.frame(200, 60, 250, 396)
    pic.text(325, 44, "LLaMA（主体冻结）", size=16, bold=True)
    late = [
        pic.box(220, 76 + n * 62, 210, 52, label, "frozen")
        for n, label in enumerate(
            ["第 N 层\n适配提示 + 文字", "……", "倒数第 L 层\n适配提示 + 文字"]
        )
    ]
    middle = pic.box(220, 268, 210, 40, "中间各层：只有文字", "frozen")
    early = [
        pic.box(220, 320 + n * 64, 210, 54, label, "frozen")
        for n, label in enumerate(["第 K 层\n视觉词元 + 文字", "第 1 层\n视觉词元 + 文字"])
    ]
    stack = [*late, middle, *early]
    for a, b in zip(stack[1:], stack, strict=False):
        pic.arrow(a.top, b.bottom)
    out = pic.box(540, 24, 150, 40, "回答", "good")
    pic.arrow((430, 90), (486, 90), (486, 44), out.left)
    words = pic.box(250, 484, 150, 40, "指令的词元", "data")
    pic.arrow(words.top, early[1].bottom)

    prompts = pic.box(24, 120, 130, 64, "适配提示\n门的初值为 0", "extra")
    for layer in (late[0], late[2]):
        pic.arrow(prompts.right, (178, 152), (178, layer.left[1]), layer.left)
    image = pic.box(24, 486, 130, 40, "图像", "data")
    clip = pic.box(24, 410, 130, 48, "CLIP 视觉塔\n冻结", "frozen")
    project = pic.box(24, 324, 130, 54, "视觉投影\n可训练", "train")
    pic.arrow(image.top, clip.bottom)
    pic.arrow(clip.top, project.bottom)
    for layer in early:
        pic.arrow(project.right, (178, 351), (178, layer.left[1]), layer.left)

    pic.box(490, 96, 286, 62, "每层的归一化、偏置、缩放\ny = s·(Wx + b)，W 冻结", "extra")
    pic.arrow((490, 127), (432, 127), dash=True)
    pic.text(633, 202, "两组参数不相交，轮流更新", size=15, bold=True)
    a = pic.box(490, 222, 118, 62, "图文对\n描述数据", "data")
    b = pic.box(490, 322, 118, 62, "纯文本指令\n对话数据", "data")
    c = pic.box(648, 222, 128, 62, "视觉投影\n前层的门", "train")
    d = pic.box(648, 322, 128, 62, "适配提示、门\n归一化、偏置等", "extra", size=14)
    pic.arrow(a.right, c.left)
    pic.arrow(b.right, d.left)
    pic.text(633, 424, "推理时可外接描述、文字识别等专家", second=True)
    pic.text(633, 446, "把它们的输出写进指令", second=True)
    pic.legend(548, [("frozen", "冻结"), ("train", "图文对更新"), ("extra", "指令数据更新")])
    return pic
