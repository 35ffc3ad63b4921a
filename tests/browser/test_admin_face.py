"""The admin in a browser: it asks nobody but us, and its dashboard can be used by everybody."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import findings
from tests.browser.test_editor_publishes import sign_in
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served]
PATHS = (
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/pieces/",
    "/admin/settings/core/wordingsettings/",
    "/admin/reports/site-history/",
    "/admin/account/",
)


def test_axe_finds_nothing_on_the_dashboard_in_either_theme(
    page: Page, site_server: ServedSite
) -> None:
    sign_in(page, site_server, "editor@example.org")
    page.goto(f"{site_server.url}/admin/")
    page.get_by_role("link", name="Write a piece").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == [], scheme


def test_the_admin_asks_nobody_but_us(page: Page, site_server: ServedSite) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, site_server, "editor@example.org")
    for path in PATHS:
        answer = page.goto(site_server.url + path)
        assert answer is not None
        assert answer.status == 200, path
        page.wait_for_load_state("networkidle")
    assert len(asked) > len(PATHS)
    assert [url for url in asked if not url.startswith(site_server.url)] == []
