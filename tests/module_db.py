"""A database that the tests of one module share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def module_db(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Fixtures of the scope "module" may write rows and files: both are gone after the module.

    Each test runs in a savepoint within this transaction, as after Django's setUpTestData.
    """
    folder = tmp_path_factory.mktemp("data")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder),
        transaction.atomic(),
    ):
        # Where it is not a table, what it says of other rows outlives them.
        cache.clear()
        yield
        transaction.set_rollback(True)
