"""Opens each public page once, and runs all checks that apply to every page.

These are: axe in both colour schemes, narrow windows, large text, reduced motion, forced colours
and touch target sizes; no external requests, no cookies, no browser storage, and no violations of
the Content-Security-Policy.
"""

import re
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.checks import (
    RESOURCE_HINTS,
    STORAGE_KEYS,
    Network,
    find_faults,
    find_small_targets,
)
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite

# Not in the sitemap, because search engines should not index them.
UNLISTED = [
    "/news/2026/",
    "/news/?page=2",
    "/news/kind/story/",
    "/resources/?kind=guide",
    "/resources/?kind=helpline",
    "/search/",
    "/search/?q=meeting",
    "/search/?q=rest",
    "/search/?q=supervisor",
    "/search/?q=supervisior",
    "/search/?q=zzzzqqq",
    "/join/resend/",
    "/join/application/made-up/",
    "/account/login/",
    "/account/password/reset/",
    "/there-is-no-such-page/",
]
# Read by programs; browsers must make no external requests for it either.
FEED = "/news/feed/"
MEMBER_PATHS = ["/", "/members/", "/meetings/", "/meetings/carrying-two-roles/"]
# Number of tests that run in parallel on as many cores.
PARTS = 4


@pytest.fixture
def network(context: BrowserContext) -> Network:
    return Network(context)


@pytest.fixture(scope="module")
def paths(site_server: LiveSite) -> list[str]:
    """The URL of every public page, and of public views without a page."""
    with urllib.request.urlopen(f"{site_server.url}/sitemap.xml") as answer:
        listed = re.findall(rf"<loc>{site_server.url}([^<]*)", answer.read().decode())
    assert len(listed) > 40
    return [*listed, *UNLISTED]


def find_page_faults(page: Page, path: str) -> dict[str, Any]:
    """Faults of the page at *path*, by check."""
    page.goto(path)
    # So that lazily loaded images are requested too.
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    found = find_faults(page)
    found["too small for a thumb"] = find_small_targets(page)
    found |= {"hints": page.evaluate(RESOURCE_HINTS), "stored": page.evaluate(STORAGE_KEYS)}
    return {check: findings for check, findings in found.items() if findings}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_public_pages_have_no_faults(
    network: Network, page: Page, site_server: LiveSite, paths: list[str], part: int
) -> None:
    faults = {}
    for path in paths[part::PARTS]:
        found = find_page_faults(page, path)
        # Login pages set a cookie for CSRF protection.
        allowed = {"csrftoken"} if path.startswith("/account/") else set()
        if cookies := {cookie["name"] for cookie in page.context.cookies()} - allowed:
            found["cookies"] = cookies
        page.context.clear_cookies()
        if found:
            faults[path] = found
    page.goto(FEED)
    assert faults == {}
    assert len(network.requested_urls) > len(paths) / PARTS
    assert network.external_urls(site_server) == set()


@pytest.mark.slow
def test_member_pages_have_no_faults_and_set_session_cookies(
    network: Network, page: Page, site_server: LiveSite
) -> None:
    sign_in(page, site_server, "member@example.org")
    faults = {path: found for path in MEMBER_PATHS if (found := find_page_faults(page, path))}
    assert faults == {}
    assert network.external_urls(site_server) == set()
    cookies = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    assert cookies == {"csrftoken": -1, "sessionid": -1, "device": -1}
