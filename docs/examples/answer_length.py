"""A rule in a Python file: an answer should not be a single sentence."""

from qa_lint.finding import Severity, Text
from qa_lint.rule import Bad, Good, Rule


class ShortAnswer(Rule):
    """A question heading is followed by less than 20 characters of answer."""

    id = "answers/too-short"
    severity = Severity.INFO
    summary = Text("回答太短", "an answer that is too short")
    why = Text("一句话的回答帮不到准备面试的人。", "One sentence helps nobody who prepares.")
    bad = (Bad("## ⟦什么是 CLIP？⟧\n\n一个模型。\n"),)
    good = (Good("## 什么是 CLIP？\n\n它用对比学习把图像和文本编码到同一个向量空间。\n"),)

    def check(self, document, settings):
        answers = {}
        for prose in document.prose:
            if prose.kind != "heading":
                answers[prose.heading] = answers.get(prose.heading, 0) + len(prose.text)
        for index, heading in enumerate(document.headings):
            if heading.text.rstrip().endswith(("?", "？")) and answers.get(index, 0) < 20:
                yield self.finding(
                    document, heading.text_span, Text("回答不足 20 字", "less than 20 characters")
                )
