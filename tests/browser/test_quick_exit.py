"""Quick exit by link, button and Shift key, with and without JavaScript."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.live_site import PASSWORD, LiveSite, run_script

SENSITIVE = ["/join/", "/urgent-help/", "/account/login/"]
SET_EXIT_URL = """
import sys
import django; django.setup()
from core.models import QuickExitSettings
settings = QuickExitSettings.load()
settings.url = sys.argv[1]
settings.save()
"""


class ExternalSite:
    """Another site on this machine; it records what browsers send."""

    def __init__(self) -> None:
        self.headers: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://localhost:{self.server.server_port}/weather"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        recorded = self.headers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/weather":
                    recorded.append({name.lower(): value for name, value in self.headers.items()})
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<title>Weather</title><h1>Some sun</h1>")

            def log_message(self, *args: object) -> None:
                """Do not log."""

        return Handler


@pytest.fixture(scope="module")
def external_site() -> Iterator[ExternalSite]:
    site = ExternalSite()
    Thread(target=site.server.serve_forever, daemon=True).start()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite, external_site: ExternalSite) -> LiveSite:
    """The demo site, whose quick exit leads to a page on this machine."""
    run_script(SET_EXIT_URL, external_site.address, data_dir=editable_site.data_dir)
    return editable_site


@pytest.fixture(autouse=True)
def _forget_requests(external_site: ExternalSite) -> None:
    external_site.headers.clear()


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("member@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.locator("form.sign-out").first).to_be_attached()


def expect_external_site(page: Page, external_site: ExternalSite) -> None:
    """The external site is open, and received no referrer."""
    page.wait_for_url(external_site.address)
    expect(page).to_have_title("Weather")
    assert len(external_site.headers) == 1
    assert "referer" not in external_site.headers[0]


@pytest.mark.parametrize("path", SENSITIVE)
def test_first_tab_stop_is_quick_exit(page: Page, external_site: ExternalSite, path: str) -> None:
    page.goto(path)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Leave this site quickly")
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect_external_site(page, external_site)


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_button_stays_visible_and_exits(
    page: Page, external_site: ExternalSite, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/urgent-help/")
    button = page.get_by_role("link", name="Leave quickly", exact=True)
    for place in (0, 400, 900):
        page.evaluate("(place) => scrollTo(0, place)", place)
        expect(button).to_be_in_viewport(ratio=1)
    button.click()
    expect_external_site(page, external_site)


def test_three_shift_presses_exit(page: Page, external_site: ExternalSite) -> None:
    page.goto("/join/")
    press_shift(page)
    expect_external_site(page, external_site)


def test_three_shift_presses_exit_from_a_field(page: Page, external_site: ExternalSite) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").press_sequentially("half an addr")
    press_shift(page)
    expect_external_site(page, external_site)


def test_typing_capitals_does_not_exit(page: Page, external_site: ExternalSite) -> None:
    page.goto("/account/login/")
    field = page.get_by_label("Email address")
    field.focus()
    for character in "ABC":
        page.keyboard.down("Shift")
        page.keyboard.press(character)
        page.keyboard.up("Shift")
    press_shift(page, 2)
    page.keyboard.press("d")
    press_shift(page, 2)
    expect(field).to_have_value("ABCd")
    assert page.url.endswith("/account/login/")
    press_shift(page, 1)
    expect_external_site(page, external_site)


def test_shift_with_other_input_does_not_exit(page: Page, external_site: ExternalSite) -> None:
    page.goto("/join/")
    for other in ("Control", "Alt", "Meta"):
        page.keyboard.down(other)
        press_shift(page)
        page.keyboard.up(other)
    for _ in range(3):
        page.keyboard.down("Shift")
        page.mouse.click(5, 300)
        page.keyboard.up("Shift")
    page.keyboard.down("Shift")
    for _ in range(5):  # held down, a key repeats
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    assert page.url.endswith("/join/")
    press_shift(page, 2)
    expect_external_site(page, external_site)


# Fields that show a picker of the browser, which receives the keyup event instead of the page.
PICKERS = """
document.querySelector("main").insertAdjacentHTML(
  "beforeend",
  "<label for=place>Place</label><select id=place><option>North<option>South</select>" +
  "<label for=day>Day</label><input type=date id=day>"
)
"""


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("Place", ["Space", "ArrowDown", "Enter"]),
        ("Place", ["Space", "Escape"]),
        ("Day", ["F4", "ArrowDown", "Enter"]),
        ("Day", ["F4", "Escape"]),
    ],
)
def test_three_shift_presses_exit_after_a_picker(
    page: Page, external_site: ExternalSite, label: str, keys: list[str]
) -> None:
    page.goto("/join/")
    page.evaluate(PICKERS)
    page.get_by_label(label, exact=True).focus()
    for key in keys:
        page.keyboard.press(key)
    press_shift(page)
    expect_external_site(page, external_site)


# Only simulated events: a browser under test cannot press these keys.
SENT = {
    "a key that is never released": [("keydown", {"key": "a", "code": "KeyA"})],
    "a form filler, whose events name no key": [("keydown", None), ("keyup", None)],
    "a release of Shift without a press": [("keyup", {"key": "Shift", "code": "ShiftLeft"})],
    "a press of Shift without a release": [("keydown", {"key": "Shift", "code": "ShiftLeft"})],
    "an input method at work": [("keydown", {"key": "Process", "isComposing": True})],
}
SEND = """
([name, init]) => document.body.dispatchEvent(
  init ? new KeyboardEvent(name, { bubbles: true, ...init }) : new Event(name, { bubbles: true })
)
"""


@pytest.mark.parametrize("before", SENT)
def test_three_shift_presses_exit_after_other_key_events(
    page: Page, external_site: ExternalSite, before: str
) -> None:
    page.goto("/join/")
    for event in SENT[before]:
        page.evaluate(SEND, list(event))
    press_shift(page)
    expect_external_site(page, external_site)


def test_shift_with_altgr_does_not_exit(page: Page, external_site: ExternalSite) -> None:
    page.goto("/join/")
    shift = {"key": "Shift", "code": "ShiftLeft", "modifierAltGraph": True}
    for _ in range(3):
        page.evaluate(SEND, ["keydown", shift])
        page.evaluate(SEND, ["keyup", shift])
    assert page.url.endswith("/join/")
    press_shift(page, 2)
    assert page.url.endswith("/join/")
    press_shift(page, 1)
    expect_external_site(page, external_site)


def test_shift_is_ignored_on_other_pages(page: Page, external_site: ExternalSite) -> None:
    page.goto("/about/")
    press_shift(page, 4)
    expect(page.get_by_role("heading", level=1)).to_have_text("About us")
    assert not external_site.headers


def test_page_is_hidden_immediately(page: Page) -> None:
    page.route("**/leave-quickly/", lambda route: route.fulfill(status=204))
    page.goto("/join/")
    press_shift(page)
    expect(page).to_have_title("Loading")
    expect(page.locator("h1")).to_be_hidden()


def test_links_exit_without_javascript_and_key_hint_is_hidden(
    browser: Browser, site_server: LiveSite, external_site: ExternalSite
) -> None:
    profile = browser.new_context(base_url=site_server.url, java_script_enabled=False)
    page = profile.new_page()
    page.goto("/join/")
    expect(page.locator(".quick-exit-hint")).to_be_hidden()
    page.get_by_role("link", name="Leave quickly", exact=True).click()
    expect_external_site(page, external_site)
    profile.close()


def test_exit_sets_no_cookie(
    page: Page, context: BrowserContext, external_site: ExternalSite
) -> None:
    page.goto("/join/")
    press_shift(page)
    expect_external_site(page, external_site)
    assert context.cookies() == []


def test_exit_signs_out_and_back_shows_no_private_page(
    page: Page, context: BrowserContext, external_site: ExternalSite
) -> None:
    sign_in(page)
    page.goto("/meetings/")
    page.goto("/account/password/change/")
    press_shift(page)
    expect_external_site(page, external_site)
    assert context.cookies() == []

    page.go_back()
    page.wait_for_url("**/meetings/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("form.sign-out").count() == 0
    page.goto("/account/password/change/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
