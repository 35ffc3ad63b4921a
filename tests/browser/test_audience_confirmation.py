"""Confirmation before a members-only file becomes public, and the privacy dialog of aliases."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import find_overflow
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite, manage

pytestmark = pytest.mark.slow
MAKE = """
from wagtail.models import Collection, Page
from tests.factories import DocumentFactory
from home.models import StandardPage
from tests.factories import publish
members = Collection.objects.get(name="For members")
inner = members.add_child(name="Minutes")
documents = [DocumentFactory(title="Terns", collection=inner) for _ in range(2)]
page = publish(Page.objects.get(slug="for-members"), StandardPage, title="Gulls")
home = Page.objects.get(depth=2)
alias = page.create_alias(parent=home, update_slug="gulls-alias")
print(documents[0].pk, inner.pk, alias.pk, documents[1].pk)
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    return editable_site


@pytest.fixture(scope="module")
def numbers(editable_site: LiveSite) -> list[str]:
    """Primary keys of a document, its collection, an alias and another document."""
    done = manage("shell", "--no-imports", "-c", MAKE, data_dir=editable_site.data_dir)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def admin(page: Page, editable_site: LiveSite) -> Page:
    sign_in(page, editable_site, "editor@example.org")
    return page


def test_moved_collection_stays_private(admin: Page, numbers: list[str]) -> None:
    admin.goto(f"/admin/collections/{numbers[1]}/")
    admin.get_by_label("Parent").select_option(label="Root")
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Who can open them: only members.")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "which"),
    [("bulk/core/customdocument/add_to_collection/?id=", 0), ("documents/edit/", 3)],
)
def test_document_form_asks_before_widening_audience(
    admin: Page, numbers: list[str], path: str, which: int
) -> None:
    admin.goto(f"/admin/{path}{numbers[which]}")
    admin.get_by_label("Collection").select_option(label="Root – everyone")
    send = admin.get_by_role("button", name="Yes, add").or_(
        admin.get_by_role("button", name="Save", exact=True)
    )
    send.click()
    box = admin.get_by_label("“Terns” will become public: everyone can open public files")
    expect(box).not_to_be_checked()
    assert find_overflow(admin) == []
    box.check()
    send.click()
    expect(box).to_have_count(0)


def test_alias_dialog_links_to_privacy_of_source(admin: Page, numbers: list[str]) -> None:
    admin.goto(f"/admin/pages/{numbers[2]}/edit/")
    admin.get_by_role("button", name="Toggle status").click()
    admin.get_by_role("button", name="Change privacy").first.click()
    dialog = admin.locator("#set-privacy")
    expect(dialog.get_by_text("This page is an alias.")).to_be_visible()
    expect(dialog.get_by_role("link", name="Members’ pages")).to_be_visible()
    dialog.get_by_label("No privacy setting of its own").check()
    dialog.locator("input[type=submit]").click()
    expect(dialog.get_by_label("No privacy setting of its own")).to_be_hidden()
    expect(admin.get_by_text("Not visible to the public").first).to_be_attached()
