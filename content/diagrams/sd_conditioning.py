"""Stable Diffusion: how the prompt's 77 vectors reach the denoiser."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "Stable Diffusion v1 怎样用 CLIP 的文本编码器",
        "提示词切成 77 个词元，经冻结的 CLIP 文本编码器变成 77 个 768 维向量，"
        "在每个去噪步作为 U-Net 交叉注意力的键和值；潜变量去噪后由解码器变成图像。CLIP 的图像编码器没有用到。",
        470,
    )
    prompt = pic.box(24, 36, 150, 58, "提示词\n“雪地里的红狐”", "data")
    split = pic.box(206, 36, 140, 58, "分词器\n补齐到 77 个词元", "data")
    tower = pic.box(378, 36, 160, 58, "CLIP 文本编码器\n冻结", "frozen")
    pic.arrow(prompt.right, split.left)
    pic.arrow(split.right, tower.left)
    vectors = pic.row(578, 48, ["c₁", "c₂", "…", "c₇₇"], 46, 34, "extra", gap=4)
    pic.arrow(tower.right, vectors[0].left)
    pic.text(675, 104, "每个词元的隐藏状态，77×768", second=True)

    pic.frame(190, 150, 420, 220, "U-Net：每个去噪步都重复")
    res = pic.box(214, 192, 110, 64, "残差块\n含时刻 t", "train")
    own = pic.box(346, 192, 110, 64, "自注意力\n图内", "train")
    cross = pic.box(478, 192, 110, 64, "交叉注意力\n图文", "train")
    pic.arrow(res.right, own.left)
    pic.arrow(own.right, cross.left)
    pic.arrow((648, 116), (648, 214), (588, 214))
    pic.text(660, 170, "键 K、值 V", anchor="start", second=True)
    pic.text(660, 192, "来自文字", anchor="start", second=True)
    pic.text(400, 290, "查询 Q 来自带噪的潜变量 z，键和值来自 77 个向量", second=True)
    pic.text(400, 314, "输出：这一步要去掉的噪声", second=True)
    pic.arrow((400, 370), (400, 400), (252, 400), (252, 370))
    pic.text(326, 420, "t 减小，再来一步", second=True)

    noise = pic.box(24, 222, 130, 64, "高斯噪声 z_T\n64×64×4", "data")
    pic.arrow(noise.right, (190, 254))
    decoder = pic.box(646, 226, 130, 56, "VAE 解码器\n冻结", "frozen")
    image = pic.box(646, 324, 130, 56, "图像\n512×512×3", "good")
    pic.arrow((610, 254), decoder.left)
    pic.arrow(decoder.bottom, image.top)
    pic.text(628, 244, "z₀", second=True)
    pic.box(24, 330, 130, 56, "CLIP 图像编码器\n没有用到", "none", size=14, dash=True)
    pic.legend(
        450,
        [("frozen", "冻结"), ("train", "扩散训练时更新"), ("extra", "文字条件"), ("good", "结果")],
    )
    return pic
