"""Public files of private pages are listed, and can be moved to private collections."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    Page,
)

from core.models import CustomDocument, CustomImage, OrganisationSettings
from core.visibility.page_privacy.files import get_private_collections, get_public_files
from home.models import HomePage, StandardPage
from news.models import Author
from tests.core.editor_client import PUBLIC, EditorClient, members
from tests.factories import DocumentFactory, ImageFactory, UserFactory, draft, publish
from tests.html import content_of
from tests.security.disclosure.private_pages import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(home: HomePage) -> EditorClient:
    return EditorClient()


@pytest.fixture
def picture(home: HomePage) -> CustomImage:
    return ImageFactory(title="Heron")


@pytest.fixture
def document(home: HomePage) -> CustomDocument:
    return DocumentFactory(title="Notes")


def body(*files: Any) -> Any:
    blocks = {
        CustomImage: lambda file: (
            "image",
            {"image": {"image": file.pk, "alt_text": "A heron", "decorative": False}},
        ),
        CustomDocument: lambda file: ("document", {"document": file.pk, "description": ""}),
    }
    return stream(*(blocks[type(file)](file) for file in files))


@pytest.fixture
def page(
    home: HomePage, editor_client: EditorClient, picture: CustomImage, document: CustomDocument
) -> StandardPage:
    """A private page with a child page that uses an image and a document."""
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    publish(page, StandardPage, title="Herons", slug="herons", body=body(picture, document))
    editor_client.privacy(page, **members())
    return StandardPage.objects.get(pk=page.pk)


def found_titles(page: Page) -> dict[str, list[str]]:
    return {
        known.file.title: [str(use) for use in known.public_uses]
        for known in get_public_files(page)
    }


# --- Finding public files --------------------------------------------------------------------


def test_get_public_files_includes_files_of_descendants(page: StandardPage) -> None:
    assert found_titles(page) == {"Heron": [], "Notes": []}


def test_get_public_files_is_empty_for_public_page(
    editor_client: EditorClient, page: StandardPage
) -> None:
    editor_client.privacy(page, **PUBLIC)
    assert found_titles(page) == {}


def test_get_public_files_omits_private_collections(
    page: StandardPage, picture: CustomImage, members_only: Collection
) -> None:
    CustomImage.objects.filter(pk=picture.pk).update(collection=members_only)
    assert found_titles(page) == {"Notes": []}


def test_get_public_files_names_public_uses(
    home: HomePage, page: StandardPage, picture: CustomImage, document: CustomDocument
) -> None:
    publish(home, StandardPage, title="Public", slug="public", body=body(picture))
    draft(home, StandardPage, title="A draft", slug="draft", body=body(document))
    Author.objects.create(name="Wren", slug="wren", photo=picture)
    organisation = OrganisationSettings.load()
    organisation.logo = picture
    organisation.save()
    found = found_titles(page)
    assert found["Notes"] == ["A draft"]
    assert {"Public", "Wren"} < {*found["Heron"]}
    assert len(found["Heron"]) == 3


def test_get_public_files_ignores_private_uses(
    home: HomePage, page: StandardPage, picture: CustomImage
) -> None:
    herons = StandardPage.objects.get(slug="herons")
    herons.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="alias")
    assert found_titles(page)["Heron"] == []


# --- Notices ---------------------------------------------------------------------------------


def test_privacy_dialog_shows_public_files_notice(
    editor_client: EditorClient, page: StandardPage
) -> None:
    url = f"/admin/pages/{page.pk}/privacy/"
    saved = editor_client.browser.post(url, members()).json()
    assert saved["step"] == "public_files"
    assert "Saved. This page is private." in saved["html"]
    opened = editor_client.browser.get(url).json()
    for html in (saved["html"], opened["html"]):
        assert f'href="/admin/pages/{page.pk}/files/"' in html
        assert "2 images or documents on this page" in html
    assert opened["step"] == "set_privacy"
    assert editor_client.browser.post(url, PUBLIC).json()["step"] == "set_privacy_done"


def test_edit_view_shows_public_files_notice(
    editor_client: EditorClient, page: StandardPage, picture: CustomImage
) -> None:
    later = publish(page, StandardPage, title="Terns", slug="terns", body=body(picture))
    content = editor_client.browser.get(f"/admin/pages/{later.pk}/edit/").content.decode()
    assert "1 image or document on this page" in content


def test_move_shows_public_files_warning(
    home: HomePage, editor_client: EditorClient, page: StandardPage, picture: CustomImage
) -> None:
    moved = publish(home, StandardPage, title="Terns", slug="terns", body=body(picture))
    url = f"/admin/pages/{moved.pk}/move/{page.pk}/confirm/"
    content = editor_client.browser.post(url, follow=True).content.decode()
    assert "Some images or documents on “Terns” stay public." in content


def test_page_files_lists_public_uses(
    home: HomePage,
    editor_client: EditorClient,
    page: StandardPage,
    picture: CustomImage,
    members_only: Collection,
) -> None:
    publish(home, StandardPage, title="Kestrels", slug="kestrels", body=body(picture))
    content = " ".join(editor_client.browser.get(get_files_url(page)).content.decode().split())
    assert "<b>Heron</b> (image): “Kestrels”" in content
    assert "Notes (document)" in content
    assert "may keep a copy of an image for up to a year" in content


# --- Moving ----------------------------------------------------------------------------------


def get_files_url(page: Page) -> str:
    return f"/admin/pages/{page.pk}/files/"


def move(browser: Client, page: Page, collection: Collection, *files: Any) -> Any:
    chosen = [f"{file._meta.model_name}-{file.pk}" for file in files]
    return browser.post(get_files_url(page), {"chosen": chosen, "collection": collection.pk})


def test_moved_files_are_hidden_from_anonymous_users(
    editor_client: EditorClient,
    page: StandardPage,
    picture: CustomImage,
    document: CustomDocument,
    members_only: Collection,
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    rendition = picture.get_rendition("width-32|format-png")
    assert content_of(client.get(rendition.url))
    assert content_of(client.get(document.url)) == b"A few plain words."
    with django_capture_on_commit_callbacks(execute=True):
        assert move(editor_client.browser, page, members_only, picture, document).status_code == 302
    assert client.get(rendition.url).status_code == 404
    assert client.get(document.url).status_code == 302
    assert not picture.renditions.exists()
    assert not default_storage.exists(rendition.file.name)
    assert found_titles(page) == {}
    # New renditions for members are as private as the collection.
    picture.refresh_from_db()
    assert client.get(picture.get_rendition("width-32|format-png").url).status_code == 404


def test_moved_files_are_visible_to_members(
    editor_client: EditorClient,
    page: StandardPage,
    document: CustomDocument,
    members_only: Collection,
    visit: Any,
    member: Any,
) -> None:
    move(editor_client.browser, page, members_only, document)
    assert content_of(visit(member).get(document.url)) == b"A few plain words."


def test_page_files_does_not_move_files_in_public_use(
    home: HomePage,
    editor_client: EditorClient,
    page: StandardPage,
    picture: CustomImage,
    members_only: Collection,
) -> None:
    publish(home, StandardPage, title="Public", slug="public", body=body(picture))
    assert move(editor_client.browser, page, members_only, picture).status_code == 200
    picture.refresh_from_db()
    assert picture.collection != members_only


def test_page_files_refuses_public_collection(
    editor_client: EditorClient, page: StandardPage, picture: CustomImage, members_only: Collection
) -> None:
    papers = Collection.get_first_root_node().add_child(name="Papers")
    assert move(editor_client.browser, page, papers, picture).status_code == 200
    picture.refresh_from_db()
    assert picture.collection != papers


def test_page_files_checks_permission_for_each_file(
    editor_client: EditorClient,
    page: StandardPage,
    picture: CustomImage,
    document: CustomDocument,
    members_only: Collection,
) -> None:
    editors = Group.objects.get(name="Editors")
    images = Permission.objects.filter(codename__endswith="_image")
    GroupCollectionPermission.objects.filter(group=editors, permission__in=images).delete()
    assert move(editor_client.browser, page, members_only, picture, document).status_code == 200
    assert move(editor_client.browser, page, members_only, document).status_code == 302
    picture.refresh_from_db()
    document.refresh_from_db()
    assert picture.collection != members_only
    assert document.collection == members_only


def test_page_files_refuses_users_without_permission(page: StandardPage, visit: Any) -> None:
    moderator = visit(UserFactory(groups=["Membership team"]))
    assert moderator.get(get_files_url(page)).status_code in {302, 403}


def test_get_private_collections_sorts_by_readers(page: StandardPage, superuser: Any) -> None:
    root = Collection.get_first_root_node()
    for name in ("Editors", "Members"):
        rule = CollectionViewRestriction.objects.create(
            collection=root.add_child(name=name),
            restriction_type=CollectionViewRestriction.GROUPS,
        )
        rule.groups.add(Group.objects.get(name=name))
    assert [known.name for known in get_private_collections(page, superuser)] == [
        "Members",
        "Editors",
    ]
