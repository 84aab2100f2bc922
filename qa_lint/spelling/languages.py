"""The language of a block of code, as its fence names it, when it is a slip of a known one."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z]+")

#: What fences name often; short names such as `py` are not guessed at.
_LANGUAGES = frozenset(
    "javascript typescript python bash shell console powershell java json jsonc yaml toml rust golang"
    " kotlin swift scala ruby html xhtml css scss sass less markdown dockerfile makefile cmake groovy"
    " clojure haskell erlang elixir julia matlab latex graphql mermaid plantuml protobuf nginx apache"
    " properties diff text plaintext plain output scheme lisp perl fortran pascal delphi csharp"
    " objectivec objective assembly solidity verilog vhdl prolog ocaml fsharp dart svelte astro"
    " coffeescript stylus handlebars jinja django liquid pug haml http https regex csv vim lua zsh"
    " fish tcsh batch docker terraform ansible jupyter ipython racket nim zig crystal cython cuda"
    " glsl hlsl wgsl wasm sparql cypher mysql postgresql sqlite plsql tsql hive graphviz math katex"
    " mdx sql php xml svg log ini env conf config code bibtex tex stan sas stata smalltalk tcl tsx jsx"
    " vue react angular ejs twig blade razor cshtml gherkin gradle maven hcl nix puppet dot tree tip"
    " note warning danger info details custom example question summary abstract success failure bug"
    " quote hint important caution seealso attention error versionadded deprecated admonition"
    " card cards grid tab tabs toctree figure image table include template result results input"
    " pseudo pseudocode command commands cmd terminal session prompt repl shellsession powerquery"
    " flow flowchart sequence gantt chart echarts mindmap markmap timeline playground demo embed"
    " eval exec test tests runnable live hidden ignore".split()
)
#: Only these are meant: the others are known so that they are not taken for slips.
_MEANT = (
    "javascript typescript python bash shell console powershell json yaml toml rust golang kotlin swift"
    " scala ruby html markdown dockerfile makefile cmake groovy clojure haskell erlang elixir matlab"
    " latex graphql mermaid plantuml protobuf nginx properties plaintext csharp verilog solidity"
    " coffeescript terraform postgresql mysql".split()
)
_SHORTEST, _LONG = 4, 9


def meant(info: str) -> tuple[int, int, str] | None:
    """Where in a fence's info string a misspelt language stands, and which one was meant."""
    match = _NAME.match(info.strip())
    if match is None or len(match.group()) < _SHORTEST or "-" in info.split()[0]:
        return None
    name = match.group().lower()
    if name in _LANGUAGES or name.rstrip("s") in _LANGUAGES:
        return None
    from rapidfuzz.distance import OSA

    found = [
        language
        for language in _MEANT
        if language[0] == name[0]
        and OSA.distance(name, language, score_cutoff=2)
        <= (2 if min(len(name), len(language)) >= _LONG else 1)
    ]
    if len(found) != 1:
        return None
    start = len(info) - len(info.lstrip())
    return start, start + len(name), found[0]
