"""How a site turns headings into ids, one module a family of sites, chosen by name."""

from __future__ import annotations

import importlib

from .base import HeadingText, Reach, Renderer

_MODULES = {
    "github": "github",
    "gitlab": "gitlab",
    "gitee": "gitlab",
    "mkdocs": "sites",
    "docusaurus": "sites",
    "vitepress": "sites",
    "vuepress": "sites",
    "hugo": "sites",
}
_made: dict[str, Renderer] = {}


def renderer_names() -> tuple[str, ...]:
    """All names that `get_renderer` knows."""
    return tuple(_MODULES)


def get_renderer(name: str) -> Renderer:
    """The renderer called `name`; raises KeyError with the known names for any other."""
    if name not in _MODULES:
        raise KeyError(f"'{name}' is not one of {', '.join(_MODULES)}")
    if name not in _made:
        module = importlib.import_module(f"{__name__}.{_MODULES[name]}")
        _made[name] = module.RENDERERS[name]
    return _made[name]


__all__ = ["HeadingText", "Reach", "Renderer", "get_renderer", "renderer_names"]
