"""Journey 5, half of it: the team finds who waits longest, reads, exports; that is noted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import demo_site
from tests.browser.test_accessibility import findings
from tests.browser.test_editor_publishes import sign_in
from tests.mailbox import Mailbox
from tests.served_site import ServedSite, manage

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]
LIST, EXPORT, LOG = "/admin/applications/", "/admin/applications/export/", "/admin/access-log/"
# The demo's oldest one, with an answer that needs special care, and a word too long for a screen.
PREPARE = """
from membership.models import Application
heron = Application.objects.awaiting_decision().first()
answers = heron.answers
answers[0]["sensitive"] = True
answers[-1]["answer"] = "w" * 400
heron.answers = answers
heron.save()
print(heron.reference)
"""


@pytest.fixture(scope="module")
def site_server(
    demo_data: Path, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site of its own: an application of it is changed."""
    yield from demo_site(demo_data, mailbox, tmp_path_factory)


@pytest.fixture(scope="module")
def reference(site_server: ServedSite) -> str:
    done = manage("shell", "--no-imports", "-c", PREPARE, data_dir=site_server.data_dir)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def test_the_team_reads_and_exports_and_a_superuser_sees_that(
    page: Page, site_server: ServedSite, reference: str, tmp_path: Path
) -> None:
    sign_in(page, site_server, "membership@example.org")
    page.goto(f"{site_server.url}/admin/")
    expect(page.get_by_text("3 are waiting, the oldest for 6 days.")).to_be_visible()
    page.get_by_role("link", name="Look after applications").click()
    expect(page.locator("td.field-reference")).to_have_count(6)
    page.locator("td.field-reference a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(page.get_by_text("heron@example.org")).to_be_visible()
    said = page.get_by_text("who knows what a ward round is like")
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Show answers that need special care").click()
    expect(said).to_be_visible()

    page.get_by_role("link", name="Back to all applications").click()
    page.get_by_label("Profession").select_option("Nursing")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Export").click()
    page.get_by_label("What is it for?").fill("The team meets on Tuesday")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".xlsx"
    assert file.read_bytes().startswith(b"PK")

    page.context.clear_cookies()
    sign_in(page, site_server, "admin@example.org")
    page.goto(f"{site_server.url}{LOG}")
    page.get_by_label("Reference").fill(reference.lower())
    page.get_by_role("button", name="Show").click()
    did = page.locator("td.field-did")
    seen = ["exported", "saw in the list", "saw in the list"]
    seen += ["opened what needs special care", "opened", "saw in the list"]
    expect(did).to_have_text(seen)
    expect(page.get_by_text("The team meets on Tuesday")).to_be_visible()


def is_cut_off(page: Page) -> bool:
    """Whether anything of the page reaches beyond the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth > innerWidth || "
        "[...document.querySelectorAll('main *:not(.w-sr-only)')]"
        ".some(part => part.getBoundingClientRect().right > innerWidth + 1)"
    )


def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, site_server: ServedSite, reference: str
) -> None:
    sign_in(page, site_server, "admin@example.org")
    page.goto(site_server.url + LIST)
    one = page.get_by_role("link", name=reference).get_attribute("href")
    for width, scheme in ((1440, "light"), (360, "dark"), (360, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        # Before the page is opened: colours that are still changing would be measured.
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in (LIST, f"{one}", EXPORT, LOG):
            page.goto(site_server.url + path)
            assert findings(page) == [], (path, width, scheme)
            assert not is_cut_off(page), (path, width)
