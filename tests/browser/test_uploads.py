"""File uploads by an editor."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite

pytestmark = pytest.mark.slow
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(("path", "limit"), [("documents", 20), ("images", 15)])
def test_oversized_file_is_rejected_before_upload(
    page: Page, editable_site: LiveSite, tmp_path: Path, path: str, limit: int
) -> None:
    sign_in(page, editable_site, "editor@example.org")
    page.goto(f"{editable_site.url}/admin/{path}/add/")
    field = page.locator("input[type=file][data-max-size]").first
    for size, is_valid in ((limit * MEGABYTE + 1, False), (1, True)):
        file = tmp_path / f"{size}.pdf"
        with file.open("wb") as content:
            content.truncate(size)
        field.set_input_files(file)
        assert field.evaluate("field => field.validity.valid") is is_valid
