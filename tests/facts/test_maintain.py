"""What maintainers ask of the register, and waivers."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qa_lint.config import ConfigError
from qa_lint.facts.load import load
from qa_lint.facts.maintain import Open, Stated, candidates, due, due_on, list_facts, new, show
from qa_lint.facts.matcher import claims
from qa_lint.facts.register import Block
from qa_lint.facts.uncovered import uncovered
from qa_lint.facts.waivers import check as check_waivers
from qa_lint.facts.waivers import waived
from tests.facts.support import ATTRIBUTES, models
from tests.harness import findings, write_tree


def stated(*texts: str) -> list[Stated]:
    return [
        Stated("a.md", line, 1, claim, text)
        for line, text in enumerate(texts, 1)
        for claim in claims([Block(text)], models())
    ]


def open_claims(*texts: str) -> list[Open]:
    return [
        Open("a.md", line, 1, claim, text)
        for line, text in enumerate(texts, 1)
        for claim in uncovered([Block(text)], models())
    ]


def test_list_takes_words() -> None:
    rows = list_facts(models(), "zh", ["gpt-3", "1758"]) + list_facts(
        models(), "zh", ["gpt-3/year"]
    )
    assert rows.startswith("gpt-3/year ")
    assert "GPT-3 于 2020 年提出" in rows
    assert rows.count("\n") == 1


def test_show_names_every_place() -> None:
    text = show(models(), "gpt-3/layers", "en", stated("GPT-3 有 96 层。", "BERT 有 12 层。"))
    assert "accepted: 96" in text
    assert "stated in: a.md:1: GPT-3 有 96 层。" in text
    assert "a.md:2" not in text


def test_due_counts_what_relies_on_a_fact() -> None:
    fact = models().by_id["gpt-3/layers"]
    assert due_on(fact) == datetime.date(2026, 1, 1) + datetime.timedelta(days=fact["days"])
    rows = due(models(), datetime.date(2090, 1, 1), stated("GPT-3 有 96 层。"))
    assert rows.splitlines()[0].split()[1:3] == ["1×", "gpt-3/layers"]
    assert due(models(), datetime.date(2026, 1, 2)) == ""


def test_candidates_name_the_fact_that_has_other_values() -> None:
    text = candidates(models(), open_claims("GPT-3 于 1999 年。在 2001 年 GPT-3 还没有"), "en")
    assert "2× GPT-3: year: 1999, 2001" in text
    assert "# gpt-3/year (2020): " in text
    assert "entities:" not in text


def test_candidates_leave_out_what_a_fact_accepts() -> None:
    claim = open_claims("GPT-3 于 1999 年。在 2001 年 GPT-3 还没有")[0].claim
    item = Open("a.md", 1, 1, claim._replace(text="2020"), "2020")
    assert candidates(models(), [item], "en") == ""


def test_candidates_are_ranked_and_can_be_filled_in(tmp_path: Path) -> None:
    text = candidates(
        models(),
        open_claims(
            "XLNet-R 由 Google 提出。",
            "YaLM-9 有 70B 参数。",
            "YaLM-9 有 70B 参数。",
            "GPT-3 有 96 层。",
        ),
        "zh",
    )
    assert text.index("YaLM-9") < text.index("XLNet-R")
    assert "GPT-3" not in text
    first = text[text.index("entities:") : text.index("# 1×")]
    pack = tmp_path / "x.yaml"
    pack.write_text(first.replace("YYYY-MM-DD", "2026-01-01"), encoding="utf-8")
    with pytest.raises(ConfigError, match="bad"):
        load([ATTRIBUTES, str(pack)])  # the example is still to be written
    pack.write_text(
        first.replace("YYYY-MM-DD", "2026-01-01").replace('"..."', '"YaLM-9 有 7B 参数。"'),
        encoding="utf-8",
    )
    assert load([ATTRIBUTES, str(pack)])["facts"][0]["id"] == "yalm-9/parameters"


@pytest.mark.parametrize(
    ("text", "found", "attribute"),
    [
        ("Q-Former 由一层自注意力组成，用 32 个查询读取图像。", "32", "queries"),
        ("YaLM-9（Yet another Language Model）很大。", "Yet another Language Model", "expansion"),
        ("YaLM-9 的全称是 Yet another Language Model。", "Yet another Language Model", "expansion"),
        ("这种方法 2019 年就有了。", "2019", "year"),
        ("它由英伟达的研究人员维护。", "英伟达", "organisation"),
        ("这一做法由张三丰等人提出。", "张三丰", "author"),
        ("一次训练要 14 天。", "14", ""),
        ("GPT-3 用了 8 个阶段、300 种数据。", "300", ""),
    ],
)
def test_a_candidate_is_whatever_may_be_checked(text: str, found: str, attribute: str) -> None:
    assert (found, attribute) in [(c.text, c.attribute) for c in uncovered([Block(text)], models())]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-3 有 96 层。",
        "BERT（Bidirectional Encoder Representations from Transformers）很常用。",
        "1. 第一步，见图 3 和第 4.2 节。",
        "GPT-2 与 CIFAR-10 都很有名。",
        "它有多少层？是 12 层吗？",
    ],
)
def test_no_candidate_is_what_a_fact_covers_or_a_label(text: str) -> None:
    assert list(uncovered([Block(text)], models())) == []


def test_new_asks_and_refuses() -> None:
    answers = iter(
        [
            "Zeta-1",
            "",
            "layers",
            "12",
            "A paper",
            "https://example.org",
            "Zeta-1 有 9 层。",
            "Zeta-1 有 12 层。",
        ]
    )
    identifier, text = new(models(), lambda _: next(answers), datetime.date(2026, 2, 3))
    assert identifier == "zeta-1/layers"
    assert "reviewed: 2026-02-03" in text
    with pytest.raises(ValueError, match="exists"):
        taken = iter(["GPT-3", "", "layers"])
        new(models(), lambda _: next(taken), datetime.date(2026, 2, 3))


WAIVER = {"fact": "blip-2/year", "path": "content/*.md", "reason": "quoted", "until": "2099-01-01"}


def test_a_waiver_has_a_place_a_reason_and_an_end(tmp_path: Path) -> None:
    day = datetime.date(2098, 1, 1)
    assert waived([WAIVER], "content/a.md", "blip-2/year", "2021", day)
    assert not waived([WAIVER], "other/a.md", "blip-2/year", "2021", day)
    assert not waived([WAIVER], "content/a.md", "blip-2/year", "2021", datetime.date(2099, 1, 2))
    with pytest.raises(ConfigError, match="'reason' is missing"):
        check_waivers([{**WAIVER, "reason": ""}])
    with pytest.raises(ConfigError, match="not a date"):
        check_waivers([{**WAIVER, "until": "soon"}])
    write_tree(tmp_path, {"content/a.md": "BLIP-2 于 2021 年发布。\n"})
    assert len(findings(tmp_path, "facts/questionable")) == 1
    assert findings(tmp_path, "facts/questionable", settings={"waivers": [WAIVER]}) == []
