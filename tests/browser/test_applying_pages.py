"""Every page on the way of an application: axe, narrow windows, large type, forced colours."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.applicant import CHECK, SEND, Applicant
from tests.browser.conftest import demo_site
from tests.browser.test_every_page import (
    ENLARGED,
    TEXT_ALONE_TWICE_AS_LARGE,
    findings_in_both_schemes,
    sticks_out,
)
from tests.browser.test_look import MOVING, WITHOUT_EDGE
from tests.mailbox import Mailbox
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]

NARROW = {"width": 320, "height": 640}
LONG_AGO = "2020-01-01 00:00:00"


@pytest.fixture(scope="module")
def site_server(
    demo_data: Path, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site of its own: its links grow old, and its sign-up is closed."""
    yield from demo_site(demo_data, mailbox, tmp_path_factory)


@pytest.fixture
def applicant(page: Page, mailbox: Mailbox, site_server: ServedSite) -> Iterator[Applicant]:
    yield Applicant(page, mailbox)
    change(site_server, "UPDATE membership_joinpage SET closed = 0")


def change(site: ServedSite, statement: str, *values: str) -> None:
    """Do to the database of the running site what time, or an editor, would do."""
    file = site.data_dir / "site.sqlite3"
    with closing(sqlite3.connect(file, timeout=30)) as database, database:
        assert database.execute(statement, values).rowcount


def on_the_join_page(applicant: Applicant, site: ServedSite) -> None:
    applicant.page.goto("/join/")
    applicant.expect_heading("Join")


def with_errors(applicant: Applicant, site: ServedSite) -> None:
    on_the_join_page(applicant, site)
    applicant.press(CHECK)
    applicant.page.get_by_role("alert").wait_for()


def filled_in_again(applicant: Applicant, site: ServedSite) -> None:
    applicant.check()
    applicant.press("Go back and change")
    applicant.expect_heading("Join")


def on_the_check(applicant: Applicant, site: ServedSite) -> None:
    applicant.check()


def without_consent(applicant: Applicant, site: ServedSite) -> None:
    applicant.check()
    applicant.press(SEND)
    applicant.page.get_by_role("alert").wait_for()


def on_the_receipt(applicant: Applicant, site: ServedSite) -> None:
    applicant.check()
    applicant.agree_and_send()


def asking_for_the_link(applicant: Applicant, site: ServedSite) -> None:
    applicant.page.goto("/join/resend/")
    applicant.press("Send me a new link")
    applicant.page.get_by_role("alert").wait_for()


def having_asked_for_it(applicant: Applicant, site: ServedSite) -> None:
    asking_for_the_link(applicant, site)
    applicant.page.get_by_label("E-mail address").fill(applicant.email)
    applicant.press("Send me a new link")
    applicant.expect_heading("Please look at your mail")


def before_confirming(applicant: Applicant, site: ServedSite) -> None:
    applicant.page.goto(applicant.apply())
    applicant.expect_heading("One more step")


def waiting(applicant: Applicant, site: ServedSite) -> None:
    before_confirming(applicant, site)
    applicant.press("Confirm my address")
    applicant.expect_heading("We have your application")


def too_late(applicant: Applicant, site: ServedSite) -> None:
    link = applicant.apply()
    digest = hashlib.sha256(link.split("/")[-2].encode()).hexdigest()
    aged = "UPDATE membership_applicationlink SET expires_at = ? WHERE digest = ?"
    change(site, aged, LONG_AGO, digest)
    applicant.page.goto(link)
    applicant.expect_heading("This link is too old")


def behind_a_dead_link(applicant: Applicant, site: ServedSite) -> None:
    applicant.page.goto("/join/application/nothing-of-ours/")
    applicant.expect_heading("There is nothing behind this link")


def having_withdrawn(applicant: Applicant, site: ServedSite) -> None:
    before_confirming(applicant, site)
    applicant.unfold_and_withdraw()
    applicant.expect_heading("It is erased")


def while_closed(applicant: Applicant, site: ServedSite) -> None:
    change(site, "UPDATE membership_joinpage SET closed = 1")
    applicant.page.goto("/join/")
    applicant.page.get_by_text("Sign-up is closed for a while.").wait_for()


def closed_on_the_way(applicant: Applicant, site: ServedSite) -> None:
    applicant.fill_in()
    change(site, "UPDATE membership_joinpage SET closed = 1")
    applicant.press(CHECK)
    applicant.expect_heading("Sign-up has been closed")


Stage = Callable[[Applicant, ServedSite], None]
STAGES = [
    on_the_join_page,
    with_errors,
    filled_in_again,
    on_the_check,
    without_consent,
    on_the_receipt,
    asking_for_the_link,
    having_asked_for_it,
    before_confirming,
    waiting,
    too_late,
    behind_a_dead_link,
    having_withdrawn,
    while_closed,
    closed_on_the_way,
]
each_stage = pytest.mark.parametrize("reach", STAGES, ids=lambda stage: stage.__name__)


@each_stage
def test_it_is_open_to_everybody(
    applicant: Applicant, site_server: ServedSite, reach: Stage
) -> None:
    """One way there for all of it, since each way is long."""
    page = applicant.page
    page.set_viewport_size(NARROW)
    reach(applicant, site_server)
    page.evaluate("document.querySelectorAll('main details').forEach((it) => { it.open = true })")
    assert sticks_out(page) == []
    assert findings_in_both_schemes(page) == []
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert page.evaluate(WITHOUT_EDGE) == []
    assert page.evaluate(MOVING) == []
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    page.set_viewport_size(ENLARGED)
    assert sticks_out(page) == []
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate(TEXT_ALONE_TWICE_AS_LARGE)
    assert sticks_out(page) == []


def picture(box: Locator) -> bytes:
    """What *box* looks like while nobody is at it."""
    box.evaluate("it => it.blur()")
    box.page.mouse.move(0, 0)
    return box.screenshot(animations="disabled")


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ticks_are_seen_in_any_colours(page: Page, scheme: str, forced: str) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto("/join/")
    for name in ("Meetings online", "Qualified", "I work or train"):
        box = page.get_by_label(name)
        box.scroll_into_view_if_needed()
        blank = picture(box)
        assert picture(box) == blank
        box.check()
        assert picture(box) != blank


def test_a_long_word_breaks_on_the_check(applicant: Applicant) -> None:
    page = applicant.page
    page.set_viewport_size(NARROW)
    applicant.fill_in()
    page.get_by_label("What would you like to find here?").fill("peer" * 200)
    page.get_by_label("What shall we call you?").fill("R" * 100)
    applicant.press(CHECK)
    applicant.expect_heading("Check your answers")
    assert sticks_out(page) == []
