"""A small site with objects that only some roles may use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from core.models import CustomDocument, CustomImage
from home.models import StandardPage
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    draft,
    make_home,
    publish_with_revision,
    restrict_to_members,
)
from tests.security.disclosure.conftest import fixture_site  # noqa: F401
from tests.security.disclosure.roles import Role, create_roles
from users.models import MEMBERS_GROUP


@dataclass
class Site:
    """The section editor can edit ``section`` and ``inside``, but not ``draft`` and ``private``."""

    home: Page
    section: Page
    inside: Page
    draft: Page
    private: Page
    roles: dict[str, Role]

    def browser(self, role: str) -> Client:
        return self.roles[role].browser()


@pytest.fixture(scope="module")
def site(module_db: None) -> Site:
    home = make_home()
    section = publish_with_revision(home, StandardPage, title="A section", slug="section")
    private = publish_with_revision(home, StandardPage, title="Secret garden", slug="garden")
    restrict_to_members(private)
    return Site(
        home,
        section,
        inside=publish_with_revision(
            section, StandardPage, title="Within the section", slug="within"
        ),
        draft=draft(home, StandardPage, title="Unwritten letter", slug="letter"),
        private=private,
        roles=create_roles(section),
    )


@dataclass
class Files:
    """An image and a document in a collection for members."""

    collection: Collection
    picture: CustomImage
    document: CustomDocument


@pytest.fixture(scope="module")
def files(module_db: None) -> Files:
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


@contextmanager
def undo_changes() -> Iterator[None]:
    """Roll back what the block writes to the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_refused(response: Any) -> bool:
    """Whether *response* is 403, 404, or Wagtail's redirect to the dashboard."""
    to_start = response.status_code == 302 and response.headers["Location"] == "/admin/"
    return to_start or response.status_code in {403, 404}


def request_all_methods(browser: Client, url: str, sent: dict[str, Any] | None = None) -> list[Any]:
    """Responses to GET and POST, except for methods that are not allowed."""
    answers = [browser.get(url), browser.post(url, sent or {})]
    return [answer for answer in answers if answer.status_code != 405]


def is_forbidden(browser: Client, url: str, sent: dict[str, Any] | None = None) -> bool:
    """Whether each allowed method is refused; at least one has to be allowed."""
    answers = request_all_methods(browser, url, sent)
    return bool(answers) and all(is_refused(answer) for answer in answers)
