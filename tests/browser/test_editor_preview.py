"""Beside the form an editor sees the page as readers will: phone, desktop, while typing."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.test_editor_publish import add_child_page, sign_in
from tests.live_site import LiveSite

pytestmark = pytest.mark.slow
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
WIDTHS = "() => [innerWidth, document.documentElement.scrollWidth]"
PREVIEW_IFRAME = "#w-preview-iframe[src*=in_preview_panel]"
LOADING_IFRAME = "iframe.w-preview__proxy"
RECORD_WATCHING = """addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.watchesEdits = "yes";
});"""
FONT = "() => getComputedStyle(document.body).fontFamily"


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """What is typed is kept as a draft there."""
    return editable_site


@pytest.fixture
def desk(page: Page, site_server: LiveSite) -> Page:
    """An editor at a large screen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    return page


def open_form(page: Page, address: str) -> None:
    """Open a form of the admin; returns once it notices changes.

    Wagtail compares with the form as it is two seconds after it has come. What is changed before
    that is neither previewed nor kept as a draft until something else changes.
    """
    page.add_init_script(RECORD_WATCHING)
    page.goto(address)
    page.wait_for_function("() => document.documentElement.dataset.watchesEdits")


def edit_address(page: Page, path: str) -> str:
    """Where the page at *path* is edited, as the bar at its foot tells editors."""
    page.goto(path)
    link = page.locator("wagtail-userbar [href*='/edit/']").first
    return link.evaluate("link => link.href")


def edit(page: Page, path: str) -> None:
    """From the page itself to its form."""
    open_form(page, edit_address(page, path))


def open_preview(page: Page) -> None:
    """Open the panel beside the form where it is not, and wait until something is shown in it."""
    panel = page.locator("[data-side-panel=preview]")
    if not panel.is_visible():
        page.get_by_role("button", name="Toggle preview").click()
    panel.wait_for()
    expect(page.locator(PREVIEW_IFRAME)).to_have_count(1)


def preview(page: Page) -> FrameLocator:
    """What stands in the frame beside the form."""
    open_preview(page)
    return page.frame_locator(PREVIEW_IFRAME)


def choose_mode(page: Page, mode: str) -> FrameLocator:
    """What the panel shows of *mode*."""
    # While one preview is being loaded the panel overlooks that another one is chosen.
    expect(page.locator(LOADING_IFRAME)).to_have_count(0)
    page.get_by_label("Preview mode").select_option(mode)
    shown = f"{PREVIEW_IFRAME}[src*='mode={mode}&']"
    expect(page.locator(shown)).to_have_count(1)
    return page.frame_locator(shown)


def choose_size(page: Page, size: str, width: int) -> None:
    """A size of the frame; returns once it has it."""
    page.get_by_label(f"Preview in {size} size").check(force=True)
    page.wait_for_function(
        "width => Array.from(frames).some(frame => frame.innerWidth === width)", arg=width
    )


def test_every_page_type_has_phone_and_desktop_previews(desk: Page) -> None:
    for path in ONE_OF_EACH_TYPE:
        desk.goto(edit_address(desk, path))
        for size, width in (PHONE, DESKTOP):
            shown = preview(desk)
            choose_size(desk, size, width)
            body = shown.locator("body")
            assert body.evaluate(WIDTHS) == [width, width], (path, size)
            assert "system-ui" in body.evaluate(FONT), path
            # The bar for editors is there for its checks, but stays out of sight.
            assert not shown.locator(".w-userbar").is_visible()


def test_preview_follows_typing(desk: Page) -> None:
    edit(desk, "/news/two-chairs-one-room/")
    heading = preview(desk).locator("h1")
    desk.locator("#id_title").fill("Three chairs and a kettle")
    expect(heading).to_have_text("Three chairs and a kettle")


def test_article_with_only_a_title_has_preview(desk: Page, site_server: LiveSite) -> None:
    add_child_page(desk, site_server, "News")
    desk.locator("#id_title").fill("Only a title so far")
    shown = preview(desk)
    choose_size(desk, *PHONE)
    expect(shown.locator("h1")).to_have_text("Only a title so far")
