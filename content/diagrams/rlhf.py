"""RLHF in three steps, as in InstructGPT."""

import itertools

from _kit import Box, Picture


def draw() -> Picture:
    pic = Picture(
        "RLHF 的三步",
        "第一步用人写的示范做监督微调；第二步采样多个回答，由人排序，训练奖励模型；"
        "第三步策略写回答，奖励模型打分，减去与冻结的 SFT 模型的 KL 惩罚，用 PPO 更新策略。",
        560,
    )
    w, xs = 236, (20, 282, 544)
    for x, title in zip(xs, ("① 监督微调", "② 训练奖励模型", "③ 强化学习"), strict=True):
        pic.frame(x, 20, w, 486)
        pic.text(x + w / 2, 50, title, size=17, bold=True)

    def step(column: int, y: float, label: str, kind: str, h: float = 58) -> Box:
        return pic.box(xs[column] + 28, y, w - 56, h, label, kind)

    first = [
        step(0, 76, "提示 x\n从提示集里取", "data"),
        step(0, 176, "示范回答\n由标注员写", "extra"),
        step(0, 276, "预训练语言模型\n继续训练", "train"),
        step(0, 392, "SFT 模型\n第二、三步的起点", "good"),
    ]
    second = [
        step(1, 76, "同一个提示\nSFT 采样 K 个回答", "data"),
        step(1, 176, "标注员排序\nD 优于 C 优于 A、B", "extra"),
        step(1, 276, "拆成成对比较\n（赢 y_w，输 y_l）", "data"),
        step(1, 392, "奖励模型 RM\n让赢的分数更高", "train"),
    ]
    for column in (first, second):
        for a, b in itertools.pairwise(column):
            pic.arrow(a.bottom, b.top)
    x = xs[2]
    prompt = step(2, 76, "新提示 x", "data", 44)
    policy = step(2, 154, "策略 π\n由 SFT 初始化", "train")
    answer = step(2, 246, "回答 y", "data", 40)
    reward = pic.box(x + 14, 318, 98, 58, "奖励模型\n冻结", "frozen")
    reference = pic.box(x + 124, 318, 98, 58, "SFT 模型\n冻结", "frozen")
    pic.box(x + 28, 424, w - 56, 58, "r(x, y) − β·KL\n要最大化", "loss")
    pic.arrow(prompt.bottom, policy.top)
    pic.arrow(policy.bottom, answer.top)
    pic.arrow((x + 63, 286), reward.top)
    pic.arrow((x + 173, 286), reference.top)
    pic.arrow(reward.bottom, (x + 63, 424))
    pic.arrow(reference.bottom, (x + 173, 424))
    pic.text(x + 55, 406, "打分", second=True, anchor="end")
    pic.text(x + 181, 406, "KL", second=True, anchor="start")
    pic.arrow((x + w - 28, 453), (x + w - 8, 453), (x + w - 8, 183), policy.right, dash=True)
    pic.text(x + w - 14, 238, "PPO", anchor="end", second=True)
    pic.text(x + w / 2, 499, "另有价值模型估计优势", second=True)
    pic.legend(
        536,
        [
            ("extra", "人参与"),
            ("train", "训练"),
            ("frozen", "冻结"),
            ("good", "结果"),
            ("loss", "目标"),
        ],
    )
    return pic
