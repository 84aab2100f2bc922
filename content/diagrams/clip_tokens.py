"""How sentences fill CLIP's 77 positions, counted with CLIP's own vocabulary.

The counts are in clip-tokens.json; tools/count_clip_tokens.py tells where they come from.
"""

import json
from pathlib import Path

from _kit import SMALL, Picture
from _theme import width

COUNTED = json.loads(Path(__file__).with_name("clip-tokens.json").read_text(encoding="utf-8"))
CONTEXT: int = COUNTED["context"]
ROWS = [
    ("fox", "9 个常用词加一个句号"),
    ("rare", "5 个词，其中 4 个生僻"),
    ("caption", "23 个词的图片说明，含年份 1936"),
    ("plain", "75 个 red"),
]


def _shown(tokens: list[str], room: float) -> str:
    """The tokens side by side, cut off where they fill the room."""
    marks = [token.removesuffix("</w>") for token in tokens]
    for most in range(len(marks), 0, -1):
        text = " | ".join(marks[:most]) + (" | …" if most < len(marks) else "")
        if width(text, SMALL) <= room:
            return text
    raise ValueError(tokens)


def draw() -> Picture:
    counts = {name: len(COUNTED["sentences"][name]["ids"]) for name, _ in ROWS}
    pic = Picture(
        "句子怎样填满 CLIP 的 77 个位置",
        "每条有 77 格。"
        + "；".join(f"{label}，占 {counts[name]} 格" for name, label in ROWS)
        + "。首尾各有一个特殊词元。",
        500,
    )
    cell, left = 9.6, 30
    pic.text(left, 34, "CLIP 的文本编码器有 77 个位置", size=17, anchor="start", bold=True)
    for number, (name, label) in enumerate(ROWS):
        sentence = COUNTED["sentences"][name]
        used, y = len(sentence["ids"]), 72 + number * 100
        pic.text(left, y, label, size=15, anchor="start")
        pic.text(left + CONTEXT * cell, y, f"占 {used} 个位置", size=15, anchor="end", bold=True)

        def kind(at: int, used: int = used) -> str:
            if at >= used:
                return "none"
            return "extra" if at in (0, used - 1) else "frozen"

        for at in range(CONTEXT):
            pic.box(left + at * cell, y + 12, cell - 1.6, 26, "", kind(at), round_=2)
        pic.text(
            left, y + 60, _shown(sentence["tokens"], CONTEXT * cell), anchor="start", second=True
        )
    pic.legend(
        482,
        [("extra", "开始与结束"), ("frozen", "句子的词元"), ("none", "空位，用补齐词元填上")],
    )
    return pic
