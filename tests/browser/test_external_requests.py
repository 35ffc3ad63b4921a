"""No kind of admin page makes requests to other hosts.

test_every_page.py checks the same for public and members-only pages.
"""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.checks import RESOURCE_HINTS, Network
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite

LINKS = '() => [...document.querySelectorAll("a[href]")].map((it) => it.href)'
# Parts of URLs that identify one object of many.
IDENTIFIERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# Links that would log out or delete.
SIGN_OUT_PATHS = ("/logout", "/leave-quickly")
# Links to files such as images and documents, which are not pages.
FILE_PATHS = re.compile(r"/(?:documents/\d+|export)/|\?.*export=|/revisions/\d+/view/|/view_draft/")
MIN_PATTERNS = 60
# The pages most used; requests made after they have been open for a while count too.
IDLE_PATTERNS = (
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/news/",
    "/admin/settings/core/sitetextsettings/#/",
    "/admin/reports/site-history/",
    "/admin/account/",
    "/admin/pages/#/edit/",
    "/admin/images/#/",
    "/admin/users/edit/#/",
)


@pytest.fixture
def network(context: BrowserContext) -> Network:
    return Network(context)


def test_network_records_external_requests(
    network: Network, page: Page, site_server: LiveSite
) -> None:
    """Control: the requested host does not exist, and the policy of public pages would block it."""
    page.route("http://elsewhere.example/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.set_content('<img src="http://elsewhere.example/dot.gif">')
    assert network.external_urls(site_server) == {"http://elsewhere.example/dot.gif"}


@pytest.mark.slow
def test_admin_pages_make_no_external_requests(
    network: Network, page: Page, site_server: LiveSite
) -> None:
    sign_in(page, site_server, "admin@example.org")
    seen: dict[str, str] = {}
    faults = {}
    queue = ["/admin/"]
    while queue:
        path = queue.pop(0)
        is_open_long = IDENTIFIERS.sub("#", path) in IDLE_PATTERNS
        answer = page.goto(path, wait_until="networkidle" if is_open_long else "load")
        assert answer is not None
        if answer.status >= 500 or page.evaluate(RESOURCE_HINTS):
            faults[path] = answer.status
        queue += [link for link in get_links(page) if record_if_new(link, seen)]
    assert faults == {}
    assert len(seen) > MIN_PATTERNS
    assert set(IDLE_PATTERNS) - set(seen) == set()
    assert network.external_urls(site_server) == set()


def get_links(page: Page) -> list[str]:
    """Links of *page* within the admin, including its menu."""
    menu = re.findall(r'"url": ?"(/admin/[^"]*)"', unescape(page.content()))
    links = map(urlsplit, page.evaluate(LINKS))
    return menu + [link.path for link in links if link.path.startswith("/admin/")]


def record_if_new(path: str, seen: dict[str, str]) -> bool:
    """Record the kind of *path*; return whether it is new."""
    pattern = IDENTIFIERS.sub("#", path)
    if pattern in seen or FILE_PATHS.search(path) or any(out in path for out in SIGN_OUT_PATHS):
        return False
    seen[pattern] = path
    return True
