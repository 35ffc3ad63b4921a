"""Moving or deleting a collection does not make its files visible to more users."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument
from core.visibility.audience import describe_audience
from home.models import HomePage
from tests.core.editor_client import PUBLIC, SIGNED_IN, EditorClient, members
from tests.factories import DocumentFactory
from tests.html import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editing(home: HomePage) -> EditorClient:
    return EditorClient()


@pytest.fixture
def below(members_only: Collection) -> Collection:
    """A collection that inherits the restriction of its parent."""
    return members_only.add_child(name="Sub")


def get_root() -> Collection:
    return Collection.get_first_root_node()


def make_collection(name: str, **choice: Any) -> Collection:
    collection = get_root().add_child(name=name)
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=choice["restriction_type"]
    )
    rule.groups.set(choice.get("groups", []))
    return collection


def get_audience(collection: Collection) -> str:
    return describe_audience(Collection.objects.get(pk=collection.pk))


def test_moved_collection_stays_hidden_from_anonymous_users(
    editing: EditorClient, below: Collection, client: Client, member: Any
) -> None:
    inner = below.add_child(name="Inner")
    documents = [DocumentFactory(collection=within) for within in (below, inner)]
    editing.move_collection(below, get_root())
    assert Collection.objects.get(pk=below.pk).get_parent() == get_root()
    assert [client.get(known.url).status_code for known in documents] == [302, 302]
    client.force_login(member)
    answers = [client.get(known.url) for known in documents]
    assert [content_of(answer) != b"" for answer in answers] == [True, True]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_edit_collection_shows_audience_after_move(
    editing: EditorClient, below: Collection
) -> None:
    editing.move_collection(below, get_root())
    page = editing.browser.get("/admin/collections/").content.decode()
    assert "Who can open them: only members. To change that, use “Privacy” in “Sub”." in page
    editing.collection_privacy(below, **PUBLIC)
    assert get_audience(below) == "everyone"


def test_move_adds_no_restriction_if_none_is_lost(
    editing: EditorClient, members_only: Collection, below: Collection
) -> None:
    other = make_collection("Other", **members())
    for collection, parent in ((below, other), (below, members_only), (members_only, other)):
        editing.move_collection(collection, parent)
        rules = collection.view_restrictions.count()
        assert rules == (1 if collection == members_only else 0)
    assert "as private as before" not in editing.browser.get("/admin/collections/").content.decode()


RULES: dict[str, Callable[[], tuple[dict[str, Any], str]]] = {
    "sign-in": lambda: (SIGNED_IN, "only members"),
    "the same": lambda: (members(), "only members"),
}


@pytest.mark.parametrize("own", RULES)
def test_move_replaces_implied_restriction(
    editing: EditorClient, below: Collection, own: str
) -> None:
    choice, audience = RULES[own]()
    rule = CollectionViewRestriction.objects.create(
        collection=below, restriction_type=choice["restriction_type"]
    )
    rule.groups.set(choice.get("groups", []))
    editing.move_collection(below, get_root())
    assert below.view_restrictions.count() == 1
    assert get_audience(below) == audience


def test_move_keeps_independent_restrictions(editing: EditorClient, below: Collection) -> None:
    rule = CollectionViewRestriction.objects.create(collection=below, restriction_type="groups")
    rule.groups.create(name="Trustees")
    before = get_audience(below)
    editing.move_collection(below, get_root())
    assert sorted(before.split(", and of these ")) == sorted(
        get_audience(below).split(", and of these ")
    )
    editing.collection_privacy(below, **PUBLIC)
    assert get_audience(below) == "everyone"


def test_delete_refuses_collection_with_files(
    editing: EditorClient, members_only: Collection, below: Collection
) -> None:
    document = DocumentFactory(collection=below)
    for collection in (members_only, below):
        answer = editing.browser.post(f"/admin/collections/{collection.pk}/delete/")
        assert answer.status_code == 403
    assert CustomDocument.objects.get(pk=document.pk).collection == below
