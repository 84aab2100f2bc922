"""Render content/diagrams/*.py to the SVG files beside them.

Each source has a function `draw` that returns a picture; `blip_med.py` gives `blip-med.svg`.
With names as arguments, only those are rendered; `--check` tells what is out of date instead.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

DIAGRAMS = Path(__file__).resolve().parents[1] / "content" / "diagrams"


def sources() -> list[Path]:
    """All drawings; a name that begins with "_" is what they share."""
    return sorted(path for path in DIAGRAMS.glob("*.py") if not path.name.startswith("_"))


def target(source: Path) -> Path:
    """The SVG file of a drawing."""
    return source.with_name(source.stem.replace("_", "-") + ".svg")


def render(source: Path) -> str:
    """The text of the SVG file that a drawing gives."""
    if str(DIAGRAMS) not in sys.path:
        sys.path.insert(0, str(DIAGRAMS))
    spec = importlib.util.spec_from_file_location(f"diagram_{source.stem}", source)
    if spec is None or spec.loader is None:
        raise ImportError(source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text: str = module.draw().svg()
    return text


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` return 1 and name those that differ."""
    check = "--check" in arguments
    names = {name for name in arguments if name != "--check"}
    stale, failed = [], []
    for source in sources():
        if names and source.stem not in names:
            continue
        path = target(source)
        try:
            text = render(source)
        except ValueError as error:  # a label that does not fit
            failed.append(f"{source.name}: {error}")
            continue
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"out of date: {name} (run make diagrams)", file=sys.stderr)
    for message in failed:
        print(message, file=sys.stderr)
    return 1 if stale or failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
