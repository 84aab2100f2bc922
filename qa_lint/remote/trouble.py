"""Why an address could not be checked."""

from __future__ import annotations

from ..finding import Text


class Trouble(Exception):
    """A request that gave no answer, or one that must not be made.

    `kind`: "private" (a name that leads to a forbidden address), "local" (an address that is
    written as one), "dns", "connect", "tls" and "limited" (the host asks us to stay away) concern
    the whole host, "timeout", "protocol" (no HTTP) and "server" (its own errors) do when they
    come again and again; "redirect" (a redirect that leads nowhere), "inward" (a redirect to a
    forbidden address) and "skipped" (robots.txt or `exclude`) concern one address; "late" the
    whole run, whose time is up. `retry` when a second try may help.
    """

    def __init__(self, kind: str, reason: Text, site: str = "", retry: bool = False) -> None:
        super().__init__(reason.en)
        self.kind = kind
        self.reason = reason
        self.site = site
        self.retry = retry

    def at(self, site: str) -> Trouble:
        """The same with the host that it concerns, where that is not known yet."""
        self.site = self.site or site
        return self

    def again(self) -> Trouble:
        """A copy to raise: one exception that is raised in turn keeps every frame alive."""
        return Trouble(self.kind, self.reason, self.site, self.retry)
