"""What each modality's encoder takes and gives."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "各模态的编码器",
        "图像切成块，声音转成对数梅尔频谱，视频抽帧或切成小管，各自经编码器变成 n 个 d 维的向量。",
        460,
    )
    for x, title in (
        (85, "原始输入"),
        (251, "先做什么"),
        (441, "编码器"),
        (668, "输出：n×d 的特征"),
    ):
        pic.text(x, 36, title, size=16, bold=True)
    rows = [
        ("图像\n224×224×3", "切块\n每块 14×14 像素", "CLIP ViT、SigLIP\n或 DINOv2", "256 个词元"),
        (
            "语音\n30 秒",
            "对数梅尔频谱\n每 10 毫秒一帧",
            "Whisper 的编码器\n卷积步长 2",
            "1500 个词元",
        ),
        (
            "声音事件\n几秒到几十秒",
            "对数梅尔频谱\n补齐或截断",
            "CLAP 的音频塔\nHTS-AT 或 CNN14",
            "整段一个向量",
        ),
        (
            "视频\n8 帧",
            "抽帧，或切小管\n（时间×高×宽）",
            "ViViT、VideoPrism\n先空间、后时间",
            "8×256 个词元",
        ),
    ]
    for n, (raw, before, encoder, count) in enumerate(rows):
        y = 56 + n * 92
        a = pic.box(20, y, 130, 66, raw, "data")
        b = pic.box(176, y, 150, 66, before, "data")
        c = pic.box(352, y, 178, 66, encoder, "frozen")
        one = count.startswith("整段")
        labels = ["f"] if one else ["f₁", "f₂", "f₃", "…", "fₙ"]
        first = pic.row(564, y, labels, 40, 34, "extra", gap=3)[0]
        pic.arrow(a.right, b.left)
        pic.arrow(b.right, c.left)
        pic.arrow((530, y + 17), first.left)
        pic.text(564, y + 56, count, anchor="start", second=True)
    pic.text(
        400, 438, "编码器各管各的模态，通常冻结；融合发生在后面的投影器和语言模型里", second=True
    )
    return pic
