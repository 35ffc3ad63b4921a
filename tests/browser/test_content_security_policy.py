"""What a page is forbidden it does not do; and what is forbidden is noticed by every other test."""

import re

from playwright.sync_api import Browser

from tests.browser.conftest import is_refusal
from tests.live_site import LiveSite

ELSEWHERE = re.compile("^https://tracker")
FORBIDDEN = {
    "a script in the page": "document.head.append(Object.assign(document.createElement('script'),"
    " { textContent: 'window.ran = true' }))",
    "a style in the page": "document.head.append(Object.assign(document.createElement('style'),"
    " { textContent: 'body { display: none }' }))",
    "a picture from elsewhere": "new Image().src = 'https://tracker.example/seen.gif'",
    "a script from elsewhere": "document.head.append(Object.assign("
    "document.createElement('script'), { src: 'https://tracker.example/seen.js' }))",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'),"
    " { src: 'https://tracker.example/' }))",
    "a message to elsewhere": "fetch('https://tracker.example/', { method: 'POST' })"
    ".catch(() => {})",
}


def test_a_page_that_is_made_to_do_it_does_it_not(browser: Browser, site_server: LiveSite) -> None:
    done = []
    with browser.new_context() as profile:
        page = profile.new_page()
        asked: list[str] = []
        page.route(ELSEWHERE, lambda route: (asked.append(route.request.url), route.abort()))
        page.goto(f"{site_server.url}/join/")
        for what, script in FORBIDDEN.items():
            with page.expect_console_message(is_refusal):
                page.evaluate(script)
            ran = page.evaluate("window.ran !== undefined")
            if ran or asked or not page.get_by_role("heading", level=1).is_visible():
                done.append(what)
    assert done == []
