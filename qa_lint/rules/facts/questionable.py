"""facts/questionable: a statement that a fact of the register says is wrong or doubtful."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ...config import Settings
from ...document import Document
from ...facts.messages import evidence, truth
from ...facts.result import Hit
from ...facts.waivers import check as check_waivers
from ...facts.waivers import waived
from ...finding import Edit, Evidence, Finding, Fix, Severity, Text
from ...rule import Bad, Good, Rule
from ._analysis import Analysis, analysis, prepare, span


class Questionable(Rule):
    """A claim that does not agree with the reviewed, cited register of facts."""

    id = "facts/questionable"
    severity = Severity.WARNING
    summary = Text("与登记的事实不符", "a statement that disagrees with the register of facts")
    why = Text(
        "错误的年份、机构、参数或全称会被读者背下来；登记册里的每条事实都有出处和复核日期。",
        "Readers learn a wrong year, organisation, number or expansion by heart; every fact of the"
        " register has its source and the date of its last review.",
    )
    limits = Text(
        "只看登记过的对象；否定、引用的错误说法、疑问、假设和比较不算陈述。"
        "主语不确定时级别是 info。可以用 waivers 配置暂时容忍一处。",
        "Only what the register knows; denials, reported mistakes, questions, conditions and"
        " comparisons state nothing. Where it is not certain what a sentence speaks of, the"
        " severity is info. The waivers of the settings tolerate a place for a time.",
    )
    bad = (
        Bad("BLIP-2 的图像编码器是 ⟦ResNet⟧。\n"),
        Bad("## 24. BLIP-2 如何连接视觉和语言？\n\n该模型使用 ⟦VGG⟧ 作为图像编码器。\n"),
        Bad("BLIP-2 由⟦谷歌⟧于 2023 年提出。\n"),
        Bad("BLIP-2 can do ⟦text-to-image⟧ generation.\n"),
    )
    good = (
        Good("BLIP-2 的图像编码器是冻结的 ViT，而不是 ResNet。\n"),
        Good("有人误以为 BLIP-2 由谷歌提出。\n"),
        Good("与 Stable Diffusion 不同，BLIP-2 不能生成图像。\n"),
        Good("BLIP-2 的图像编码器是 `ResNet` 吗？\n"),
    )

    def prepare(self, settings: Settings) -> None:
        """Have the register ready."""
        prepare(settings)

    def check(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """One finding for each hit that no waiver covers."""
        check_waivers(settings.waivers)
        found = analysis(document, settings)
        today = datetime.date.today()
        for hit in _one_a_place(found.hits):
            if not waived(settings.waivers, document.path, hit.fact, hit.text, today):
                yield self._finding(document, found, hit)

    def _finding(self, document: Document, found: Analysis, hit: Hit) -> Finding:
        fact = found.register.by_id[hit.fact]
        zh, en = truth(found.register, fact)
        reason = hit.reason
        place = span(document, hit)
        fix = None
        if hit.replacement and document.prose[hit.block].contiguous(hit.start, hit.end):
            fix = Fix((Edit(*place, hit.replacement),), safe=False)
        severity = Severity.parse(hit.severity)
        return self.finding(
            document,
            place,
            Text(
                f"“{hit.text}”与登记的事实不符：{zh}" + (f"（{reason[0]}）" if reason[0] else ""),
                f"'{hit.text}' disagrees with a fact: {en}"
                + (f" ({reason[1]})" if reason[1] else ""),
            ),
            severity=min(severity, Severity.WARNING) if hit.confidence != "high" else severity,
            suggestion=hit.replacement,
            fix=fix,
            evidence=tuple(Evidence(title, url) for title, url in evidence(fact)),
            data={"fact": hit.fact, "confidence": hit.confidence, "reviewed": fact["reviewed"]},
            key=f"{hit.fact}:{hit.text}",
        )


def _one_a_place(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Without hits that say of one thing what another hit at the same words says already."""
    kept: list[Hit] = []
    for hit in hits:
        thing = hit.fact.partition("/")[0]
        if not any(
            k.block == hit.block and k.start < hit.end and hit.start < k.end
            for k in kept
            if k.fact.partition("/")[0] == thing
        ):
            kept.append(hit)
            yield hit
