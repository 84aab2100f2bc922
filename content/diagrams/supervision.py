"""Four kinds of pre-training, by how many labels there are and how good they are."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "四种学习机制",
        "按标签的数量和质量排成两行两列：有监督是标签多而准，半监督是标签少而准，"
        "弱监督是标签多而粗糙，自监督没有人工标签，从数据自身造目标。",
        414,
    )
    pic.text(276, 36, "人工标签少，或没有", size=16, bold=True)
    pic.text(610, 36, "标签多", size=16, bold=True)
    pic.text(56, 128, "标签准", size=16, bold=True)
    pic.text(56, 290, "标签不准", size=16, bold=True)
    pic.text(56, 312, "或没有", size=16, bold=True)
    cells = [
        (
            116,
            56,
            "半监督\n少量准确标签，大量无标签\n伪标签、一致性正则\n例：FixMatch\n怕：错误的伪标签自我强化",
            "train",
        ),
        (
            450,
            56,
            "有监督\n全部样本都有准确标签\n损失直接比对标签\n例：ImageNet 分类\n怕：标注贵，类别固定",
            "good",
        ),
        (
            116,
            216,
            "自监督\n没有人工标签\n从数据自身造目标\n例：MAE、SimCLR、下一词\n怕：代理任务与下游不一致",
            "extra",
        ),
        (
            450,
            216,
            "弱监督\n标签多，但粗糙、不全或有错\n网络标签、图注\n例：Instagram 话题标签\n怕：噪声与偏差",
            "loss",
        ),
    ]
    for x, y, label, kind in cells:
        pic.box(x, y, 320, 146, label, kind, size=17)
    pic.text(443, 392, "CLIP 介于两者之间：图注是带噪的弱标签，对比目标是自监督式的", second=True)
    return pic
