"""An agent's loop: think, act, observe, until it can answer."""

from _kit import Picture


def draw() -> Picture:
    pic = Picture(
        "从回答一次到智能体的循环",
        "上面：模型读入问题，直接给出回答。下面：模型先写想法，再选一个工具去做，看到结果后接在历史后面再想，直到能够回答。",
        440,
    )
    pic.text(24, 36, "从前：回答一次", size=17, anchor="start", bold=True)
    question = pic.box(60, 56, 150, 52, "问题与图像", "data")
    model = pic.box(310, 56, 180, 52, "多模态模型", "frozen")
    answer = pic.box(590, 56, 150, 52, "回答", "good")
    pic.arrow(question.right, model.left)
    pic.arrow(model.right, answer.left)

    pic.arrow((24, 136), (776, 136), dash=True, head=False)
    pic.text(24, 168, "智能体：想、做、看，循环到能回答为止", size=17, anchor="start", bold=True)
    history = pic.box(40, 206, 170, 72, "历史\n问题、想法、结果", "data")
    think = pic.box(290, 206, 150, 72, "想\n写出下一步", "frozen")
    act = pic.box(520, 206, 220, 72, "做：调用工具\n搜索、裁剪放大、代码、检测器", "train", size=16)
    see = pic.box(520, 318, 220, 52, "看：工具返回的结果", "extra")
    done = pic.box(290, 318, 150, 52, "够了就回答", "good")
    pic.arrow(history.right, think.left)
    pic.arrow(think.right, act.left)
    pic.arrow(act.bottom, see.top)
    pic.arrow(think.bottom, done.top)
    pic.arrow(see.bottom, (630, 390), (125, 390), history.bottom, dash=True)
    pic.text(250, 382, "接到历史后面", second=True)
    pic.legend(424, [("frozen", "模型"), ("train", "工具"), ("extra", "观察"), ("good", "输出")])
    return pic
