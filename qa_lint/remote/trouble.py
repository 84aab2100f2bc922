"""Why an address could not be checked."""

from __future__ import annotations

from ..finding import Text


class Trouble(Exception):
    """A request that gave no answer, or one that must not be made.

    `kind`: "private" (a name that leads to a forbidden address),
    "local" (an address that is written as one), "dns", "connect", "tls", "limited" (the host asks us
    to stay away) and "timeout" concern the whole host; "protocol" (no HTTP), "redirect" (a
    redirect that leads nowhere), "inward" (a redirect to a forbidden address) and "skipped"
    (robots.txt or `exclude`) one address. `retry` when a second try may help.
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
