"""Every page of the demo site, not only one of each kind: axe, small windows, large type."""

import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import findings_in_both_schemes
from tests.browser.test_visitor_reads import PAGES
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]

# What the sitemap does not name, because search engines are not to come here.
UNLISTED = [
    "/news/2026/",
    "/news/?page=2",
    "/resources/?kind=helpline",
    "/search/",
    "/search/?q=meeting",
    "/search/?q=zzzzqqq",
    "/account/login/",
    "/account/password/reset/",
    "/there-is-no-such-page/",
]
# A window of 1280 by 1024 pixels, at 400 %.
ENLARGED = {"width": 320, "height": 256}
# Not a style element, which the pages' own policy forbids.
TEXT_ALONE_TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture(scope="module")
def paths(site_server: ServedSite) -> list[str]:
    """The address of every public page, and of those that belong to no page."""
    with urllib.request.urlopen(f"{site_server.url}/sitemap.xml") as answer:
        listed = re.findall(rf"<loc>{site_server.url}([^<]*)", answer.read().decode())
    assert len(listed) > 40
    return [*listed, *UNLISTED]


def faults(
    page: Page, site: ServedSite, paths: list[str], look: Callable[[Page], list[str]]
) -> dict:
    """What *look* finds at each of *paths*, where it finds something."""
    found = {}
    for path in paths:
        page.goto(site.url + path)
        if seen := look(page):
            found[path] = seen
    return found


def sticks_out(page: Page) -> list[str]:
    """The elements that make the page wider than its window."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter((it) => it.getBoundingClientRect().right > width + 1)
                .slice(0, 3).map((it) => it.outerHTML.slice(0, 120));
        }"""
    )


def test_axe_finds_nothing_on_any_other_page_in_either_scheme(
    page: Page, site_server: ServedSite, paths: list[str]
) -> None:
    others = [path for path in paths if path not in PAGES]
    assert faults(page, site_server, others, findings_in_both_schemes) == {}


def test_no_page_scrolls_sideways_at_400_percent(
    page: Page, site_server: ServedSite, paths: list[str]
) -> None:
    page.set_viewport_size(ENLARGED)
    assert faults(page, site_server, paths, sticks_out) == {}


def test_no_page_scrolls_sideways_with_text_alone_at_200_percent(
    page: Page, site_server: ServedSite, paths: list[str]
) -> None:
    def enlarged(page: Page) -> list[str]:
        page.evaluate(TEXT_ALONE_TWICE_AS_LARGE)
        return sticks_out(page)

    page.set_viewport_size({"width": 640, "height": 900})
    assert faults(page, site_server, paths, enlarged) == {}
