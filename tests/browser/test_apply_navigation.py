"""Back, reload and double clicks while applying lose no answers and submit nothing twice."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.applicant import CHECK, SEND, Applicant, count_applications
from tests.live_site import LiveSite
from tests.smtp_sink import SmtpSink

# Whether the page was opened by a normal navigation, not by reload or back.
IS_NEW = "() => performance.getEntriesByType('navigation')[0].type === 'navigate'"


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """The site to which applications are sent."""
    return editable_site


@pytest.fixture
def applicant(page: Page, smtp_sink: SmtpSink) -> Applicant:
    return Applicant(page, smtp_sink)


class TestFormState:
    def test_back_from_check_restores_the_form(self, page: Page, applicant: Applicant) -> None:
        applicant.check()
        page.wait_for_url("**#check")
        page.go_back()
        applicant.expect_all_filled_in()

    def test_reload_keeps_the_check_page(self, page: Page, applicant: Applicant) -> None:
        applicant.check()
        page.wait_for_url("**#check")
        page.reload()
        applicant.expect_heading("Check your answers")
        expect(page.locator(".answer-summary")).to_contain_text(applicant.email)
        page.go_back()
        applicant.expect_all_filled_in()

    def test_error_link_stays_on_the_check_page(self, page: Page, applicant: Applicant) -> None:
        applicant.check()
        applicant.press(SEND)
        page.get_by_role("link", name="Tick the box to agree").click()
        applicant.expect_heading("Check your answers")
        expect(page.get_by_label("I agree")).to_be_focused()
        applicant.agree_and_send()

    def test_invalid_field_keeps_other_answers(self, page: Page, applicant: Applicant) -> None:
        applicant.fill_in()
        page.get_by_label("Email address").fill("nobody")
        applicant.press(CHECK)
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page).to_have_title(re.compile("^Error: "))
        page.get_by_label("Email address").fill(applicant.email)
        applicant.expect_all_filled_in()
        applicant.press(CHECK)
        applicant.expect_heading("Check your answers")


class TestSubmitOnce:
    def test_double_click_submits_once(
        self, page: Page, applicant: Applicant, site_server: LiveSite
    ) -> None:
        before = count_applications(site_server)
        applicant.check()
        page.get_by_label("I agree").check()
        page.get_by_role("main").get_by_role("button", name=SEND).dblclick()
        applicant.expect_heading("Check your email")
        assert count_applications(site_server) == before + 1
        applicant.link()
        assert len(applicant.emails) == 1

    def test_reloading_the_receipt_does_not_resubmit(
        self, page: Page, applicant: Applicant, site_server: LiveSite
    ) -> None:
        applicant.apply()
        before = count_applications(site_server)
        page.reload()
        applicant.expect_heading("Check your email")
        assert count_applications(site_server) == before

    def test_submitting_from_two_tabs_creates_one_application(
        self, page: Page, applicant: Applicant, site_server: LiveSite
    ) -> None:
        before = count_applications(site_server)
        applicant.check()
        form = page.evaluate("document.querySelector('[name=draft]').value")
        applicant.agree_and_send()
        again = {"draft": form, "step": "send", "consent": "yes"}
        answer = page.request.post("/join/apply/", form=again)
        assert answer.url.endswith("/join/sent/")
        assert count_applications(site_server) == before + 1

    def test_back_after_the_receipt_shows_an_empty_form(
        self, page: Page, applicant: Applicant
    ) -> None:
        applicant.apply()
        # A browser that does not resubmit shows a notice; otherwise the form is empty.
        for _ in range(3):
            with page.expect_event("load"):
                page.evaluate("setTimeout(() => history.back())")
            expect(page.locator(f'[value="{applicant.email}"]')).to_have_count(0)
            expect(page.locator("html")).not_to_contain_text(applicant.email)
            expect(page.locator("html")).not_to_contain_text("And <b>tea</b>")
        # The form that the browser restores is replaced by an empty one.
        page.wait_for_function(IS_NEW)
        applicant.expect_heading("Join")
        expect(page.get_by_label("Email address")).to_have_value("")


class TestBeforeUnload:
    @pytest.fixture
    def dialogs(self, page: Page) -> list[str]:
        """The browser's unload warnings; each is accepted."""
        kinds: list[str] = []

        def record(dialog: Dialog) -> None:
            kinds.append(dialog.type)
            dialog.accept()

        page.on("dialog", record)
        return kinds

    def test_changed_form_warns_before_unload(
        self, page: Page, applicant: Applicant, dialogs: list[str]
    ) -> None:
        applicant.fill_in()
        page.goto("/about/")
        assert dialogs == ["beforeunload"]

    def test_returned_form_warns_before_unload(
        self, page: Page, applicant: Applicant, dialogs: list[str]
    ) -> None:
        applicant.check()
        applicant.press("Change answers")
        applicant.expect_all_filled_in()
        # Browsers only warn after the user has interacted with the page.
        page.get_by_role("heading", level=1).click()
        page.goto("/about/")
        assert dialogs == ["beforeunload"]

    def test_unchanged_form_does_not_warn(self, page: Page, dialogs: list[str]) -> None:
        page.goto("/join/")
        page.get_by_role("heading", level=1).click()
        page.goto("/about/")
        assert dialogs == []

    def test_submit_and_quick_exit_do_not_warn(
        self, page: Page, applicant: Applicant, dialogs: list[str]
    ) -> None:
        applicant.apply()
        page.route("**/leave-quickly/", lambda route: route.fulfill(body="Away"))
        page.goto("/join/")
        page.get_by_label("Email address").press_sequentially("robin")
        page.get_by_role("link", name="Leave quickly", exact=True).click()
        expect(page.locator("body")).to_have_text("Away")
        assert dialogs == []


def test_only_the_email_field_allows_autocomplete(page: Page) -> None:
    page.goto("/join/")
    autocomplete = page.locator("main :is(input, select, textarea).input").evaluate_all(
        "all => all.map(it => [it.name, it.getAttribute('autocomplete')])"
    )
    known = dict(autocomplete)
    assert len(known) > 5
    assert known.pop("email") == "email"
    assert set(known.values()) == {"off"}
    for form in page.locator("main form").all():
        expect(form).to_have_attribute("autocomplete", "off")
