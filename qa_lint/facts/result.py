"""What the matcher gives back."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """A statement that a fact says is wrong or questionable.

    [start, end) are offsets in the text of block `block`: the exact wrong words `text`. `reason`
    is why the binding is uncertain, empty when it is not; then `severity` is "info".
    """

    block: int
    start: int
    end: int
    text: str
    fact: str
    severity: str
    confidence: str
    reason: tuple[str, str]  # zh, en
    replacement: str | None


class Claim(NamedTuple):
    """A statement of an attribute of an entity, right or wrong.

    `entity` is the slug of an entity of the register or a name as written (`known` is False);
    `value` is a canonical wording, or a number as text with `low` and `high` its margin.
    """

    block: int
    start: int
    end: int
    entity: str
    known: bool
    variant: str
    attribute: str
    value: str
    low: float
    high: float
    facts: tuple[str, ...]
    sure: bool
    text: str


#: Reasons, by how the subject was found.
REASONS = {
    "clause": ("本句提到了多个对象", "the clause names several things"),
    "sentence": ("主语承前省略，不确定", "the subject is carried over within the sentence"),
    "before": ("主语来自前一句，不确定", "the subject is carried over from a sentence before"),
    "lead": ("主语来自列表项的引导句，不确定", "the subject comes from the item's lead"),
    "heading": ("主语来自标题，不确定", "the subject comes from the heading"),
}
