"""What is known of a remote address after it was checked."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..finding import Text


class Target(NamedTuple):
    """What is asked: an address, as a picture or as a page, with the places looked for on it.

    `secure` asks whether an http address answers over https as well.
    """

    url: str
    picture: bool
    fragments: tuple[str, ...] = ()
    secure: bool = False


class Result(NamedTuple):
    """The answer.

    `kind`: "ok"; "dead" (certainly not there); "doubt" (wrong, but perhaps not for a reader);
    "host" (the whole host has trouble), "private" (its name leads into a private
    network), "local" (nobody but its own network can mean it), "closed" (the
    host answers people, not programs), each with the `site` that it concerns; "skipped" (not
    asked). `moved` is where it has moved permanently, `secure` the same over https, which the
    server itself redirects to when `redirected`. `missing` are fragments that the page lacks.
    """

    kind: str
    status: int = 0
    reason: Text = Text("", "")
    site: str = ""
    moved: str = ""
    secure: str = ""
    redirected: bool = False
    missing: tuple[str, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether it is about the address, so that it can be remembered."""
        return self.kind in ("ok", "dead", "doubt", "closed")


def to_plain(result: Result) -> list[Any]:
    """Lists, strings and numbers for the cache."""
    return [*result[:2], list(result.reason), *result[3:7], list(result.missing)]


def from_plain(plain: list[Any]) -> Result:
    """Restore what `to_plain` reduced."""
    kind, status, reason, site, moved, secure, redirected, missing = plain
    return Result(kind, status, Text(*reason), site, moved, secure, redirected, tuple(missing))
