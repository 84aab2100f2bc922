"""Count what the packs of typos and terms hit in clean text, to judge each entry by its hits.

Usage: count_pack_hits.py --pack rules/typos/zh-sound.yaml [--pack ...] FOLDER [FOLDER ...]

Every entry that hits is printed with its number of hits and a few places with their context;
the last line gives the sum and the hits per 10,000 Chinese characters. Fenced code, code spans,
comments, addresses and formulas are left out, as the program itself leaves them out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from qa_lint.spelling.model.weigh import agrees

_NOT_PROSE = re.compile(
    r"^(?P<f>```|~~~).*?^(?P=f)|<!--.*?-->|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$"
    r"|\]\([^)\n]*\)|https?://[^\s)>\]]+|</?[A-Za-z][^>\n]*>|^[ \t]*import .*?$|[\w.-]+@[\w.-]+",
    re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'+.-]*[A-Za-z0-9+]|[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9_]")


@dataclass(frozen=True)
class Entry:
    """One wrong form, where it comes from, and what must or must not stand beside it."""

    pack: str
    wrong: str
    right: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    weighed: bool = False

    def stands(self, text: str, at: int) -> bool:
        """Whether the wrong form at code point `at` of `text` meets the entry's conditions."""
        head, end = text[:at][-24:], at + len(self.wrong)
        tail = text[end : end + 24]
        if self.before and not head.endswith(self.before):
            return False
        if self.after and not tail.startswith(self.after):
            return False
        if self.not_before and head.endswith(self.not_before):
            return False
        if self.not_after and tail.startswith(self.not_after):
            return False
        if not agrees(text, at, end, self):
            return False
        if not _LATIN.match(self.wrong[0]):
            return True
        return not (_LATIN.match(head[-1:]) or _LATIN.match(tail[:1]))

    def places(self, text: str) -> Iterator[int]:
        """Yield the code point offsets at which the entry finds its wrong form in `text`."""
        at = text.find(self.wrong)
        while at >= 0:
            if self.stands(text, at):
                yield at
            at = text.find(self.wrong, at + 1)


def entry_of(pack: str, item: dict[str, Any]) -> Entry:
    """Make an entry from one item of a pack's `typos` list."""
    sides = {
        name: tuple(item.get(name, ())) for name in ("before", "after", "not_before", "not_after")
    }
    weighed = item.get("weighed", False)
    return Entry(pack, item["wrong"], tuple(item.get("right", ())), **sides, weighed=weighed)


def load(path: Path) -> list[Entry]:
    """Read a pack of typos or terms; a term gives one entry for each of its wrong forms."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = [entry_of(path.name, item) for item in data.get("typos", ())]
    for term in data.get("terms", ()):
        entries += [Entry(path.name, form, (term["name"],)) for form in term.get("wrong", ())]
    return entries


def prose_of(text: str) -> str:
    """Blank out what is not prose, keeping every offset."""
    return _NOT_PROSE.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), text)


def texts(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the prose of every Markdown file below the folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else [folder]:
            yield path, prose_of(path.read_text(encoding="utf-8", errors="replace"))


def main(argv: list[str] | None = None) -> int:
    """Print the hits of every entry; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pack", action="append", type=Path, required=True)
    parser.add_argument("--show", type=int, default=4, help="places to print for an entry")
    parser.add_argument("folder", nargs="+", type=Path)
    options = parser.parse_args(argv)
    entries = [entry for pack in options.pack for entry in load(pack)]
    found: dict[Entry, list[str]] = defaultdict(list)
    han = 0
    for path, text in texts(options.folder):
        han += len(_HAN.findall(text))
        words = set(_WORD.findall(text))
        for entry in entries:
            if entry.wrong.isalpha() and entry.wrong.isascii() and entry.wrong not in words:
                continue
            for at in entry.places(text):
                around = text[max(0, at - 14) : at + len(entry.wrong) + 14].replace("\n", "⏎")
                found[entry].append(f"    {path.parent.name}/{path.name}: {around}")
    for entry, hits in sorted(found.items(), key=lambda pair: -len(pair[1])):
        print(f"{len(hits):5} {entry.wrong} -> {'/'.join(entry.right)} ({entry.pack})")
        print("\n".join(hits[: options.show]))
    total = sum(map(len, found.values()))
    print(f"{total} hits of {len(entries)} entries in {han} Han characters", end="")
    print(f" = {total / han * 10_000:.2f} per 10,000" if han else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
