"""User preferences are respected, and pages load without layout shift."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import DOUBLE_TEXT_SIZE, PHONE
from tests.live_site import LiveSite

PATHS = [
    "/",
    "/about/",
    "/urgent-help/",
    "/news/",
    "/news/two-chairs-one-room/",
    "/news/a-house-of-our-own/",
    "/meetings/",
    "/meetings/carrying-two-roles/",
    "/resources/",
    "/search/?q=supervisor",
    "/account/login/",
]
# An image without dimensions causes a layout shift of 0.1 and more.
MAX_LAYOUT_SHIFT = 0.02
DARK_BACKGROUND = "rgb(23, 22, 30)"
# State of the page when its body began, before anything was painted.
RECORD_FIRST_COLOURS = """
new MutationObserver((changes, observer) => {
    if (!document.body) return;
    observer.disconnect();
    window.first_colours = getComputedStyle(document.documentElement).backgroundColor;
}).observe(document, {childList: true, subtree: true});
"""
# Scrolls to the end, waiting for lazily loaded content. Returns the layout shift.
LAYOUT_SHIFTS = """async () => {
    let sum = 0;
    const add = (entries) => {
        for (const entry of entries) if (!entry.hadRecentInput) sum += entry.value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({type: "layout-shift", buffered: true});
    const paint = () => new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done)));
    const isAwaited = (image) => {
        const box = image.getBoundingClientRect();
        return !image.complete && box.top < innerHeight && box.bottom > 0;
    };
    const waitForImages = async () => {
        do await paint(); while ([...document.images].some(isAwaited));
        await paint();
    };
    await document.fonts.ready;
    await waitForImages();
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        scrollBy({top: 600, behavior: "instant"});
        await waitForImages();
    }
    add(observer.takeRecords());
    return sum;
}"""


def test_selected_theme_applies_before_first_paint(page: Page, site_server: LiveSite) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site_server.url}/about/")
    page.get_by_label("Dark", exact=True).check()
    page.add_init_script(RECORD_FIRST_COLOURS)
    page.goto(f"{site_server.url}/news/")
    assert page.evaluate("window.first_colours") == DARK_BACKGROUND


@pytest.mark.slow
@pytest.mark.timing
def test_pages_have_no_layout_shift(page: Page) -> None:
    page.set_viewport_size(PHONE)
    moved = {}
    for path in PATHS:
        page.goto(path)
        moved[path] = page.evaluate(LAYOUT_SHIFTS)
    assert {path: shift for path, shift in moved.items() if shift >= MAX_LAYOUT_SHIFT} == {}


def test_page_is_readable_without_css_and_javascript(
    browser: Browser, site_server: LiveSite
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{site_server.url}/urgent-help/")
    text = page.get_by_role("main").inner_text()
    context.close()
    assert "999" in text
    assert text.index("Urgent help") < text.index("999")


@pytest.mark.parametrize("width", [320, 360, 480])
def test_quick_exit_leaves_room_with_large_text(
    page: Page, site_server: LiveSite, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{site_server.url}/urgent-help/")
    page.evaluate(DOUBLE_TEXT_SIZE)
    strip = page.get_by_role("navigation", name="Leave quickly").bounding_box()
    assert strip is not None
    assert strip["height"] < 740 / 4


def test_open_menu_closes_when_focus_leaves(page: Page, site_server: LiveSite) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_server.url}/join/")
    menu = page.locator("details.menu")
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="Sign in").focus()
    page.keyboard.press("Tab")
    assert menu.get_attribute("open") is None
