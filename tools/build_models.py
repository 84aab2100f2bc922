"""Build qa_lint/spelling/data from packages: run by `make models`, reproducible.

english.txt: English words by falling frequency, one a line. Words of wordfreq's list that
pyspellchecker's dictionary knows as well, or that are so frequent that they are no slip, or that
are no slip of a word ten times as frequent.
chinese.txt: words of two to four Han characters of jieba's dictionary.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from spellchecker import SpellChecker
from wordfreq import top_n_list, zipf_frequency

DATA = Path(__file__).resolve().parent.parent / "qa_lint" / "spelling" / "data"
_WORD = re.compile(r"[a-z]{2,}(?:'[a-z]+)?")

#: Zipf values (log10 of occurrences in a billion words): below the first a word is left out, from
#: the second on it needs no second witness. Misspellings such as "recieve" stay below 3.3.
#: Occurrences in jieba's corpus below which an entry is too rare to explain anything.
_USED = 20
_RARE, _NEW, _CERTAIN = 1.6, 2.0, 3.6


def english() -> list[str]:
    """The words, most frequent first."""
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
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    near |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    near |= {a + c + b for a, b in cuts for c in letters}
    near.discard(word)
    return any(zipf_frequency(other, "en") >= zipf + 1 for other in near)


def chinese() -> list[str]:
    """The words, sorted."""
    import jieba

    path = Path(jieba.__file__).parent / "dict.txt"
    entries = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    han = re.compile(r"[\u4e00-\u9fff]{2,4}")
    return sorted({e[0] for e in entries if int(e[1]) >= _USED and han.fullmatch(e[0])})


def main() -> int:
    """Write the files and print their sizes."""
    DATA.mkdir(parents=True, exist_ok=True)
    for name, words in (("english.txt", english()), ("chinese.txt", chinese())):
        path = DATA / name
        path.write_text("\n".join(words) + "\n", encoding="utf-8")
        print(f"{name}: {len(words)} words, {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
