"""Apply in a real browser, on a real site with real email, from the join page to withdrawal."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.applicant import (
    ANSWER_TEXT,
    CHECK,
    NAME,
    SEND,
    Applicant,
    BrowserMonitor,
    count_applications,
    get_link,
    wait_for_next_email,
)
from tests.browser.test_keyboard import tab_to
from tests.live_site import LiveSite
from tests.smtp_sink import SmtpSink

# Whether the question of the focused field is visible: below the fixed header, above the bottom
# edge.
QUESTION_IN_VIEW = """() => {
    const it = document.activeElement;
    const question = it.closest(".field").querySelector("label, legend").getBoundingClientRect();
    const strip = document.querySelector(".quick-exit").getBoundingClientRect();
    return question.top >= strip.bottom - 1 && it.getBoundingClientRect().bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """The site to which applications are sent."""
    return editable_site


@pytest.fixture
def monitor(context: BrowserContext, page: Page) -> BrowserMonitor:
    return BrowserMonitor(context, page)


@pytest.fixture
def applicant(page: Page, smtp_sink: SmtpSink) -> Applicant:
    return Applicant(page, smtp_sink)


@pytest.fixture
def plain_page(browser: Browser, site_server: LiveSite) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=site_server.url)
    yield context.new_page()
    context.close()


def scan(link: str) -> set[int]:
    """Follow *link* like a link scanner of an email provider. Return its response."""
    statuses = set()
    for method in ("GET", "HEAD"):
        request = urllib.request.Request(link, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                statuses.add(int(answer.status))
        except urllib.error.HTTPError as error:
            statuses.add(error.code)
    return statuses


def test_apply_from_form_to_withdrawal(
    page: Page, applicant: Applicant, monitor: BrowserMonitor, site_server: LiveSite
) -> None:
    page.goto("/join/")
    promise = page.get_by_role("complementary", name="Our privacy promise")
    for text in (
        "Who can read your answers",
        "after 7 days",
        "What we never ask",
        "withdraw at any time",
    ):
        expect(promise).to_contain_text(text)
    monitor.expect_empty_storage()

    applicant.answer()
    monitor.expect_empty_storage()
    applicant.press(CHECK)
    applicant.expect_heading("Check your answers")
    for text in (applicant.email, NAME, "Nursing", "Meetings online", "And <b>tea</b> & quiet."):
        expect(page.locator(".answer-summary")).to_contain_text(text)
    monitor.expect_empty_storage()

    applicant.press("Change Profession")
    applicant.expect_all_filled_in()
    expect(page.get_by_label("Profession")).to_be_focused()
    page.get_by_label("Profession").select_option("Social work")
    applicant.press(CHECK)
    expect(page.locator(".answer-summary")).to_contain_text("Social work")
    monitor.expect_empty_storage()

    expect(page.get_by_label("I agree")).not_to_be_checked()
    applicant.agree_and_send()
    expect(page.get_by_role("main")).not_to_contain_text(applicant.email)
    monitor.expect_empty_storage()

    link = applicant.link()
    assert scan(link) == {200}
    page.goto(link)
    applicant.expect_heading("Confirm your email address")
    applicant.press("Confirm my email address")
    applicant.expect_heading("We have received your application")
    assert page.url == link
    for private in (applicant.email, NAME, "Social work"):
        expect(page.get_by_role("main")).not_to_contain_text(private)
    monitor.expect_empty_storage()

    before = count_applications(site_server)
    applicant.unfold_and_withdraw()
    applicant.expect_heading("Application deleted")
    assert count_applications(site_server) == before - 1
    assert scan(link) == {404}
    monitor.expect_empty_storage()
    monitor.expect_no_external_requests(site_server)


def test_email_contains_no_private_data(applicant: Applicant, smtp_sink: SmtpSink) -> None:
    link = applicant.apply()
    [email] = applicant.emails
    assert email["Subject"] == "Your link"
    for part in (str(email["From"]), email.get_body(("plain",)).get_content()):
        for private in ("in2gr8", "mental", "appl", NAME, "Nursing", "tea"):
            assert private not in part.lower().replace(link.lower(), ""), private


def test_team_is_notified_only_of_confirmed_applications(
    page: Page, applicant: Applicant, smtp_sink: SmtpSink
) -> None:
    def count_team_emails() -> int:
        return sum(email["To"] == "membership@example.org" for email in smtp_sink.messages)

    # Emails are sent in order: earlier emails have left once this one has arrived.
    Applicant(page, smtp_sink).apply()
    before = count_team_emails()
    page.goto(applicant.apply())
    assert count_team_emails() == before
    applicant.press("Confirm my email address")
    applicant.expect_heading("We have received your application")
    email = wait_for_next_email(smtp_sink, "membership@example.org", before)
    assert email["Subject"] == "An item is waiting for you"
    text = email.get_body(("plain",)).get_content()
    assert "/admin/" in text
    for private in (applicant.email, NAME, "Nursing", ANSWER_TEXT.split()[0]):
        assert private not in text


def test_apply_works_without_javascript(
    plain_page: Page, smtp_sink: SmtpSink, site_server: LiveSite
) -> None:
    applicant = Applicant(plain_page, smtp_sink)
    plain_page.goto("/join/")
    applicant.press(CHECK)
    expect(plain_page.get_by_role("alert")).to_contain_text("Choose a profession")
    applicant.answer()
    applicant.press(CHECK)
    applicant.press("Change Which nation do you work in?")
    applicant.expect_all_filled_in()
    assert plain_page.url.endswith("#id_q_which_nation_do_you_work_in")
    applicant.press(CHECK)
    applicant.press("Change answers")
    applicant.expect_all_filled_in()
    applicant.press(CHECK)
    applicant.press(SEND)
    expect(plain_page.get_by_role("alert")).to_contain_text("Tick the box to agree")
    applicant.agree_and_send()
    plain_page.goto(applicant.link())
    applicant.press("Confirm my email address")
    applicant.expect_heading("We have received your application")
    applicant.unfold_and_withdraw()
    applicant.expect_heading("Application deleted")
    assert plain_page.context.cookies() == []


@pytest.mark.parametrize("width", [390, 1280])
def test_apply_works_by_keyboard(page: Page, applicant: Applicant, width: int) -> None:
    def press(name: str, key: str = "Enter") -> None:
        tab_to(page, name, within="main")
        page.keyboard.press(key)

    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/join/")
    press("Go to the questions")
    press(CHECK)
    expect(page.get_by_role("alert")).to_be_focused()
    press("Choose a profession")
    expect(page.get_by_label("Profession")).to_be_focused()
    assert page.evaluate(QUESTION_IN_VIEW)
    page.keyboard.type("Nurs")
    press("Hoping to train", "Space")
    press("I work or train", "Space")
    tab_to(page, "What would you like to find here?", within="main")
    page.keyboard.type("Company")
    press("Meetings online", "Space")
    tab_to(page, "Which nation", within="main")
    page.keyboard.type("Wal")
    press("Yes, please", "Space")
    page.get_by_label("Email address").focus()
    page.keyboard.type(applicant.email)
    # Enter in a text field submits the form for checking, as everywhere.
    page.keyboard.press("Enter")
    applicant.expect_heading("Check your answers")

    press(SEND)
    expect(page.get_by_role("alert")).to_be_focused()
    press("Tick the box to agree")
    expect(page.get_by_label("I agree")).to_be_focused()
    page.keyboard.press("Space")
    press(SEND)
    applicant.expect_heading("Check your email")

    page.goto(applicant.link())
    press("Confirm my email address")
    applicant.expect_heading("We have received your application")
    press("Withdraw my application")
    press("Delete my application")
    applicant.expect_heading("Application deleted")


@pytest.mark.parametrize("width", [360, 1440])
def test_change_button_scrolls_to_its_question(
    page: Page, applicant: Applicant, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    applicant.check()
    unseen = []
    for question in ("Email address", "Profession", "What would you like to find here?"):
        applicant.press(f"Change {question}")
        expect(page.get_by_label(question)).to_be_focused()
        if not page.evaluate(QUESTION_IN_VIEW):
            unseen.append(question)
        applicant.press(CHECK)
        applicant.expect_heading("Check your answers")
    assert unseen == []


def test_resending_the_link_revokes_the_first(
    page: Page, applicant: Applicant, smtp_sink: SmtpSink
) -> None:
    first = applicant.apply()
    page.get_by_role("link", name="Get a new link").click()
    page.get_by_label("Email address").fill(applicant.email)
    applicant.press("Send a new link")
    applicant.expect_heading("Check your email")
    second = get_link(wait_for_next_email(smtp_sink, applicant.email, 1))
    assert second != first
    assert scan(first) == {404}
    page.goto(second)
    applicant.press("Confirm my email address")
    applicant.expect_heading("We have received your application")
