"""Client of an editor who changes privacy, and checks of responses to readers."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, Page

from core import caching
from core.models import CustomDocument, CustomImage
from tests.factories import UserFactory
from tests.html import content_of
from users.models import MEMBERS_GROUP

PUBLIC = {"restriction_type": "none"}
SIGNED_IN = {"restriction_type": "login"}


def members() -> dict[str, Any]:
    """Form data of the choice "private, for the group Members" in both forms."""
    group = Group.objects.get_or_create(name=MEMBERS_GROUP)[0]
    return {"restriction_type": "groups", "groups": [group.pk]}


class EditorClient:
    """A test client with the editor's actions as methods."""

    def __init__(self) -> None:
        self.user = UserFactory(groups=["Editors"])
        self.browser = Client()
        self.browser.force_login(self.user)

    def _send(self, path: str, status: int = 302, **form: Any) -> None:
        response = self.browser.post(f"/admin/{path}", form)
        assert response.status_code == status, (path, response.content[:2000])
        assert response.headers.get("Location") != "/admin/", f"not allowed: {path}"

    def privacy(self, page: Page, **choice: Any) -> None:
        self._send(f"pages/{page.pk}/privacy/", status=200, **choice)

    def unpublish(self, page: Page, **more: Any) -> None:
        self._send(f"pages/{page.pk}/unpublish/", **more)

    def unpublish_in_bulk(self, page: Page) -> None:
        self._send(f"bulk/wagtailcore/page/unpublish/?id={page.pk}")

    def delete(self, page: Page) -> None:
        self._send(f"pages/{page.pk}/delete/")

    def delete_in_bulk(self, *pages: Page) -> None:
        self._send(f"bulk/wagtailcore/page/delete/?{_build_id_query(pages)}")

    def move(self, page: Page, to: Page, **answer: str) -> None:
        """``readers="more"`` makes it visible to the readers of its new parent *to*."""
        self._send(f"pages/{page.pk}/move/{to.pk}/confirm/", **answer)

    def move_in_bulk(self, pages: Iterable[Page], to: Page, **answer: str) -> None:
        path = f"bulk/wagtailcore/page/move/?{_build_id_query(pages)}"
        self._send(path, 302 if answer else 200, chooser=to.pk, **answer)

    def reorder(self, page: Page, position: int) -> None:
        self._send(f"pages/{page.pk}/set_position/?position={position}", status=200)

    def convert_alias(self, alias: Page) -> None:
        self._send(f"pages/{alias.pk}/convert_alias/")

    def copy(self, page: Page, to: Page, slug: str, **more: str) -> Page:
        """``alias="on"`` creates an alias; ``publish_copies="on"`` publishes the copy."""
        form = {"new_title": page.title, "new_slug": slug, "new_parent_page": to.pk}
        self._send(f"pages/{page.pk}/copy/", **form, copy_subpages="on", **more)
        return Page.objects.get(slug=slug)

    def collection_privacy(self, collection: Collection, **choice: Any) -> None:
        self._send(f"collections/{collection.pk}/privacy/", status=200, **choice)

    def move_collection(self, collection: Collection, to: Collection) -> None:
        self._send(f"collections/{collection.pk}/", name=collection.name, parent=to.pk)

    def move_document_to_collection(self, document: CustomDocument, into: Collection) -> None:
        """Includes the confirmation that more users will be able to open it."""
        form = {"title": document.title, "collection": into.pk, "tags": ""}
        self._send(f"documents/edit/{document.pk}/", **form, is_wider_audience_confirmed=into.pk)

    def move_image_to_collection(self, image: CustomImage, into: Collection) -> None:
        """Includes the confirmation that more users will be able to open it."""
        form = {"title": image.title, "collection": into.pk, "tags": "", "description": ""}
        self._send(f"images/{image.pk}/", **form, is_wider_audience_confirmed=into.pk)


def _build_id_query(pages: Iterable[Page]) -> str:
    return "&".join(f"id={page.pk}" for page in pages)


OtherProcess = Callable[[], AbstractContextManager[EditorClient]]


@pytest.fixture(name="in_other_process")
def other_process(django_capture_on_commit_callbacks: Any) -> OtherProcess:
    """Simulate changes by another process, which are committed at the end of the block."""

    @contextmanager
    def changing() -> Iterator[EditorClient]:
        known = caching._site_version, caching._entries
        with django_capture_on_commit_callbacks(execute=True):
            yield EditorClient()
        caching._site_version, caching._entries = known

    return changing


def request_again(client: Client, path: str, first: Any) -> Any:
    """Conditional request of a browser that has cached its *first* response, or part of it."""
    validators = {
        "If-None-Match": first.headers.get("ETag", "*"),
        "If-Modified-Since": first.headers.get("Last-Modified", first.headers.get("Date", "")),
        "Range": "bytes=0-9",
    }
    return client.get(path, headers={name: value for name, value in validators.items() if value})


def assert_hidden(response: Any) -> None:
    """Check that the response is 404 or an uncached redirect to login, without private text."""
    assert response.status_code in {302, 404}
    if response.status_code == 302:
        assert response.headers["Location"].startswith("/account/login/?next=")
        assert response.headers["Cache-Control"] == "private, no-store"
    text = content_of(response).decode().lower()
    assert "lighthouse" not in text
    assert "a few plain words" not in text
