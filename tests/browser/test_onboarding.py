"""An applicant is asked, approved and onboarded, or declined. (Journey 5.)"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applicant import Applicant, get_link, wait_for_next_email
from tests.browser.checks import SMALL_PHONE, PageAudit, find_faults
from tests.browser.test_keyboard import tab_to
from tests.live_site import LiveSite, manage
from tests.smtp_sink import SmtpSink

PASSWORD = "seven quiet otters dancing"
QUESTION = "Where do you work at the moment?\nA word or two is enough."
ONBOARDING_HEADING = "Set up your membership"
# Decisions of the team, made final as after ten minutes.
DECIDE = """
from membership import actions
from membership.actions.decisions import get_reviewers
from membership.models import Application, ApplicationDecision
from membership.models.decision import UNDO_PERIOD
email, kind, text = {email!r}, {kind!r}, {text!r}
application = Application.objects.from_email(email).get()
act = actions.decide(
    application=application, by=get_reviewers().first(), kind=kind, reason="Fits.", text=text
)
ApplicationDecision.objects.filter(pk=act.pk).update(at=act.at - UNDO_PERIOD)
actions.finalise_decisions()
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site that gets new members."""
    return editable_site


class Newcomer(Applicant):
    """An applicant who receives decisions of the team and continues."""

    def __init__(self, page: Page, smtp_sink: SmtpSink, site: LiveSite) -> None:
        super().__init__(page, smtp_sink)
        self.site = site

    def confirm(self) -> None:
        self.page.goto(self.apply())
        self.press("Confirm my email address")
        self.expect_heading("We have received your application")

    def decide(self, kind: str, text: str = "") -> None:
        """The team decides; open the link in the resulting email."""
        seen = len(self.emails)
        script = DECIDE.format(email=self.email, kind=kind, text=text)
        site = self.site
        arguments = ("shell", "--no-imports", "-c", script)
        done = manage(*arguments, data_dir=site.data_dir, port=site.port)
        assert done.returncode == 0, done.stderr
        self.page.goto(get_link(wait_for_next_email(self.smtp_sink, self.email, seen)))

    def get_approved(self) -> None:
        self.confirm()
        self.decide("approved")
        self.expect_heading("You have been approved")

    def open_onboarding(self) -> None:
        self.get_approved()
        self.page.get_by_role("link", name="Set up membership").click()
        self.expect_heading(ONBOARDING_HEADING)

    def fill_in(self, pseudonym: str = "") -> None:
        if not pseudonym:
            super().fill_in()
            return
        self.page.get_by_label("Pseudonym", exact=True).fill(pseudonym)
        for label in ("Password", "Confirm password"):
            self.page.get_by_label(label, exact=True).fill(PASSWORD)
        for checkbox in self.page.locator(".consent input").all():
            checkbox.check()


@pytest.fixture
def newcomer(page: Page, smtp_sink: SmtpSink, site_server: LiveSite) -> Newcomer:
    return Newcomer(page, smtp_sink, site_server)


def test_onboarding_from_question_to_members_home(page: Page, newcomer: Newcomer) -> None:
    newcomer.confirm()
    expect(page.get_by_text("We will answer by")).to_be_visible()

    newcomer.decide("asked", QUESTION)
    newcomer.expect_heading("We have a question")
    newcomer.press("Send answer")
    expect(page.get_by_role("alert")).to_contain_text("Enter your answer")
    page.get_by_label("Your answer").fill("On a ward,\nin Ely.")
    newcomer.press("Send answer")
    newcomer.expect_heading("We have received your application")
    expect(page.get_by_role("main")).to_contain_text("On a ward,\nin Ely.", use_inner_text=True)

    newcomer.decide("approved")
    newcomer.expect_heading("You have been approved")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Set up membership").click()
    newcomer.expect_heading(ONBOARDING_HEADING)

    # A pseudonym that reveals the email address: warned once, accepted when submitted again.
    pseudonym = f"Robin {newcomer.email[6:14]}"
    newcomer.fill_in(pseudonym)
    newcomer.press("Set up membership")
    expect(page.get_by_role("alert")).to_contain_text("someone might guess who you are")
    expect(page.get_by_label("Pseudonym", exact=True)).to_have_value(pseudonym)
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    newcomer.fill_in(pseudonym)
    newcomer.press("Set up membership")
    page.wait_for_url("**/members/")
    newcomer.expect_heading(f"Hello, {pseudonym}")
    expect(page.get_by_role("main")).to_contain_text("You are now a member.")

    for email in newcomer.emails:
        content = f"{email['Subject']} {email.get_body(('plain',)).get_content()}".lower()
        for private in ("in2gr8", "mental", "member", "appl", "robin ", " ward", "ely."):
            assert private not in content.replace(get_link(email).lower(), ""), private


@pytest.mark.slow
def test_onboarding_works_by_keyboard(page: Page, newcomer: Newcomer) -> None:
    newcomer.get_approved()
    tab_to(page, "Set up membership", within="main")
    page.keyboard.press("Enter")
    newcomer.expect_heading(ONBOARDING_HEADING)
    tab_to(page, "Pseudonym", within="main")
    page.keyboard.type("Quiet Otter")
    for label in ("Password", "Confirm password"):
        tab_to(page, label, within="main")
        page.keyboard.type(PASSWORD)
    for checkbox in page.locator(".consent label").all():
        tab_to(page, checkbox.inner_text()[:30], within="main")
        page.keyboard.press("Space")
    tab_to(page, "Set up membership", within="main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/")


def test_passkey_is_offered_at_localhost_and_added_during_onboarding(
    page: Page, newcomer: Newcomer, site_server: LiveSite
) -> None:
    newcomer.open_onboarding()
    expect(page.get_by_label("With a passkey")).to_have_count(0)
    page.goto(page.url.replace("127.0.0.1", "localhost"))
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key: dict[str, Any] = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    key |= {"hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.get_by_label("Pseudonym", exact=True).fill("Passkey Heron")
    page.get_by_label("With a passkey").check()
    for checkbox in page.locator(".consent input").all():
        checkbox.check()
    newcomer.press("Set up membership")
    newcomer.expect_heading("Add a passkey")
    newcomer.press("Add passkey")
    newcomer.expect_heading("Your recovery codes")
    expect(page.locator("[data-codes] li")).to_have_count(10)
    page.get_by_role("link", name="Continue to members’ home").click()
    newcomer.expect_heading("Hello, Passkey Heron")
    expect(page.get_by_role("main")).to_contain_text("You are now a member.")


@pytest.mark.slow
def test_onboarding_pages_have_no_faults(page: Page, newcomer: Newcomer) -> None:
    audit = PageAudit(page)
    newcomer.confirm()
    audit.check("waiting")
    newcomer.decide("asked", f"{QUESTION} {'w' * 200}")
    newcomer.press("Send answer")
    page.get_by_role("alert").wait_for()
    audit.check("asked, with errors")
    page.get_by_label("Your answer").fill("On a ward. " + "w" * 200)
    newcomer.press("Send answer")
    newcomer.expect_heading("We have received your application")
    audit.check("answered")
    newcomer.decide("approved")
    newcomer.expect_heading("You have been approved")
    audit.check("approved")
    page.get_by_role("link", name="Set up membership").click()
    newcomer.expect_heading(ONBOARDING_HEADING)
    audit.check("setting up")
    address = page.url.removesuffix("set-up/")
    newcomer.press("Set up membership")
    page.get_by_role("alert").wait_for()
    audit.check("setting up, with errors")
    newcomer.fill_in("Blue Heron")
    newcomer.press("Set up membership")
    page.wait_for_url("**/members/")
    page.goto(address)
    newcomer.expect_heading("This link does not work")
    audit.check("set up")
    assert audit.faults == {}


@pytest.mark.slow
def test_declined_page_has_no_faults(page: Page, newcomer: Newcomer) -> None:
    newcomer.confirm()
    newcomer.decide("declined", "Thank you for writing to us.\n\nWe are sorry.")
    newcomer.expect_heading("Our decision")
    assert find_faults(page, SMALL_PHONE) == {}
