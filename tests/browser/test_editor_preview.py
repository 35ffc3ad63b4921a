"""Beside the form an editor sees the page as readers will: phone, desktop, while typing."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.test_editor_publishes import add_child_page, sign_in
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]
PHONE, DESKTOP = ("mobile", 375), ("desktop", 1280)
ONE_OF_EACH_TYPE = (
    "/",
    "/about/",
    "/join/",
    "/news/",
    "/news/two-chairs-one-room/",
    "/meetings/",
    "/meetings/carrying-two-roles/",
    "/resources/",
    "/resources/telling-your-supervisor/",
)
# Milliseconds that a preview may take on a busy machine before a test gives up.
MOST = 30_000
WIDTHS = "() => [innerWidth, document.documentElement.scrollWidth]"
FONT = "() => getComputedStyle(document.body).fontFamily"


@pytest.fixture
def desk(page: Page, site_server: ServedSite) -> Page:
    """An editor at a large screen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    return page


def edit(page: Page, site: ServedSite, path: str) -> None:
    """From the page itself, as the bar at its foot offers it to editors."""
    page.goto(site.url + path)
    page.goto(page.locator("wagtail-userbar [href*='/edit/']").first.evaluate("link => link.href"))


def preview(page: Page) -> FrameLocator:
    """What stands in the frame beside the form, opened where it is not."""
    panel = page.locator("[data-side-panel=preview]")
    if not panel.is_visible():
        page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("iframe[src*=in_preview_panel]").last
    shown.locator("main#main").wait_for()
    return shown


def choose(page: Page, size: str, width: int) -> None:
    """A size of the frame; returns once it has it."""
    page.get_by_label(f"Preview in {size} size").check(force=True)
    page.wait_for_function(
        "width => Array.from(frames).some(frame => frame.innerWidth === width)", arg=width
    )


def write_title(page: Page, words: str) -> None:
    """Key by key, no faster than people: the form takes a moment to notice a first change."""
    page.locator("#id_title").fill("")
    page.locator("#id_title").press_sequentially(words, delay=120)


def test_each_type_of_page_is_seen_on_a_phone_and_a_desktop(
    desk: Page, site_server: ServedSite
) -> None:
    for path in ONE_OF_EACH_TYPE:
        edit(desk, site_server, path)
        for size, width in (PHONE, DESKTOP):
            shown = preview(desk)
            choose(desk, size, width)
            body = shown.locator("body")
            assert body.evaluate(WIDTHS) == [width, width], (path, size)
            assert "system-ui" in body.evaluate(FONT), path
            # The bar for editors is there for its checks, but stays out of sight.
            assert not shown.locator(".w-userbar").is_visible()


def test_the_preview_follows_what_is_typed(desk: Page, site_server: ServedSite) -> None:
    edit(desk, site_server, "/news/two-chairs-one-room/")
    heading = preview(desk).locator("h1")
    write_title(desk, "Three chairs and a kettle")
    expect(heading).to_have_text("Three chairs and a kettle", timeout=MOST)


def test_a_piece_of_which_only_the_title_is_written_can_be_seen(
    desk: Page, site_server: ServedSite
) -> None:
    add_child_page(desk, site_server, "News")
    write_title(desk, "Only a title so far")
    shown = preview(desk)
    choose(desk, *PHONE)
    expect(shown.locator("h1")).to_have_text("Only a title so far", timeout=MOST)
