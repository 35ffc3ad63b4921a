"""Upload forms show who will be able to open the file."""

import html
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument, CustomImage
from core.visibility.audience import describe_audience, is_for_members
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def create_collection(
    *groups: str, parent: Collection | None = None, kind: str = "groups"
) -> Collection:
    above = parent or Collection.get_first_root_node()
    collection = above.add_child(name=f"For {groups}")
    rule = CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind)
    rule.groups.set(Group.objects.get_or_create(name=name)[0] for name in groups)
    return collection


def test_describe_audience_names_groups(subtests: pytest.Subtests) -> None:
    members = create_collection("Members")
    rows = [
        (Collection.get_first_root_node(), "everyone", False),
        (members, "only members", True),
        (members.add_child(name="Further in"), "only members", True),
        (create_collection(kind="login"), "everyone who is signed in", True),
        (create_collection("Trustees"), "only Trustees", False),
        (create_collection("Trustees", "Members"), "only members and Trustees", True),
        (create_collection(), "only superusers", False),
        (
            create_collection("Trustees", parent=members),
            "only members, and of these only Trustees",
            False,
        ),
    ]
    for collection, audience, is_expected_for_members in rows:
        with subtests.test(audience=audience):
            collection.refresh_from_db()  # collections are ordered by name
            assert describe_audience(collection) == audience
            assert is_for_members(collection) is is_expected_for_members


ADDRESSES = [
    *("wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose"),
    *("wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:choose"),
]


def test_upload_forms_show_audience_of_collections(
    home: Any, visit: Any, superuser: Any, members_only: Collection, subtests: pytest.Subtests
) -> None:
    for name in ADDRESSES:
        with subtests.test(name=name):
            page = html.unescape(visit(superuser).get(reverse(name)).content.decode())
            # Choosers respond with JSON.
            page = page.replace("\\u2013", "–").replace("&nbsp;", "")
            assert "Root – everyone" in page
            assert "For members – only members" in page


def test_upload_forms_show_audience_of_single_collection(superuser: Any) -> None:
    for form in (get_document_form(CustomDocument), get_image_form(CustomImage)):
        fields = form(user=superuser).fields
        assert "collection" not in fields
        assert "Who can open it: everyone." in fields["file"].help_text


# --- Listing for members --------------------------------------------------------------------------
def test_document_form_offers_listing_for_member_collections(
    superuser: Any, members_only: Collection
) -> None:
    form = get_document_form(CustomDocument)
    assert "is_listed_for_members" in form(user=superuser).fields
    members_only.view_restrictions.all().delete()
    assert "is_listed_for_members" not in form(user=superuser).fields


def test_document_form_refuses_listing_of_public_documents(
    superuser: Any, members_only: Collection
) -> None:
    root, form = Collection.get_first_root_node(), get_document_form(CustomDocument)
    for collection, is_right in ((root, False), (members_only, True)):
        sent = {"title": "Words", "collection": collection.pk, "is_listed_for_members": "on"}
        errors = form(sent, user=superuser).errors
        assert ("is_listed_for_members" not in errors) is is_right


def test_editor_lists_document_for_members(
    home: Any, visit: Any, editor: Any, members_only: Collection
) -> None:
    document = DocumentFactory(collection=members_only)
    assert document.is_listed_for_members is False
    sent = {"title": "Words", "collection": members_only.pk, "is_listed_for_members": "on"}
    visit(editor).post(reverse("wagtaildocs:edit", args=[document.pk]), {**sent, "tags": ""})
    document.refresh_from_db()
    assert document.is_listed_for_members is True
