"""The preview beside the edit form: phone and desktop sizes, updated while typing."""

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
    """A site that stores drafts of these tests."""
    return editable_site


@pytest.fixture
def desk(page: Page, site_server: LiveSite) -> Page:
    """An editor with a large screen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    return page


def open_form(page: Page, address: str) -> None:
    """Open a form of the admin, and wait until it notices changes.

    Wagtail compares the form with its state two seconds after loading. Earlier changes are neither
    previewed nor autosaved until something else changes.
    """
    page.add_init_script(RECORD_WATCHING)
    page.goto(address)
    page.wait_for_function("() => document.documentElement.dataset.watchesEdits")


def edit_address(page: Page, path: str) -> str:
    """The edit URL of the page at *path*, as linked in the user bar."""
    page.goto(path)
    link = page.locator("wagtail-userbar [href*='/edit/']").first
    return link.evaluate("link => link.href")


def edit(page: Page, path: str) -> None:
    """From the page to its edit form."""
    open_form(page, edit_address(page, path))


def open_preview(page: Page) -> None:
    """Open the preview panel if it is closed, and wait until it shows content."""
    panel = page.locator("[data-side-panel=preview]")
    if not panel.is_visible():
        page.get_by_role("button", name="Toggle preview").click()
    panel.wait_for()
    expect(page.locator(PREVIEW_IFRAME)).to_have_count(1)


def preview(page: Page) -> FrameLocator:
    """The content of the preview frame."""
    open_preview(page)
    return page.frame_locator(PREVIEW_IFRAME)


def choose_mode(page: Page, mode: str) -> FrameLocator:
    """The preview in *mode*."""
    # While a preview is loading, the panel ignores a change of mode.
    expect(page.locator(LOADING_IFRAME)).to_have_count(0)
    page.get_by_label("Preview mode").select_option(mode)
    shown = f"{PREVIEW_IFRAME}[src*='mode={mode}&']"
    expect(page.locator(shown)).to_have_count(1)
    return page.frame_locator(shown)


def choose_size(page: Page, size: str, width: int) -> None:
    """Select a size of the frame, and wait for it."""
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
            # The user bar is loaded for its checks, but stays hidden.
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
