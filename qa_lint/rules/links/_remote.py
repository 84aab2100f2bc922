"""What the rules about remote addresses share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...finding import Finding, Severity, Text
from ...project import Project
from ...rule import Rule

if TYPE_CHECKING:
    from ...remote.collect import Use
    from ...remote.result import Result

#: Trouble of a whole site, told once, and how bad it is.
_OF_SITES = {
    "host": Severity.WARNING,
    "private": Severity.WARNING,
    "local": Severity.INFO,
    "closed": Severity.INFO,
}


def answered(project: Project, pictures: bool) -> Iterator[tuple[Use, Result]]:
    """Each remote picture, or each link, that was asked for, with what is known of it."""
    if project.remote is None:
        return
    from ...remote.collect import uses

    for use in uses(project):
        result = project.remote.result(use)
        if use.picture == pictures and result is not None:
            yield use, result


def dead(rule: Rule, project: Project, pictures: bool) -> Iterator[Finding]:
    """Findings for addresses that lead nowhere, and one for each site that has trouble."""
    sites: dict[tuple[str, str], list[tuple[Use, Result]]] = {}
    for use, result in answered(project, pictures):
        if result.kind in _OF_SITES:
            sites.setdefault((result.site, result.kind), []).append((use, result))
        elif result.kind in ("dead", "doubt"):
            severity = Severity.ERROR if result.kind == "dead" else Severity.WARNING
            yield _finding(rule, use, result, severity)
    told = _told_elsewhere(project) if pictures else set()
    for key, members in sites.items():
        if key not in told:
            yield _of_site(rule, members)


def _told_elsewhere(project: Project) -> set[tuple[str, str]]:
    """The sites that the rule about links tells about: one warning is enough."""
    if project.remote is None or "links/remote-dead" not in project.remote.rules:
        return set()
    return {(result.site, result.kind) for _, result in answered(project, False)}


def _finding(rule: Rule, use: Use, result: Result, severity: Severity) -> Finding:
    url = _shown(use.checked.url)
    return rule.finding_at(
        use.path,
        use.place,
        Text(f"“{url}”{result.reason.zh}", f"'{url}' {result.reason.en}"),
        key=use.written,
        severity=severity,
        data=_data(use, result),
    )


def _of_site(rule: Rule, members: list[tuple[Use, Result]]) -> Finding:
    use, result = min(members, key=lambda m: (m[0].path, m[0].place))
    # A picture that only one network has is broken for every reader.
    local_picture = use.picture and result.kind == "local"
    severity = Severity.WARNING if local_picture else _OF_SITES[result.kind]
    zh, en = f"“{result.site}”{result.reason.zh}", f"'{result.site}' {result.reason.en}"
    count = len({member.checked.url for member, _ in members})
    if count > 1:
        zh, en = f"{zh}；涉及 {count} 个地址", f"{en} ({count} addresses)"
    return rule.finding_at(
        use.path,
        use.place,
        Text(zh, en),
        key=f"{result.kind} {result.site}",
        severity=severity,
        data={**_data(use, result), "site": result.site, "addresses": count},
    )


def _data(use: Use, result: Result) -> dict[str, Any]:
    data: dict[str, Any] = {"address": use.checked.url}
    if result.status:
        data["status"] = result.status
    return data


def _shown(url: str) -> str:
    """An address that is short enough for one line."""
    return url if len(url) <= 120 else f"{url[:80]}…{url[-30:]}"
