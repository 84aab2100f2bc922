"""A static embedding has one vector for a word, a contextual one has one for each use."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "静态嵌入与上下文嵌入",
        "左边静态嵌入：查表得到“苹果”的一个向量，落在水果与公司之间。右边上下文嵌入：两句话经过整个网络，"
        "两个“苹果”各得一个向量，一个靠近水果，一个靠近公司。",
        480,
    )
    pic.text(200, 36, "静态嵌入：查表", size=17, bold=True)
    pic.text(600, 36, "上下文嵌入：经过整个网络", size=17, bold=True)
    pic.arrow((400, 20), (400, 440), dash=True, head=False)

    word = pic.box(30, 62, 90, 44, "苹果", "data")
    table = pic.box(160, 56, 200, 56, "嵌入表 E\n|V| 行，每行 d 个数", "train")
    pic.arrow(word.right, table.left)
    pic.text(200, 142, "不看上下文，两句里的“苹果”同一个向量", second=True)

    for y, before, after in ((56, "他爱吃", "苹果"), (104, "", "苹果")):
        if before:
            pic.row(430, y, [before, after], 64, 36, lambda n: "good" if n else "data")
        else:
            pic.row(430, y, [after, "发布会"], 64, 36, lambda n: "data" if n else "extra")
    pic.box(620, 62, 150, 72, "BERT、ELMo\n每层都混入上下文", "train")
    pic.arrow((562, 74), (592, 74), (592, 90), (620, 90))
    pic.arrow((562, 122), (592, 122), (592, 106), (620, 106))

    for left in (40, 440):
        pic.arrow((left, 420), (left + 320, 420))
        pic.arrow((left, 420), (left, 180))
        for dx, dy, name in (
            (52, 190, "香蕉"),
            (100, 210, "葡萄"),
            (218, 66, "微软"),
            (262, 94, "公司"),
        ):
            x, y = left + dx, 420 - dy
            pic.box(x - 6, y - 6, 12, 12, "", "frozen", round_=6)
            pic.text(x + 14, y + 5, name, anchor="start", second=True)
    pic.box(192, 280, 16, 16, "", "loss", round_=8)
    pic.text(216, 294, "苹果", anchor="start", bold=True)
    pic.box(536, 254, 16, 16, "", "good", round_=8)
    pic.text(560, 267, "苹果（吃）", anchor="start", bold=True)
    pic.box(648, 378, 16, 16, "", "extra", round_=8)
    pic.text(672, 392, "苹果（公司）", anchor="start", bold=True)
    pic.text(600, 164, "两个位置的输出是两个向量", second=True)
    pic.legend(
        462,
        [
            ("loss", "各义混在一起"),
            ("good", "当水果讲"),
            ("extra", "当公司讲"),
            ("frozen", "别的词"),
        ],
    )
    return pic
