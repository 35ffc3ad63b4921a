"""Journey 5: three users in three browsers, with a real SMTP server."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.applicant import get_link, wait_for_next_email
from tests.browser.test_editor_publish import sign_in
from tests.browser.test_onboarding import ONBOARDING_HEADING, PASSWORD, Newcomer
from tests.live_site import LiveSite, manage
from tests.smtp_sink import SmtpSink

PSEUDONYM, QUESTION = "Marsh Harrier", "Which kind of work is it? One word is enough."
# Make the team's decisions final, as after ten minutes.
FINALISE_DECISIONS = """
from membership import actions
from membership.models import ApplicationDecision
from membership.models.decision import UNDO_PERIOD
for act in ApplicationDecision.objects.pending():
    ApplicationDecision.objects.filter(pk=act.pk).update(at=act.at - UNDO_PERIOD)
actions.finalise_decisions()
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site that gets a new member."""
    return editable_site


@pytest.fixture
def sign_in_as(browser: Browser, site_server: LiveSite) -> Iterator[Callable[[str], Page]]:
    """Log in as a user, in a new browser."""
    contexts = []

    def open_page(email: str) -> Page:
        contexts.append(browser.new_context(base_url=site_server.url))
        page = contexts[-1].new_page()
        sign_in(page, site_server, email)
        return page

    yield open_page
    for context in contexts:
        context.close()


def get_main_text(page: Page) -> str:
    return page.get_by_role("main").inner_text()


def get_status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    return answer.status


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_membership_from_application_to_suspension(
    page: Page, sign_in_as: Callable[[str], Page], smtp_sink: SmtpSink, site_server: LiveSite
) -> None:
    newcomer = Newcomer(page, smtp_sink, site_server)
    hazel, bramble = sign_in_as("membership@example.org"), sign_in_as("member@example.org")

    def get_next_link() -> str:
        seen = len(newcomer.emails)
        arguments = ("shell", "--no-imports", "-c", FINALISE_DECISIONS)
        done = manage(*arguments, data_dir=site_server.data_dir, port=site_server.port)
        assert done.returncode == 0, done.stderr
        return get_link(wait_for_next_email(smtp_sink, newcomer.email, seen))

    # Once confirmed, the application is on the team's list.
    newcomer.confirm()
    status, reference = page.url, page.locator(".answer-summary .num").first.inner_text()
    hazel.goto("/admin/applications/")
    hazel.get_by_role("link", name=reference).click()
    expect(hazel.get_by_text(newcomer.email)).to_be_visible()
    application = hazel.url

    # A question is previewed, undone and asked again; it is only emailed once it cannot be undone.
    for is_last in (False, True):
        hazel.get_by_role("link", name="Ask a question").click()
        hazel.get_by_label("Your question").fill(QUESTION)
        press(hazel, "Preview")
        expect(hazel.get_by_text(QUESTION)).to_be_visible()
        press(hazel, "Ask a question")
        page.goto(status)
        newcomer.expect_heading("We have received your application")
        if not is_last:
            press(hazel, "Undo")
    page.goto(get_next_link())
    newcomer.expect_heading("We have a question")
    page.get_by_label("Your answer").fill("Nursing.")
    newcomer.press("Send answer")

    # Approved, the new member chooses a unique pseudonym and reaches the members' home.
    hazel.goto(application)
    expect(hazel.get_by_text("Nursing.", exact=True)).to_be_visible()
    hazel.get_by_role("link", name="Approve").click()
    press(hazel, "Approve")
    page.goto(get_next_link())
    page.get_by_role("link", name="Set up membership").click()
    newcomer.expect_heading(ONBOARDING_HEADING)
    newcomer.fill_in("BRAMB1E")
    newcomer.press("Set up membership")
    expect(page.get_by_role("alert")).to_contain_text("This pseudonym is already taken")
    newcomer.fill_in(PSEUDONYM)
    newcomer.press("Set up membership")
    page.wait_for_url("**/members/")
    newcomer.expect_heading(f"Hello, {PSEUDONYM}")

    # Another member sees none of this; the team finds the new member by pseudonym only.
    for path in ("/members/", "/account/data/", f"/search/?q={PSEUDONYM.split()[0]}"):
        bramble.goto(path)
        assert PSEUDONYM not in get_main_text(bramble)
        assert newcomer.email not in bramble.content()
    assert get_status(bramble, application) == 403
    hazel.goto("/admin/members/")
    hazel.get_by_role("link", name=PSEUDONYM).click()
    assert newcomer.email not in get_main_text(hazel)

    # Suspended, the member loses access with the next request, but can still see all their data.
    hazel.get_by_role("link", name="Suspend membership").click()
    hazel.get_by_label("Reason").fill("We would like to talk with you first.")
    press(hazel, "Suspend membership")
    page.goto("/members/")
    newcomer.expect_heading("Your membership is suspended")
    expect(page.get_by_text("We would like to talk with you first.")).to_be_visible()
    assert get_status(page, "/for-members/") == 403
    page.goto("/account/data/")
    if "/again/" in page.url:
        page.get_by_label("Current password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_text(PSEUDONYM).first).to_be_visible()
    expect(page.get_by_text(QUESTION).first).to_be_attached()
