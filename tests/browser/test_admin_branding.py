"""Accessibility of the admin's dashboard and of the members admin."""

from playwright.sync_api import BrowserContext, Page

from tests.browser.checks import Network, find_violations
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite


def test_dashboard_is_accessible_and_makes_no_external_requests(
    page: Page, context: BrowserContext, site_server: LiveSite
) -> None:
    network = Network(context)
    sign_in(page, site_server, "editor@example.org")
    page.goto("/admin/")
    page.get_by_role("link", name="Write an article").wait_for()
    assert find_violations(page) == []
    assert network.external_urls(site_server) == set()


def test_members_admin_is_accessible(page: Page, site_server: LiveSite) -> None:
    sign_in(page, site_server, "member@example.org")
    page.goto("/admin/")
    assert find_violations(page) == []
