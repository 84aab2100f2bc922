"""PaLM-E: observations between the words, a plan out of the language model."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "PaLM-E：具身多模态语言模型",
        "图像经 ViT、状态经 MLP 编码并投影成与词嵌入同维的向量，插在文字词元之间组成多模态句子。"
        "语言模型自回归地写出文字计划，底层策略执行，机器人的新观测再接回输入。",
        540,
    )
    image = pic.box(24, 464, 120, 52, "相机图像", "data")
    state = pic.box(176, 464, 140, 52, "状态：位姿等", "data")
    vit = pic.box(24, 376, 120, 56, "ViT\n+ 投影", "train")
    mlp = pic.box(176, 376, 140, 56, "MLP\n到词嵌入维度", "train")
    words = pic.box(348, 376, 150, 56, "词嵌入表\n文字词元", "train")
    instruction = pic.box(348, 464, 150, 52, "指令文字", "data")
    pic.arrow(image.top, vit.bottom)
    pic.arrow(state.top, mlp.bottom)
    pic.arrow(instruction.top, words.bottom)
    labels = ["图", "里", "<图>", "<图>", "，", "臂", "在", "<态>", "，", "拿", "袋子"]
    kinds = {"<图>": "extra", "<态>": "good"}
    tokens = pic.row(
        24, 282, labels, 46, 38, lambda n: kinds.get(labels[n], "data"), gap=4, size=14
    )
    pic.arrow(vit.top, (84, 348), (172, 348), (172, 320))
    pic.arrow(mlp.top, (246, 340), (397, 340), tokens[7].bottom)
    pic.arrow((480, 376), (480, 320))
    pic.text(24, 270, "多模态句子：连续的观测像词一样排在句中", anchor="start", second=True)
    pic.box(24, 152, 546, 76, "PaLM（只有解码器）\n下一个词的交叉熵，监督学习", "train", size=17)
    pic.arrow((420, 282), (420, 228))
    plan = pic.box(
        24, 40, 546, 64, "文字输出：答案或计划\n1. 走到桌边。2. 拿起绿色的袋子。3. ……", "good"
    )
    pic.arrow((297, 152), plan.bottom)
    policy = pic.box(630, 40, 146, 64, "底层策略\n另外训练", "frozen")
    robot = pic.box(630, 160, 146, 60, "机器人与环境", "data")
    pic.arrow(plan.right, policy.left)
    pic.arrow(policy.bottom, robot.top)
    pic.arrow(robot.bottom, (703, 528), (84, 528), image.bottom, dash=True)
    pic.text(694, 330, "新的观测", anchor="end", second=True)
    pic.text(694, 352, "接回输入，再规划", anchor="end", second=True)
    pic.box(530, 404, 16, 14, "", "train", round_=3)
    pic.text(552, 416, "训练", anchor="start", second=True)
    pic.box(530, 430, 16, 14, "", "frozen", round_=3)
    pic.text(552, 442, "另外训练好的", anchor="start", second=True)
    pic.box(530, 456, 16, 14, "", "extra", round_=3)
    pic.text(552, 468, "图像的向量", anchor="start", second=True)
    pic.box(530, 482, 16, 14, "", "good", round_=3)
    pic.text(552, 494, "状态的向量，输出", anchor="start", second=True)
    return pic
