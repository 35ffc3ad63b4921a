"""Adding resources in the admin, and the list of resources to review."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import HomePage, StandardPage
from resources.models import ResourceIndexPage, ResourcePage
from tests.factories import SuperuserFactory
from tests.resources.conftest import Add


@pytest.fixture
def editor(client: Client, index: ResourceIndexPage) -> Client:
    client.force_login(SuperuserFactory())
    return client


def filled_in(stages: tuple[str, ...] = (), **fields: object) -> dict[str, object]:
    data = {
        "title": "Telling a supervisor",
        "slug": "telling",
        "summary": "What to decide first.",
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "checked_on": "2026-11-01",
        "body": streamfield([("rich_text", rich_text("<p>Begin with one person.</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        **fields,
    }
    return {**nested_form_data(data), "selected_stages": list(stages)}


def add_address(index: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["resources", "resourcepage", index.pk])


def test_editor_adds_and_publishes_a_resource(editor: Client, index: ResourceIndexPage) -> None:
    data = filled_in(stages=("trainee", "qualified"), **{"action-publish": "1"})
    assert editor.post(add_address(index), data).status_code == 302
    resource = ResourcePage.objects.get(slug="telling")
    assert resource.live
    assert resource.selected_stages == ["trainee", "qualified"]
    assert str(resource.review_by) == "2027-11-01"


@pytest.mark.database
def test_edit_form_checks_the_stored_stages(editor: Client, add: Add) -> None:
    resource = add(stages=("retired",))
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[resource.pk])).content.decode()
    ticked = [part for part in page.split("<input")[1:] if " checked" in part.split(">")[0]]
    assert [part for part in ticked if 'value="retired"' in part]
    assert not [part for part in ticked if 'value="trainee"' in part]


def test_draft_keeps_its_stages_without_publishing_them(editor: Client, add: Add) -> None:
    resource = add(stages=("retired",))
    address = reverse("wagtailadmin_pages:edit", args=[resource.pk])
    editor.post(address, filled_in(stages=("trainee",)))
    assert ResourcePage.objects.get(pk=resource.pk).selected_stages == ["retired"]
    draft = ResourcePage.objects.get(pk=resource.pk).get_latest_revision_as_object()
    assert draft.selected_stages == ["trainee"]


def test_half_filled_draft_is_saved_but_not_published(
    editor: Client, index: ResourceIndexPage
) -> None:
    half = filled_in(summary="", kind="", source_name="", checked_on="")
    assert editor.post(add_address(index), half).status_code == 302
    draft = ResourcePage.objects.get(slug="telling")
    assert not draft.live
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert editor.post(address, half | {"action-publish": "1"}).status_code == 200
    assert not ResourcePage.objects.get(pk=draft.pk).live


@pytest.mark.database
def test_admin_listing_shows_review_dates(
    editor: Client, add: Add, index: ResourceIndexPage
) -> None:
    add(kind="book", title="Going back")
    add(title="An older guide")
    page = editor.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    for text in ("Last checked", "Check again by", "Book", "3 Oct 2027"):
        assert text in page
    assert page.index("An older guide") < page.index("Going back")


def test_allowed_parent_and_subpage_types(subtests: pytest.Subtests) -> None:
    cases = [
        (HomePage, ResourceIndexPage, True),
        (ResourceIndexPage, ResourcePage, True),
        (HomePage, ResourcePage, False),
        (StandardPage, ResourceIndexPage, False),
        (ResourceIndexPage, StandardPage, False),
        (ResourcePage, ResourcePage, False),
    ]
    for parent, child, fits in cases:
        with subtests.test(parent=parent, child=child):
            assert (child in parent.allowed_subpage_models()) is fits
