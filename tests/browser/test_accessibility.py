"""axe finds nothing: on every page type, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_visitor_reads import PAGES
from tests.served_site import PASSWORD, ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def findings(page: Page) -> list[str]:
    """What axe objects to: the rule, and the first element that breaks it."""
    result = Axe().run(page, options=RULES).response
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in result["violations"]]


def findings_in_both_schemes(page: Page) -> list[str]:
    """What axe objects to in light and in dark, everything unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach((it) => { it.open = true })")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{scheme}: {finding}" for finding in findings(page)]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site_server: ServedSite, path: str) -> None:
    page.goto(site_server.url + path)
    assert findings(page) == []
    assert findings_in_both_schemes(page) == []


@pytest.mark.parametrize("path", ["/", "/meetings/carrying-two-roles/", "/admin/"])
def test_axe_finds_nothing_on_what_a_member_sees(
    page: Page, site_server: ServedSite, path: str
) -> None:
    page.goto(f"{site_server.url}/account/login/")
    page.get_by_label("E-mail address").fill("member@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site_server.url}/members/")
    page.goto(site_server.url + path)
    assert findings(page) == []
