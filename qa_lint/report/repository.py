"""Where the repository is on the web, made from git's remote and commit."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from ..git import GitError, find_root, run

_SCP = re.compile(r"(?:[^@/\s]+@)?(?P<host>[A-Za-z0-9.-]{2,}):(?P<path>[^/\s][^\s]*)")
_URL = re.compile(
    r"(?P<scheme>https?|ssh|git)://(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9.-]+)(?P<port>:\d+)?/(?P<path>\S+)"
)

#: Address of a line below the repository's own, by what the host's name holds. GitHub and GitLab
#: show the source of a Markdown file, which has lines, only when asked for it.
_FORMS = {
    "gitlab": "/-/blob/{commit}/{path}?plain=1#L{line}",
    "bitbucket": "/src/{commit}/{path}#lines-{line}",
    "gitee": "/blob/{commit}/{path}#L{line}",
    "codeberg": "/src/commit/{commit}/{path}?display=source#L{line}",
    "gitea": "/src/commit/{commit}/{path}?display=source#L{line}",
    "forgejo": "/src/commit/{commit}/{path}?display=source#L{line}",
}
_GITHUB = "/blob/{commit}/{path}?plain=1#L{line}"


class Repository(NamedTuple):
    """A repository: `web` is its address, `form` that of a line; all "" where git has none.

    `tracked` are the files that the commit holds; of others there is no address.
    """

    root: str
    name: str
    web: str
    form: str
    commit: str
    branch: str
    tracked: frozenset[str]

    def link(self, path: str, line: int) -> str:
        """The address of a line of a file that the commit holds, else ""."""
        if not self.form or path not in self.tracked:
            return ""
        return self.form.replace("{path}", quote(path)).replace("{line}", str(line))


def web_address(remote: str) -> str:
    """The https address of a git remote without name and password; "" for a local one."""
    match = _URL.fullmatch(remote.strip())
    if match is None:
        match = _SCP.fullmatch(remote.strip())
        if match is None:
            return ""
        scheme, port = "ssh", None
    else:
        scheme, port = match["scheme"], match["port"]
    path = match["path"].strip("/").removesuffix(".git")
    if not path or "." not in match["host"]:
        return ""
    if scheme in ("http", "https"):
        return f"{scheme}://{match['host']}{port or ''}/{quote(path, safe='/~%')}"
    return f"https://{match['host']}/{quote(path, safe='/~%')}"


def form_of(web: str, commit: str) -> str:
    """The address of a line with {path} and {line} left open; "" without a web address."""
    if not web or not commit:
        return ""
    host = web.partition("://")[2].partition("/")[0].lower()
    form = next((form for name, form in _FORMS.items() if name in host), _GITHUB)
    return web + form.replace("{commit}", commit)


def read(root: str) -> Repository:
    """What git knows of the repository at or above `root`; never raises."""
    name = root.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    if find_root(root) is None:
        return Repository(root, name, "", "", "", "", frozenset())
    commit = _line(root, "rev-parse", "--verify", "--quiet", "HEAD")
    branch = _line(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    web = web_address(_remote(root, branch))
    tracked: frozenset[str] = frozenset()
    if commit and web:
        listed = run(root, "ls-tree", "-r", "-z", "--name-only", "HEAD")
        tracked = frozenset(part.decode("utf-8", "replace") for part in listed.split(b"\0"))
    name = web.rpartition("/")[2] or name
    return Repository(root, name, web, form_of(web, commit), commit, branch, tracked)


def _remote(root: str, branch: str) -> str:
    """The address of the branch's remote, else of `origin`, else of the first one."""
    names = _line(root, "remote").split()
    chosen = _line(root, "config", "--get", f"branch.{branch}.remote") if branch else ""
    for name in (chosen, "origin", *names):
        if name in names:
            return _line(root, "remote", "get-url", name)
    return ""


def _line(root: str, *arguments: str) -> str:
    try:
        return run(root, *arguments).decode("utf-8", "replace").strip()
    except GitError:
        return ""
