"""Running the rules of the family over repairs and over clean text."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qa_lint.config import Settings
from qa_lint.engine import Options, run
from qa_lint.finding import Finding, Severity

HAN = re.compile(r"[\u3400-\u9fff]")


class Repair(NamedTuple):
    """`wrong` stood between `before` and `after` where `right` was meant; offsets in code points."""

    kind: str
    before: str
    wrong: str
    right: str
    after: str
    repo: str

    @property
    def written(self) -> str:
        """The line before the repair."""
        return self.before + self.wrong + self.after

    @property
    def meant(self) -> str:
        """The line after the repair."""
        return self.before + self.right + self.after


class Hit(NamedTuple):
    """A finding in a text: [start, end), what is suggested, and how sure the rule is."""

    rule: str
    severity: str
    start: int
    end: int
    suggestion: str | None
    score: float
    message: str


def repairs(path: Path) -> list[Repair]:
    """The repairs of a file with one JSON object a line."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [Repair(*(row[key] for key in Repair._fields)) for row in rows]


def hits(text: str, select: Sequence[str]) -> list[Hit]:
    """What the selected rules find in a text that is the only page of its project."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.md").write_text(text, "utf-8")
        options = Options((), folder, folder, Settings(), select, jobs=1, cache=False)
        found = run(options).findings
    return sorted(map(_hit, found), key=lambda hit: hit.start)


def _hit(finding: Finding) -> Hit:
    score = float((finding.data or {}).get("score", 99.0))
    return Hit(
        finding.rule,
        Severity(finding.severity).label,
        finding.place.start,
        finding.place.end,
        finding.suggestion,
        score,
        finding.message.zh,
    )


def is_found(repair: Repair, hit: Hit) -> bool:
    """Whether a hit lies at the place of a repair, or touches it where something is missing."""
    start, end = len(repair.before), len(repair.before) + len(repair.wrong)
    if start == end:
        return hit.start <= start <= hit.end
    return hit.start < end and hit.end > start


def is_right(repair: Repair, hit: Hit) -> bool:
    """Whether the first suggestion, put in the place of the hit, repairs the line there."""
    if hit.suggestion is None:
        return False
    text = repair.written[: hit.start] + hit.suggestion + repair.written[hit.end :]
    return text == repair.meant


def clean(folders: Iterable[Path], characters: int) -> Iterator[tuple[Path, str]]:
    """Markdown files of folders, of each about an even share of `characters` Chinese ones."""
    folders = list(folders)
    for folder in folders:
        paths = sorted(folder.rglob("*.md")) if folder.is_dir() else [folder]
        left = characters // len(folders)
        step = max(1, len(paths) // 200)
        for offset in range(step):
            for path in paths[offset::step]:
                if left <= 0:
                    break
                text = path.read_text("utf-8", "replace")
                count = len(HAN.findall(text))
                if count >= 20:
                    left -= count
                    yield path, text
