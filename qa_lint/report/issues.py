"""One Markdown file a group of findings, ready to be filed as an issue."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..atomic import write_text
from ..finding import Finding
from .batch import Batch, Group, score
from .markdown import MAX_CHARS, escape, rows

#: The first line of each file: a file with it may be replaced by a later report.
MARK = "<!-- qa-lint report: one issue -->\n"
_TEXTS = {
    "zh": ("{n} 个内容问题交给 {who}", "没有归属", "本清单由 {title} 于 {day} 生成。",
           "共 {n} 个问题，列出最严重的；其余在下一份文件。"),
    "en": ("{n} content finding{s} for {who}", "nobody", "From {title}, {day}.",
           "{n} findings in all, the worst first; the rest is in the next file."),
}  # fmt: skip
#: Whom a host may notify: a user or a team. Anything else is shown as text.
_MENTION = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]*(?:/[A-Za-z0-9][\w.-]*)?")
#: A finding takes about this many characters; with more of them a group has several files.
_PER_FILE = 150


def write(batch: Batch, folder: str) -> None:
    """Write the files and remove those of an earlier report. Raises OSError."""
    os.makedirs(folder, exist_ok=True)
    wanted = dict(_files(batch))
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.endswith(".md") and name not in wanted and _is_ours(path):
            os.unlink(path)
    for name, text in wanted.items():
        write_text(os.path.join(folder, name), text)


def _is_ours(path: str) -> bool:
    if os.path.islink(path) or not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(len(MARK)) == MARK.encode()


def _files(batch: Batch) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for group in batch.groups:
        ordered = sorted(group.findings, key=lambda item: -item.severity)
        parts = [ordered[at : at + _PER_FILE] for at in range(0, len(ordered), _PER_FILE)]
        base = _name(group.key, taken)
        for number, part in enumerate(parts, 1):
            name = f"{base}.md" if number == 1 else f"{base}.{number}.md"
            yield name, _text(batch, group, part, number, len(parts))


def _name(key: str, taken: set[str]) -> str:
    """A file name for a group that no system objects to, unlike all names in `taken`."""
    folded = unicodedata.normalize("NFKC", key)
    base = re.sub(r"[^\w-]+", "-", folded).strip("-_")[:60] or "unassigned"
    name, number = base, 1
    # A name must also differ where letter case does not count; some are devices on Windows.
    while name.casefold() in taken or name.casefold() in ("con", "prn", "aux", "nul"):
        number += 1
        name = f"{base}-{number}"
    taken.add(name.casefold())
    return name


def _text(batch: Batch, group: Group, part: Sequence[Finding], number: int, parts: int) -> str:
    head, nobody, source, more = _TEXTS[batch.report.lang]
    words = group.key.split() if group.by == "codeowners" else [group.key]
    who = " ".join(
        w if _MENTION.fullmatch(w) and group.by == "codeowners" else escape(w) for w in words
    )
    count = len(group.findings)
    title = head.format(n=count, s="s" * (count != 1), who=who or nobody)
    if parts > 1:
        title += f" ({number}/{parts})"
    text = f"{MARK}# {title}\n\n"
    text += source.format(title=escape(batch.title), day=batch.made[:10]) + "\n"
    if parts > 1 and number < parts:
        text += more.format(n=count) + "\n"
    by_page: dict[str, list[Finding]] = {}
    for item in part:
        by_page.setdefault(item.path, []).append(item)
    ordered = sorted(by_page.items(), key=lambda entry: (-score(entry[1]), entry[0]))
    for path, items in ordered:
        room = MAX_CHARS - len(text)
        text += f"\n## {escape(path)}\n\n" + rows(batch, items, room, "… {n}")
    return text
