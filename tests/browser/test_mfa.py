"""Two-step sign-in in a real browser, by keyboard: passkeys at localhost, TOTP, recovery codes."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import find_overflow, find_violations
from tests.browser.conftest import assert_no_csp_violations, serve_demo_site
from tests.browser.test_keyboard import tab_to
from tests.live_site import PASSWORD, LiveSite
from tests.smtp_sink import SmtpSink
from tests.users.software_authenticator import totp_code

# One process runs all these tests, since only they need this site.
pytestmark = pytest.mark.xdist_group("mfa")
MFA_URL = "/account/2fa/"
SMALL_PHONE = {"width": 360, "height": 740}
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# As when the user cancels the browser's dialog.
CANCEL_ONCE = """() => {
    const create = navigator.credentials.create;
    navigator.credentials.create = () => {
        navigator.credentials.create = create;
        return Promise.reject(new DOMException("", "NotAllowedError"));
    };
}"""
Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def site(
    demo_data: Path, smtp_sink: SmtpSink, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveSite]:
    """A site that requires two-step sign-in of staff."""
    with serve_demo_site(
        demo_data, smtp_sink, tmp_path_factory, REQUIRE_STAFF_MFA="true"
    ) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, site: LiveSite) -> Iterator[Visit]:
    """A tab in a new profile, at a hostname of this machine."""
    with ExitStack() as profiles:

        def open_at(host: str) -> Page:
            base = f"http://{host}:{site.port}"
            profile = browser.new_context(base_url=base, locale="en-GB", viewport=SMALL_PHONE)
            profiles.enter_context(profile)
            profiles.enter_context(assert_no_csp_violations(profile))
            return profile.new_page()

        yield open_at


def check(page: Page) -> None:
    """axe finds no violations in both colour schemes, and the page fits a small phone."""
    assert find_violations(page) == [], page.url
    assert find_overflow(page) == [], page.url


def expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def sign_in(page: Page, who: str) -> None:
    """Log in with email address and password, by keyboard."""
    page.goto("/account/login/")
    tab_to(page, "Email address", within="main")
    page.keyboard.type(f"{who}@example.org")
    tab_to(page, "Password", within="main")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    press(page, "Sign out")
    # Otherwise the next page would be requested while still logged in.
    page.wait_for_url(lambda url: "/account/" not in url)


def expect_admin(page: Page) -> None:
    """The admin has loaded completely: pending requests would interrupt the next step."""
    page.wait_for_url(re.compile("/admin/$"), wait_until="load")


def press(page: Page, name: str) -> None:
    tab_to(page, name, within="main")
    page.keyboard.press("Enter")


def add_virtual_authenticator(page: Page) -> None:
    """A virtual authenticator for passkeys in *page*."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def get_text(email: EmailMessage) -> str:
    part = email.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_staff_add_passkey_and_log_in_with_it(visit: Visit, smtp_sink: SmtpSink) -> None:
    page = visit("localhost")
    add_virtual_authenticator(page)
    sign_in(page, "editor")
    expect_heading(page, "Sign-in and security")
    expect(page.get_by_role("main")).to_contain_text(
        "You have access to information people gave us in confidence"
    )
    check(page)

    press(page, "Add a passkey")
    expect_heading(page, "Add a passkey")
    check(page)
    # Cancelling loses no input, and the next attempt succeeds.
    tab_to(page, "Passkey name", within="main")
    page.keyboard.press("Control+A")
    page.keyboard.type("My telephone")
    page.evaluate(CANCEL_ONCE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Nothing has changed")
    press(page, "Add passkey")

    expect_heading(page, "Your recovery codes")
    expect(page.locator("[data-codes] li")).to_have_count(10)
    check(page)
    tab_to(page, "Copy codes", within="main")
    tab_to(page, "Continue to the admin", within="main")
    page.keyboard.press("Enter")
    expect_admin(page)
    email = smtp_sink.wait_for_message_to("editor@example.org")
    assert "two-step sign-in" in get_text(email)

    page.goto(MFA_URL)
    expect(page.get_by_role("main")).to_contain_text("My telephone")
    check(page)
    sign_out(page)
    page.goto("/account/login/")
    check(page)
    press(page, "Sign in with a passkey")
    expect_admin(page)

    # And for two-step sign-in after the password.
    sign_out(page)
    sign_in(page, "editor")
    expect_heading(page, "Two-step sign-in")
    check(page)
    press(page, "Use passkey")
    expect_admin(page)


def test_staff_set_up_totp_at_ip_address_and_use_recovery_code(visit: Visit) -> None:
    page = visit("127.0.0.1")
    sign_in(page, "moderator")
    expect_heading(page, "Sign-in and security")
    press(page, "Add a passkey")
    expect(page.get_by_role("main")).to_contain_text("Passkeys do not work at 127.0.0.1.")
    link = page.get_by_role("link", name="Open this page at localhost").get_attribute("href")
    assert link == page.url.replace("127.0.0.1", "localhost")
    check(page)

    press(page, "Set up an authenticator app instead")
    expect_heading(page, "Set up an authenticator app")
    check(page)
    secret = page.locator(".secret-characters").inner_text()
    tab_to(page, "6-digit code", within="main")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The code is wrong.")
    assert page.locator(".secret-characters").inner_text() == secret
    tab_to(page, "6-digit code", within="main")
    page.keyboard.press("Control+A")
    page.keyboard.type(totp_code(secret))
    page.keyboard.press("Enter")
    expect_heading(page, "Your recovery codes")
    code = page.locator("[data-codes] li").first.inner_text()

    sign_out(page)
    sign_in(page, "moderator")
    expect_heading(page, "Two-step sign-in")
    check(page)
    tab_to(page, "Code", within="main")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect_admin(page)
    page.goto(MFA_URL)
    expect(page.get_by_role("main")).to_contain_text("9 codes left")
    page.goto(f"{MFA_URL}app/remove/")
    expect(page.get_by_role("alert")).to_contain_text("This is your only two-step sign-in method.")
    check(page)


def test_page_without_javascript_explains_passkeys(browser: Browser, site: LiveSite) -> None:
    profile = browser.new_context(java_script_enabled=False)
    page = profile.new_page()
    page.goto(f"http://localhost:{site.port}/account/login/")
    expect(page.get_by_text("To use a passkey, turn on JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    profile.close()
