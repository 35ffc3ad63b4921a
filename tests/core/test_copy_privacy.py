"""Copies of private pages stay private; files are as private as their collection."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, Page

from core.models import CustomDocument, CustomImage
from home.models import HomePage, StandardPage
from tests.core.editor_client import (  # noqa: F401
    PUBLIC,
    SIGNED_IN,
    EditorClient,
    OtherProcess,
    assert_hidden,
    members,
    other_process,
    request_again,
)
from tests.factories import DocumentFactory, ImageFactory, publish, restrict_to_members
from tests.html import content_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]
BODY = [("rich_text", "<p>By the lighthouse.</p>")]


# --- Copies ----------------------------------------------------------------------------------


@pytest.fixture
def section(home: HomePage) -> StandardPage:
    """A public page with a child page that has its own restrictions."""
    page = publish(home, StandardPage, title="Herons", slug="herons")
    below = publish(page, StandardPage, title="Among us", slug="among-us", body=BODY)
    restrict_to_members(below)
    return page


def test_copy_is_unpublished_by_default(
    home: HomePage, section: StandardPage, client: Client
) -> None:
    EditorClient().copy(section, to=home, slug="copy")
    for path in ("/copy/", "/copy/among-us/"):
        assert client.get(path).status_code == 404


def test_copy_keeps_own_restriction(home: HomePage, section: StandardPage, client: Client) -> None:
    private = Page.objects.get(slug="among-us")
    EditorClient().copy(private, to=home, slug="copy", publish_copies="on")
    assert Page.objects.get(slug="copy").live
    assert_hidden(client.get("/copy/"))
    assert "/copy/" not in client.get("/sitemap.xml").content.decode()


def test_copy_keeps_restrictions_of_descendants(
    home: HomePage, section: StandardPage, client: Client
) -> None:
    EditorClient().copy(section, to=home, slug="copy", publish_copies="on")
    assert client.get("/copy/").status_code == 200
    assert_hidden(client.get("/copy/among-us/"))
    assert "/copy/among-us/" not in client.get("/sitemap.xml").content.decode()


def test_copy_keeps_inherited_restriction(
    home: HomePage, section: StandardPage, client: Client, visit: Any, member: Any
) -> None:
    within = publish(Page.objects.get(slug="among-us"), StandardPage, title="Nests", slug="nests")
    EditorClient().copy(within, to=home, slug="copy", publish_copies="on")
    assert_hidden(client.get("/copy/"))
    assert visit(member).get("/copy/").status_code == 200


def test_copy_in_same_section_adds_no_restriction(home: HomePage, section: StandardPage) -> None:
    private = Page.objects.get(slug="among-us")
    within = publish(private, StandardPage, title="Nests", slug="nests")
    EditorClient().copy(within, to=private, slug="copy", publish_copies="on")
    assert not Page.objects.get(slug="copy").view_restrictions.exists()


def test_copy_into_login_section_keeps_group_restriction(
    home: HomePage, section: StandardPage, visit: Any, editor: Any, member: Any
) -> None:
    editor_client, private = EditorClient(), Page.objects.get(slug="among-us")
    open_to_staff = publish(home, StandardPage, title="Staff", slug="staff")
    editor_client.privacy(open_to_staff, **SIGNED_IN)
    editor_client.copy(private, to=open_to_staff, slug="copy", publish_copies="on")
    assert visit(member).get("/staff/copy/").status_code == 200
    assert visit(editor).get("/staff/copy/").status_code == 403


def test_alias_of_subtree_keeps_all_restrictions(
    home: HomePage, section: StandardPage, client: Client
) -> None:
    EditorClient().copy(section, to=home, slug="alias", alias="on")
    assert client.get("/alias/").status_code == 200
    assert_hidden(client.get("/alias/among-us/"))
    assert "/alias/among-us/" not in client.get("/sitemap.xml").content.decode()


# --- Collections -----------------------------------------------------------------------------


@pytest.fixture
def collection(db: None) -> Collection:
    return Collection.get_first_root_node().add_child(name="Papers")


@pytest.fixture
def document(home: HomePage, collection: Collection) -> CustomDocument:
    return DocumentFactory(title="Heronsong", collection=collection)


@pytest.fixture
def picture(home: HomePage, collection: Collection) -> CustomImage:
    return ImageFactory(collection=collection)


class Files:
    """A document and an image, as anonymous users see them."""

    def __init__(self, client: Client, document: CustomDocument, picture: CustomImage) -> None:
        self.client = client
        self.document, self.picture = document, picture
        rendition = picture.get_rendition("width-32|format-png")
        self.paths = (document.url, rendition.url)

    def answers(self) -> list[Any]:
        answers = [self.client.get(path) for path in self.paths]
        for answer in answers:
            content_of(answer)
        return answers

    def assert_open(self) -> None:
        stored = [answer.headers["Cache-Control"] for answer in self.answers()]
        assert [answer.status_code for answer in self.answers()] == [200, 200]
        assert stored == ["no-cache", "public, max-age=31536000, immutable"]
        assert self._is_named()

    def assert_hidden(self, firsts: list[Any]) -> None:
        for path, first in zip(self.paths, firsts, strict=True):
            assert_hidden(request_again(self.client, path, first))
        assert not self._is_named()

    def _is_named(self) -> bool:
        lists = ("/search/?q=herons", "/search/suggest/?q=heron")
        return any("Heronsong" in self.client.get(path).content.decode() for path in lists)


@pytest.fixture
def files(client: Client, document: CustomDocument, picture: CustomImage) -> Files:
    return Files(client, document, picture)


def collect(editor_client: EditorClient, files: Files, into: Collection) -> None:
    editor_client.move_document_to_collection(files.document, into)
    editor_client.move_image_to_collection(files.picture, into)


CHANGES: dict[str, Callable[[EditorClient, Files, Collection, Collection], None]] = {
    "their collection turns private": lambda editor_client, _, collection, __: (
        editor_client.collection_privacy(collection, **members())
    ),
    "their collection asks for sign-in": lambda editor_client, _, collection, __: (
        editor_client.collection_privacy(collection, **SIGNED_IN)
    ),
    "their collection moves into a private one": lambda editor_client, _, collection, private: (
        editor_client.move_collection(collection, private)
    ),
    "they move into a private one": lambda editor_client, files, _, private: collect(
        editor_client, files, private
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_files_are_hidden_after_collection_turns_private(
    files: Files,
    collection: Collection,
    members_only: Collection,
    in_other_process: OtherProcess,
    change: str,
) -> None:
    files.assert_open()
    firsts = files.answers()
    with in_other_process() as editor_client:
        CHANGES[change](editor_client, files, collection, members_only)
    files.assert_hidden(firsts)


def test_files_are_visible_again_with_public_collection(
    files: Files, collection: Collection, in_other_process: OtherProcess
) -> None:
    firsts = files.answers()
    with in_other_process() as editor_client:
        editor_client.collection_privacy(collection, **members())
    files.assert_hidden(firsts)
    with in_other_process() as editor_client:
        editor_client.collection_privacy(collection, **PUBLIC)
    files.assert_open()


def test_files_are_visible_after_move_to_public_collection(
    files: Files, collection: Collection, members_only: Collection, in_other_process: OtherProcess
) -> None:
    with in_other_process() as editor_client:
        collect(editor_client, files, members_only)
    firsts = files.answers()
    files.assert_hidden(firsts)
    with in_other_process() as editor_client:
        collect(editor_client, files, collection)
    files.assert_open()


def test_document_revalidates_while_public(files: Files) -> None:
    path, first = files.paths[0], files.answers()[0]
    assert request_again(files.client, path, first).status_code == 304
