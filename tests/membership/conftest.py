"""The fixtures of the core tests, and a user of the membership team."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.site_fixtures import (  # noqa: F401
    editor,
    home,
    member,
    own_data_dir,
    superuser,
    visit,
    warm,
)


@pytest.fixture
def colleague(db: None) -> Any:
    """A user of the membership team."""
    return UserFactory(groups=["Membership team"])


@pytest.fixture
def team(home: Any, visit: Any, colleague: Any) -> Client:  # noqa: F811
    """A client of that user."""
    return visit(colleague)
