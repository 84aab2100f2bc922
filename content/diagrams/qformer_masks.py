"""The three self-attention masks that teach Q-Former three tasks with the same weights."""

from _kit import Picture

NAMES = ["Q₁", "Q₂", "Q₃", "T₁", "T₂", "T₃"]
QUERIES = 3


def _sees(task: str, row: int, column: int) -> bool:
    """Whether the token of a row may look at the token of a column."""
    from_text, to_text = row >= QUERIES, column >= QUERIES
    if task == "ITM":
        return True
    if task == "ITG":
        return not to_text or (from_text and column <= row)
    return from_text == to_text


def draw() -> Picture:
    pic = Picture(
        "Q-Former 的三种自注意力掩码",
        "行是看的一方，列是被看的一方，Q 是查询，T 是文字。ITM：全部互相可见。"
        "ITG：查询只看查询，文字看全部查询和自己左边的文字。ITC：查询只看查询，文字只看文字。",
        380,
    )
    tasks = [
        ("ITM", "双向：全部互相可见"),
        ("ITG", "文字因果，可看查询"),
        ("ITC", "查询与文字互不可见"),
    ]
    cell = 32
    for number, (task, meaning) in enumerate(tasks):
        x, y = 50 + number * 255, 106
        pic.text(x + 3 * cell, 40, task, size=18, bold=True)
        pic.text(x + 3 * cell, 64, meaning, second=True)
        for at, name in enumerate(NAMES):
            pic.text(x + at * cell + 15, y - 10, name, second=True)
            pic.text(x - 18, y + at * cell + 20, name, second=True)
        pic.matrix(
            x, y, 6, 6, cell, lambda r, c, task=task: "good" if _sees(task, r, c) else "none"
        )
    pic.text(
        400,
        326,
        "行：看的一方。列：被看的一方。Q 是查询，T 是文字（实际有 32 个查询）",
        second=True,
    )
    pic.legend(358, [("good", "看得见"), ("none", "遮住")])
    return pic
