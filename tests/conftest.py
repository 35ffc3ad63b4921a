"""Fixtures shared by the tests of all apps."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests.database import copy_template, drop_copy
from tests.demo_data import get_demo_data
from tests.factories import make_home

# The same Hypothesis examples in every run, without deadlines: no run fails by chance.
settings.register_profile(
    "tests",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tests")


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: browser tests wait for about half of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _clear_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Cached values in the database are rolled back with a test; other caches are cleared."""
    caches["renditions"].clear()
    if not isinstance(caches["default"], DatabaseCache):
        caches["default"].clear()
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if commits:
        request.getfixturevalue("db")
    yield
    if commits:
        caches["default"].clear()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The migrated database exists already (see below): pytest-django creates and destroys none."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """This process's copy of the migrated database."""
    with django_db_blocker.unblock():
        copy_template(tmp_path_factory.getbasetemp())
    yield
    with django_db_blocker.unblock():
        drop_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Create a home page once: nearly every test needs one, and it takes a tenth of a second."""
    with django_db_blocker.unblock():
        make_home()
        # Contents that transactional tests restore at the end.
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for fixtures of module scope, like Django's setUpTestData for a class.

    Their rows are rolled back after the module's last test. Each test runs in a savepoint, and
    reads those rows again instead of sharing objects with other tests. Not for tests that commit.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def demo_data(django_db_blocker: DjangoDbBlocker) -> Path:
    """A data folder with the demo site, to be copied."""
    with django_db_blocker.unblock():
        return get_demo_data()


@pytest.fixture
def data_dir(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the demo site's data folder, which the test may change."""
    return shutil.copytree(demo_data, tmp_path / "data")
