"""An editor makes a page and its images private, and moves a private page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import find_overflow, find_violations
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite, manage

pytestmark = pytest.mark.slow
CREATE_CONTENT = """
from wagtail.models import Page
from home.models import StandardPage
from tests.core.test_public_files import body
from tests.factories import ImageFactory, publish
home = Page.objects.get(depth=2)
publish(home, StandardPage, title="Herons", body=body(ImageFactory(title="A heron")))
members = Page.objects.get(slug="for-members")
publish(members, StandardPage, title="Kestrels")
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """No other test uses these two pages."""
    done = manage("shell", "--no-imports", "-c", CREATE_CONTENT, data_dir=editable_site.data_dir)
    assert done.returncode == 0, done.stderr
    return editable_site


@pytest.fixture
def admin(page: Page, site_server: LiveSite) -> Page:
    sign_in(page, site_server, "editor@example.org")
    return page


def open_page(admin: Page, *titles: str) -> None:
    """Use the page tree of the sidebar, which reads pages from the admin API."""
    admin.goto("/admin/")
    admin.get_by_role("button", name="Pages", exact=True).click()
    for title in ("Home", *titles[:-1]):
        admin.get_by_role("link", name=f"View child pages of '{title}'").click()
    admin.get_by_role("link", name=titles[-1], exact=True).click()
    admin.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def find_faults(admin: Page) -> dict[int, list[str]]:
    faults = {}
    for width in (1440, 360):
        admin.set_viewport_size({"width": width, "height": 800})
        if found := find_violations(admin) + find_overflow(admin):
            faults[width] = found
    return faults


def test_page_and_its_image_are_made_private(admin: Page) -> None:
    open_page(admin, "Herons")
    admin.goto(f"{admin.url}edit/")
    admin.get_by_role("button", name="Toggle status").click()
    expect(admin.get_by_text("Visible to all")).to_be_visible()
    admin.get_by_role("button", name="Change privacy").first.click()
    admin.get_by_label("Private, accessible to users in specific groups").check()
    admin.get_by_label("Members", exact=True).check()
    admin.locator("#set-privacy input[type=submit]").click()
    expect(admin.get_by_text("Saved. This page is private.")).to_be_visible()
    expect(admin.get_by_text("Not visible to the public")).to_be_visible()
    admin.get_by_role("link", name="See and move it").click()
    expect(admin.get_by_label("A heron (image)")).to_be_checked()
    assert find_faults(admin) == {}
    admin.get_by_role("button", name="Move files").click()
    expect(admin.get_by_text("Moved to “For members”: “A heron”.")).to_be_visible()


def test_moving_private_page_asks_for_its_audience(admin: Page) -> None:
    open_page(admin, "Members’ pages", "Kestrels")
    admin.goto(f"{admin.url}move/")
    admin.get_by_role("button", name="Actions").click()
    admin.get_by_role("button", name="Choose another page").click()
    chooser = admin.locator(".modal-body")
    chooser.get_by_role("link", name="Home", exact=True).first.click()
    admin.get_by_role("button", name="Confirm").click()
    expect(admin.get_by_label("The same people as now")).to_be_checked()
    expect(admin.get_by_label("“Kestrels” will become public")).not_to_be_checked()
    expect(
        admin.get_by_text("now people in the group Members, after the move everyone.")
    ).to_be_visible()
    assert find_faults(admin) == {}
    admin.get_by_role("button", name="Move page").click()
    text = "Who can read “Kestrels” now: people in the group Members."
    expect(admin.get_by_text(text)).to_be_visible()
