r"""Count how CLIP's own byte-pair encoding splits the sentences of the picture.

The vocabulary (1.3 MB) is not kept here; it is a file of the wheel `open_clip_torch` 3.3.0, the
same that OpenAI's CLIP ships:

    pip download --no-deps open_clip_torch==3.3.0
    unzip open_clip_torch-3.3.0-*.whl 'open_clip/bpe_*'
    python tools/count_clip_tokens.py open_clip/bpe_simple_vocab_16e6.txt.gz \
        > content/diagrams/clip-tokens.json

The counts are those of the wheel's own `SimpleTokenizer`, which needs PyTorch to be imported.
The algorithm follows Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with
Subword Units", ACL 2016, with the byte alphabet and the `</w>` mark that CLIP uses.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import sys
from pathlib import Path

MERGES = 49152 - 256 - 2  # the size of the vocabulary less the bytes and the two special tokens
CONTEXT = 77
START, END = 49406, 49407
# CLIP's pattern with [a-z] for \p{L} and [0-9] for \p{N}: the sentences are plain ASCII.
WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+")

FOX = "A quick brown fox jumps over the lazy dog."
CAPTION = (
    "An antique steam locomotive crosses a moss-covered viaduct at dawn, photographed in 1936, "
    "with thick fog in the valley and snow-capped mountains beyond"
)
PLAIN = " ".join(["red"] * 75)
RARE = "Photosynthesizing phytoplankton bioluminesce in Ushuaia."
SENTENCES = {"fox": FOX, "caption": CAPTION, "plain": PLAIN, "rare": RARE}


def byte_alphabet() -> list[str]:
    """Return the 256 printable signs that stand for the bytes, in the vocabulary's order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(byte) for byte in printable] + [chr(256 + n) for n in range(256 - len(printable))]


def read_vocabulary(path: Path) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Return the ids of the tokens and the ranks of the merges."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")[1 : MERGES + 1]
    merges = [(left, right) for left, right in (line.split() for line in lines)]
    signs = byte_alphabet()
    tokens = signs + [sign + "</w>" for sign in signs] + [left + right for left, right in merges]
    return (
        {token: number for number, token in enumerate(tokens)},
        {pair: rank for rank, pair in enumerate(merges)},
    )


def split_word(word: str, ranks: dict[tuple[str, str], int]) -> list[str]:
    """Merge the neighbouring parts of lowest rank until no merge is left."""
    parts = [*word[:-1], word[-1] + "</w>"]
    while len(parts) > 1:
        rank, at = min(
            (ranks.get(pair, MERGES), at) for at, pair in enumerate(itertools.pairwise(parts))
        )
        if rank == MERGES:
            break
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return parts


def main() -> None:
    """Write the tokens and ids of all sentences as JSON."""
    ids, ranks = read_vocabulary(Path(sys.argv[1]))
    counted = {}
    for name, sentence in SENTENCES.items():
        parts = [p for word in WORDS.findall(sentence.lower()) for p in split_word(word, ranks)]
        counted[name] = {
            "sentence": sentence,
            "words": len(sentence.split()),
            "tokens": parts,
            "ids": [START, *(ids[part] for part in parts), END],
        }
    json.dump({"context": CONTEXT, "sentences": counted}, sys.stdout, indent=1, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
