"""The report's page in Chromium: what it loads, shows, filters, and lets a reader do."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from qa_lint import cli

from ..harness import write_tree
from .support import PAGES, findings, page_data, run

SHOWN = "return shown.map((item) => item.fingerprint)"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report of PAGES, in English, assigned by folder."""
    root = tmp_path_factory.mktemp("tree")
    write_tree(root, PAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_LINT_CACHE_DIR", str(root / "cache"))
        patch.chdir(root)
        assert run("--output", "out", "--lang", "en", "--assign") == 0
    return root / "out"


def visit(browser: Any, folder: Path, place: str = "") -> None:
    """Open the page as a new one: only another address after "#" would not load it again."""
    browser.get("about:blank")
    browser.get((folder / "index.html").as_uri() + place)


def text(browser: Any, selector: str) -> str:
    """The visible text of the first such element."""
    found: str = browser.find_element("css selector", selector).text
    return found


def press(browser: Any, keys: str) -> None:
    """Type where the focus is."""
    browser.switch_to.active_element.send_keys(keys)


def test_it_loads_nothing_else_and_says_nothing_to_the_console(browser: Any, report: Path) -> None:
    visit(browser, report)
    assert text(browser, "#start h2") == "Start here"
    assert browser.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [
        m["params"]["request"]["url"]
        for m in messages
        if m["method"] == "Network.requestWillBeSent"
    ]
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [
        (report / "index.html").as_uri()
    ]


def test_the_policy_refuses_everything_but_the_page_s_own_script(
    browser: Any, report: Path
) -> None:
    visit(browser, report)
    browser.execute_script(
        "const attempts = ["
        "() => { const a = document.createElement('script'); a.append('window.hit = 1');"
        "  document.body.append(a); },"
        "() => { document.body.innerHTML += '<img src=x onerror=hit=1>'; },"
        "() => { const b = document.createElement('style'); b.append('p { color: red }');"
        "  document.body.append(b); },"
        "() => { new Image().src = 'https://example.org/x.png'; },"
        "() => { fetch('https://example.org/').catch(() => {}); }];"
        "for (const attempt of attempts) { try { attempt(); } catch {} }"
    )
    assert browser.execute_script("return window.hit") is None
    refused = " ".join(entry["message"] for entry in browser.get_log("browser"))
    for directive in ("TrustedScript", "TrustedHTML", "style-src", "img-src", "connect-src"):
        assert directive in refused, (directive, refused)


def test_the_first_screen_names_the_worst_question_and_why(browser: Any, report: Path) -> None:
    visit(browser, report)
    first = text(browser, "#worst .first")
    assert "1. What is an encoder?" in first or "1. What is a token?" in first
    assert "2 errors" in first
    assert (
        browser.execute_script(
            "return document.querySelector('#worst .first').getBoundingClientRect().bottom"
        )
        < 900
    )
    found = findings(report)
    totals = [
        text(browser, f"#tiles .{level} .tile-value") for level in ("error", "warning", "info")
    ]
    assert [int(total) for total in totals] == [
        sum(item["severity"] == level for item in found) for level in ("error", "warning", "info")
    ]


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        ("#severity=error", lambda item: item["severity"] == "error"),
        ("#severity=error,info", lambda item: item["severity"] in ("error", "info")),
        ("#family=images", lambda item: item["family"] == "images"),
        ("#rule=images%2Fmissing", lambda item: item["rule"] == "images/missing"),
        ("#folder=docs", lambda item: item["path"].startswith("docs/")),
        ("#folder=docs%2Fdeep", lambda item: item["path"].startswith("docs/deep/")),
        ("#path=docs%2Fvision.md", lambda item: item["path"] == "docs/vision.md"),
        ("#question=docs%2Fvision.md%3A8", lambda item: 8 <= item["line"] < 12 and "vision" in item["path"]),
        ("#text=Two%20B.PNG", lambda item: item["path"] == "docs/vision.md" and item["line"] == 5),
        ("#text=png%20missing", lambda item: item["rule"] == "images/missing"),
        ("#status=fixable", lambda item: item["fixable"]),
        ("#status=suppressed", lambda item: False),
        ("#group=0", None),
    ],
)  # fmt: skip
def test_filters(
    browser: Any, report: Path, place: str, fits: Callable[[dict[str, Any]], bool] | None
) -> None:
    visit(browser, report, place)
    shown = browser.execute_script(SHOWN)
    if fits is None:
        wanted = page_data(report / "index.html")["groups"][0][1]
    else:
        wanted = [item["fingerprint"] for item in findings(report) if fits(item)]
    assert sorted(shown) == sorted(wanted)
    assert text(browser, "#shown").startswith(f"{len(wanted)} of ")


def test_clicks_filter_and_the_address_keeps_it(browser: Any, report: Path) -> None:
    visit(browser, report)
    browser.find_element("css selector", '[data-chip="severity-error"]').click()
    browser.find_element("css selector", '[data-chip="family-images"]').click()
    WebDriverWait(browser, 20).until(lambda b: "images" in b.current_url)
    wanted = [i["fingerprint"] for i in findings(report) if i["rule"] == "images/missing"]
    assert sorted(browser.execute_script(SHOWN)) == sorted(wanted)
    address = browser.current_url
    assert "severity=error" in address and "family=images" in address
    visit(browser, report, "#" + address.partition("#")[2])
    assert sorted(browser.execute_script(SHOWN)) == sorted(wanted)
    pressed = browser.find_element("css selector", '[data-chip="family-images"]')
    assert pressed.get_attribute("aria-pressed") == "true"
    browser.find_element("xpath", "//button[text()='Clear filters']").click()
    assert len(browser.execute_script(SHOWN)) == len(findings(report))


def test_a_number_of_the_grid_shows_these_findings(browser: Any, report: Path) -> None:
    visit(browser, report)
    cell = browser.find_element("css selector", "#grid .cell.error")
    count = int(cell.text)
    cell.click()
    assert len(browser.execute_script(SHOWN)) == count


def test_sorting(browser: Any, report: Path) -> None:
    rank = {"error": 3, "warning": 2, "info": 1}
    by_print = {item["fingerprint"]: item for item in findings(report)}
    visit(browser, report, "#sort=severity")
    severities = [rank[by_print[f]["severity"]] for f in browser.execute_script(SHOWN)]
    assert severities == sorted(severities, reverse=True)
    visit(browser, report, "#sort=place")
    places = [(by_print[f]["path"], by_print[f]["line"]) for f in browser.execute_script(SHOWN)]
    assert places == sorted(places)
    visit(browser, report, "#sort=rule")
    rules = [by_print[f]["rule"] for f in browser.execute_script(SHOWN)]
    assert rules == sorted(rules)


def test_a_link_to_a_finding_opens_it_whatever_else_is_filtered(browser: Any, report: Path) -> None:
    item = next(i for i in findings(report) if i["rule"] == "images/missing")
    visit(browser, report, f"#family=typos&finding={item['fingerprint']}")
    assert text(browser, "#detail-title") == item["message"]
    assert text(browser, "#detail mark") in item["message"] + "![one](a.png)"
    assert browser.find_element("css selector", '[aria-selected="true"]').is_displayed()
    visit(browser, report, "#finding=0123456789")
    assert "not in this report" in text(browser, "#detail")


def test_keys(browser: Any, report: Path) -> None:
    visit(browser, report)
    press(browser, "j")
    press(browser, "j")
    selected = "return shown.findIndex((item) => item.fingerprint === state.finding)"
    assert browser.execute_script(selected) == 1
    press(browser, "k")
    assert browser.execute_script(selected) == 0
    press(browser, Keys.END)
    assert browser.execute_script(selected) == len(findings(report)) - 1
    press(browser, "/")
    assert browser.switch_to.active_element.get_attribute("id") == "text"
    press(browser, "bracket")
    assert all(
        "bracket" in str(i)
        for i in findings(report)
        if i["fingerprint"] in browser.execute_script(SHOWN)
    )
    assert len(browser.execute_script(SHOWN)) < len(findings(report))
    press(browser, Keys.ESCAPE)
    assert len(browser.execute_script(SHOWN)) == len(findings(report))


@pytest.mark.parametrize("place", ["", "#family=images", "#rule=images%2Fmissing", "#folder=docs%2Fdeep",
                                   "#path=docs%2Fvision.md", "#path=docs%2Fvision.md&family=images"])  # fmt: skip
def test_the_command_finds_what_is_shown(
    browser: Any,
    report: Path,
    place: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit(browser, report, place)
    command = shlex.split(browser.find_element("css selector", "#command").text)
    assert command[:2] == ["qa-lint", "check"]
    assert not browser.find_element("css selector", "#command-note").is_displayed()
    monkeypatch.chdir(report.parent)
    cli.main([*command[1:], "--format", "json", "--no-cache"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert sorted(i["fingerprint"] for i in found) == sorted(browser.execute_script(SHOWN))


def test_the_command_can_be_copied(browser: Any, report: Path) -> None:
    visit(browser, report, "#family=images")
    browser.execute_script(
        "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text); };"
    )
    button = browser.find_element("css selector", "#copy-command")
    button.click()
    assert browser.execute_script("return copied") == [text(browser, "#command")]
    assert button.text == "Copied"
    # From disk, where there is no clipboard, the older way is taken.
    browser.execute_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        "document.execCommand = (name) => { copied.push(name + getSelection()); };"
    )
    button.click()
    assert browser.execute_script("return copied[1]").startswith("copy")


def test_both_languages(browser: Any, report: Path) -> None:
    visit(browser, report)
    browser.find_element("css selector", "#language").click()
    assert text(browser, "#start h2") == "先看这里"
    assert browser.execute_script("return document.documentElement.lang") == "zh-CN"
    assert "图片" in text(browser, "#grid thead")
    browser.find_element("css selector", "#language").click()
    assert text(browser, "#start h2") == "Start here"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_it_is_accessible_and_fits(
    browser: Any, report: Path, look: Callable[..., None], axe: str, width: int, dark: bool
) -> None:
    look(width, dark)
    visit(browser, report, "#finding=" + findings(report)[0]["fingerprint"])
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_script(axe)
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then((result) => done(result.violations.map((v) =>"
        " [v.id, v.nodes.map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary)])),"
        " (error) => done(String(error)));"
    )
    assert found == []


def test_a_phone_opens_the_details_over_the_list(
    browser: Any, report: Path, look: Callable[..., None]
) -> None:
    look(390)
    visit(browser, report)
    assert not browser.find_element("css selector", "#detail").is_displayed()
    row = browser.find_element("css selector", ".row")
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", row)
    row.click()
    assert browser.find_element("css selector", "#detail").is_displayed()
    browser.find_element("css selector", "#detail .close").click()
    assert not browser.find_element("css selector", "#detail").is_displayed()


def test_paper_has_the_findings_and_no_controls(
    browser: Any, report: Path, look: Callable[..., None]
) -> None:
    visit(browser, report, "#family=images")
    look(800, dark=True, medium="print")
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    rows = browser.find_elements("css selector", ".print-row")
    assert len(rows) == len(browser.execute_script(SHOWN))
    assert rows[0].is_displayed()
    colour = "return getComputedStyle(document.body).backgroundColor"
    assert browser.execute_script(colour) == "rgb(255, 255, 255)"
    for hidden in ("#filters", "#nav", "#language", "#list"):
        assert not browser.find_element("css selector", hidden).is_displayed()
