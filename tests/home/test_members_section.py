"""A members-only section, created by an editor in the admin only."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection, Page

from core.models import CustomDocument, NavigationSettings
from home.models import HomePage, StandardPage
from tests.factories import MemberFactory, UserFactory, make_home
from tests.html import content_of
from users.models import MEMBERS_GROUP

pytestmark = pytest.mark.django_db
PLACE = "/for-members/"


class Desk:
    """An editor in the admin."""

    def __init__(self, home: HomePage) -> None:
        self.home = home
        self.browser = Client()
        self.browser.force_login(UserFactory(groups=["Editors"]))

    def send(self, address: str, **form: Any) -> None:
        assert self.browser.post(address, form).status_code in (200, 302), address

    def write(self, parent: Page, title: str, text: str, **more: Any) -> StandardPage:
        block = {"key": "a", "text": text, "type": "unstyled"}
        draft = json.dumps({"blocks": [block], "entityMap": {}})
        form = {"title": title, "slug": title.lower().replace(" ", "-"), "introduction": draft}
        address = f"/admin/pages/add/home/standardpage/{parent.pk}/"
        self.send(address, **form, **{"body-count": "0", "action-publish": "x"}, **more)
        return StandardPage.objects.get(title=title)

    def close(self, address: str) -> None:
        members = Group.objects.get(name=MEMBERS_GROUP)
        self.send(address, restriction_type="groups", groups=[members.pk])

    def collection(self, name: str) -> Collection:
        root = Collection.get_first_root_node()
        self.send("/admin/collections/add/", name=name, parent=root.pk)
        return Collection.objects.get(name=name)

    def upload(self, title: str, collection: Collection) -> CustomDocument:
        file = SimpleUploadedFile("minutes.txt", b"What we said.")
        form = {"title": title, "file": file, "collection": collection.pk}
        form["is_listed_for_members"] = "on"
        self.send("/admin/documents/add/", **form)
        return CustomDocument.objects.get(title=title)


@pytest.fixture
def document() -> CustomDocument:
    """A document of a private section with a child page and a menu item."""
    desk = Desk(make_home())
    section = desk.write(desk.home, "For members", "Welcome in.")
    desk.close(f"/admin/pages/{section.pk}/privacy/")
    desk.write(section, "Ground rules", "What is said here stays here.")
    collection = desk.collection("Of members")
    desk.close(f"/admin/collections/{collection.pk}/privacy/")
    navigation = NavigationSettings.load()
    item = {"label": "Among us", "page": section.page_ptr, "url": "", "children": []}
    navigation.main_menu = [("item", item)]
    navigation.save()
    return desk.upload("Minutes of March", collection)


def browser_of(user: Any) -> Client:
    browser = Client()
    if user is not None:
        browser.force_login(user)
    return browser


def reads(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_members_read_pages_and_documents_of_private_section(document: CustomDocument) -> None:
    member = browser_of(MemberFactory())
    assert "Welcome in." in reads(member, PLACE)
    assert "What is said here stays here." in reads(member, f"{PLACE}ground-rules/")
    assert content_of(member.get(document.url)) == b"What we said."


def test_members_find_private_section_in_menu_and_search(document: CustomDocument) -> None:
    member = browser_of(MemberFactory())
    assert f'href="{PLACE}"' in reads(member, "/")
    assert "Ground rules" in reads(member, "/search/suggest/?q=ground")
    assert f"{PLACE}ground-rules/" in reads(member, "/search/?q=stays")
    assert document.url in reads(member, "/search/?q=minutes")


def test_others_cannot_see_private_section(
    document: CustomDocument, subtests: pytest.Subtests
) -> None:
    for groups in (None, [], ["Membership team"], ["Moderators"]):
        with subtests.test(groups=groups):
            other = browser_of(None if groups is None else UserFactory(groups=groups))
            for address in (PLACE, f"{PLACE}ground-rules/", document.url):
                assert other.get(address).status_code in (302, 403)
            for address in ("/", "/search/?q=ground", "/search/?q=minutes", "/sitemap.xml"):
                content = reads(other, address)
                assert not [
                    text for text in ("Among us", PLACE, "Ground rules", "March") if text in content
                ]
