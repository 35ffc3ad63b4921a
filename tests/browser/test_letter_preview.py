"""Settings > E-mails: an editor sees each mail beside the form, while typing."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.test_accessibility import findings
from tests.browser.test_editor_publishes import sign_in
from tests.served_site import ServedSite, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]
FORM = "/admin/settings/core/lettersettings/"
MODES = ("invitation", "plain-invitation", "reset", "plain-reset")
# Milliseconds that a preview may take on a busy machine before a test gives up.
MOST = 30_000
PANEL = "[data-side-panel=preview]"
SHOWN = "iframe[src*=in_preview_panel]"
WIDTHS = "() => [innerWidth, document.documentElement.scrollWidth]"


@pytest.fixture
def form(page: Page, site_server: ServedSite) -> Page:
    """The form at a large screen, with the panel open."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    page.goto(site_server.url + FORM)
    open_panel(page)
    return page


def open_panel(page: Page) -> None:
    page.locator("#id_reset_text").wait_for()
    if not page.locator(PANEL).is_visible():
        page.get_by_role("button", name="Toggle preview").click()
    page.locator(PANEL).wait_for()
    # Only once something is shown does the panel listen to which mail it should be.
    expect(page.locator(SHOWN)).to_have_count(1, timeout=MOST)


def preview(page: Page, mode: str) -> FrameLocator:
    """What the panel shows of *mode*."""
    choice = page.get_by_label("Preview mode")
    choice.select_option(mode)
    # While another is on its way there are two frames.
    shown = page.locator(f"iframe[src*='mode={mode}&']")

    def is_shown() -> bool:
        # The panel overhears a choice that is made while it is still fetching something.
        choice.dispatch_event("change")
        page.wait_for_timeout(1_500)
        return bool(shown.count())

    wait_until(is_shown, f"the preview of {mode}")
    expect(page.locator(SHOWN)).to_have_count(1, timeout=MOST)
    return page.frame_locator(f"iframe[src*='mode={mode}&']").first


def write(page: Page, name: str, words: str) -> None:
    """Key by key, no faster than people: the form takes a moment to notice a first change."""
    page.locator(f"#id_{name}").fill("")
    page.locator(f"#id_{name}").press_sequentially(words, delay=120)


def test_a_mail_is_seen_as_it_is_typed_as_html_and_as_plain_text(form: Page) -> None:
    shown = preview(form, "reset").locator("body")
    expect(shown).to_contain_text("somebody, perhaps you", timeout=MOST)
    write(form, "sender_name", "Élan")
    write(form, "reset_subject", "Here it is")
    form.locator("#id_reset_text").fill("Dear reader,\n\n{link}\n\nFor {days} days.")
    expect(shown).to_contain_text("Dear reader,", timeout=MOST)
    expect(shown).to_contain_text("From: Élan <no-reply@example.org>")
    expect(shown).to_contain_text("Subject: Here it is")
    expect(shown.get_by_role("link", name="Open the page")).to_be_visible()
    plain = preview(form, "plain-reset").locator("body")
    expect(plain).to_contain_text("Dear reader,", timeout=MOST)
    expect(plain).to_contain_text("For 3 days.")
    expect(plain.get_by_role("link")).to_have_count(0)


def test_words_that_cannot_be_sent_are_said_to_be_the_reason_why_the_preview_stands_still(
    form: Page,
) -> None:
    shown = preview(form, "reset").locator("body")
    expect(shown).to_contain_text("somebody, perhaps you", timeout=MOST)
    write(form, "reset_text", "Nobody finds a way on from here.")
    expect(form.get_by_text("Preview is out of date")).to_be_visible(timeout=MOST)
    form.get_by_role("button", name="Save").first.click()
    expect(form.get_by_text("{link} is missing").first).to_be_visible(timeout=MOST)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_mail_and_none_is_wider_than_a_phone(
    form: Page, scheme: str
) -> None:
    address = f"{form.url}preview/"
    form.goto("about:blank")
    form.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    form.set_viewport_size({"width": 360, "height": 780})
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.url))
    for mode in MODES:
        form.goto(f"{address}?mode={mode}")
        expect(form.get_by_text("From: no-reply@example.org")).to_be_visible()
        assert form.evaluate(WIDTHS) == [360, 360], mode
        # Neither landmarks nor headings: a mail is read within a mail program's own.
        found = [it for it in findings(form) if not it.startswith(("region", "landmark", "page-"))]
        assert found == [], mode
    assert asked == [f"{address}?mode={mode}" for mode in MODES]


def test_the_form_and_its_preview_can_be_used_on_a_phone(
    page: Page, site_server: ServedSite
) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    sign_in(page, site_server, "editor@example.org")
    page.goto(site_server.url + FORM)
    page.locator("#id_reset_text").fill("On a phone:\n\n{link}")
    assert page.evaluate(WIDTHS) == [360, 360]
    open_panel(page)
    shown = preview(page, "reset").locator("body")
    expect(shown).to_contain_text("On a phone:", timeout=MOST)
    width, needed = shown.evaluate(WIDTHS)
    assert needed == width
