"""A site to test against: a home page, and people who look at it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core import chrome
from home.models import HomePage
from tests.factories import (
    MemberFactory,
    SuperuserFactory,
    UserFactory,
    make_bare_site,
    make_home,
)

Visit = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Path, settings: Any) -> None:
    """Each test writes its own copy of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> HomePage:
    # Wagtail keeps in the cache where sites begin; in Redis that outlives the rows of a test.
    cache.clear()
    return make_home()


@pytest.fixture
def bare_site(db: None) -> None:
    """A site without a page of ours, as migrations leave it."""
    make_bare_site()


@pytest.fixture
def warm(home: HomePage) -> None:
    """The site chrome's copy stands, as on a site in use."""
    chrome.write_snapshot()


@pytest.fixture
def visit(db: None) -> Visit:
    """A browser of somebody: signed in as *user*, or a stranger's where that is None."""

    def browser(user: Any) -> Client:
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        return client

    return browser


@pytest.fixture
def editor(db: None) -> Any:
    return UserFactory(groups=["Editors"])


@pytest.fixture
def member(db: None) -> Any:
    return MemberFactory()


@pytest.fixture
def superuser(db: None) -> Any:
    return SuperuserFactory()


@pytest.fixture
def members_only(db: None) -> Collection:
    """A collection that members alone may open."""
    collection = Collection.get_first_root_node().add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Members"))
    return collection
