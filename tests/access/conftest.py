"""A small site with single things in it, each of which is somebody's and not another's."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from core.models import CustomDocument, CustomImage
from home.models import StandardPage
from tests.disclosure.viewers import Viewer, plant_viewers
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    draft,
    make_home,
    publish,
    restrict_to_members,
)
from users.models import MEMBERS_GROUP


@dataclass
class Site:
    """``section`` and ``inside`` are the section editor's; ``draft`` and ``private`` are not."""

    home: Page
    section: Page
    inside: Page
    draft: Page
    private: Page
    viewers: dict[str, Viewer]

    def browser(self, role: str) -> Client:
        return self.viewers[role].browser()


@pytest.fixture
def site(db: None) -> Site:
    home = make_home()
    section = publish(home, StandardPage, title="A section", slug="section")
    private = publish(home, StandardPage, title="Secret garden", slug="garden")
    restrict_to_members(private)
    return Site(
        home,
        section,
        inside=publish(section, StandardPage, title="Within the section", slug="within"),
        draft=draft(home, StandardPage, title="Unwritten letter", slug="letter"),
        private=private,
        viewers=plant_viewers(section),
    )


@dataclass
class Files:
    """A picture and a document in a collection for members."""

    collection: Collection
    picture: CustomImage
    document: CustomDocument


@pytest.fixture
def files(db: None) -> Files:
    collection = Collection.get_first_root_node().add_child(name="Attic")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="groups"
    )
    rule.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    return Files(
        collection,
        picture=ImageFactory(title="Quiet lake", collection=collection),
        document=DocumentFactory(title="Train times", collection=collection),
    )


def is_refused(response: Any) -> bool:
    """403, or sent back to the start of the admin, as Wagtail refuses; or nothing there."""
    to_start = response.status_code == 302 and response.headers["Location"] == "/admin/"
    return to_start or response.status_code in {403, 404}


def assert_refused(browser: Client, address: str, sent: dict[str, Any] | None = None) -> None:
    """Reading *address* is refused, and so is sending *sent* there, as far as there is a way."""
    answers = [browser.get(address), browser.post(address, sent or {})]
    ways = [answer for answer in answers if answer.status_code != 405]
    assert ways, address
    for answer in ways:
        assert is_refused(answer), f"{address} answers {answer.status_code}"
