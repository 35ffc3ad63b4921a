"""Settings > Email templates: an editor sees each email beside the form, while typing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import PHONE, find_violations
from tests.browser.test_editor_preview import WIDTHS, choose_mode, open_form, open_preview
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite

pytestmark = pytest.mark.slow
FORM = "/admin/settings/mailqueue/emailtemplatesettings/"
PREVIEW_MODES = ("invitation", "plain-invitation", "password_reset", "plain-password_reset")
# Neither landmarks nor headings: emails are read within an email client's own page.
WHOLE_PAGE_RULES = ("region", "landmark-one-main", "page-has-heading-one")


@pytest.fixture
def form(page: Page, site_server: LiveSite) -> Page:
    """The form on a large screen, with the preview panel open."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    open_form(page, FORM)
    open_preview(page)
    return page


def test_preview_updates_html_and_plain_text(form: Page) -> None:
    shown = choose_mode(form, "password_reset").locator("body")
    expect(shown).to_contain_text("Someone asked for a link")
    form.locator("#id_sender_name").fill("Élan")
    form.locator("#id_password_reset_subject").fill("Here it is")
    form.locator("#id_password_reset_text").fill("Dear reader,\n\n{link}\n\nFor {days} days.")
    expect(shown).to_contain_text("Dear reader,")
    expect(shown).to_contain_text("From: Élan <no-reply@example.org>")
    expect(shown).to_contain_text("Subject: Here it is")
    expect(shown.get_by_role("link", name="Continue")).to_be_visible()
    plain = choose_mode(form, "plain-password_reset").locator("body")
    expect(plain).to_contain_text("Dear reader,")
    expect(plain).to_contain_text("For 3 days.")
    expect(plain.get_by_role("link")).to_have_count(0)


def test_invalid_text_explains_stale_preview(
    form: Page,
) -> None:
    shown = choose_mode(form, "password_reset").locator("body")
    expect(shown).to_contain_text("Someone asked for a link")
    form.locator("#id_password_reset_text").fill("Nobody finds a way on from here.")
    expect(form.get_by_text("Preview is out of date")).to_be_visible()
    form.get_by_role("button", name="Save").first.click()
    expect(form.get_by_text("Add {link}.").first).to_be_visible()


def test_emails_are_accessible_and_fit_phones(form: Page) -> None:
    address = f"{form.url}preview/"
    form.goto("about:blank")
    form.set_viewport_size(PHONE)
    requested_urls: list[str] = []
    form.on("request", lambda request: requested_urls.append(request.url))
    for mode in PREVIEW_MODES:
        form.goto(f"{address}?mode={mode}")
        expect(form.get_by_text("From: no-reply@example.org")).to_be_visible()
        assert form.evaluate(WIDTHS) == [360, 360], mode
        assert find_violations(form, without=WHOLE_PAGE_RULES) == [], mode
    assert requested_urls == [f"{address}?mode={mode}" for mode in PREVIEW_MODES]


def test_form_and_preview_fit_phones(page: Page, site_server: LiveSite) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, site_server, "editor@example.org")
    page.goto(FORM)
    page.locator("#id_password_reset_text").fill("On a phone:\n\n{link}")
    assert page.evaluate(WIDTHS) == [360, 360]
    open_preview(page)
    shown = choose_mode(page, "password_reset").locator("body")
    expect(shown).to_contain_text("On a phone:")
    width, needed = shown.evaluate(WIDTHS)
    assert needed == width
