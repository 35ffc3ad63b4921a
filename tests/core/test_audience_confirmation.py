"""Forms ask for confirmation before a file moves into a collection with a wider audience."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument, CustomImage
from home.models import HomePage
from tests.factories import DocumentFactory, ImageFactory
from tests.html import content_of

pytestmark = pytest.mark.django_db
QUESTION = "will become public: everyone can open public files"


@pytest.fixture
def browser(home: HomePage, visit: Callable[[Any], Client], editor: Any) -> Client:
    return visit(editor)


@pytest.fixture
def files(home: HomePage, members_only: Collection) -> list[Any]:
    """An image and a document for members."""
    picture = ImageFactory(title="Heron", collection=members_only)
    listed = DocumentFactory(title="Notes", collection=members_only, is_listed_for_members=True)
    return [picture, listed]


def get_root() -> Collection:
    return Collection.get_first_root_node()


def make_signed_in() -> Collection:
    collection = get_root().add_child(name="Signed in")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def add_in_bulk(browser: Client, files: list[Any], into: Collection, **more: Any) -> Any:
    numbers = "&".join(f"id={file.pk}" for file in files)
    path = f"/admin/bulk/core/{files[0]._meta.model_name}/add_to_collection/?{numbers}"
    return browser.post(path, {"collection": into.pk, **more})


def edit(browser: Client, files: list[Any], into: Collection, **more: Any) -> Any:
    [file] = files
    folder = "documents/edit" if isinstance(file, CustomDocument) else "images"
    form = {"title": file.title, "collection": into.pk, "tags": "", "description": "", **more}
    return browser.post(f"/admin/{folder}/{file.pk}/", form)


def get_collection(file: CustomImage | CustomDocument) -> Collection:
    return type(file).objects.get(pk=file.pk).collection  # type: ignore[no-any-return]


@pytest.mark.parametrize("move_file", [add_in_bulk, edit])
def test_edit_form_asks_before_widening_audience(
    browser: Client, files: list[Any], members_only: Collection, client: Client, move_file: Any
) -> None:
    other = make_signed_in()
    for file in files:
        response = move_file(browser, [file], get_root())
        assert response.status_code == 200
        assert f"“{file.title}” {QUESTION}" in response.content.decode()
        assert "More people could open" in response.content.decode()
        assert get_collection(file) == members_only
        # The checkbox counts only for the collection in the question.
        response = move_file(browser, [file], get_root(), is_wider_audience_confirmed=other.pk)
        assert response.status_code == 200
        assert (
            "checked" not in response.content.decode().split("is_wider_audience_confirmed")[1][:200]
        )
        assert get_collection(file) == members_only
    assert client.get(files[1].url).status_code == 302


@pytest.mark.parametrize("move_file", [add_in_bulk, edit])
def test_edit_form_moves_file_after_confirmation(
    browser: Client, files: list[Any], client: Client, move_file: Any
) -> None:
    for file in files:
        answer = move_file(browser, [file], get_root(), is_wider_audience_confirmed=get_root().pk)
        assert answer.status_code == 302
        assert get_collection(file) == get_root()
    assert CustomDocument.objects.get(pk=files[1].pk).is_listed_for_members is False
    answer = client.get(files[1].url)
    assert (answer.status_code, content_of(answer) != b"") == (200, True)


@pytest.mark.parametrize("move_file", [add_in_bulk, edit])
def test_edit_form_describes_wider_audience(
    browser: Client, files: list[Any], move_file: Any
) -> None:
    response = move_file(browser, files[:1], make_signed_in()).content.decode()
    assert "“Heron” will be open to more people: everyone who is signed in" in response


@pytest.mark.parametrize("move_file", [add_in_bulk, edit])
def test_edit_form_does_not_ask_without_wider_audience(
    browser: Client, files: list[Any], members_only: Collection, move_file: Any
) -> None:
    below = Collection.objects.get(pk=members_only.pk).add_child(name="Sub")
    public = DocumentFactory(title="Open", is_listed_for_members=False)
    for file, into in ((files[0], below), (files[0], members_only), (public, members_only)):
        assert move_file(browser, [file], into).status_code == 302
        assert get_collection(file) == into


def test_bulk_action_moves_nothing_before_confirmation(
    browser: Client, files: list[Any], members_only: Collection
) -> None:
    middle = make_signed_in()
    several = [DocumentFactory(title="Open"), *files[1:]]
    response = add_in_bulk(browser, several, middle).content.decode()
    assert "“Notes” will be open to more people" in response
    assert [get_collection(file) for file in several] == [get_root(), members_only]
    add_in_bulk(browser, several, middle, is_wider_audience_confirmed=middle.pk)
    assert [get_collection(file) for file in several] == [middle, middle]
    # Members are among those who can open it there.
    assert CustomDocument.objects.get(pk=files[1].pk).is_listed_for_members is True


def test_bulk_action_counts_many_files(browser: Client, members_only: Collection) -> None:
    many = [DocumentFactory(title=f"Notes {n}", collection=members_only) for n in range(7)]
    response = add_in_bulk(browser, many, get_root()).content.decode()
    assert f"and 2 others {QUESTION}" in response


def test_bulk_action_deletes_renditions_of_private_images(
    browser: Client, home: HomePage, members_only: Collection, client: Client
) -> None:
    picture = ImageFactory(title="Heron")
    address = picture.get_rendition("width-32|format-png").url
    assert add_in_bulk(browser, [picture], members_only).status_code == 302
    assert not picture.renditions.exists()
    assert client.get(address).status_code in {302, 404}


def test_collection_choices_show_audience(
    browser: Client, files: list[Any], members_only: Collection
) -> None:
    for file in files:
        for path in (
            f"/admin/bulk/core/{file._meta.model_name}/add_to_collection/?id={file.pk}",
            f"/admin/images/{file.pk}/"
            if isinstance(file, CustomImage)
            else f"/admin/documents/edit/{file.pk}/",
        ):
            page = browser.get(path).content.decode().replace("&nbsp;", "")
            assert "Root – everyone" in page
            assert "For members – only members" in page
            assert "is_wider_audience_confirmed" not in page


def test_bulk_action_refuses_collections_without_permission(
    visit: Callable[[Any], Client], member: Any, files: list[Any], members_only: Collection
) -> None:
    add_in_bulk(visit(member), files[1:], get_root(), is_wider_audience_confirmed=get_root().pk)
    assert get_collection(files[1]) == members_only
