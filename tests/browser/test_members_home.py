"""Members' pages in a real browser: by keyboard, in every colour scheme, on a small phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import SMALL_PHONE, find_faults, find_small_targets
from tests.browser.members import CONSENTED, WITHOUT_CONSENT, create_members, sign_in
from tests.browser.test_keyboard import tab_to
from tests.live_site import LiveSite

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site whose members change their names."""
    return editable_site


@pytest.fixture(autouse=True)
def members(site_server: LiveSite) -> None:
    """Two members, reset for each test."""
    create_members(site_server)


def expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def press(page: Page, name: str) -> None:
    """Tab to the button or link *name*, and press it."""
    tab_to(page, name, within="main")
    page.keyboard.press("Enter")


def check(page: Page) -> None:
    """Accessible, and as wide as a small phone."""
    assert find_faults(page, SMALL_PHONE) == {}
    assert find_small_targets(page) == []


def test_members_home_shows_next_meeting(page: Page) -> None:
    sign_in(page, "linnet")
    expect_heading(page, f"Hello, {CONSENTED}")
    expect(page.get_by_role("main")).to_contain_text("Juniper House")
    check(page)
    page.goto("/members/")
    check(page)


def test_settings_can_be_changed_by_keyboard(page: Page) -> None:
    sign_in(page, "linnet")
    press(page, "Name and settings")
    expect_heading(page, "Name and settings")
    check(page)
    tab_to(page, "Pseudonym", within="main")
    page.keyboard.press("Control+A")
    page.keyboard.type("Linnet of the choir")
    press(page, "Save settings")
    expect(page.get_by_role("alert")).to_contain_text("someone might guess who you are")
    check(page)
    press(page, "Save settings")
    expect(page.get_by_role("status")).to_have_text("Your settings have been saved.")
    check(page)
    page.goto("/members/")
    expect_heading(page, "Hello, Linnet of the choir")


def test_break_can_be_taken_and_ended_by_keyboard(page: Page) -> None:
    sign_in(page, "linnet")
    press(page, "Take a break")
    expect_heading(page, "Take a break")
    check(page)
    press(page, "Take a break")
    expect(page.get_by_role("main")).to_contain_text("You are on a break")
    check(page)
    press(page, "End my break")
    expect_heading(page, f"Hello, {CONSENTED}")
    expect(page.get_by_role("main")).not_to_contain_text("You are on a break")


def test_changed_consent_can_be_declined_and_given_by_keyboard(page: Page) -> None:
    sign_in(page, "rook")
    expect_heading(page, "We have changed what members agree to")
    check(page)
    press(page, "I agree")
    page.get_by_role("alert").wait_for()
    check(page)
    press(page, "I do not agree")
    expect(page.get_by_role("main")).to_contain_text("Your membership is paused")
    check(page)
    press(page, "Read the text again")
    expect_heading(page, "We have changed what members agree to")
    for text in ("I agree that", "I have read the community guidelines"):
        tab_to(page, text, within="main")
        page.keyboard.press("Space")
    press(page, "I agree and end my break")
    expect_heading(page, f"Hello, {WITHOUT_CONSENT}")
    expect(page.get_by_role("main")).not_to_contain_text("Your membership is paused")
