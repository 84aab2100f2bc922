"""CapFilt: a captioner writes new sentences, a filter removes those that do not fit."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "BLIP 的数据自举 CapFilt",
        "预训练好的 MED 在人工标注上分别微调成描述器和过滤器。描述器给网络图片写新句子，"
        "过滤器检查网络原文和新句子，留下的图文对与人工标注一起组成新的训练集。",
        430,
    )
    web = pic.box(24, 40, 150, 64, "网络图文对\n图 I，原文 T_w", "data")
    pic.box(24, 300, 150, 64, "人工标注图文对\nCOCO", "data")
    med = pic.box(24, 170, 150, 64, "① 预训练 MED\nITC、ITM、LM", "train")
    pic.arrow(web.bottom, med.top)
    captioner = pic.box(262, 120, 150, 64, "② 描述器\n用 LM 微调", "train")
    strainer = pic.box(262, 222, 150, 64, "② 过滤器\n用 ITC、ITM 微调", "train")
    pic.arrow(med.on("right", 0.35), (220, med.y + 0.35 * med.h), (220, 152), captioner.left)
    pic.arrow(med.on("right", 0.65), (220, med.y + 0.65 * med.h), (220, 254), strainer.left)
    pic.arrow((174, 346), (440, 346), (440, 270), (414, 270), dash=True)
    pic.arrow((440, 270), (440, 168), (414, 168), dash=True)
    pic.text(310, 338, "微调用的数据", second=True)
    # new sentences
    made = pic.box(470, 120, 130, 64, "新描述 T_s\n每图一句", "extra")
    pic.arrow(captioner.on("right", 0.4), made.on("left", 0.4))
    pic.arrow((174, 72), (337, 72), captioner.top)
    pic.text(250, 62, "网络图片 I", second=True)
    judge = pic.box(636, 120, 140, 64, "③ 过滤\n与图不配的丢掉", "loss")
    pic.arrow(made.right, judge.left)
    pic.arrow((337, 72), (706, 72), judge.top)
    pic.text(520, 62, "网络图片 I 与原文 T_w", second=True)
    pic.arrow(strainer.right, (660, 254), (660, 186), dash=True)
    pic.text(556, 246, "同一把尺子", second=True)
    pic.box(
        470, 300, 306, 64, "④ 新数据集，从头预训练新模型\n留下的网络对、合成对，加人工标注", "good"
    )
    pic.arrow((740, 184), (740, 300))
    pic.arrow((174, 356), (470, 356))
    pic.legend(
        404,
        [("train", "要训练的模型"), ("extra", "合成的文字"), ("loss", "淘汰"), ("good", "结果")],
    )
    return pic
