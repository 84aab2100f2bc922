"""CLAP: CLIP's training with sounds in place of pictures."""

from _kit import Picture

SUB = "₁₂₃₄"


def draw() -> Picture:
    pic = Picture(
        "CLAP：声音与文字的对比学习",
        "声音转成对数梅尔频谱后进音频编码器，描述进文本编码器，各自投影到同一空间并归一化，"
        "两两算相似度，配对的在对角线上。",
        430,
    )
    sound = pic.box(20, 224, 84, 58, "声音\n波形", "data")
    mel = pic.box(130, 224, 110, 58, "频谱\n对数梅尔", "data")
    ear = pic.box(264, 218, 142, 70, "音频编码器\nHTS-AT 或 CNN14", "train", size=15)
    project = pic.box(430, 224, 76, 58, "投影\n归一化", "train")
    words = pic.box(130, 62, 110, 58, "描述\n“狗在叫”", "data")
    tower = pic.box(264, 56, 142, 70, "文本编码器\nRoBERTa 或 BERT", "train", size=15)
    project_text = pic.box(430, 62, 76, 58, "投影\n归一化", "train")
    for a, b in ((sound, mel), (mel, ear), (ear, project), (words, tower), (tower, project_text)):
        pic.arrow(a.right, b.left)
    x, y, cell = 590, 136, 48
    for n in range(4):
        pic.box(x + n * cell, 74, 46, 34, f"t{SUB[n]}", "extra", round_=3)
        pic.box(x - 54, y + n * 46, 46, 44, f"a{SUB[n]}", "extra", round_=3)
    pic.matrix(
        x,
        y,
        4,
        4,
        cell,
        lambda r, c: "good" if r == c else "data",
        lambda r, c: f"a{SUB[r]}t{SUB[c]}",
        high=46,
    )
    pic.arrow(project_text.right, (x - 2, 91))
    pic.arrow(project.right, (x - 56, 253))
    pic.text(686, 346, "行、列各做交叉熵，取平均", second=True)
    pic.text(20, 346, "零样本分类：把类别名写成句子，与声音的向量比", anchor="start", second=True)
    pic.text(20, 370, "以文搜音：用句子的向量去查所有声音的向量", anchor="start", second=True)
    pic.legend(
        410,
        [
            ("train", "训练的部件"),
            ("extra", "单位长度的向量"),
            ("good", "正样本"),
            ("data", "负样本"),
        ],
    )
    return pic
