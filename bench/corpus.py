"""Makes the pages that the benchmark runs on: Chinese and English, always the same ones.

Nothing is read from anywhere: all words are in this file, and a seeded generator puts them
together. A page has every construct that a page of questions and answers has: headings, links
inside and across files, explicit ids, pictures, tables, lists, quotes, code, math, raw HTML,
footnotes, front matter; and, now and then, a mistake for each family of rules to find.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import NamedTuple

NOUNS_ZH = (
    "模型 数据 图像 文本 向量 梯度 参数 编码器 解码器 注意力 损失函数 样本 训练集 验证集 学习率 批次 "
    "特征 序列 词表 嵌入 层归一化 残差连接 多模态对齐 提示词 推理速度 显存 精度 召回率 蒸馏 微调"
).split()
VERBS_ZH = "提高 降低 学习 预测 对齐 编码 压缩 比较 更新 评估 生成 融合 约束 解释 替换 衡量".split()
ENDS_ZH = (
    "因此效果更稳定 但是代价也更大 这一点在实践中很重要 需要先做实验再下结论 所以常常一起使用 "
    "这样训练会收敛得更快 不过要注意过拟合 两者的区别主要在结构上 这也是面试中常见的问题"
).split()
NOUNS_EN = (
    "model encoder decoder gradient image caption token vector attention layer dataset batch "
    "projection sequence embedding objective sampler schedule checkpoint benchmark prompt adapter"
).split()
VERBS_EN = (
    "improves reduces predicts aligns compresses compares updates evaluates generates combines "
    "constrains explains replaces measures"
).split()
ENDS_EN = (
    "so the result is more stable,but the cost is higher,which matters a lot in practice,"
    "and that is why both are used together,although it depends on the data,as shown above"
).split(",")
NAMES = "CLIP BLIP-2 LLaVA Flamingo ViT Transformer BERT GPT-4 Stable Diffusion Whisper".split()
CODE = (
    "def forward(self, image, text):\n    features = self.encoder(image)\n"
    "    return self.head(features @ text.T)  # [similarity](not-a-link.md)",
    'import torch\n\nfor step, batch in enumerate(loader):\n    loss = model(**batch)["loss"]\n'
    "    loss.backward()\n    optimizer.step()",
    "git clone https://example.org/repo.git\ncd repo\nmake train  # 开始训练",
)
MATH = (
    r"$\mathcal{L} = -\log \frac{\exp(s_{ii}/\tau)}{\sum_j \exp(s_{ij}/\tau)}$",
    r"$x_1 + x_2 = y$",
    r"$$\mathrm{softmax}(QK^\top/\sqrt{d})V$$",
)


class Shape(NamedTuple):
    """How many pages of about how many bytes."""

    name: str
    pages: int
    size: int


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("large", 200, 40_000),
        Shape("double", 400, 40_000),
        Shape("half", 100, 40_000),
        Shape("many", 2_000, 5_000),
        Shape("small", 20_000, 1_000),
        Shape("single", 1, 8_000_000),
    )
}


class Page:
    """Writes one page; `number` of `total` decides its words and whom it links to."""

    def __init__(self, number: int, total: int, size: int) -> None:
        self.random = random.Random(f"{number}/{total}/{size}")
        self.number = number
        self.total = total
        self.size = size
        self.headings: list[str] = []
        self.chinese = number % 2 == 0

    def text(self) -> str:
        """The whole page."""
        parts = [f"# {self.sentence(short=True)} {self.number}\n"]
        if self.number % 10 == 3:
            parts.insert(0, "---\ntitle: page\ntags: [one, two]\n---\n")
        length = sum(map(len_bytes, parts))
        while length < self.size:
            part = self.section()
            parts.append(part)
            length += len_bytes(part)
        if self.headings:
            parts.insert(1, self.contents())
        parts.append("[ref]: https://example.org/a_(b) 'title'\n[own]: " + self.other() + "\n")
        return "\n".join(parts)

    def contents(self) -> str:
        """A table of contents that leads to the first headings."""
        return "".join(f"- [{h}](#{slug(h)})\n" for h in self.headings[:12])

    def section(self) -> str:
        """A heading with some blocks below it."""
        choose = self.random
        number = len(self.headings) + 1
        heading = f"{number}. {self.sentence(short=True)}{'？' if self.chinese else '?'}"
        self.headings.append(heading)
        level = "##" if number % 3 == 1 else "###"
        blocks = [f"{level} {heading}\n"]
        if choose.random() < 0.2:
            blocks.append(f'<a id="sec-{number}"></a>\n')
        makers = (
            [self.paragraph] * 8
            + [self.bullets] * 4
            + [self.table, self.quote, self.code, self.html, self.picture, self.ordered, self.math]
        )
        blocks += [choose.choice(makers)() for _ in range(choose.randint(3, 7))]
        return "\n".join(blocks)

    def sentence(self, short: bool = False) -> str:
        """A sentence without its end."""
        choose = self.random.choice
        if self.chinese:
            text = f"{choose(NOUNS_ZH)}如何{choose(VERBS_ZH)}{choose(NOUNS_ZH)}"
            return text if short else f"{text}和{choose(NOUNS_ZH)}，{choose(ENDS_ZH)}"
        text = f"The {choose(NOUNS_EN)} {choose(VERBS_EN)} the {choose(NOUNS_EN)}"
        return text if short else f"{text} and the {choose(NOUNS_EN)}, {choose(ENDS_EN)}"

    def span(self) -> str:
        """Something inline that is not plain text."""
        choose = self.random.choice
        name = choose(NAMES)
        return choose(
            (
                f"**{name}**",
                f"*{choose(NOUNS_EN)}*",
                f"`{name.lower()}.{choose(NOUNS_EN)}`",
                f"[{name}]({self.other()})",
                f"[{name}]({self.other()}#{1 + self.number % 5}-missing)"
                if self.random.random() < 0.01
                else f"[{name}](#sec-{1 + self.number % 5})",
                f"[{name}][ref]",
                "<https://example.org/auto>",
                "https://example.org/bare/path?x=1",
                self.random.choice(MATH),
                f"{name}<sup>2</sup>",
                "~~旧说法~~" if self.chinese else "~~old~~",
                "A &amp; B",
                r"a\*b",
                "登陆帐号" if self.random.random() < 0.02 else "登录账号",
                "recieve" if self.random.random() < 0.02 else "receive",
            )
        )

    def paragraph(self) -> str:
        """Some sentences, of which many hold something inline."""
        parts = []
        for _ in range(self.random.randint(2, 6)):
            text = self.sentence()
            if self.random.random() < 0.45:
                text += " " + self.span() + " "
            parts.append(text + ("。" if self.chinese else ". "))
            if self.random.random() < 0.2:
                parts.append("\n")
        return "".join(parts).strip() + "\n"

    def bullets(self) -> str:
        """A list, sometimes with a list inside."""
        lines = []
        for _ in range(self.random.randint(2, 6)):
            lines.append(f"- {self.sentence()}" + self.maybe_span())
            if self.random.random() < 0.25:
                lines.append(f"  - {self.sentence(short=True)}" + self.maybe_span())
                lines.append(f"    继续 {self.sentence(short=True)}")
        return "\n".join(lines) + "\n"

    def ordered(self) -> str:
        """A numbered list with paragraphs in it."""
        lines = []
        for number in range(1, self.random.randint(3, 5)):
            lines.append(f"{number}. {self.sentence()}{self.maybe_span()}\n")
            lines.append(f"   {self.sentence()}\n")
        return "\n".join(lines)

    def maybe_span(self) -> str:
        return " " + self.span() if self.random.random() < 0.4 else ""

    def table(self) -> str:
        """A table of three columns."""
        rows = ["| 名称 | Value | 说明 |", "|---|:-:|--:|"]
        for _ in range(self.random.randint(2, 7)):
            rows.append(
                f"| {self.random.choice(NAMES)} | `{self.random.randint(1, 99)}` |"
                f" {self.sentence(short=True)}{self.maybe_span().replace('|', '')} |"
            )
        return "\n".join(rows) + "\n"

    def quote(self) -> str:
        """A quote of two paragraphs."""
        return f"> {self.sentence()}{self.maybe_span()}\n> {self.sentence()}\n>\n> {self.span()}\n"

    def code(self) -> str:
        """A fenced block, sometimes one that is indented."""
        code = self.random.choice(CODE)
        if self.random.random() < 0.2:
            return "".join(f"    {line}\n" for line in code.split("\n"))
        return f"```python\n{code}\n```\n"

    def html(self) -> str:
        """Raw HTML: a picture in a centred block, or a part that unfolds."""
        if self.random.random() < 0.5:
            return '<p align="center">\n  <img src="../img/p1.png" alt="图" width="80%">\n</p>\n'
        return f"<details>\n<summary>{self.sentence(short=True)}</summary>\n\n{self.paragraph()}\n</details>\n"

    def picture(self) -> str:
        """A picture with its caption; one in fifty does not exist."""
        missing = self.random.random() < 0.02
        name = "gone.png" if missing else f"p{self.random.randint(1, 4)}.png"
        return f"![{self.sentence(short=True)}](../img/{name})\n*{self.sentence(short=True)}*\n"

    def math(self) -> str:
        """A displayed formula."""
        return "$$\n\\mathbf{h}_i = \\sum_j \\alpha_{ij} W x_j\n$$\n"

    def other(self) -> str:
        """The address of another page."""
        other = self.random.randrange(self.total)
        return f"../{folder_of(other)}/{name_of(other)}"


def len_bytes(text: str) -> int:
    """Length in UTF-8."""
    return len(text.encode())


def slug(heading: str) -> str:
    """The id that GitHub gives a heading of this corpus."""
    return "".join(c for c in heading.lower().replace(" ", "-") if c not in ".?？")


def folder_of(number: int) -> str:
    """The folder of a page: a hundred pages each."""
    return f"part{number // 100:03d}"


def name_of(number: int) -> str:
    """The file name of a page."""
    return f"page{number:05d}.md"


def pages(shape: Shape) -> Iterator[tuple[str, str]]:
    """(path, text) of each page."""
    for number in range(shape.pages):
        page = Page(number, shape.pages, shape.size)
        yield f"{folder_of(number)}/{name_of(number)}", page.text()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6364f8"
    "cf500f0003860180345a1c6f0000000049454e44ae426082"
)


def make(shape: Shape, folder: str) -> str:
    """Write a corpus below `folder`, unless it is there; returns its path."""
    root = os.path.join(folder, shape.name)
    done = os.path.join(folder, shape.name + ".done")
    if os.path.exists(done):
        return root
    for path, text in pages(shape):
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    os.makedirs(os.path.join(root, "img"), exist_ok=True)
    for number in range(1, 5):
        with open(os.path.join(root, "img", f"p{number}.png"), "wb") as picture:
            picture.write(PICTURE)
    with open(done, "w", encoding="utf-8"):
        pass
    return root
