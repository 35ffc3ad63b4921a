"""The Content-Security-Policy blocks injected content, and tests detect violations."""

import re

from playwright.sync_api import Browser

from tests.browser.conftest import is_csp_violation
from tests.live_site import LiveSite

EXTERNAL_URL = re.compile("^https://tracker")
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


def test_policy_blocks_injected_content(browser: Browser, site_server: LiveSite) -> None:
    failures = []
    with browser.new_context() as profile:
        page = profile.new_page()
        external_urls: list[str] = []
        page.route(
            EXTERNAL_URL, lambda route: (external_urls.append(route.request.url), route.abort())
        )
        page.goto(f"{site_server.url}/join/")
        for what, script in FORBIDDEN.items():
            with page.expect_console_message(is_csp_violation):
                page.evaluate(script)
            ran = page.evaluate("window.ran !== undefined")
            if ran or external_urls or not page.get_by_role("heading", level=1).is_visible():
                failures.append(what)
    assert failures == []
