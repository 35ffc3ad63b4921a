"""Lists and search show private documents that a page uses or an editor has listed."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Collection, Page, PageViewRestriction

from core.models import CustomDocument
from home.models import StandardPage
from tests.factories import (
    DocumentFactory,
    MemberFactory,
    UserFactory,
    publish_with_revision,
    restrict_to_members,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def document(home: Any, members_only: Collection) -> CustomDocument:
    return DocumentFactory(title="Minutes", collection=members_only)


def is_listed_for(user: Any, document: CustomDocument) -> bool:
    return CustomDocument.objects.listed_for(user).filter(pk=document.pk).exists()


def link_to(document: CustomDocument) -> str:
    return f'<p><a linktype="document" id="{document.pk}">Minutes</a></p>'


def test_listed_for_omits_uploaded_private_document(
    document: CustomDocument, member: Any, superuser: Any
) -> None:
    for user in (None, AnonymousUser(), member, superuser):
        assert not is_listed_for(user, document)
    assert document in CustomDocument.objects.visible_to(member)


def test_listed_for_includes_document_listed_by_editor(
    document: CustomDocument, member: Any, editor: Any
) -> None:
    CustomDocument.objects.filter(pk=document.pk).update(is_listed_for_members=True)
    assert is_listed_for(member, document)
    for user in (None, editor, UserFactory()):
        assert not is_listed_for(user, document)


def test_listed_for_includes_public_documents(
    home: Any, members_only: Collection, member: Any
) -> None:
    document = DocumentFactory()
    for user in (None, member):
        assert is_listed_for(user, document)


def test_listed_for_includes_documents_used_on_live_pages(
    home: Any, document: CustomDocument, member: Any, subtests: pytest.Subtests
) -> None:
    block = {"type": "document", "value": {"document": document.pk}}
    for used in ({"introduction": link_to(document)}, {"body": [block]}):
        with subtests.test(used=used):
            page = publish_with_revision(home, StandardPage, **used)
            assert is_listed_for(member, document)
            assert not is_listed_for(None, document)
            page.unpublish()
            assert not is_listed_for(member, document)


def test_listed_for_ignores_drafts(home: Any, document: CustomDocument, member: Any) -> None:
    page = publish_with_revision(home, StandardPage, introduction="<p>Words</p>")
    page.introduction = link_to(document)
    revision = page.save_revision()
    assert not is_listed_for(member, document)
    revision.publish()
    assert is_listed_for(member, document)


def test_listed_for_includes_document_for_readers_of_page(
    home: Any, document: CustomDocument, member: Any
) -> None:
    page = publish_with_revision(home, StandardPage, introduction=link_to(document))
    restrict_to_members(page)
    assert is_listed_for(member, document)
    PageViewRestriction.objects.all().delete()
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.GROUPS
    )
    assert not is_listed_for(MemberFactory(), document)
