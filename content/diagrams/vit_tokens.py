"""Pictures, words and sounds become one sequence of vectors for one Transformer."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "各种模态排成一个序列",
        "图像切成 16×16 的块，文字切成词元，声音切成帧，各自投影成同一维度的向量，加上位置嵌入，"
        "排成一个序列送进 Transformer。224×224 的图像有 196 块，加 32 个词元是 228 个，注意力要算 228 的平方。",
        470,
    )
    pic.matrix(30, 42, 4, 4, 24, lambda r, c: "frozen")
    pic.text(78, 160, "图像：14×14 块", second=True)
    pic.text(78, 180, "（只画 4×4）", second=True)
    words = pic.row(30, 214, ["一", "只", "猫"], 30, 34, "good", gap=3)
    pic.text(78, 272, "文字：词元", second=True)
    pic.row(30, 306, ["", "", "", "", "", ""], 14, 44, "extra", gap=2)
    pic.text(78, 374, "声音：频谱的帧", second=True)
    parts = [
        pic.box(190, 58, 130, 60, "线性投影\n每块 768 个数", "train"),
        pic.box(190, 201, 130, 60, "词嵌入表\n查表", "train"),
        pic.box(190, 298, 130, 60, "卷积或投影\n每帧一个向量", "train"),
    ]
    pic.arrow((128, 88), parts[0].left)
    pic.arrow((words[-1].x + 30, 231), parts[1].left)
    pic.arrow((126, 328), parts[2].left)
    kinds = ["none", *["frozen"] * 4, *["good"] * 3, *["extra"] * 3]
    labels = ["类", "v₁", "v₂", "…", "vₙ", "t₁", "t₂", "t₃", "a₁", "…", "aₘ"]
    tokens = pic.row(376, 214, labels, 32, 36, lambda n: kinds[n], gap=4)
    pic.arrow(parts[0].right, (447, 88), (447, 214))
    pic.arrow((320, 231), (348, 231), (348, 276), (573, 276), (573, 250))
    pic.arrow(parts[2].right, (681, 328), (681, 250))
    pic.text(574, 200, "同一维度，都加上位置嵌入", second=True)
    pic.box(
        480, 56, 290, 84, "Transformer\n任意两个位置只隔一步\n不问来自哪种模态", "train", size=17
    )
    pic.arrow((tokens[5].x + 16, 182), (tokens[5].x + 16, 140))
    pic.text(
        400,
        414,
        "代价：196 块 + 32 个词元 = 228，注意力要算 228² ≈ 5.2 万对；边长加倍，块数变 4 倍",
        size=15,
    )
    pic.legend(
        448, [("frozen", "图像"), ("good", "文字"), ("extra", "声音"), ("train", "训练的部件")]
    )
    return pic
