"""What a reader's own settings ask for is done, and nothing jumps while a page loads."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_every_page import TEXT_ALONE_TWICE_AS_LARGE
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served]

KINDS_OF_PAGE = [
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
# A picture without its size moves 0.1 and more.
LEAST_JUMP = 0.02
PHONE = {"width": 360, "height": 740}
DARK_PAPER = "rgb(23, 22, 30)"
# What the page looked like when its body began, before anything could be painted.
NOTE_THE_FIRST_COLOURS = """
new MutationObserver((changes, observer) => {
    if (!document.body) return;
    observer.disconnect();
    window.first_colours = getComputedStyle(document.documentElement).backgroundColor;
}).observe(document, {childList: true, subtree: true});
"""
SHIFTS = """() => new Promise((tell) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    const step = () => {
        scrollBy(0, 600);
        if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 40);
        else setTimeout(() => tell(sum), 200);
    };
    step();
})"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap((it) => ["", "::before", "::after"]
    .map((part) => getComputedStyle(it, part || null))
    .filter((style) => style.animationName !== "none"
        || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0))
    .map(() => it.outerHTML.slice(0, 100)))"""
WITHOUT_EDGE = """() => [...document.querySelectorAll(".btn, .urgent, .in, .status, .note")]
    .filter((it) => it.checkVisibility())
    .filter((it) => ["Top", "Right", "Bottom", "Left"].every((side) =>
        getComputedStyle(it)[`border${side}Style`] === "none"
        || getComputedStyle(it)[`border${side}Width`] === "0px"))
    .map((it) => it.outerHTML.slice(0, 100))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select")]
    .filter((it) => it.checkVisibility() && !it.closest("p, li p, .essay, .lead, dd"))
    .map((it) => [it.closest("label") ?? it, it])
    .filter(([area]) => {
        const box = area.getBoundingClientRect();
        const is_heard_only = box.right < 0 || box.bottom < 0 || box.width < 2;
        return !is_heard_only && Math.min(box.height, box.width) < 24;
    })
    .map(([, it]) => it.outerHTML.slice(0, 100))"""


def test_a_chosen_theme_is_there_before_the_first_paint(
    page: Page, site_server: ServedSite
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site_server.url}/about/")
    page.get_by_label("Dark", exact=True).check()
    page.add_init_script(NOTE_THE_FIRST_COLOURS)
    page.goto(f"{site_server.url}/news/")
    assert page.evaluate("window.first_colours") == DARK_PAPER


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_nothing_jumps_while_a_page_loads_and_is_read(
    page: Page, site_server: ServedSite, path: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site_server.url + path)
    # A busy machine paints a page half read: what then finds its place is no jump.
    assert page.evaluate(SHIFTS) < LEAST_JUMP


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_nothing_moves_for_who_asked_for_less_motion(
    page: Page, site_server: ServedSite, path: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(site_server.url + path)
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_buttons_and_panels_keep_an_edge_in_forced_colours(
    page: Page, site_server: ServedSite, path: str
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site_server.url + path)
    assert page.evaluate(WITHOUT_EDGE) == []


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_whatever_is_pressed_is_large_enough_for_a_thumb(
    page: Page, site_server: ServedSite, path: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site_server.url + path)
    assert page.evaluate(SMALL_TARGETS) == []


def test_every_page_can_be_read_without_style_and_script(
    browser: Browser, site_server: ServedSite
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
def test_the_way_out_leaves_room_for_the_page_with_large_type(
    page: Page, site_server: ServedSite, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{site_server.url}/urgent-help/")
    page.evaluate(TEXT_ALONE_TWICE_AS_LARGE)
    strip = page.get_by_role("navigation", name="Leave").bounding_box()
    assert strip is not None
    assert strip["height"] < 740 / 4


def test_the_open_menu_hides_nothing_that_the_keyboard_reaches(
    page: Page, site_server: ServedSite
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_server.url}/join/")
    menu = page.locator("details.menu")
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="Sign in").focus()
    page.keyboard.press("Tab")
    assert menu.get_attribute("open") is None
