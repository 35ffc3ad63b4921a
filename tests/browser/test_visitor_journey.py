"""Journey 4, and the promises to readers, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.checks import SMALL_PHONE, Network
from tests.live_site import LiveSite

EXTERNAL_URL = re.compile("^https://")


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_visitor_finds_resource_without_javascript(plain_page: Page, site_server: LiveSite) -> None:
    page = plain_page
    page.goto(f"{site_server.url}/")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Resources").click()
    filters = page.get_by_role("navigation", name="Filter resources").first
    filters.get_by_role("link", name="Supervision").click()
    filters.get_by_role("link", name="Guide").click()
    page.get_by_role("link", name="Telling your supervisor: before, during and after").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Telling your supervisor")
    expect(page.get_by_role("main")).to_contain_text("Last checked")

    page.get_by_role("link", name="Search").first.click()
    page.get_by_label("Search this site").fill("supervisior")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("main")).to_contain_text("Showing results for")
    expect(page.get_by_role("main").locator("mark").first).to_contain_text("supervisor")


def test_video_makes_no_external_requests_until_played(page: Page, site_server: LiveSite) -> None:
    external_urls: list[str] = []
    page.route(EXTERNAL_URL, lambda route: (external_urls.append(route.request.url), route.abort()))
    page.goto(f"{site_server.url}/news/three-ways-to-open-a-meeting/")
    assert external_urls == []
    with page.expect_request(EXTERNAL_URL):
        page.locator("[data-video]").first.click()
    expect(page.locator("iframe")).to_be_focused()
    assert all("youtube-nocookie.com" in address for address in external_urls)
    assert external_urls


def test_menu_opens_on_phones_without_javascript(plain_page: Page, site_server: LiveSite) -> None:
    plain_page.set_viewport_size(SMALL_PHONE)
    plain_page.goto(f"{site_server.url}/about/")
    menu = plain_page.locator("details.menu")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Meetings").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Meetings")


def test_skip_link_leads_to_content(page: Page, site_server: LiveSite) -> None:
    page.goto(f"{site_server.url}/resources/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name="Samaritans").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samaritans")


def test_theme_choice_is_stored_without_cookies(page: Page, site_server: LiveSite) -> None:
    page.goto(f"{site_server.url}/about/")
    page.get_by_label("Dark", exact=True).check()
    page.goto(f"{site_server.url}/news/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.context.cookies() == []


def test_search_suggestions_appear_while_typing(
    page: Page, context: BrowserContext, site_server: LiveSite
) -> None:
    network = Network(context)
    page.goto("/search/")
    page.get_by_label("Search this site").press_sequentially("telling")
    expect(page.get_by_role("option").first).to_contain_text("Telling your supervisor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Telling your supervisor")
    assert any("telling" in url for url in network.requested_urls)
    assert network.external_urls(site_server) == set()
