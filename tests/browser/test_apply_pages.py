"""Every page of the application form: axe, narrow windows, large text, forced colours."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.applicant import CHECK, SEND, Applicant
from tests.browser.checks import SMALL_PHONE, PageAudit, find_overflow
from tests.live_site import LiveSite
from tests.smtp_sink import SmtpSink

pytestmark = pytest.mark.slow

LONG_AGO = "2020-01-01 00:00:00"


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site whose links expire and whose sign-up is closed for a while."""
    return editable_site


@pytest.fixture
def applicant(page: Page, smtp_sink: SmtpSink, site_server: LiveSite) -> Applicant:
    return Applicant(page, smtp_sink)


@pytest.fixture
def close_sign_up(site_server: LiveSite) -> Iterator[Callable[[], None]]:
    """Functions that close and reopen sign-up."""
    yield lambda: execute_sql(site_server, "UPDATE membership_joinpage SET closed = 1")
    execute_sql(site_server, "UPDATE membership_joinpage SET closed = 0")


@pytest.fixture
def audit(page: Page) -> PageAudit:
    return PageAudit(page)


def execute_sql(site: LiveSite, statement: str, *values: str) -> None:
    """Change the database of the running site, to simulate time passing or an editor's changes."""
    file = site.data_dir / "site.sqlite3"
    with closing(sqlite3.connect(file, timeout=30)) as database, database:
        assert database.execute(statement, values).rowcount


def test_apply_pages_have_no_faults(applicant: Applicant, audit: PageAudit) -> None:
    page = applicant.page
    page.goto("/join/")
    applicant.expect_heading("Join")
    audit.check("form")
    applicant.press(CHECK)
    page.get_by_role("alert").wait_for()
    audit.check("form, with errors")
    applicant.answer()
    applicant.press(CHECK)
    applicant.expect_heading("Check your answers")
    audit.check("check")
    applicant.press("Change answers")
    applicant.expect_heading("Join")
    audit.check("form, filled in again")
    applicant.press(CHECK)
    applicant.expect_heading("Check your answers")
    applicant.press(SEND)
    page.get_by_role("alert").wait_for()
    audit.check("check, without consent")
    applicant.agree_and_send()
    audit.check("receipt")
    page.goto(applicant.link())
    applicant.expect_heading("Confirm your email address")
    audit.check("before confirming")
    applicant.press("Confirm my email address")
    applicant.expect_heading("We have received your application")
    audit.check("waiting")
    applicant.unfold_and_withdraw()
    applicant.expect_heading("Application deleted")
    audit.check("withdrawn")
    assert audit.faults == {}


def test_expired_and_invalid_link_pages_have_no_faults(
    applicant: Applicant, audit: PageAudit, site_server: LiveSite
) -> None:
    page = applicant.page
    link = applicant.apply()
    digest = hashlib.sha256(link.split("/")[-2].encode()).hexdigest()
    set_expiry = "UPDATE membership_applicationtoken SET expires_at = ? WHERE digest = ?"
    execute_sql(site_server, set_expiry, LONG_AGO, digest)
    page.goto(link)
    applicant.expect_heading("This link has expired")
    audit.check("too late")
    page.goto("/join/resend/")
    applicant.press("Send a new link")
    page.get_by_role("alert").wait_for()
    audit.check("asking for the link, with errors")
    page.get_by_label("Email address").fill(applicant.email)
    applicant.press("Send a new link")
    applicant.expect_heading("Check your email")
    audit.check("having asked for the link")
    page.goto("/join/application/nothing-of-ours/")
    applicant.expect_heading("This link does not work")
    audit.check("dead link")
    assert audit.faults == {}


def test_closed_sign_up_pages_have_no_faults(
    applicant: Applicant, audit: PageAudit, close_sign_up: Callable[[], None]
) -> None:
    page = applicant.page
    applicant.fill_in()
    close_sign_up()
    applicant.press(CHECK)
    applicant.expect_heading("Applications have closed")
    audit.check("closed on the way")
    page.goto("/join/")
    page.get_by_text("Applications are closed for now.").wait_for()
    audit.check("closed")
    assert audit.faults == {}


def take_screenshot(checkbox: Locator) -> bytes:
    """A screenshot of *checkbox* without hover or focus."""
    checkbox.evaluate("it => it.blur()")
    checkbox.page.mouse.move(0, 0)
    return checkbox.screenshot(animations="disabled")


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_checkboxes_are_visible_in_every_colour_scheme(
    page: Page, scheme: str, forced: str
) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto("/join/")
    for name in ("Meetings online", "Qualified", "I work or train"):
        checkbox = page.get_by_label(name)
        checkbox.scroll_into_view_if_needed()
        blank = take_screenshot(checkbox)
        assert take_screenshot(checkbox) == blank
        checkbox.check()
        assert take_screenshot(checkbox) != blank


def test_check_page_wraps_long_strings(applicant: Applicant) -> None:
    page = applicant.page
    page.set_viewport_size(SMALL_PHONE)
    applicant.fill_in()
    page.get_by_label("What would you like to find here?").fill("peer" * 200)
    page.get_by_label("What should we call you?").fill("R" * 100)
    applicant.press(CHECK)
    applicant.expect_heading("Check your answers")
    assert find_overflow(page) == []
