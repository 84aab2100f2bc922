"""In-context learning with pictures: worked examples and a new problem in one sequence."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "多模态上下文学习",
        "两个带图的示例（图、题目、解答）和一道新题排成一个序列，输入参数冻结的模型，模型续写新题的解答。参数不更新。",
        400,
    )
    groups = [
        (20, "示例一", ["三角形的图", "题目：求斜边", "由图：角 A 是直角\n勾股定理，答案 5"]),
        (286, "示例二", ["柱状图", "题目：求总和", "由图：12、15、9\n相加，答案 36"]),
        (552, "新题", ["圆与切线的图", "题目：求切线长", "？"]),
    ]
    for x, title, (image, question, answer) in groups:
        pic.frame(x, 24, 228, 204)
        pic.text(x + 114, 50, title, size=16, bold=True)
        pic.box(x + 16, 64, 196, 40, image, "frozen")
        pic.box(x + 16, 112, 196, 40, question, "data")
        pic.box(
            x + 16, 160, 196, 56, answer, "none" if answer == "？" else "extra", bold=False, size=14
        )
    for x in (248, 514):
        pic.arrow((x, 126), (x + 38, 126))
    model = pic.box(140, 278, 380, 62, "多模态语言模型\n参数冻结，只做前向计算", "frozen")
    for x in (134, 400, 666):
        pic.arrow((x, 228), (x, 252), head=False)
    pic.arrow((134, 252), (666, 252), head=False)
    pic.arrow((330, 252), model.top)
    out = pic.box(580, 278, 200, 62, "续写出新题的解答\n照示例：读图、列式、算", "good")
    pic.arrow(model.right, out.left)
    pic.legend(
        382,
        [
            ("frozen", "图像，冻结的模型"),
            ("data", "题目"),
            ("extra", "示例的解答"),
            ("good", "生成"),
        ],
    )
    return pic
