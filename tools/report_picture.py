"""Draw docs/report.png and docs/report.zh.png: a report that the program makes of a small tree.

Needs Debian's chromium; `make picture` runs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from qa_lint import cli

DOCS = Path(__file__).resolve().parents[1] / "docs"
SIZE = (1240, 1010)

PAGES = {
    "vision/encoders.md": """# Encoders

## 1. How does CLIP learn from pairs of pictures and texts?

Two encoders are trained together; [the loss](#contrastive-loss) pulls pairs together.

![The two encoders](figures/clip-encoders.png)

![](figures/clip-loss.png)

It has a temperature that is learned (see the paper.

## 2. What does a vision transformer do with a picture?

It cuts the picture into patches; [attention](../language/attention.md#heads) does the rest.

## 3. When is a convolution the better choice?

With little data, as its its view is local.
""",
    "language/attention.md": """# Attention

## 1. Why is the dot product scaled?

Without the scale the softmax saturates.

## 2. What is a head?

Each head looks at another relation: see [positions](positions.md).

## 3. How long a text can GPT-3 read?

GPT-3 reads 2048 tokens. It was publised by OpenAI in 2019.
""",
    "language/decoding.md": """# Decoding

## 1. What does temperature change?

It sharpens the distribution, or flattens it.

## 2. What is nucleus sampling?

The smallest set of tokens whose probability is at least p.

## 3. Why does beam search repeat itself?

![Beams](beams.png)
""",
}


def main() -> None:
    """Draw both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "questions"
        for name, text in PAGES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        os.chdir(root)
        os.environ["QA_LINT_CACHE_DIR"] = str(Path(folder) / "cache")
        for lang, name in (("en", "report.png"), ("zh", "report.zh.png")):
            output = Path(folder) / lang
            if cli.main(["report", "--lang", lang, "--output", str(output), "--quiet"]):
                sys.exit("the report failed")
            draw(output / "index.html", DOCS / name, Path(folder) / f"profile-{lang}")


def draw(page: Path, picture: Path, profile: Path) -> None:
    """Take a picture of the page's first screen."""
    program = shutil.which("chromium") or sys.exit("no chromium: make browser")
    raw = profile.with_suffix(".png")
    subprocess.run(
        [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}",
         f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={raw}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    with Image.open(raw) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(picture, optimize=True)


if __name__ == "__main__":
    main()
