"""Prompt learning against fine-tuning: what is trained, and what is kept per task."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "提示学习与微调",
        "左边提示学习：各任务共用一个冻结的模型，只有放在输入前面的提示不同，提示可以手写，也可以训练。"
        "右边微调：每个任务训练并保存一份模型，输入不变。",
        450,
    )
    pic.text(202, 36, "提示学习：改输入，模型冻结", size=17, bold=True)
    pic.text(598, 36, "微调：改参数，输入不变", size=17, bold=True)
    pic.arrow((400, 20), (400, 388), dash=True, head=False)
    pic.box(30, 128, 344, 76, "一个预训练模型\n冻结，所有任务共用", "frozen", size=17)
    for x, task in ((30, "A"), (212, "B")):
        pic.row(x, 266, ["p₁", "p₂"], 34, 36, "train", gap=4)
        pic.row(x + 80, 266, ["输", "入"], 34, 36, "data", gap=4)
        pic.text(x + 81, 326, f"任务 {task} 的提示与输入", second=True)
        out = pic.box(x + 31, 62, 100, 36, f"答案 {task}", "good")
        pic.arrow((x + 81, 128), out.bottom)
        pic.arrow((x + 77, 256), (x + 77, 204))
    pic.text(202, 350, "每个任务只存几十个向量；手写提示则什么也不训练", second=True)
    pic.text(202, 374, "适合样本少、任务多、模型很大", size=15)
    for x, task in ((426, "A"), (608, "B")):
        one = pic.box(x, 128, 162, 76, f"模型的副本 {task}\n全部或部分训练", "train")
        head = pic.box(x + 31, 62, 100, 36, f"答案 {task}", "good")
        pic.row(x + 43, 266, ["输", "入"], 34, 36, "data", gap=8)
        pic.arrow(one.top, head.bottom)
        pic.arrow((x + 81, 256), one.bottom)
        pic.text(x + 81, 326, f"任务 {task} 的输入", second=True)
    pic.text(598, 350, "每个任务存一份；LoRA 只存一份小的增量", second=True)
    pic.text(598, 374, "适合样本够多、任务固定、要求高", size=15)
    pic.legend(428, [("frozen", "冻结"), ("train", "训练"), ("data", "输入"), ("good", "输出")])
    return pic
