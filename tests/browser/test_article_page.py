"""Article pages: line length, content notes, tables, URL and print."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live_site import LiveSite

ARTICLE = "/news/two-chairs-one-room/"
COLLAPSED_ARTICLE = "/news/tuesdays-at-the-allotment/"
ARTICLE_WITH_TABLE = "/news/three-ways-to-open-a-meeting/"
COPY_BUTTON = "Copy link"
# Characters in each line of running text, except for the last line of each paragraph.
LINE_LENGTHS = """() => [...document.querySelectorAll(".body-text > p")].flatMap((paragraph) => {
    const lines = [], range = document.createRange();
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let bottom = -1;
    while (walk.nextNode()) {
        if (walk.currentNode.parentElement.closest("sup")) continue;
        for (let at = 0; at < walk.currentNode.length; at++) {
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 1);
            const box = range.getBoundingClientRect();
            if (!box.width) continue;
            if (box.bottom > bottom + 8) lines.push(0);
            bottom = Math.max(bottom, box.bottom);
            lines[lines.length - 1]++;
        }
    }
    return lines.slice(0, -1);
})"""
AFTER_CONTENT = "(link) => getComputedStyle(link, '::after').content"
IS_VISIBLE = "(element) => element.checkVisibility()"


@pytest.fixture
def plain_page(browser: Browser, site_server: LiveSite) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=site_server.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [768, 1024, 1440])
def test_line_length_is_readable(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(ARTICLE)
    lines = page.evaluate(LINE_LENGTHS)
    assert len(lines) > 15
    assert 60 <= sum(lines) / len(lines) <= 68
    assert 45 <= min(lines) <= max(lines) <= 75


@pytest.mark.parametrize("face", ["monospace", "serif"])
def test_line_length_is_readable_in_any_font(page: Page, face: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(ARTICLE)
    page.evaluate("face => document.body.style.setProperty('font-family', face, 'important')", face)
    lines = page.evaluate(LINE_LENGTHS)
    assert 45 <= sum(lines) / len(lines) <= 75


def test_copy_button_copies_the_url(page: Page, site_server: LiveSite) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ARTICLE)
    page.get_by_role("button", name=COPY_BUTTON).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(ARTICLE)
    assert copied == page.locator("[data-copy]").text_content()


def test_copy_button_selects_the_url_without_clipboard(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(ARTICLE)
    page.get_by_role("button", name=COPY_BUTTON).click()
    expect(page.get_by_role("status").filter(has_text="Link selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").endswith(ARTICLE)


def test_url_is_shown_without_javascript(plain_page: Page) -> None:
    plain_page.goto(ARTICLE)
    expect(plain_page.locator("[data-copy]")).to_contain_text(ARTICLE)
    expect(plain_page.get_by_role("button", name=COPY_BUTTON)).to_have_count(0)


def test_described_content_is_collapsed(plain_page: Page) -> None:
    plain_page.goto(COLLAPSED_ARTICLE)
    text = plain_page.get_by_text("The allotment was not my idea.")
    expect(text).to_be_hidden()
    expect(plain_page.get_by_text("Content note:").first).to_be_visible()
    plain_page.locator(".collapsible > summary").focus()
    plain_page.keyboard.press("Enter")
    expect(text).to_be_visible()
    plain_page.keyboard.press("Enter")
    expect(text).to_be_hidden()


def test_mentioned_content_is_open_and_can_be_collapsed(page: Page) -> None:
    page.goto(ARTICLE)
    text = page.get_by_text("There is a chair by the window").first
    expect(text).to_be_visible()
    page.get_by_text("Hide the article").click()
    expect(text).to_be_hidden()
    page.get_by_text("Show the article").click()
    expect(text).to_be_visible()


def test_wide_table_scrolls_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(ARTICLE_WITH_TABLE)
    table = page.locator(".table").first
    assert table.evaluate("(region) => region.scrollWidth > region.clientWidth")
    table.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table').scrollLeft > 0")
    expect(table.locator("caption span")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_links_to_reference(page: Page) -> None:
    page.goto(ARTICLE)
    page.locator("sup a").last.click()
    expect(page.locator("#ref-2")).to_be_in_viewport()
    expect(page.locator("#ref-2")).to_contain_text("Equality Act 2010")


def test_print_shows_link_urls_and_hides_site_chrome(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    link = page.locator('.body-text a[href^="https://www.legislation.gov.uk"]').first
    assert link.evaluate(AFTER_CONTENT).endswith('/ukpga/2010/15/contents)"')
    assert page.locator("sup a").first.evaluate(AFTER_CONTENT) == "none"
    expect(page.locator(".print-url")).to_contain_text(ARTICLE)
    for selector in (
        ".nav.wide",
        ".urgent-help-link",
        ".breadcrumb",
        ".content-note-toggle",
        ".article-sidebar",
        ".related",
        ".theme-options",
    ):
        shown = page.locator(selector).evaluate_all(f"(all) => all.some({IS_VISIBLE})")
        assert not shown, selector
    expect(page.get_by_role("heading", name="If you need help now")).to_be_visible()


def test_print_includes_collapsed_content_without_javascript(plain_page: Page) -> None:
    plain_page.goto(COLLAPSED_ARTICLE)
    plain_page.emulate_media(media="print")
    expect(plain_page.get_by_text("The allotment was not my idea.")).to_be_visible()


def test_print_shows_whole_table(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(ARTICLE_WITH_TABLE)
    page.emulate_media(media="print")
    table = page.locator(".table").first
    assert table.evaluate("(it) => getComputedStyle(it).overflowX") == "visible"
    assert table.evaluate("(it) => it.scrollWidth <= it.clientWidth")
