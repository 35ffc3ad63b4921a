"""Fixtures for a small site: a home page, and users who visit it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.navigation import snapshot
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
def own_data_dir(tmp_path: Path, settings: Any) -> None:
    """Each test has its own snapshot of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> HomePage:
    # Wagtail caches the root paths of sites; in Redis they outlive the rows of a test.
    cache.clear()
    return make_home()


@pytest.fixture
def bare_site(db: None) -> None:
    """A site without our pages, as after the migrations."""
    make_bare_site()


@pytest.fixture
def warm(home: HomePage) -> None:
    """The snapshot of the site chrome exists, as on a site in use."""
    snapshot.write_snapshot()


@pytest.fixture
def visit(db: None) -> Visit:
    """Create a client, logged in as *user*; anonymous if that is None."""

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
    """A collection for members."""
    collection = Collection.get_first_root_node().add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Members"))
    return collection
