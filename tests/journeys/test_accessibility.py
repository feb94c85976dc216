"""Every kind of page of the running office passes axe, wide and on a phone, and scrolls downwards only."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.office import Office, open_page
from tests.journeys.walking import walk_pages

pytestmark = pytest.mark.journey
AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """async (rules) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  return found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | "));
}"""


def faults_of(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window, which is made as tall as the page."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": max(900, height)})
    found: list[str] = []
    wider = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    if wider > 0:
        found.append(f"{wider} px wider than the window")
    page.evaluate(AXE + ";0")
    return found + list(page.evaluate(CHECK, RULES))


# Views that differ in their question only, and papers that no link of the sample leads to.
APART = (
    "/chi-dao/1/do-phu/?xem=tung-don-vi",
    "/chi-dao/1/do-phu/?xem=don-vi",
    "/chi-dao/1/do-phu/?xem=danh-sach",
    "/chi-dao/1/ban-a4/",
)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("username", ["vanthu", "chuyenvien", "phong-locbinh-ld"])
def test_no_page_has_a_violation(office: Office, browser: Browser, username: str, width: int) -> None:
    """Each kind of page this person reaches, once."""
    page = open_page(browser, office, username, width=width)
    faults = {f"{kind} {address}": found for kind, address in walk_pages(page, Counter()) if (found := faults_of(page))}
    assert faults == {}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_view_or_paper_has_one(office: Office, browser: Browser, language: str, width: int) -> None:
    """The looks of coverage, the dispatch on A4 and a letter of reminder, which is drafted here, in both languages."""
    page = open_page(browser, office, "chuyenvien", width=width)
    page.context.add_cookies([{"name": "trienkhai_language", "value": language, "url": office.address}])
    page.goto("/chi-dao/1/don-doc/", wait_until="load")
    faults = {"letter, draft": faults_of(page)}
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/don-doc/*/")
    faults["letter"] = faults_of(page)
    for address in APART:
        page.goto(address, wait_until="load")
        faults[address] = faults_of(page)
    assert page.get_attribute("html", "lang") == language
    assert {name: found for name, found in faults.items() if found} == {}
