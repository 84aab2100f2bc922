"""BLIP-2's two stages: first what to take from the picture, then how to tell the language model."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "BLIP-2 的两个训练阶段",
        "第一阶段，Q-Former 接冻结的图像编码器，用图文对训练 ITC、ITM、ITG 三个任务。"
        "第二阶段，Q-Former 的 32 个输出经全连接层变成软提示，交给冻结的语言模型生成文字。",
        560,
    )
    pic.text(24, 34, "第一阶段：表示学习，不用语言模型", size=17, anchor="start", bold=True)
    image = pic.box(24, 92, 80, 56, "图像", "data")
    eye = pic.box(136, 88, 130, 64, "图像编码器\n冻结", "frozen")
    former = pic.box(318, 82, 190, 76, "Q-Former\n由 BERT-base 初始化", "train")
    queries = pic.box(300, 194, 130, 50, "32 个查询\n可学习", "train")
    words = pic.box(446, 194, 96, 50, "配对的文字", "data", size=14)
    pic.arrow(image.right, eye.left)
    pic.arrow(eye.right, former.left)
    pic.arrow(queries.top, (365, 158))
    pic.arrow(words.top, (494, 158))
    losses = [
        pic.box(586, 48, 190, 44, "ITC：图文对比", "loss"),
        pic.box(586, 100, 190, 44, "ITM：是否匹配", "loss"),
        pic.box(586, 152, 190, 44, "ITG：看图生成文字", "loss"),
    ]
    for loss in losses:
        pic.arrow(former.right, (546, 120), (546, loss.left[1]), loss.left)
    pic.text(681, 222, "三种注意力掩码，同一套参数", second=True)

    pic.arrow((24, 270), (776, 270), dash=True, head=False)
    pic.text(24, 302, "第二阶段：生成学习，两头都冻结", size=17, anchor="start", bold=True)
    image = pic.box(24, 346, 80, 56, "图像", "data")
    eye = pic.box(136, 342, 110, 64, "图像编码器\n冻结", "frozen")
    former = pic.box(278, 342, 110, 64, "Q-Former\n接着训练", "train")
    queries = pic.box(268, 444, 130, 50, "32 个查询\n接着训练", "train")
    linear = pic.box(420, 342, 100, 64, "全连接层\n768 维到 d", "train")
    pic.arrow(image.right, eye.left)
    pic.arrow(eye.right, former.left)
    pic.arrow(former.right, linear.left)
    pic.arrow(queries.top, former.bottom)
    opt = pic.box(586, 330, 190, 64, "只有解码器，如 OPT\n冻结", "frozen", size=14)
    flan = pic.box(586, 440, 190, 64, "编码器加解码器\n如 Flan-T5，冻结", "frozen", size=14)
    pic.arrow(linear.right, (552, 374), (552, 362), opt.left)
    pic.arrow((552, 374), (552, 472), flan.left)
    pic.text(681, 320, "软提示在前，生成整句", second=True)
    pic.text(681, 430, "前半句进编码器，生成后半句", second=True)
    pic.text(470, 430, "32 个软提示", second=True)
    pic.legend(540, [("frozen", "冻结，梯度穿过而不改"), ("train", "训练"), ("loss", "损失")])
    return pic
