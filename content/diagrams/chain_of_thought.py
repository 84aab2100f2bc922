"""The same question with a plain prompt and with a chain-of-thought prompt."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "普通提示与思维链提示",
        "同一道题。左边的示例只有答案，模型直接写答案，答错；右边的示例带推导，模型照样子写出两步推导，答对。",
        520,
    )
    problem = "停车场有 3 排，每排 4 辆车，\n开走 5 辆。还剩几辆？"
    for x, title in ((20, "普通提示"), (410, "思维链提示")):
        pic.frame(x, 20, 370, 444)
        pic.text(x + 185, 50, title, size=17, bold=True)
        pic.text(x + 24, 84, "示例", anchor="start", second=True)
    pic.box(
        40,
        96,
        330,
        60,
        "小明有 2 盒笔，每盒 6 支，\n送出 3 支。还剩几支？",
        "data",
        bold=False,
        size=14,
    )
    pic.box(40, 164, 330, 92, "答：9 支。", "data")
    pic.box(
        430,
        96,
        330,
        60,
        "小明有 2 盒笔，每盒 6 支，\n送出 3 支。还剩几支？",
        "data",
        bold=False,
        size=14,
    )
    pic.box(
        430,
        164,
        330,
        92,
        "2 盒共 2×6 = 12 支；\n送出 3 支，剩 12−3 = 9 支。\n答：9 支。",
        "extra",
        bold=False,
        size=14,
    )
    for x in (40, 430):
        pic.text(x + 4, 284, "新题", anchor="start", second=True)
        pic.box(x, 294, 330, 56, problem, "data", bold=False, size=14)
    pic.text(44, 378, "模型续写", anchor="start", second=True)
    pic.text(434, 378, "模型续写", anchor="start", second=True)
    pic.box(40, 388, 330, 60, "答：2 辆。", "loss")
    pic.box(
        430,
        388,
        330,
        64,
        "3 排共 3×4 = 12 辆；开走 5 辆，\n剩 12−5 = 7 辆。答：7 辆。",
        "good",
        bold=False,
        size=14,
    )
    pic.legend(
        498, [("extra", "示例里的推导"), ("loss", "一步到位，容易错"), ("good", "先推导，再作答")]
    )
    return pic
