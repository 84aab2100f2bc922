"""Build the data of the spelling rules from packages: run by `make models`, reproducible.

qa_lint/spelling/data/english.txt: English words with their ranks by frequency, in rows. Words of
wordfreq's list that pyspellchecker's dictionary knows as well, or that are so frequent that they
are no slip, or that are no slip of a word ten times as frequent.
qa_lint/spelling/model/data: see qa_lint/spelling/model/tables.py. garbles.bin, garbles.txt and
grams.bin there are made by tools/build_garbles.py, which needs clean Markdown and trains
judge.json's `glance` and `garbles`; the other weights and the thresholds are kept.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DATA = ROOT / "qa_lint" / "spelling" / "data"
MODEL = ROOT / "qa_lint" / "spelling" / "model" / "data"
_WORD = re.compile(r"[a-z]{2,}(?:'[a-z]+)?")

#: Zipf values (log10 of occurrences in a billion words): below the first a word is left out, from
#: the second on it needs no second witness. Misspellings such as "recieve" stay below 3.3.
_RARE, _NEW, _CERTAIN = 1.6, 2.0, 3.6


def english() -> list[str]:
    """The words, most frequent first."""
    from spellchecker import SpellChecker
    from wordfreq import top_n_list, zipf_frequency

    known = SpellChecker(language="en").word_frequency
    words = []
    for word in top_n_list("en", 300_000):
        if not _WORD.fullmatch(word):
            continue
        zipf = zipf_frequency(word, "en")
        sure = zipf >= _CERTAIN or (zipf >= _RARE and word in known)
        if sure or (zipf >= _NEW and not _is_slip(word, zipf)):
            words.append(word)
    return words


def _is_slip(word: str, zipf: float) -> bool:
    """Whether a word ten times as frequent is one edit away."""
    from wordfreq import zipf_frequency

    from qa_lint.spelling.lexicon import edits1

    return any(zipf_frequency(other, "en") >= zipf + 1 for other in edits1(word))


def glossary() -> list[str]:
    """The project's own Chinese words."""
    text = (DATA / "glossary-zh.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(dict.fromkeys(word for line in lines for word in line.split()))


def chinese(downloads: Path) -> None:
    """Fetch the packages into `downloads` and write the tables."""
    from chinese_model import counts, sources, tables, text

    sources.fetch(downloads)
    words = glossary()
    model = counts.build(downloads / "lm_sc.arpa", text.lines(downloads, ROOT), words)
    (wheel,) = (downloads / "pypi").glob("char_similar*.whl")
    tables.write(MODEL, model, words, wheel)


def main() -> int:
    """Write the files and print their sizes; arguments name which: english, chinese."""
    wanted = sys.argv[1:] or ["english", "chinese"]
    if "english" in wanted:
        from qa_lint.spelling.rows import write_english

        (DATA / "english.txt").write_text(write_english(english()), encoding="utf-8")
    if "chinese" in wanted:
        downloads = ROOT / "build" / "models"
        downloads.mkdir(parents=True, exist_ok=True)
        chinese(downloads)
    for path in sorted([*DATA.iterdir(), *MODEL.iterdir()]):
        print(f"{path.name}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
