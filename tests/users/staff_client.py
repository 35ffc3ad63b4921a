"""A staff user who performs the actions that the admin shows with a name."""

from typing import Any

from django.test import Client
from wagtail.models import Page

from core.models import CustomDocument, CustomImage
from home.models import StandardPage
from tests.factories import DocumentFactory, ImageFactory, UserFactory, publish
from users.models import User

EVERYTHING_ELSE = {"body-count": "0", "introduction": "null"}
NO_REPLIES = {f"comments-0-replies-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
COMMENT = {
    "comments-TOTAL_FORMS": "1",
    "comments-INITIAL_FORMS": "0",
    "comments-0-id": "",
    "comments-0-DELETE": "",
    "comments-0-resolved": "",
    "comments-0-contentpath": "title",
    "comments-0-text": "Is this the right word?",
    "comments-0-position": "",
    **NO_REPLIES,
}


class StaffClient:
    """A client of the admin, logged in as *user*."""

    def __init__(self, user: User) -> None:
        self.user, self.browser = user, Client()
        self.browser.force_login(user)

    def send(self, address: str, **form: Any) -> Any:
        response = self.browser.post(f"/admin/{address}", form)
        assert response.status_code in {200, 302}, address
        assert response.headers.get("Location") != "/admin/", f"not allowed: {address}"
        return response

    def edit(self, page: Page, **more: Any) -> None:
        form = {"title": page.title, "slug": page.slug, **EVERYTHING_ELSE, **more}
        assert self.send(f"pages/{page.pk}/edit/", **form).status_code == 302

    def upload(self) -> tuple[CustomImage, CustomDocument]:
        owner = {"uploaded_by_user": self.user}
        return ImageFactory(**owner), DocumentFactory(**owner)


def perform_actions(staff_client: StaffClient, home: Page) -> dict[str, str]:
    """Perform every action; return the admin URLs that show them."""
    page = publish(home, StandardPage, title="About", slug="about", owner=staff_client.user)
    deleted_page = publish(home, StandardPage, title="Gone", slug="gone", owner=staff_client.user)
    staff_client.edit(page, **{"action-publish": "publish"})
    staff_client.edit(page)
    staff_client.edit(page, comment_notifications="on", **COMMENT)
    staff_client.send(f"pages/{deleted_page.pk}/delete/")
    staff_client.send(f"pages/{page.pk}/lock/")
    picture, document = staff_client.upload()
    staff_client.browser.get(f"/admin/pages/{page.pk}/edit/")
    return {
        "the editor": f"pages/{page.pk}/edit/",
        "the page's history": f"pages/{page.pk}/history/",
        "the listing": f"pages/{home.pk}/",
        "deleting the page": f"pages/{page.pk}/delete/",
        "usage": f"pages/{page.pk}/usage/",
        "locked pages": "reports/locked/",
        "locked pages as a file": "reports/locked/?export=csv",
        "aging pages": "reports/aging-pages/",
        "aging pages as a file": "reports/aging-pages/?export=csv",
        "the picture": f"images/{picture.pk}/",
        "deleting the picture": f"images/{picture.pk}/delete/",
        "pictures": "images/",
        "the document": f"documents/edit/{document.pk}/",
        "documents": "documents/",
        "the search": "pages/search/?q=About",
        "the start": "",
    }


def make_editor_client(*more_groups: str, **fields: Any) -> StaffClient:
    return StaffClient(UserFactory(groups=["Editors", *more_groups], **fields))
