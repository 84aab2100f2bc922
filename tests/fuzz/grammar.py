"""Pages made by a grammar of Markdown: every construct, in and beside every other, and broken."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

#: `make fuzz` asks for many; `make test` looks at a few, and always at the same ones.
EXAMPLES = int(os.environ.get("QA_LINT_FUZZ", "0"))

profile = settings(
    max_examples=EXAMPLES or 60,
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

_WORD = st.sampled_from(
    ["模型", "注意力", "图像", "model", "The", "BERT", "CLIP", "GPT-4", "12 层", "recieve", "登陆", "的的", "the the", "（", ")",
     "🚀", "𝔘", "e\u0301", "\u200b", "\x1b[31m", "\x07", "::error::", "=1+1", "<script>", "{{x}}", "\u3000", "\xa0", "&amp;",
     "&#0;", "\\", "$x$", "`c`", "https://a.b/c", "www.a.b", "1.", "#", "|", "~", "*", "_", "[", "]", "!", "<!--", "-->"]
)  # fmt: skip
_TEXT = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_TARGET = st.sampled_from(
    ["a.md", "#标题", "b.md#x", "../../x", "/etc/passwd", "C:\\x", "<a b>", "", "data:,x", "javascript:x", "a%00.md", "图.png",
     "//h/x", "x\u202ey.md", "a" * 300]
)  # fmt: skip


def _inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, _TARGET).map(lambda p: f"[{p[0]}]({p[1]})"),
        st.tuples(inner, _TARGET).map(lambda p: f"![{p[0]}]({p[1]} 't')"),
        inner.map(lambda t: f"**{t}**"),
        inner.map(lambda t: f"*{t}"),
        inner.map(lambda t: f"[{t}][r]"),
        inner.map(lambda t: '<a id="x" href="#' + t.replace("&", "")[:3] + f'">{t}</a>'),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
    )


INLINE = st.recursive(_TEXT, _inline, max_leaves=5)


def _block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def each(prefix: str, rest: str) -> st.SearchStrategy[str]:
        return inner.map(lambda t: prefix + t.replace("\n", "\n" + rest))

    return st.one_of(
        each("- ", "  "),
        each("1. ", "   "),
        each("> ", "> "),
        each("    ", "    "),
        each("- ", ""),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
        inner.map(lambda t: f"<details>\n<summary>x</summary>\n\n{t}\n\n</details>"),
    )


_LEAF = st.one_of(
    INLINE,
    INLINE.map(lambda t: "## " + t),
    INLINE.map(lambda t: t + "\n---"),
    INLINE.map(lambda t: f"<h2 id='{t[:4]}'>{t}</h2>"),
    INLINE.map(lambda t: f"| a | b |\n|--|:-:|\n| {t} | x\\|y |"),
    INLINE.map(lambda t: f"```py\n{t}\n```"),
    INLINE.map(lambda t: f"~~~\n{t}"),
    INLINE.map(lambda t: f"<!-- qa-lint-disable {t} -- r -->"),
    INLINE.map(lambda t: f"<div\n {t}>"),
    INLINE.map(lambda t: f"[r]: {t}"),
    INLINE.map(lambda t: f"[^1]: {t}"),
    INLINE.map(lambda t: f"$$\n{t}\n$$"),
    INLINE.map(lambda t: f"---\n{t}\n---"),
)
PAGE = st.tuples(
    st.lists(st.recursive(_LEAF, _block, max_leaves=4), max_size=5).map("\n\n".join),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
).map(lambda page: page[2] + page[0].replace("\n", page[1]))
