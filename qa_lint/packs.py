"""Where packs are, and reading one with the line of each entry.

Built-in packs lie in `rules/` of a checkout and in `packs_data/` of an installed package; further
ones are named in the settings (`packs = [...]`, files or folders laid out alike). A pack is data:
reading one runs no code.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from .config import ConfigError
from .files import read_file

KINDS = ("facts", "typos", "terms")
#: Many times what any pack needs.
MAX_BYTES = 8 << 20
MAX_NODES = 1_000_000


def folder() -> str:
    """The folder of the built-in packs."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "packs_data")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(here), "rules")


def files(kind: str, extra: Sequence[str] = (), base: str = "") -> list[str]:
    """Paths of all packs of a kind, built-in ones first.

    `extra` are the settings' packs, relative to `base`: a folder may hold `facts/`, `typos/` and
    `terms/`; a file belongs to the kind its parent folder names. Raises ConfigError for a pack
    that does not exist.
    """
    found = _listed(os.path.join(folder(), kind))
    for name in extra:
        path = os.path.join(base, name)
        if os.path.isdir(path):
            found += _listed(os.path.join(path, kind))
            if os.path.basename(os.path.normpath(path)) == kind:
                found += _listed(path)
        elif not os.path.isfile(path):
            raise ConfigError(f"{name}: no such pack")
        elif os.path.basename(os.path.dirname(os.path.abspath(path))) == kind:
            found.append(path)
    return found


def _listed(path: str) -> list[str]:
    if not os.path.isdir(path):
        return []
    return sorted(
        os.path.join(path, name) for name in os.listdir(path) if name.endswith((".yaml", ".yml"))
    )


def _bound_aliases(text: str, path: str, loader: Any) -> None:
    """Raise ConfigError where `*name`s stand for too much, as a few of a few of a few do."""
    import yaml

    if "*" not in text:
        return
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append((event.anchor, 1))
            continue
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                raise ConfigError(f"{path}:{line}: '*{event.anchor}' is in itself or nowhere")
            size = sizes[event.anchor]
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_.pop()
            sizes[anchor or ""] = size
        elif isinstance(event, yaml.ScalarEvent):
            size = sizes[event.anchor or ""] = 1
        else:
            continue
        anchor, sum_ = open_[-1]
        open_[-1] = (anchor, sum_ + size)
        if sum_ + size > MAX_NODES:
            raise ConfigError(f"{path}:{line}: its aliases stand for more than {MAX_NODES} values")


class Line(dict[str, Any]):
    """A mapping of a pack that knows the 1-based line it begins on."""

    line: int = 0


def read(path: str) -> Any:
    """The content of a YAML pack; mappings are `Line`s. Raises ConfigError with file and line."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc, valid-type]
        pass

    def construct(loader: Any, node: Any) -> Line:
        loader.flatten_mapping(node)
        made = Line(loader.construct_pairs(node, deep=True))
        made.line = node.start_mark.line + 1
        if len(made) < len(node.value):
            raise ConfigError(f"{path}:{made.line}: a key is given twice")
        return made

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct)
    try:
        text = read_file(path, MAX_BYTES + 1).decode("utf-8")
        if len(text) > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES >> 20} MB")
        _bound_aliases(text, path, base)
        return yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise ConfigError(f"{path}:{line}: {error.problem or error.context}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: {error}") from None
