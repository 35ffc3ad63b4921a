"""An editor without technical knowledge publishes content. (Journey 1 and half of journey 2.)"""

import re
import urllib.request

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.live_site import PASSWORD, LiveSite


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A separate site: published pages would change the lists that other tests read."""
    return editable_site


def fetch(site: LiveSite, path: str) -> str:
    """The response to a visitor without cookies or JavaScript."""
    return urllib.request.urlopen(site.url + path).read().decode()


def sign_in(page: Page, site: LiveSite, email: str) -> None:
    page.goto(f"{site.url}/account/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def add_child_page(page: Page, site: LiveSite, index: str) -> None:
    """Open the section in the explorer, and select "Add child page"."""
    page.goto(f"{site.url}/admin/pages/")
    for name in ("Home", index):
        page.get_by_role("link", name=f"Explore child pages of '{name}'").click()
    page.get_by_role("link", name=re.compile("^Add (child page|meeting)")).first.click()
    page.locator("#id_title").wait_for()


def write_body(page: Page, text: str) -> None:
    """Choose the block Text in the block picker, and type."""
    body = page.locator("#panel-child-content-body-section, [id$='-body-section']").first
    body.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    editor = body.locator(".public-DraftEditor-content")
    editor.click()
    page.keyboard.type(text)
    # The rich text editor updates its field a moment later.
    expect(page.locator("#body-0-value")).to_have_value(re.compile(text))


def publish(page: Page) -> None:
    footer: Locator = page.locator("footer, .footer").last
    footer.locator("button[aria-expanded]").last.click()
    page.get_by_role("button", name=re.compile("^Publish")).last.click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_published_article_appears_everywhere(page: Page, site_server: LiveSite) -> None:
    sign_in(page, site_server, "editor@example.org")
    add_child_page(page, site_server, "News")
    page.locator("#id_title").fill("A kettle for the quiet room")
    page.locator("#id_summary").fill("Somebody gave us a kettle, and it is a generous one.")
    write_body(page, "Marmalade is welcome too.")
    publish(page)

    assert "A kettle for the quiet room" in fetch(site_server, "/news/")
    assert "Marmalade is welcome" in fetch(site_server, "/news/a-kettle-for-the-quiet-room/")
    assert "Marmalade is welcome" in fetch(site_server, "/news/feed/")
    assert "/news/a-kettle-for-the-quiet-room/" in fetch(site_server, "/search/?q=marmalade")
    assert "A kettle for the quiet room" in fetch(site_server, "/")


def test_published_meeting_shows_address_to_members_only(page: Page, site_server: LiveSite) -> None:
    sign_in(page, site_server, "editor@example.org")
    add_child_page(page, site_server, "Meetings")
    page.locator("#id_title").fill("Tea before the equinox")
    page.locator("#id_summary").fill("An hour of tea and talk.")
    page.locator("#id_start").fill("2031-03-05 18:30")
    page.locator("#id_end").fill("2031-03-05 20:00")
    page.locator("#id_mode").select_option("in_person")
    page.locator("#id_public_area").fill("Central Bristol")
    page.locator("#id_access_information").fill("Step-free, with a hearing loop.")
    page.locator("#id__member_details-ADD").click()
    page.locator("#id__member_details-0-address").fill("18 Canary Row")
    publish(page)

    for_visitors = fetch(site_server, "/meetings/tea-before-the-equinox/")
    assert "Central Bristol" in for_visitors
    assert "18 Canary Row" not in for_visitors
    assert "Tea before the equinox" in fetch(site_server, "/meetings/")
    assert "/meetings/tea-before-the-equinox/" in fetch(site_server, "/search/?q=equinox")

    page.context.clear_cookies()
    sign_in(page, site_server, "member@example.org")
    page.goto(f"{site_server.url}/meetings/tea-before-the-equinox/")
    expect(page.get_by_role("main")).to_contain_text("18 Canary Row")


def test_published_resource_can_be_filtered(page: Page, site_server: LiveSite) -> None:
    sign_in(page, site_server, "editor@example.org")
    add_child_page(page, site_server, "Resources")
    page.locator("#id_title").fill("Breathing at a bus stop")
    page.locator("#id_summary").fill("Four breaths for the way to work.")
    page.locator("#id_kind").select_option("paper")
    page.locator("#id_source_name").fill("The community")
    publish(page)

    assert "Breathing at a bus stop" in fetch(site_server, "/resources/?kind=paper")
    assert "Breathing at a bus stop" not in fetch(site_server, "/resources/?kind=book")
    assert "Four breaths" in fetch(site_server, "/resources/breathing-at-a-bus-stop/")
    assert "/resources/breathing-at-a-bus-stop/" in fetch(site_server, "/search/?q=breathing")


def test_editor_renames_menu_item(page: Page, site_server: LiveSite) -> None:
    sign_in(page, site_server, "editor@example.org")
    page.goto(f"{site_server.url}/admin/")
    page.get_by_role("button", name="Settings").click()
    quick_links = page.locator("#quick-links-content")
    quick_links.get_by_role("link", name="Menus and footer").click()
    page.locator("#main_menu-0-value-label").fill("Who we are")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("updated")

    assert ">Who we are</a>" in fetch(site_server, "/meetings/")
