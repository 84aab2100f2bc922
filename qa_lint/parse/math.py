"""Math as GitHub typesets it: nothing in it is a link or emphasis."""

from __future__ import annotations

import re

#: `$x$` and `$$x$$`: no blank inside the marks, and no digit after the second one, so that prices
#: are text (GitHub's documentation, "Writing mathematical expressions").
MATH = re.compile(
    r"\$\$(?:[^$\\]|\\.)+\$\$|\$`[^`]+`\$|\$(?![\s$])(?:[^$\\\n]|\\.|\n(?!\n))*?(?<![\s$])\$(?!\d)",
    re.DOTALL,
)
MATH_LIMIT = 5000
