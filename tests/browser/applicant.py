"""An applicant in a real browser, and checks that the browser stores nothing about them."""

import re
import secrets
import sqlite3
from contextlib import closing
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.checks import Network
from tests.live_site import LiveSite, wait_until
from tests.smtp_sink import SmtpSink

ANSWER_TEXT = "Somebody to talk with, after a long time.\n\nAnd <b>tea</b> & quiet."
NAME = "Robin of the long hall"
CHECK, SEND = "Check your answers", "Send application"
BROWSER_STORAGE = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"


class Applicant:
    """Completes an application in *page*, with a unique email address."""

    def __init__(self, page: Page, smtp_sink: SmtpSink) -> None:
        self.page, self.smtp_sink = page, smtp_sink
        self.email = f"robin-{secrets.token_hex(4)}@example.org"

    def fill_in(self) -> None:
        """Open the join page and answer the required questions and some optional ones."""
        self.page.goto("/join/")
        self.answer()

    def answer(self) -> None:
        """Answer the questions of the form that is open."""
        fill = self.page.get_by_label
        fill("Email address").fill(self.email)
        fill("What should we call you?").fill(NAME)
        fill("Profession").select_option("Nursing")
        fill("Qualified").check()
        fill(re.compile("I work or train")).check()
        fill("What would you like to find here?").fill(ANSWER_TEXT)
        fill("Meetings online").check()
        fill("Which nation do you work in?").select_option("Wales")
        fill("No, thank you").check()

    def expect_all_filled_in(self) -> None:
        """The form contains all answers."""
        field = self.page.get_by_label
        expect(self.heading).to_have_text("Join")
        expect(field("Email address")).to_have_value(self.email)
        expect(field("What should we call you?")).to_have_value(NAME)
        expect(field("Profession")).to_have_value("Nursing")
        expect(field("Qualified")).to_be_checked()
        expect(field(re.compile("I work or train"))).to_be_checked()
        expect(field("What would you like to find here?")).to_have_value(ANSWER_TEXT)
        expect(field("Meetings online")).to_be_checked()
        expect(field("Meetings in person")).not_to_be_checked()
        expect(field("Which nation do you work in?")).to_have_value("Wales")
        expect(field("No, thank you")).to_be_checked()

    def check(self) -> None:
        """From the join page to the page that shows all answers."""
        self.fill_in()
        self.press(CHECK)
        self.expect_heading("Check your answers")

    def agree_and_send(self) -> None:
        self.page.get_by_label("I agree").check()
        self.press(SEND)
        self.expect_heading("Check your email")

    def apply(self) -> str:
        """Complete the application up to the receipt. Return the link in the email."""
        self.check()
        self.agree_and_send()
        return self.link()

    def press(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def unfold_and_withdraw(self) -> None:
        self.page.get_by_text("Withdraw my application").click()
        self.press("Delete my application")

    def link(self) -> str:
        """The URL in the newest email to this applicant."""
        email = self.smtp_sink.wait_for_message_to(self.email)
        return get_link(email)

    @property
    def emails(self) -> list[Any]:
        return [email for email in self.smtp_sink.messages if email["To"] == self.email]

    @property
    def heading(self) -> Any:
        return self.page.get_by_role("heading", level=1)

    def expect_heading(self, text: str) -> None:
        expect(self.heading).to_have_text(text)


def get_link(email: Any) -> str:
    """The URL in the plain text of *email*."""
    text = email.get_body(("plain",)).get_content()
    return re.search(r"http://\S+/join/application/\S+", text)[0]


def wait_for_next_email(smtp_sink: SmtpSink, address: str, seen: int) -> Any:
    """Wait for the next email to *address* after the first *seen* ones."""

    def get_new_emails() -> list[Any]:
        return [email for email in smtp_sink.messages if email["To"] == address][seen:]

    return wait_until(get_new_emails, f"email {seen + 1} to {address}")[0]


class BrowserMonitor:
    """Records the requests and console messages of *context*, and checks its storage."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.network = Network(context)
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._record(message.type, message.text))

    def _record(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.errors.append(text)

    def expect_empty_storage(self) -> None:
        """No cookies, and no answer in any storage of the browser."""
        assert self.context.cookies() == []
        storage = self.page.evaluate(BROWSER_STORAGE)
        assert storage in {"[{},{}]", '[{},{"done":"1"}]'}

    def expect_no_external_requests(self, site: LiveSite) -> None:
        assert self.network.requested_urls
        assert self.network.external_urls(site) == set()
        assert self.errors == []


def count_applications(site: LiveSite) -> int:
    """Number of applications in the database of the running site."""
    with closing(sqlite3.connect(site.data_dir / "site.sqlite3")) as database:
        rows = database.execute("SELECT count(*) FROM membership_application")
        return int(rows.fetchone()[0])
