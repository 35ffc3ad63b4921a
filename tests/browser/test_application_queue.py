"""The team finds, reads and exports the oldest application; each access is logged. (Journey 5.)"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import find_violations
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite, manage

LIST, EXPORT, LOG = "/admin/applications/", "/admin/applications/export/", "/admin/access-log/"
TEAM = "/admin/membership-team/"
# The demo's oldest application, with a sensitive answer and a word that is wider than the screen.
PREPARE = """
from membership.models import Application
heron = Application.objects.awaiting_decision().first()
answers = heron.answers
answers[0]["sensitive"] = True
answers[-1]["answer"] = "w" * 400
heron.answers = answers
heron.save()
print(heron.reference, Application.objects.awaiting_decision().count())
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site where only this test uses the oldest application, which it changes."""
    return editable_site


@pytest.fixture
def oldest(site_server: LiveSite) -> tuple[str, str]:
    """The reference of the oldest application, and how many are waiting."""
    done = manage("shell", "--no-imports", "-c", PREPARE, data_dir=site_server.data_dir)
    assert done.returncode == 0, done.stderr
    reference, waiting = done.stdout.split()[-2:]
    return reference, waiting


def test_team_access_appears_in_access_log(
    page: Page, site_server: LiveSite, oldest: tuple[str, str], tmp_path: Path
) -> None:
    reference, waiting = oldest
    # Willow makes no other entries in the access log.
    sign_in(page, site_server, "membership2@example.org")
    page.goto("/admin/")
    text = f"{waiting} applications to review. The oldest has been waiting for 6 days."
    quick_links = page.locator("#quick-links-content")
    expect(quick_links.get_by_text(text)).to_be_visible()
    quick_links.get_by_role("link", name="Applications").click()
    page.locator("td.field-reference a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(page.get_by_text("heron@example.org")).to_be_visible()
    answer = page.get_by_text("who know what a ward round is like")
    expect(answer).to_have_count(0)
    page.get_by_role("button", name="Show sensitive answers").click()
    expect(answer).to_be_visible()

    page.get_by_role("link", name="Back to all applications").click()
    page.get_by_label("Profession").select_option("Nursing")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Export applications").click()
    page.get_by_label("Reason for export").fill("The team meets on Tuesday")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export applications").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".xlsx"
    assert file.read_bytes().startswith(b"PK")

    page.context.clear_cookies()
    sign_in(page, site_server, "admin@example.org")
    page.goto(LOG)
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="Reference").click()
    page.get_by_label("Reference").fill(reference.lower())
    actions = page.locator("tr", has_text="Willow").locator("td.field-action")
    seen = ["exported", "viewed in a list", "viewed in a list"]
    seen += ["opened hidden details", "opened", "viewed in a list"]
    expect(actions).to_have_text(seen)
    expect(page.get_by_text("The team meets on Tuesday")).to_be_visible()


def is_cut_off(page: Page) -> bool:
    """Whether an element extends beyond the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth > innerWidth || "
        "[...document.querySelectorAll('main *:not(.w-sr-only)')]"
        ".some(part => part.getBoundingClientRect().right > innerWidth + 1)"
    )


@pytest.mark.slow
def test_team_pages_are_accessible_and_fit_phones(
    page: Page, site_server: LiveSite, oldest: tuple[str, str]
) -> None:
    sign_in(page, site_server, "membership@example.org")
    page.goto(LIST)
    one = page.get_by_role("link", name=oldest[0]).get_attribute("href")
    faults = {}
    for path in (LIST, f"{one}", EXPORT, LOG, TEAM):
        if path == LOG:
            page.context.clear_cookies()
            sign_in(page, site_server, "admin@example.org")
        page.goto(path)
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 800})
            found = find_violations(page)
            if found or is_cut_off(page):
                faults[path, width] = found
    assert faults == {}
