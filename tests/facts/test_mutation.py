"""Change the number, the name, the year, the polarity of true sentences: it must be noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qa_lint.facts.load import load
from qa_lint.facts.matcher import claims, match
from qa_lint.facts.register import Block, Register
from qa_lint.packs import files

NEGATIONS = ("并不具备", "不需要", "不具备", "没有使用", "并没有", "并不", "并未", "不会", "不能", "没有", "无需", "不", "未",
             "does not ", "do not ", "is not ", "cannot ", "without ")  # fmt: skip
AFFIRMED = {"并不具备": "具备", "不具备": "具备", "不需要": "需要", "没有使用": "使用", "不能": "能", "不会": "会",
            "is not ": "is ", "cannot ": "can ", "without ": "with "}  # fmt: skip
DENIALS = (("由", "不是由"), ("采用", "没有采用"), ("使用", "不使用"), ("是", "不是"), ("属于", "不属于"),
           (" is ", " is not "), (" was ", " was not "), (" uses ", " does not use "))  # fmt: skip


def numbers_of(text: str) -> Iterator[str]:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        yield str(int(text) - 4)
        return
    match_ = re.search(r"\d[\d,.]*\d|\d", text)
    if match_ is None:
        return
    value = float(match_.group().replace(",", ""))
    other = value * 3 + 1
    written = f"{other:.0f}" if value == int(value) else f"{other:.1f}"
    yield text[: match_.start()] + written + text[match_.end() :]


def mutants(register: Register, fact: dict[str, Any], text: str) -> Iterator[str]:
    """Sentences that are false if `text`, which says what the fact says, is true."""
    own = [c for c in claims([Block(text)], register) if fact["id"] in c.facts]
    for claim in own[:1] if fact["kind"] in ("value", "member") else []:
        before, after = text[: claim.start], text[claim.end :]
        if fact["kind"] == "value":
            for other in numbers_of(claim.text):
                yield before + other + after
            continue
        attribute = register.attributes[fact["attribute"]]
        values = [v for v in attribute.get("values", {}) if v not in fact["is_values"]]
        wrong = fact["not"] or (values if attribute.get("closed") else [])
        if wrong:
            yield before + wrong[0] + after
        for old, new in DENIALS:
            if old in before and not any(n in text for n in NEGATIONS):
                yield new.join(before.rsplit(old, 1)) + text[claim.start :]
                break
    if fact["kind"] == "expansion":
        for form in fact["is"]:
            if form in text:
                words = form.split()
                changed = "Broad" + words[-1][len(words[-1]) // 2 :] if len(words) > 1 else ""
                if changed:
                    yield text.replace(form, " ".join([*words[:-1], changed]))
    said = fact["kind"] == "relation" and own and not fact["holds"]
    if said or any(w.lower() in text.lower() for w in fact["says"]):
        for word in NEGATIONS:
            if text.count(word) == 1:
                yield text.replace(word, AFFIRMED.get(word, ""))
                break


def test_nine_of_ten_mutants_are_caught() -> None:
    plain = load(files("facts"))
    register = Register(plain)
    missed: list[str] = []
    total = 0
    for fact in register.facts:
        for text in fact["good"]:
            for mutant in mutants(register, fact, text):
                total += 1
                if not match([Block(mutant)], register):
                    missed.append(f"{fact['id']}: {mutant}")
    assert total > len(register.facts) // 2
    assert len(missed) <= total / 10, "\n".join(missed)
