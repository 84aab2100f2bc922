"""CLIP: contrastive training on a batch, and classification without training."""

from _kit import Picture

SUB = "₁₂₃"


def draw() -> Picture:
    pic = Picture(
        "CLIP 的训练与零样本分类",
        "训练时，N 张图和 N 句话各由一个编码器变成归一化的向量，两两算相似度，对角线上的配对是正样本。"
        "零样本分类时，把类别名写成句子编码，与图像向量比较，取最相似的一类。",
        610,
    )
    pic.text(24, 34, "训练：一批 N 对图文", size=17, anchor="start", bold=True)
    texts = pic.box(24, 56, 130, 56, "N 句描述\n“一只小狗”", "data")
    images = pic.box(24, 200, 130, 56, "N 张图像\n像素", "data")
    text_tower = pic.box(190, 52, 140, 64, "文本编码器\nTransformer", "train")
    image_tower = pic.box(190, 196, 140, 64, "图像编码器\nResNet 或 ViT", "train")
    text_norm = pic.box(366, 56, 104, 56, "投影\nL2 归一化", "train")
    image_norm = pic.box(366, 200, 104, 56, "投影\nL2 归一化", "train")
    for a, b in ((texts, text_tower), (text_tower, text_norm), (images, image_tower)):
        pic.arrow(a.right, b.left)
    pic.arrow(image_tower.right, image_norm.left)

    cell, x, y = 60, 546, 128
    for n in range(4):
        name = f"T{SUB[n]}" if n < 3 else "… Tₙ"
        pic.box(x + n * cell, 66, cell - 2, 36, name, "extra", round_=3)
        name = f"I{SUB[n]}" if n < 3 else "… Iₙ"
        pic.box(x - 54, y + n * 46, 48, 44, name, "extra", round_=3)

    def label(row: int, column: int) -> str:
        if row == 3 or column == 3:
            return "Iₙ·Tₙ" if row == column else "…"
        return f"I{SUB[row]}·T{SUB[column]}"

    grid = pic.matrix(x, y, 4, 4, cell, lambda r, c: "good" if r == c else "data", label, high=46)
    pic.arrow(text_norm.right, (x - 4, 84))
    pic.arrow(image_norm.right, (x - 56, 228))
    pic.text(
        grid.x + grid.w / 2,
        grid.y + grid.h + 24,
        "每行、每列各做一次交叉熵，取平均",
        second=True,
    )
    pic.text(
        24,
        300,
        "相似度除以可学习的温度 τ；正样本在对角线，其余都是负样本。",
        anchor="start",
        second=True,
    )
    pic.legend(
        340, [("train", "训练的部件"), ("extra", "单位长度的向量"), ("good", "正样本")], x=24
    )

    pic.arrow((24, 366), (776, 366), dash=True, head=False)
    pic.text(24, 396, "零样本分类：参数不再更新", size=17, anchor="start", bold=True)
    names = pic.box(24, 416, 130, 62, "类别名\n猫，狗，汽车", "data")
    prompt = pic.box(186, 416, 190, 62, "写成句子\na photo of a {类别}.", "data")
    tower = pic.box(408, 416, 110, 62, "文本编码器\n冻结", "frozen")
    vectors = pic.row(554, 430, ["T₁", "T₂", "T₃"], 68, 34, "extra", gap=6)
    picture = pic.box(24, 514, 130, 62, "一张图像\n画的是狗", "data")
    eye = pic.box(408, 514, 110, 62, "图像编码器\n冻结", "frozen")
    results = pic.row(
        554, 528, ["I·T₁", "I·T₂", "I·T₃"], 68, 34, lambda n: "good" if n == 1 else "data", gap=6
    )
    for a, b in ((names, prompt), (prompt, tower), (tower, vectors[0])):
        pic.arrow(a.right, b.left)
    pic.arrow(picture.right, eye.left)
    pic.arrow(eye.right, results[0].left)
    for vector, result in zip(vectors, results, strict=True):
        pic.arrow(vector.bottom, result.top)
    pic.text(662, 590, "取最大的一格：狗", second=True)
    return pic
