"""GitLab's and Gitee's ids.

GitLab (`Gitlab::Utils::Markdown.string_to_anchor`, documented under "Heading IDs and links" in its
Markdown guide): stripped, lower-cased, everything but word characters, hyphens and blanks removed,
blanks to hyphens, runs of hyphens squeezed, a number alone gets the prefix `anchor-`; repeats get
`-1`, `-2`.

Gitee publishes no rule. Its pages show GitHub-like slugs; they are taken to be GitLab's, from
which it is derived. This is not certain.
"""

from __future__ import annotations

import re

from .base import HeadingText, Renderer
from .github import slugify

_HYPHENS = re.compile(r"-{2,}")


class GitLab(Renderer):
    """GitLab's rendering of Markdown files."""

    name = "gitlab"
    slugs_raw_html = True

    def slug(self, heading: HeadingText) -> str:
        slug = _HYPHENS.sub("-", slugify(heading.text.strip()))
        return f"anchor-{slug}" if slug.isdigit() else slug


class Gitee(GitLab):
    """Gitee's rendering, as far as it is known."""

    name = "gitee"


RENDERERS: dict[str, Renderer] = {"gitlab": GitLab(), "gitee": Gitee()}
