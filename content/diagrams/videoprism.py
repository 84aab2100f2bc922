"""VideoPrism: contrast with text first, then masked modelling with the first model as teacher."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "VideoPrism 的两个阶段",
        "第一阶段，视频编码器与文本编码器做对比学习。第二阶段只用视频：老师是第一阶段的编码器，冻结，看完整视频；"
        "学生看遮住一部分的视频，输出的词元打乱次序后交给解码器，逐词元和全局地预测老师的嵌入。",
        600,
    )
    pic.text(24, 34, "第一阶段：视频与文字的对比学习", size=17, anchor="start", bold=True)
    video = pic.box(24, 56, 110, 50, "视频", "data")
    text = pic.box(24, 134, 110, 50, "配对的文字", "data")
    eye = pic.box(174, 52, 190, 58, "视频编码器\n先空间、后时间", "train")
    tower = pic.box(174, 130, 190, 58, "文本编码器", "train")
    pool = pic.box(404, 52, 130, 58, "注意力池化\n得全局向量", "train")
    pic.box(590, 88, 186, 64, "对称的对比损失\n成对的靠近", "loss")
    pic.arrow(video.right, eye.left)
    pic.arrow(text.right, tower.left)
    pic.arrow(eye.right, pool.left)
    pic.arrow(pool.right, (562, 81), (562, 108), (590, 108))
    pic.arrow(tower.right, (562, 159), (562, 132), (590, 132))

    pic.arrow((24, 214), (776, 214), dash=True, head=False)
    pic.text(
        24,
        246,
        "第二阶段：只用视频的掩码建模，加全局与局部蒸馏",
        size=17,
        anchor="start",
        bold=True,
    )
    full = pic.box(24, 276, 110, 56, "完整视频", "data")
    teacher = pic.box(174, 272, 150, 64, "老师\n第一阶段的编码器", "frozen")
    tokens = pic.box(474, 282, 140, 36, "各词元的嵌入", "frozen", size=14)
    whole = pic.box(640, 282, 136, 36, "全局嵌入", "frozen", size=14)
    pic.arrow(full.right, teacher.left)
    pic.arrow(teacher.right, (450, 304), (450, 300), tokens.left)
    pic.arrow((450, 304), (450, 262), (708, 262), whole.top)
    masked = pic.box(24, 452, 110, 56, "遮住一部分\n的视频", "data", bold=False, size=14)
    student = pic.box(174, 448, 110, 64, "学生\n视频编码器", "train")
    shuffle = pic.box(316, 448, 116, 64, "词元打乱\n防止照抄原位", "extra")
    local = pic.box(474, 436, 140, 56, "解码器\n预测各词元", "train")
    overall = pic.box(640, 436, 136, 56, "解码器 + 池化\n预测全局", "train")
    pic.arrow(masked.right, student.left)
    pic.arrow(student.right, shuffle.left)
    pic.arrow(shuffle.right, (452, 480), (452, 470), (474, 470))
    pic.arrow((452, 480), (452, 520), (708, 520), overall.bottom)
    a = pic.box(474, 352, 140, 44, "局部蒸馏损失", "loss")
    b = pic.box(640, 352, 136, 44, "全局蒸馏损失", "loss")
    pic.arrow(local.top, a.bottom)
    pic.arrow(overall.top, b.bottom)
    pic.arrow(tokens.bottom, a.top)
    pic.arrow(whole.bottom, b.top)
    pic.arrow((249, 336), (249, 448), dash=True)
    pic.text(258, 396, "初始化", anchor="start", second=True)
    pic.text(
        24,
        552,
        "训练之后只留学生的编码器，冻结着用在分类、检索、定位、问答上",
        anchor="start",
        second=True,
    )
    pic.legend(582, [("frozen", "冻结"), ("train", "训练"), ("extra", "打乱"), ("loss", "损失")])
    return pic
